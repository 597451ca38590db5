"""The closing of a day (chốt ngày): what one sheet says, and how it stands in the fact `day.closed`.

A sheet covers what stands in the logs of the office beyond the heads of the sheets before it, so that every
act is on exactly one sheet of whoever had seen them. What arrives later from another counter for a day that
was closed already is a difference on the next sheet; no sheet is ever edited.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.domain.facts import Fact, Value
from app.domain.identifiers import ClerkId, FactId, Head, LogId, Subject

CLOSED = "day.closed"
MOST_LISTED = 60
"""So many numbers of one book are listed one by one as void or missing; the rest is counted."""
MOST_WAITING = 100


class Act(NamedTuple):
    """How often a clerk did one thing. ``name``: a step of the life cycle, or a code of `closing_count`."""

    clerk: ClerkId
    name: str
    times: int


class Money(NamedTuple):
    """What a clerk took on the numbers of one book, in đồng. Void numbers are left out."""

    clerk: ClerkId
    book: str
    method: str
    times: int
    amount: int


class BookSpan(NamedTuple):
    """The numbers of one book on a sheet: first and last, how many count, which are void, which are missing.

    ``late``: numbers below ``first`` that an earlier sheet called missing. Long lists are cut.
    """

    kind: str
    book: str
    first: int
    last: int
    used: int
    void: tuple[int, ...]
    missing: tuple[int, ...]
    late: tuple[int, ...]
    void_count: int
    missing_count: int


class Difference(NamedTuple):
    """What came late for a day that was closed already. A voided earlier number has a negative amount."""

    day: str
    clerk: ClerkId
    name: str
    times: int
    method: str
    amount: int


class LogHead(NamedTuple):
    """How far a log is covered."""

    log: LogId
    position: int
    head: Head


@dataclass(frozen=True, slots=True)
class Carried:
    """What is still open when the day is closed. Counts; ``waiting`` are facts that will count later."""

    open: int = 0
    due_today: int = 0
    overdue: int = 0
    ready: int = 0
    """Results that wait for the citizen."""
    papers: int = 0
    """Papers ordered on this device and not drawn."""
    undelivered: int = 0
    cash: int = 0
    """Cash of this sheet that is to be handed over (tiền mặt phải nộp), differences included."""
    waiting: tuple[tuple[Subject, FactId], ...] = ()
    settled: tuple[FactId, ...] = ()
    """Facts that waited on an earlier sheet and are counted on this one."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One closing sheet. ``number`` 0 is the first of its day, 1 … are supplements (bảng bổ sung)."""

    day: str
    number: int = 0
    acts: tuple[Act, ...] = ()
    returned: tuple[tuple[str, int], ...] = ()
    """To whom results were handed: kind and count."""
    money: tuple[Money, ...] = ()
    books: tuple[BookSpan, ...] = ()
    differences: tuple[Difference, ...] = ()
    carried: Carried = field(default_factory=Carried)
    warnings: tuple[tuple[str, int], ...] = ()
    """What to look at: a code and how many."""
    heads: tuple[LogHead, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing happened since the sheet before."""
        return not (self.acts or self.books or self.differences)

    def total(self, name: str) -> int:
        """Return how often one thing was done, by all clerks together."""
        return sum(act.times for act in self.acts if act.name == name)

    def taken(self, method: str) -> int:
        """Return what was taken by one method, in đồng, differences left out."""
        return sum(line.amount for line in self.money if line.method == method)

    def to_fields(self) -> dict[str, Value]:
        """Return the fields of the fact."""
        carried = self.carried
        return {
            "day": self.day,
            "sheet": self.number,
            "heads": [list(head) for head in self.heads],
            "totals": {
                "acts": [list(act) for act in self.acts],
                "returned": [list(r) for r in self.returned],
            },
            "money": [list(line) for line in self.money],
            "books": [[*span[:5], *(list(part) for part in span[5:8]), *span[8:]] for span in self.books],
            "carried": {
                **{name: value for name in _CARRIED_COUNTS if (value := getattr(carried, name))},
                "waiting": [list(one) for one in carried.waiting],
                "settled": list(carried.settled),
            },
            "differences": [list(one) for one in self.differences],
            "warnings": [list(one) for one in self.warnings],
        }

    @classmethod
    def from_fields(cls, fields: Mapping[str, Value]) -> "Sheet":
        """Read the fact; what is not of the right sort counts as not stated."""
        totals, carried = _mapping(fields.get("totals")), _mapping(fields.get("carried"))
        return cls(
            day=_text(fields.get("day")),
            number=_count(fields.get("sheet")),
            acts=tuple(_rows(Act, totals.get("acts"), (bytes, str, int))),
            returned=tuple((kind, count) for kind, count in _typed(totals.get("returned"), (str, int))),
            money=tuple(_rows(Money, fields.get("money"), (bytes, str, str, int, int))),
            books=tuple(
                BookSpan(*row[:5], *(_numbers(part) for part in row[5:8]), *row[8:])
                for row in _typed(fields.get("books"), (str, str, int, int, int, list, list, list, int, int))
            ),
            differences=tuple(_rows(Difference, fields.get("differences"), (str, bytes, str, int, str, int))),
            carried=Carried(
                **{name: _count(carried.get(name)) for name in _CARRIED_COUNTS},
                waiting=tuple((s, f) for s, f in _typed(carried.get("waiting"), (bytes, bytes))),
                settled=_ids(carried.get("settled")),
            ),
            warnings=tuple((code, count) for code, count in _typed(fields.get("warnings"), (str, int))),
            heads=tuple(_rows(LogHead, fields.get("heads"), (bytes, int, bytes))),
        )


@dataclass(frozen=True, slots=True)
class ClosedSheet:
    """A sheet as it was closed: by whom, when (ms), with which note."""

    subject: Subject
    fact: FactId
    at: int
    clerk: ClerkId
    sheet: Sheet
    note: str = ""

    @classmethod
    def from_fact(cls, fact: Fact) -> "ClosedSheet":
        """Read a fact of kind `day.closed`."""
        fields = fact.fields or {}
        sheet = Sheet.from_fields(fields)
        return cls(fact.subject, fact.id, fact.at, fact.author.clerk, sheet, _text(fields.get("note")))


@dataclass(frozen=True, slots=True)
class Base:
    """What all sheets so far cover together: what the next one begins after."""

    heads: tuple[LogHead, ...] = ()
    days: frozenset[str] = frozenset()
    ends: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """The highest number of each book, by kind and book."""
    waiting: Mapping[FactId, Subject] = field(default_factory=dict)
    sheets: Mapping[str, int] = field(default_factory=dict)
    """How many sheets each day has."""
    parallel: int = 0
    """How many sheets were closed at another counter without the other having been seen."""

    @property
    def last_day(self) -> str:
        """The last day that was closed; empty before the first."""
        return max(self.days, default="")


def base_of(closed: Iterable[ClosedSheet]) -> Base:
    """Return what these sheets cover together."""
    sheets = [one.sheet for one in closed]
    ends: dict[tuple[str, str], int] = {}
    counts: dict[str, int] = {}
    for sheet in sheets:
        counts[sheet.day] = counts.get(sheet.day, 0) + 1
        for span in sheet.books:
            ends[span.kind, span.book] = max(span.last, ends.get((span.kind, span.book), 0))
    settled = {fact for sheet in sheets for fact in sheet.carried.settled}
    return Base(
        heads=tuple({head: None for sheet in sheets for head in sheet.heads}),
        days=frozenset(counts),
        ends=ends,
        waiting={
            fact: subject
            for sheet in sheets
            for subject, fact in sheet.carried.waiting
            if fact not in settled
        },
        sheets=counts,
        parallel=len(sheets) - len({(sheet.day, sheet.number) for sheet in sheets}),
    )


_CARRIED_COUNTS = ("open", "due_today", "overdue", "ready", "papers", "undelivered", "cash")


def _typed(value: Value, kinds: Sequence[type]) -> list[list[Any]]:
    """Return the rows of a list that have the right parts."""
    if not isinstance(value, list):
        return []
    return [
        row
        for row in value
        if isinstance(row, list)
        and len(row) == len(kinds)
        and all(type(part) is kind for part, kind in zip(row, kinds, strict=True))
    ]


def _rows(make: Any, value: Value, kinds: Sequence[type]) -> list[Any]:  # noqa: ANN401 - a named tuple
    return [make(*row) for row in _typed(value, kinds)]


def _mapping(value: Value) -> Mapping[str, Value]:
    return value if isinstance(value, Mapping) else {}


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _count(value: Value) -> int:
    return value if type(value) is int else 0


def _numbers(value: list[Value]) -> tuple[int, ...]:
    return tuple(number for number in value if type(number) is int)


def _ids(value: Value) -> tuple[FactId, ...]:
    return tuple(FactId(i) for i in value if isinstance(i, bytes)) if isinstance(value, list) else ()
