"""One administrative procedure (thủ tục hành chính) as the catalogue states it during one period."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.certainty import Certainty
from app.domain.problems import DomainProblem
from app.domain.records import Record
from app.domain.text import fold
from app.domain.time_limit import LimitUnit, TimeLimit

MAX_RECORD_BYTES = 15_000
"""A record travels inside a fact, which holds 16 kB."""

FREQUENT = "high_frequency"
"""The tag of procedures that make up most of the counter's work."""

_MAX_PAPERS = 999
_MAX_AMOUNT = 10**12
_MAX_NAME = 1000
_LEADING = "thu tuc "


class PaperKind(StrEnum):
    """What happens to a required paper at the counter."""

    SUBMIT = "submit"
    """Handed in and kept with the dossier (nộp)."""
    PRESENT = "present"
    """Shown and given back (xuất trình)."""
    NOTE = "note"
    """A remark in the list of papers (lưu ý), not a paper."""


@dataclass(frozen=True, slots=True)
class RequiredDocument:
    """One line of the papers a procedure asks for (thành phần hồ sơ)."""

    name: str
    kind: PaperKind
    originals: int = 0
    copies: int = 0
    group: str = ""
    """The case or heading the line belongs to, e.g. one of several alternatives."""
    conditional: bool = False
    """Only asked for in some cases; the name says which."""

    @classmethod
    def from_record(cls, record: Record) -> "RequiredDocument":
        """Read one line. Raises DomainProblem ``record.bad_field``."""
        return cls(
            name=record.text("name", max_chars=_MAX_NAME),
            kind=record.one_of("kind", PaperKind),
            originals=record.optional_number("originals", least=0, most=_MAX_PAPERS) or 0,
            copies=record.optional_number("copies", least=0, most=_MAX_PAPERS) or 0,
            group=record.optional_text("group", max_chars=_MAX_NAME),
            conditional=record.flag("conditional"),
        )

    def to_record(self) -> dict[str, object]:
        """Return what `from_record` reads, without what is empty."""
        return _filled(
            name=self.name,
            kind=self.kind.value,
            originals=self.originals,
            copies=self.copies,
            group=self.group,
            conditional=self.conditional,
        )


class FeeKind(StrEnum):
    """What the catalogue knows about the fee (phí, lệ phí)."""

    FREE = "free"
    FIXED = "fixed"
    FORMULA = "formula"
    """By the number of pages or copies; the note states the formula."""
    PROVINCIAL = "provincial"
    """Set by the provincial People's Council (HĐND tỉnh); no national figure."""
    UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True)
class FeeSummary:
    """The fee as the catalogue states it; what is collected is decided elsewhere. `amount` is in đồng."""

    kind: FeeKind
    amount: int | None = None
    per: str = ""
    note: str = ""
    basis: str = ""

    @classmethod
    def from_record(cls, record: Record) -> "FeeSummary":
        """Read a fee. Raises DomainProblem ``record.bad_field``."""
        return cls(
            kind=record.one_of("kind", FeeKind),
            amount=record.optional_number("amount", least=0, most=_MAX_AMOUNT),
            per=record.optional_text("per"),
            note=record.optional_text("note"),
            basis=record.optional_text("basis"),
        )

    def to_record(self) -> dict[str, object]:
        """Return what `from_record` reads, without what is empty."""
        filled = _filled(kind=self.kind.value, per=self.per, note=self.note, basis=self.basis)
        return filled if self.amount is None else {**filled, "amount": self.amount}


@dataclass(frozen=True, slots=True)
class StatedLimit:
    """The time limit with what the catalogue adds to it."""

    limit: TimeLimit
    note: str = ""
    basis: str = ""
    varies: bool = False
    """The source gives other limits for some cases, areas or channels; `note` tells (DOMAIN §1.4 R12)."""
    certainty: Certainty = Certainty.UNCONFIRMED

    @classmethod
    def from_record(cls, record: Record) -> "StatedLimit":
        """Read a limit. Raises DomainProblem ``record.bad_field`` or ``time_limit.value``."""
        value = record.optional_number("value", least=0, most=_MAX_PAPERS)
        return cls(
            limit=TimeLimit(record.one_of("unit", LimitUnit), value),
            note=record.optional_text("note"),
            basis=record.optional_text("basis"),
            varies=record.flag("varies"),
            certainty=record.certainty(),
        )

    def to_record(self) -> dict[str, object]:
        """Return what `from_record` reads, without what is empty."""
        return _filled(
            unit=self.limit.unit.value,
            value=self.limit.value,
            note=self.note,
            basis=self.basis,
            varies=self.varies,
            certainty=self.certainty.value,
        )


