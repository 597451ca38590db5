"""The values on paper Mẫu 01, *Giấy tiếp nhận hồ sơ và hẹn trả kết quả*: the receipt and appointment slip.

One `Slip` holds everything the paper says, before any wording or layout, so that the same slip can be drawn
again years later. The fact of printing keeps `to_record()`; `from_record()` reads it back.

Source: Nghị định 118/2025/NĐ-CP, articles 16 and 17, and annex I of Thông tư 03/2025/TT-VPCP.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from app.domain.moments import from_milliseconds, local, to_milliseconds
from app.domain.problems import DomainProblem
from app.domain.records import bad_field
from app.domain.slip_parts import (
    FeePayment,
    FeeState,
    SlipClerk,
    SlipDocument,
    SlipFee,
    SlipFeeLine,
    SlipOffice,
    SlipOrganisation,
    SlipPerson,
    SlipProcedure,
    SlipRegister,
    SlipReplacement,
)
from app.domain.time_limit import LimitUnit, TimeLimit

RECORD_SCHEMA = 1
"""Raised only when an old program could misread a new record; new optional keys do not need it."""


_NO_LIMIT = TimeLimit(LimitUnit.NONE)
_UNKNOWN_FEE = SlipFee()


@dataclass(frozen=True, slots=True)
class Slip:
    """Everything one slip says. All moments carry an offset and are kept to the millisecond."""

    office: SlipOffice
    code: str
    """The code on the paper and in its QR code."""
    issued_at: datetime
    received_at: datetime
    applicant: SlipPerson
    procedure: SlipProcedure
    clerk: SlipClerk
    due_at: datetime | None = None
    """None: no legal limit; the competent agency will tell the citizen."""
    limit: TimeLimit = _NO_LIMIT
    documents: tuple[SlipDocument, ...] = ()
    sets: int = 1
    organisation: SlipOrganisation | None = None
    submitter: SlipPerson | None = None
    """Only when somebody other than the applicant brought the dossier."""
    parties: tuple[SlipPerson, ...] = ()
    fee: SlipFee = _UNKNOWN_FEE
    return_way: str = "counter"
    """A code the template words (``counter``, ``post``, ``online``), or words of the clerk."""
    return_place: str = ""
    register: SlipRegister | None = None
    notes: tuple[str, ...] = ()
    """Remarks; each may have several lines."""
    provisional: bool = False
    """The code is a ``TAM-…`` code, to be replaced by the province."""
    former_code: str = ""
    """The provisional code an earlier slip of the dossier bore."""
    practice: bool = False
    """Made in a practice office: no citizen may take it for a real paper (THỬ)."""
    copy_number: int = 0
    """0 is the paper as first issued; n is *bản sao lần n*."""
    reprinted_at: datetime | None = None
    replaces: SlipReplacement | None = None

    def __post_init__(self) -> None:
        """Refuse what could not be printed truthfully.

        Raises DomainProblem ``slip.no_code``, ``slip.negative_count``, and ``moment.no_offset`` for a time
        without an offset.
        """
        if not self.code.strip():
            raise DomainProblem("slip.no_code")
        replaced = self.replaces.issued_at if self.replaces else None
        for moment in (self.issued_at, self.received_at, self.due_at, self.reprinted_at, replaced):
            if moment is not None:
                local(moment)
        counts = [self.copy_number, self.sets, *(line.amount for line in self.fee.lines)]
        for document in self.documents:
            counts += (document.originals, document.copies)
        if min(counts) < 0:
            raise DomainProblem("slip.negative_count")

    def to_record(self) -> dict[str, Any]:
        """Return the slip as plain JSON values; times as milliseconds since the epoch."""
        record: dict[str, Any] = {field.name: _plain(getattr(self, field.name)) for field in fields(self)}
        return {"schema": RECORD_SCHEMA, **record}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> "Slip":
        """Read what `to_record` wrote; keys of a later program are ignored.

        Raises DomainProblem ``slip.newer_record`` when only a newer program can read it, and
        ``record.bad_field`` (`field`, `reason`) when it is damaged.
        """
        if _whole(record, "schema") > RECORD_SCHEMA:
            raise DomainProblem("slip.newer_record")
        return cls(
            office=_office(_value(record, "office", dict, {})),
            code=_text(record, "code"),
            issued_at=_moment(record, "issued_at"),
            received_at=_moment(record, "received_at"),
            applicant=_part(SlipPerson, record, "applicant"),
            procedure=_part(SlipProcedure, record, "procedure"),
            clerk=_part(SlipClerk, record, "clerk"),
            due_at=_optional_moment(record, "due_at"),
            limit=TimeLimit.parse(_text(record, "limit") or LimitUnit.NONE),
            documents=tuple(map(_document, _list(record, "documents", dict))),
            sets=_whole(record, "sets"),
            organisation=_optional_part(SlipOrganisation, record, "organisation"),
            submitter=_optional_part(SlipPerson, record, "submitter"),
            parties=tuple(_texts(SlipPerson, item) for item in _list(record, "parties", dict)),
            fee=_fee(_value(record, "fee", dict, {})),
            return_way=_text(record, "return_way"),
            return_place=_text(record, "return_place"),
            register=_optional_part(SlipRegister, record, "register"),
            notes=tuple(_list(record, "notes", str)),
            provisional=_value(record, "provisional", bool, default=False),
            former_code=_text(record, "former_code"),
            practice=_value(record, "practice", bool, default=False),
            copy_number=_whole(record, "copy_number"),
            reprinted_at=_optional_moment(record, "reprinted_at"),
            replaces=_replacement(_value(record, "replaces", dict, {})),
        )


# --- records -----------------------------------------------------------------------------------------
#
# A record is our own writing, kept in a signed fact: its texts are given back to the letter, not cleaned.

ValueT = TypeVar("ValueT")
PartT = TypeVar("PartT", SlipPerson, SlipOrganisation, SlipProcedure, SlipClerk, SlipRegister)


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, TimeLimit | type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return to_milliseconds(value)
    return str(value) if isinstance(value, TimeLimit | StrEnum) else value


def _value(record: Mapping[str, Any], field: str, kind: type[ValueT], default: ValueT) -> ValueT:
    value = record.get(field)
    if value is None:
        return default
    # JSON's true is an int to Python; a count of papers is never true.
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise bad_field(field, f"not_{kind.__name__}")
    return value


def _text(record: Mapping[str, Any], field: str) -> str:
    return _value(record, field, str, "")


def _whole(record: Mapping[str, Any], field: str) -> int:
    return _value(record, field, int, 0)


def _optional_moment(record: Mapping[str, Any], field: str) -> datetime | None:
    return None if record.get(field) is None else from_milliseconds(_whole(record, field))


def _moment(record: Mapping[str, Any], field: str) -> datetime:
    moment = _optional_moment(record, field)
    if moment is None:
        raise bad_field(field, "missing")
    return moment


def _list(record: Mapping[str, Any], field: str, kind: type[ValueT]) -> list[ValueT]:
    items = _value(record, field, list, [])
    if not all(isinstance(item, kind) for item in items):
        raise bad_field(field, "not_a_list")
    return items


def _texts(kind: type[PartT], record: Mapping[str, Any]) -> PartT:
    return kind(**{field.name: _text(record, field.name) for field in fields(kind)})


def _part(kind: type[PartT], record: Mapping[str, Any], field: str) -> PartT:
    part = _optional_part(kind, record, field)
    if part is None:
        raise bad_field(field, "missing")
    return part


def _optional_part(kind: type[PartT], record: Mapping[str, Any], field: str) -> PartT | None:
    value = _value(record, field, dict, {})
    return _texts(kind, value) if value else None


def _office(record: Mapping[str, Any]) -> SlipOffice:
    names = [field.name for field in fields(SlipOffice) if field.name != "header_lines"]
    lines = tuple(_list(record, "header_lines", str))
    return SlipOffice(lines, **{name: _text(record, name) for name in names})


def _document(record: Mapping[str, Any]) -> SlipDocument:
    originals, copies = _whole(record, "originals"), _whole(record, "copies")
    return SlipDocument(_text(record, "name"), originals, copies, _text(record, "note"))


def _fee(record: Mapping[str, Any]) -> SlipFee:
    try:
        state = FeeState(_text(record, "state") or FeeState.NOT_CONFIGURED)
        payment = FeePayment(_text(record, "payment") or FeePayment.DUE)
    except ValueError:
        raise bad_field("fee", "unknown_value") from None
    items = _list(record, "lines", dict)
    lines = tuple(SlipFeeLine(_text(item, "name"), _whole(item, "amount")) for item in items)
    return SlipFee(state, lines, payment, _text(record, "note"))


def _replacement(record: Mapping[str, Any]) -> SlipReplacement | None:
    return SlipReplacement(_moment(record, "issued_at"), _text(record, "reason")) if record else None
