"""Counting a closing sheet from facts: acts, money and numbers of each clerk and book; nothing is estimated.

What was set aside by a parallel step counts for nothing; the number it used is void. Facts that wait for
earlier ones are remembered, and counted on the sheet after these have come.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from app.domain.books import BOOK_KINDS, FEE, BookEntry, book_entries, number_named, voids
from app.domain.closing import (
    MOST_LISTED,
    MOST_WAITING,
    Act,
    Base,
    BookSpan,
    Carried,
    Difference,
    Money,
    Sheet,
)
from app.domain.facts import Fact
from app.domain.fold import View
from app.domain.identifiers import ClerkId, FactId, Subject
from app.domain.moments import from_milliseconds

ACTS = {
    "dossier.received": "receive",
    "dossier.voided": "void",
    "dossier.amended": "amend",
    "paper.issued": "print",
    "fee.collected": "fee",
    "certification.entered": "certify",
    "number.voided": "void_number",
    "receipt.noted": "note_receipt",
    "feedback.received": "feedback",
    "feedback.changed": "answer_feedback",
    "ticket.issued": "ticket",
    "rating.given": "rating",
}
"""Kind of fact → name of the act. A step has its own name. Other kinds are no work at the counter."""
VOIDED = "void_number"
_CLOCK_MS = 60_000
"""A date that a person corrected by more than this is told."""


@dataclass(frozen=True, slots=True)
class Looked:
    """The facts of one subject with what they come to."""

    facts: tuple[Fact, ...]
    view: View


def act_of(fact: Fact) -> str:
    """Return the name of what was done; empty when it is no work at the counter."""
    if fact.fields is None:
        return ""
    if fact.kind in {"dossier.stepped", "dossier.received"} and fact.step is not None:
        return fact.step
    return ACTS.get(fact.kind, "")


def day_of(at: int) -> str:
    """Return the local day of a moment (ms)."""
    return from_milliseconds(at).date().isoformat()


class SheetCount:
    """Counts the facts that one sheet covers."""

    def __init__(self, day: str, base: Base, new: Iterable[Fact]) -> None:
        """Begin the sheet of a day after what `base` covers. ``new``: the facts beyond it, each once."""
        self._day = day
        self._base = base
        self._new = {fact.id: fact for fact in new}
        self._acts: Counter[tuple[ClerkId, str]] = Counter()
        self._returned: Counter[str] = Counter()
        self._money: Counter[tuple[ClerkId, str, str]] = Counter()
        self._amounts: Counter[tuple[ClerkId, str, str]] = Counter()
        self._late: Counter[tuple[str, ClerkId, str, str]] = Counter()
        self._late_amounts: Counter[tuple[str, ClerkId, str, str]] = Counter()
        self._used: dict[tuple[str, str], dict[int, bool]] = {}
        """Of each book: number → whether it is void."""
        self._named: dict[tuple[str, str], set[int]] = {}
        self._waiting: list[tuple[Subject, FactId]] = []
        self._settled: list[FactId] = []
        self._warnings: Counter[str] = Counter()

    def subjects(self) -> list[Subject]:
        """Return the subjects to be looked at."""
        return list(dict.fromkeys(fact.subject for fact in self._new.values()))

    def count(self, look: Callable[[Subject], Looked]) -> None:
        """Count every subject."""
        for subject in self.subjects():
            self._subject(subject, look(subject))

    def _subject(self, subject: Subject, looked: Looked) -> None:
        view = looked.view
        without_effect = {item.fact for item in view.set_aside}.union(view.unknown, view.quarantined)
        by_id = {fact.id: fact for fact in looked.facts}
        for i in (*view.trail, *sorted(view.waiting)):
            if i not in self._new or i not in by_id:
                continue
            fact = by_id[i]
            if i in view.waiting:
                self._waiting.append((subject, i))
                continue
            if i in self._base.waiting:
                self._settled.append(i)
            if i not in without_effect:
                self._act(fact)
        self._numbers(book_entries(subject, looked.facts, view), by_id, view)

    def _act(self, fact: Fact) -> None:
        name = act_of(fact)
        if not name:
            return
        clerk, day = fact.author.clerk, day_of(fact.at)
        if abs(fact.clock_offset) > _CLOCK_MS:
            self._warnings["clock_corrected"] += 1
        if day > self._day:
            self._warnings["dated_later"] += 1
        if self._is_late(day):
            # The money of a fee is counted with its number.
            if name != FEE:
                self._late[day, clerk, name, ""] += 1
            return
        self._acts[clerk, name] += 1
        if name == "return":
            self._returned[str((fact.fields or {}).get("returned_to_kind") or "applicant")] += 1

    def _is_late(self, day: str) -> bool:
        return day in self._base.days and day != self._day

    def _numbers(self, entries: list[BookEntry], by_id: dict[FactId, Fact], view: View) -> None:
        counting = set(view.trail).difference(view.quarantined)
        fresh = [fact for i, fact in self._new.items() if i in by_id and i in counting]
        for fact in fresh:
            named = number_named(fact)
            if named is not None:
                self._named.setdefault(named[:2], set()).add(named[2])
        for entry in entries:
            if entry.fact in self._new:
                self._entry(entry, by_id[entry.fact])
            elif entry.void and self._voided_now(entry, [by_id[i] for i in view.trail if i in counting]):
                self._voided_later(entry, by_id.get(entry.fact))

    def _entry(self, entry: BookEntry, fact: Fact) -> None:
        held = self._used.setdefault((entry.kind, entry.book), {})
        held[entry.number] = held.get(entry.number, True) and entry.void
        if entry.kind != FEE:
            return
        day, amount = day_of(fact.at), entry.amount or 0
        if self._is_late(day):
            key = (day, entry.clerk, FEE if not entry.void else VOIDED, entry.method)
            self._late[key] += 1
            self._late_amounts[key] += 0 if entry.void else amount
        elif not entry.void:
            self._money[entry.clerk, entry.book, entry.method] += 1
            self._amounts[entry.clerk, entry.book, entry.method] += amount

    def _voided_now(self, entry: BookEntry, facts: list[Fact]) -> bool:
        """Whether the new facts are the first to void a number: two counters may have voided it unseen."""
        voiding = [fact for fact in facts if voids(fact, entry)]
        return bool(voiding) and all(fact.id in self._new for fact in voiding)

    def _voided_later(self, entry: BookEntry, fact: Fact | None) -> None:
        """Take back what an earlier sheet counted."""
        if fact is None:
            return
        key = (day_of(fact.at), entry.clerk, VOIDED, entry.method)
        self._late[key] += 1
        self._late_amounts[key] -= entry.amount or 0

    def sheet(self, carried: Carried, warnings: Collection[tuple[str, int]] = ()) -> Sheet:
        """Return the sheet, with what is open and what else is to be told."""
        books = tuple(self._spans())
        told = Counter(self._warnings)
        told["numbers_missing"] = sum(span.missing_count for span in books)
        told["waiting"] = len(self._waiting)
        told["closed_twice"] = self._base.parallel
        for code, count in warnings:
            told[code] += count
        cash = sum(amount for (_, _, method), amount in self._amounts.items() if method == "cash")
        cash += sum(amount for (*_, method), amount in self._late_amounts.items() if method == "cash")
        return Sheet(
            day=self._day,
            number=self._base.sheets.get(self._day, 0),
            acts=tuple(Act(*key, count) for key, count in sorted(self._acts.items())),
            returned=tuple(sorted(self._returned.items())),
            money=tuple(Money(*key, n, self._amounts[key]) for key, n in sorted(self._money.items())),
            books=books,
            differences=tuple(
                Difference(day, clerk, name, n, method, self._late_amounts[day, clerk, name, method])
                for (day, clerk, name, method), n in sorted(self._late.items())
            ),
            carried=replace(
                carried,
                cash=cash,
                waiting=tuple(self._waiting[:MOST_WAITING]),
                settled=tuple(self._settled[:MOST_WAITING]),
            ),
            warnings=tuple(sorted((code, count) for code, count in told.items() if count)),
        )

    def _spans(self) -> Iterable[BookSpan]:
        order = {kind: place for place, kind in enumerate(BOOK_KINDS)}
        books = sorted(self._used, key=lambda book: (order.get(book[0], len(order)), book[1]))
        for book in books:
            used = self._used[book]
            before = self._base.ends.get(book, 0)
            last = max(before, *used)
            known = self._named.get(book, set()).union(used)
            missing = [number for number in range(before + 1, last) if number not in known]
            late = sorted(number for number in used if number <= before)
            void = sorted(number for number, is_void in used.items() if is_void)
            yield BookSpan(
                *book,
                first=min((number for number in used if number > before), default=min(used)),
                last=last,
                used=sum(not is_void for is_void in used.values()),
                void=tuple(void[:MOST_LISTED]),
                missing=tuple(missing[:MOST_LISTED]),
                late=tuple(late[:MOST_LISTED]),
                void_count=len(void),
                missing_count=len(missing),
            )
