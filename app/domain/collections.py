"""Money taken for a dossier (thu phí, lệ phí), as its facts tell: collections, void ones, e-receipts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.domain.facts import Fact, Value
from app.domain.fees import FeeLine
from app.domain.fold import View
from app.domain.identifiers import ClerkId, FactId, Subject

COLLECTED, VOIDED, RECEIPTED = "fee.collected", "number.voided", "receipt.noted"
CASH, TRANSFER = "cash", "transfer"
METHODS = (CASH, TRANSFER)
_MOST = 1 << 53


@dataclass(frozen=True, slots=True)
class EReceipt:
    """The electronic receipt (biên lai điện tử) issued later by the unit's provider."""

    symbol: str
    number: str
    lookup_code: str = ""
    issued_on: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """One collection. ``at`` in milliseconds, ``amount`` in đồng; ``void_reason`` of a void one."""

    subject: Subject
    fact: FactId
    at: int
    clerk: ClerkId
    amount: int
    method: str
    book: str
    number: int
    lines: tuple[FeeLine, ...]
    exempt_group: str = ""
    payer: str = ""
    exempt_proof: str = ""
    note: str = ""
    fees_version: str = ""
    void: bool = False
    void_reason: str = ""
    receipt: EReceipt | None = None

    @property
    def charges(self) -> frozenset[str]:
        """What was charged, by key."""
        return frozenset(line.charge for line in self.lines)


def collections_of(facts: Iterable[Fact], view: View) -> list[Collection]:
    """Return the collections of a dossier in fold order, void ones included.

    Facts that wait or stand behind a revocation say nothing; what was erased is left out of the texts.
    """
    by_id = {fact.id: fact for fact in facts}
    found: dict[FactId, Collection] = {}
    for fact in (by_id[i] for i in view.trail):
        fields = fact.fields
        if fact.quarantined or fields is None:
            continue
        if fact.kind == COLLECTED:
            found[fact.id] = collection_of(fact, erased=view.erased)
        elif fact.kind == VOIDED and (held := _named(found, fields)) is not None:
            reason = "" if view.erased else _text(fields.get("reason"))
            found[held.fact] = replace(held, void=True, void_reason=reason)
        elif fact.kind == RECEIPTED and (held := _named(found, fields)) is not None:
            found[held.fact] = replace(held, receipt=_receipt(fields))
    return list(found.values())


def collection_of(fact: Fact, *, erased: bool = False) -> Collection:
    """Read one collection from its fact; `erased` leaves out what is personal."""
    fields = fact.fields or {}

    def personal(name: str) -> str:
        return "" if erased else _text(fields.get(name))

    lines = fields.get("lines")
    read = map(FeeLine.from_record, lines if isinstance(lines, list) else ())
    return Collection(
        subject=fact.subject,
        fact=fact.id,
        at=fact.at,
        clerk=fact.author.clerk,
        amount=_whole(fields.get("amount")),
        method=_text(fields.get("method")),
        book=_text(fields.get("book")),
        number=_whole(fields.get("number")),
        lines=tuple(line for line in read if line is not None),
        exempt_group=_text(fields.get("exempt_group")),
        payer=personal("payer"),
        exempt_proof=personal("exempt_proof"),
        note=personal("note"),
        fees_version=_text(fields.get("fees_version")),
    )


def _receipt(fields: Mapping[str, Value]) -> EReceipt:
    return EReceipt(*(_text(fields.get(name)) for name in ("symbol", "number", "lookup_code", "issued_on")))


def _named(found: Mapping[FactId, Collection], fields: Mapping[str, Value]) -> Collection | None:
    named = fields.get("fact")
    return found.get(FactId(named)) if isinstance(named, bytes) else None


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _whole(value: Value) -> int:
    return value if type(value) is int and 0 <= value < _MOST else 0