@dataclass(frozen=True, slots=True)
class ProcedureResult:
    """A paper the procedure ends with, with its code in the national database (mã KQ) where it has one."""

    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure in force from `valid_from` until `valid_to` (None: without end)."""

    code: str
    """National code such as ``1.001193``; ``NB.…`` for internal work that has none."""
    name: str
    field: str
    """Lĩnh vực."""
    stated_limit: StatedLimit
    fee: FeeSummary
    valid_from: date
    valid_to: date | None = None
    level: str = ""
    applicant: str = ""
    channels: tuple[str, ...] = ()
    """Of ``direct``, ``online``, ``post``."""
    documents: tuple[RequiredDocument, ...] = ()
    """The full list of the portal, remarks included."""
    checklist: tuple[RequiredDocument, ...] = ()
    """The short list a clerk ticks, where one was made; shortened wording, not official."""
    results: tuple[ProcedureResult, ...] = ()
    decider: str = ""
    decider_source: str = ""
    legal_basis: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    source: str = ""
    certainty: Certainty = Certainty.UNCONFIRMED

    @property
    def time_limit(self) -> TimeLimit:
        """The limit appointments are computed with."""
        return self.stated_limit.limit

    @property
    def frequent(self) -> bool:
        """Whether it belongs to the counter's daily work."""
        return FREQUENT in self.tags

    @property
    def short_name(self) -> str:
        """The name without the words "Thủ tục" many sources put before it."""
        if not fold(self.name).startswith(_LEADING):
            return self.name
        rest = self.name[len(_LEADING) :]
        return rest[:1].upper() + rest[1:]

    def papers(self) -> tuple[RequiredDocument, ...]:
        """Return what a clerk ticks: the short list, otherwise the papers of the full one without remarks."""
        if self.checklist:
            return self.checklist
        return tuple(document for document in self.documents if document.kind is not PaperKind.NOTE)

    @classmethod
    def from_record(cls, fields: object) -> "Procedure":
        """Read a record: a row of the catalogue file or of an imported correction, or a fact's payload.

        Raises DomainProblem ``record.bad_field`` or ``record.not_an_object``.
        """
        record = fields if isinstance(fields, Record) else Record(fields)
        found = cls(
            code=record.text("code", max_chars=40),
            name=record.text("name", max_chars=_MAX_NAME),
            field=record.text("field", max_chars=200),
            stated_limit=record.one("time_limit", StatedLimit.from_record),
            fee=record.one("fee", FeeSummary.from_record),
            valid_from=record.day("valid_from"),
            valid_to=record.optional_day("valid_to"),
            level=record.optional_text("level"),
            applicant=record.optional_text("applicant"),
            channels=record.texts("channels"),
            documents=record.each("documents", RequiredDocument.from_record),
            checklist=record.each("checklist", RequiredDocument.from_record),
            results=record.each("results", _result),
            decider=record.optional_text("decider"),
            decider_source=record.optional_text("decider_source"),
            legal_basis=record.texts("legal_basis"),
            tags=record.texts("tags"),
            source=record.optional_text("source"),
            certainty=record.certainty(),
        )
        if found.valid_to is not None and found.valid_to < found.valid_from:
            raise DomainProblem("record.bad_field", field="valid_to", reason="before_valid_from")
        return found

    def to_record(self) -> dict[str, object]:
        """Return what `from_record` reads, without what is empty.

        Raises DomainProblem ``procedure.too_large`` (`bytes`, `limit`) for a record no fact could hold.
        """
        record = _filled(
            code=self.code,
            name=self.name,
            field=self.field,
            time_limit=self.stated_limit.to_record(),
            fee=self.fee.to_record(),
            valid_from=self.valid_from.isoformat(),
            valid_to=self.valid_to and self.valid_to.isoformat(),
            level=self.level,
            applicant=self.applicant,
            channels=list(self.channels),
            documents=_records(self.documents),
            checklist=_records(self.checklist),
            results=[_filled(name=result.name, code=result.code) for result in self.results],
            decider=self.decider,
            decider_source=self.decider_source,
            legal_basis=list(self.legal_basis),
            tags=list(self.tags),
            source=self.source,
            certainty=self.certainty.value,
        )
        size = len(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode())
        if size > MAX_RECORD_BYTES:
            raise DomainProblem("procedure.too_large", bytes=size, limit=MAX_RECORD_BYTES)
        return record


def _result(record: Record) -> ProcedureResult:
    return ProcedureResult(
        record.text("name", max_chars=_MAX_NAME), record.optional_text("code", max_chars=40)
    )


def _records(documents: Iterable[RequiredDocument]) -> list[dict[str, object]]:
    return [document.to_record() for document in documents]


def _filled(**fields: object) -> dict[str, object]:
    """Leave out what is empty, so that records stay small and rows comparable."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], False, 0)}
