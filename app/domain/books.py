"""Books of running numbers (quyển số): what used which number of which book, as the facts tell it.

Every device incarnation keeps books of its own, one for each kind and year, so that no two counters meet.
Every number of a book is accounted for: it stands in a fact that counts, or it is void with a reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.facts import Fact, Value
from app.domain.fold import View
from app.domain.identifiers import ClerkId, FactId, Subject
from app.domain.kinds import Family
from app.domain.lifecycle import STEPS

REGISTER = "register"
FEE = "fee"
FEEDBACK = "feedback"
FORMS = ("supplement", "refusal", "apology", "stop")
"""Forms 02 to 05 of Thông tư 03/2025/TT-VPCP, each numbered by itself."""
CERTIFICATIONS = ("copy", "signature", "transaction")
"""The certification registers (sổ chứng thực) of NĐ 23/2015."""
BOOK_KINDS = (REGISTER, *FORMS, FEE, *CERTIFICATIONS, FEEDBACK)
"""Kinds of books, in the order in which sheets list them."""

_LONGEST_NAME = 40
_MOST = 1 << 40


@dataclass(frozen=True, slots=True)
class BookEntry:
    """One number used.

    ``at`` (ms) is the moment of the act, of a register that of the reception. ``amount`` is in đồng (fees).
    ``void``: the number does not count: it was voided, or what it stood in was set aside or withdrawn.
    ``text``: the reason of a void one, else the title of what was certified.
    """

    kind: str
    book: str
    number: int
    subject: Subject
    fact: FactId
    at: int
    clerk: ClerkId
    amount: int | None = None
    method: str = ""
    void: bool = False
    text: str = ""


def book_name(tag: str, year: int) -> str:
    """Name a device incarnation's book of a year, as it stands on paper: ``7K3QXYZ/2026``."""
    return f"{tag}/{year}"


def book_number(book: Value, number: Value) -> tuple[str, int] | None:
    """Read a book and a number as a fact states them; None when they are not of that sort."""
    if not isinstance(book, str) or not book or len(book) > _LONGEST_NAME or type(number) is not int:
        return None
    return (book, number) if 0 < number < _MOST else None


def number_used(fact: Fact) -> tuple[str, str, int] | None:
    """Return kind, book and number that a fact used for what it tells; None when it used none."""
    fields = fact.fields
    if not fields or fields.get("book") is None:
        return None
    kind: Value
    if fact.kind == "dossier.stepped":
        step = STEPS.get(fact.step or "")
        kind = "" if step is None else step.form
    elif fact.kind == "certification.entered":
        kind = fields.get("register")
    else:
        kind = _KIND_OF.get(fact.kind, "")
    placed = book_number(fields["book"], fields.get("number"))
    return None if placed is None or kind not in BOOK_KINDS else (kind, *placed)


def number_named(fact: Fact) -> tuple[str, str, int] | None:
    """Return kind, book and number that a fact used, or names as used up and void."""
    if fact.kind != _VOIDING or fact.fields is None:
        return number_used(fact)
    kind = fact.fields.get("book_kind")
    placed = book_number(fact.fields.get("book"), fact.fields.get("number"))
    return None if placed is None or kind not in BOOK_KINDS else (kind, *placed)


_KIND_OF = {"dossier.received": REGISTER, "fee.collected": FEE, "feedback.received": FEEDBACK}
_VOIDING = "number.voided"


def book_entries(subject: Subject, facts: Iterable[Fact], view: View) -> list[BookEntry]:
    """Return the numbers that the facts of a subject used, in fold order.

    Facts that wait or stand behind a revocation say nothing here. The number of a fact that was set aside,
    or of a voided reception, was used on paper all the same: it is void.
    """
    if view.family not in {Family.DOSSIER, Family.FEEDBACK}:
        return []
    by_id = {fact.id: fact for fact in facts}
    counting = [by_id[i] for i in view.trail if not by_id[i].quarantined]
    aside = {item.fact for item in view.set_aside}
    erased = view.erased
    found: dict[tuple[str, str, int, FactId], BookEntry] = {}
    voids: list[Fact] = []
    withdrawn = ""
    for fact in counting:
        if fact.kind == _VOIDING:
            voids.append(fact)
        elif fact.kind == "dossier.voided" and fact.id not in aside:
            withdrawn = "" if erased else _text((fact.fields or {}).get("reason"))
        used = number_used(fact)
        if used is not None:
            found[*used, fact.id] = _entry(subject, fact, used, void=fact.id in aside, erased=erased)
    for fact in voids:
        _void(found, subject, fact, erased=erased)
    if view.value("voided") is True:
        for key, entry in found.items():
            if entry.kind == REGISTER and not entry.void:
                found[key] = _voided(entry, withdrawn)
    return list(found.values())


def voids(fact: Fact, entry: BookEntry) -> bool:
    """Whether a fact is the one that made an entry's number void."""
    if fact.kind == "dossier.voided":
        return entry.kind == REGISTER
    if fact.kind != _VOIDING or fact.fields is None:
        return False
    named, kind = fact.fields.get("fact"), fact.fields.get("book_kind")
    if named is not None:
        # On a copied disk a number may have been given twice: the other one goes on counting.
        return entry.fact == named and kind in (None, entry.kind)
    return (entry.kind, entry.book, entry.number) == number_named(fact)


def _entry(
    subject: Subject, fact: Fact, used: tuple[str, str, int], *, void: bool, erased: bool
) -> BookEntry:
    fields = fact.fields or {}
    amount = fields.get("amount") if used[0] == FEE else None
    at = fields.get("received_at") if used[0] == REGISTER else None
    return BookEntry(
        *used,
        subject,
        fact.id,
        at if type(at) is int else fact.at,
        fact.author.clerk,
        amount=amount if type(amount) is int and 0 <= amount < _MOST else None,
        method=_text(fields.get("method")) if used[0] == FEE else "",
        void=void,
        text="" if erased else _text(fields.get("title")),
    )


def _void(
    found: dict[tuple[str, str, int, FactId], BookEntry], subject: Subject, fact: Fact, *, erased: bool
) -> None:
    """Mark the number that a voiding names; one that stood in nothing yet (a spoiled sheet) is used up."""
    reason = "" if erased else _text((fact.fields or {}).get("reason"))
    used = number_named(fact)
    marked = False
    for key, entry in found.items():
        if voids(fact, entry):
            found[key] = _voided(entry, reason)
            marked = True
    if not marked and used is not None:
        entry = _entry(subject, fact, used, void=True, erased=erased)
        found[*used, fact.id] = _voided(entry, reason)


def _voided(entry: BookEntry, reason: str) -> BookEntry:
    return BookEntry(
        entry.kind,
        entry.book,
        entry.number,
        entry.subject,
        entry.fact,
        entry.at,
        entry.clerk,
        amount=entry.amount,
        method=entry.method,
        void=True,
        text=reason,
    )


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""
