"""Rows of the fee table: what is charged (phí, lệ phí), and who is freed of it (miễn); all dated.

A rate that is not known is a row too: *chưa cấu hình* is never 0. What is free by law is a row that says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.certainty import Certainty
from app.domain.records import Record, bad_field

MOST_PAGES = 10_000
MOST_COPIES = 9_999
"""Of one paper; and of cases in one collection."""
MOST_PRICE = 10**9

_CODE_CHARS = 40
_NAME_CHARS = 200
_CHANNELS = ("direct", "online", "post")


class Formula(StrEnum):
    """How the amount of a charge comes about."""

    FLAT = "flat"
    """So much for each unit."""
    PAGES = "pages"
    """By the pages of the original, with a cap per copy."""
    FREE = "free"
    """Nothing is due by law."""
    NOT_CONFIGURED = "not_configured"
    """Somebody sets a rate (mostly the People's Council of the province), and it has not been entered."""


class FeeUnit(StrEnum):
    """What a charge is counted by."""

    PAGE = "page"
    COPY = "copy"
    DOCUMENT = "document"
    CASE = "case"
    TRANSACTION = "transaction"


COPIED = frozenset({FeeUnit.COPY, FeeUnit.DOCUMENT})
"""Counted by the copies asked for; all else that is flat by the cases."""


@dataclass(frozen=True, slots=True)
class Tier:
    """The price in đồng of each page from page `first` on."""

    first: int
    amount: int

    @classmethod
    def from_record(cls, record: Record) -> "Tier":
        """Read a tier. Raises DomainProblem ``record.bad_field``."""
        return cls(
            record.number("from", least=1, most=MOST_PAGES), record.number("amount", least=0, most=MOST_PRICE)
        )


@dataclass(frozen=True, slots=True)
class Charge:
    """One charge of one procedure during one period. Amounts are in đồng.

    ``heading`` groups charges that exemptions treat alike (``civil_status``, ``certification``, …).
    ``by_channel`` has the rate of a channel where it differs. ``cap`` is per copy.
    """

    procedure: str
    code: str
    name: str
    formula: Formula
    valid_from: date
    valid_to: date | None = None
    heading: str = ""
    unit: FeeUnit = FeeUnit.CASE
    amount: int | None = None
    by_channel: Mapping[str, int] = field(default_factory=dict)
    tiers: tuple[Tier, ...] = ()
    cap: int | None = None
    note: str = ""
    source: str = ""
    certainty: Certainty = Certainty.UNCONFIRMED

    @property
    def key(self) -> str:
        """The name of the charge in facts and lists, ``2.000815/copy``."""
        return f"{self.procedure}/{self.code}"

    @property
    def known(self) -> bool:
        """Whether a rate stands here, be it nothing."""
        return self.formula is not Formula.NOT_CONFIGURED

    def rate(self, channel: str) -> int:
        """Return the flat rate in a channel; 0 for what is free."""
        return self.by_channel.get(channel, self.amount or 0)

    @classmethod
    def from_record(cls, fields: object) -> "Charge":
        """Read a row of the data file, of an import or of a fact. Raises DomainProblem ``record.*``."""
        record = fields if isinstance(fields, Record) else Record(fields)
        found = cls(
            procedure=record.text("procedure", max_chars=_CODE_CHARS),
            code=record.text("charge", max_chars=_CODE_CHARS),
            name=record.text("name", max_chars=_NAME_CHARS),
            formula=record.one_of("formula", Formula),
            valid_from=record.day("valid_from"),
            valid_to=record.optional_day("valid_to"),
            heading=record.optional_text("heading", max_chars=_CODE_CHARS),
            unit=record.one_of("unit", FeeUnit),
            amount=record.optional_number("amount", least=0, most=MOST_PRICE),
            by_channel=_by_channel(record),
            tiers=record.each("tiers", Tier.from_record),
            cap=record.optional_number("cap", least=1, most=MOST_PRICE),
            note=record.optional_text("note"),
            source=record.optional_text("source"),
            certainty=record.certainty(),
        )
        _refuse_contradictions(found)
        return found

    def to_record(self) -> dict[str, object]:
        """Return what `from_record` reads, without what is empty."""
        record: dict[str, object] = {
            "procedure": self.procedure,
            "charge": self.code,
            "name": self.name,
            "formula": self.formula.value,
            "unit": self.unit.value,
            "heading": self.heading,
            "amount": self.amount,
            "by_channel": dict(self.by_channel),
            "tiers": [{"from": tier.first, "amount": tier.amount} for tier in self.tiers],
            "cap": self.cap,
            "note": self.note,
            "valid_from": self.valid_from.isoformat(),
            "valid_to": self.valid_to and self.valid_to.isoformat(),
            "source": self.source,
            "certainty": self.certainty.value,
        }
        return {name: value for name, value in record.items() if value not in (None, "", [], {})}


@dataclass(frozen=True, slots=True)
class Exemption:
    """What one group of people (đối tượng) does not pay, by which law, shown by which paper.

    A group may have several rows, told apart by ``part``: each law frees of other charges. ``frees`` names
    headings or single charges (``2.001035/transaction``).
    """

    group: str
    part: str
    name: str
    frees: tuple[str, ...]
    basis: str
    valid_from: date
    valid_to: date | None = None
    proof: str = ""
    certainty: Certainty = Certainty.UNCONFIRMED

    @property
    def key(self) -> str:
        """The name of the row in facts and lists, ``exempt/poor/certification``."""
        return f"exempt/{self.group}/{self.part}"

    def covers(self, charge: Charge) -> bool:
        """Whether the row frees of a charge."""
        return charge.key in self.frees or (charge.heading != "" and charge.heading in self.frees)

    @classmethod
    def from_record(cls, fields: object) -> "Exemption":
        """Read a row of the data file, of an import or of a fact. Raises DomainProblem ``record.*``."""
        record = fields if isinstance(fields, Record) else Record(fields)
        return cls(
            group=record.text("group", max_chars=_CODE_CHARS),
            part=record.text("part", max_chars=_CODE_CHARS),
            name=record.text("name", max_chars=_NAME_CHARS),
            frees=record.texts("frees"),
            basis=record.text("basis"),
            valid_from=record.day("valid_from"),
            valid_to=record.optional_day("valid_to"),
            proof=record.optional_text("proof"),
            certainty=record.certainty(),
        )

    def to_record(self) -> dict[str, object]:
        """Return what `from_record` reads, without what is empty."""
        record: dict[str, object] = {
            "group": self.group,
            "part": self.part,
            "name": self.name,
            "frees": list(self.frees),
            "basis": self.basis,
            "proof": self.proof,
            "valid_from": self.valid_from.isoformat(),
            "valid_to": self.valid_to and self.valid_to.isoformat(),
            "certainty": self.certainty.value,
        }
        return {name: value for name, value in record.items() if value not in (None, "", [])}


def _by_channel(record: Record) -> Mapping[str, int]:
    def read(channels: Record) -> dict[str, int]:
        rates = {name: channels.optional_number(name, least=0, most=MOST_PRICE) for name in _CHANNELS}
        return {name: rate for name, rate in rates.items() if rate is not None}

    return record.one("by_channel", read) if record.has("by_channel") else {}


def _refuse_contradictions(row: Charge) -> None:
    """Refuse a row whose parts do not say one thing. Raises DomainProblem ``record.bad_field``."""
    if row.valid_to is not None and row.valid_to < row.valid_from:
        raise bad_field("valid_to", "before_valid_from")
    if row.formula is Formula.FLAT and row.amount is None:
        raise bad_field("amount", "missing")
    if row.formula is not Formula.FLAT and (row.amount is not None or row.by_channel):
        raise bad_field("amount", "not_of_this_formula")
    firsts = [tier.first for tier in row.tiers]
    if row.formula is Formula.PAGES:
        if firsts[:1] != [1] or firsts != sorted(set(firsts)):
            raise bad_field("tiers", "not_in_order")
    elif row.tiers or row.cap is not None:
        raise bad_field("tiers", "not_of_this_formula")
