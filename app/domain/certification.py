"""Entries of the certification registers (sổ chứng thực) of NĐ 23/2015, as the facts of a dossier tell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.domain.facts import Fact, Value
from app.domain.fold import View
from app.domain.identifiers import ClerkId, FactId, Subject

COPY, SIGNATURE, TRANSACTION = "copy", "signature", "transaction"

COPIES_OF_ORIGINALS = "2.000815"
"""Chứng thực bản sao từ bản chính: the bulk of the counter's work."""

REGISTER_OF = {
    COPIES_OF_ORIGINALS: COPY,
    "2.000942": COPY,
    "2.000884": SIGNATURE,
    "2.000992": SIGNATURE,
    "2.001008": SIGNATURE,
    "2.001035": TRANSACTION,
    "2.000913": TRANSACTION,
    "2.000927": TRANSACTION,
    "2.001019": TRANSACTION,
    "2.001016": TRANSACTION,
    "2.001406": TRANSACTION,
}
"""Which register a procedure is entered in (NĐ 23/2015, TT 01/2020/TT-BTP; DOMAIN §1.3)."""

ENTERED, VOIDED = "certification.entered", "number.voided"
_MOST = 1 << 40


@dataclass(frozen=True, slots=True)
class Certified:
    """One entry. ``title``: what paper; ``signer``: who signs the certification; ``at`` in milliseconds."""

    subject: Subject
    fact: FactId
    at: int
    clerk: ClerkId
    register: str
    book: str
    number: int
    pages: int
    copies: int
    title: str = ""
    signer: str = ""
    void: bool = False
    void_reason: str = ""


def certified_of(subject: Subject, facts: Iterable[Fact], view: View) -> list[Certified]:
    """Return the entries of a dossier in fold order, void ones included."""
    by_id = {fact.id: fact for fact in facts}
    found: dict[FactId, Certified] = {}
    for fact in (by_id[i] for i in view.trail):
        fields = fact.fields
        if fact.quarantined or fields is None:
            continue
        if fact.kind == ENTERED:
            found[fact.id] = Certified(
                subject=subject,
                fact=fact.id,
                at=fact.at,
                clerk=fact.author.clerk,
                register=_text(fields.get("register")),
                book=_text(fields.get("book")),
                number=_whole(fields.get("number")),
                pages=_whole(fields.get("pages")),
                copies=_whole(fields.get("copies")),
                title="" if view.erased else _text(fields.get("title")),
                signer="" if view.erased else _text(fields.get("signer")),
            )
        elif fact.kind == VOIDED and (held := _named(found, fields)) is not None:
            reason = "" if view.erased else _text(fields.get("reason"))
            found[held.fact] = replace(held, void=True, void_reason=reason)
    return list(found.values())


def _named(found: Mapping[FactId, Certified], fields: Mapping[str, Value]) -> Certified | None:
    named = fields.get("fact")
    return found.get(FactId(named)) if isinstance(named, bytes) else None


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _whole(value: Value) -> int:
    return value if type(value) is int and 0 <= value < _MOST else 0
