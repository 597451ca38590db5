"""What registers, closings and reports need from the outside: numbers, books, rows, positions of logs.

`app.use_cases.ports.Reading` and `Transaction` are these and more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.domain.books import BookEntry
from app.domain.facts import Fact
from app.domain.identifiers import ClerkId, Head, LogId, Subject
from app.domain.kinds import Family


@dataclass(frozen=True, slots=True)
class TakenNumber:
    """A running number taken inside the transaction, and the book (quyển) it stands in."""

    book: str
    number: int


@dataclass(frozen=True, slots=True)
class LoggedFact:
    """A fact with its place in a log of the office. ``counts``: its log is trusted at this place."""

    log: LogId
    position: int
    head: Head
    fact: Fact
    counts: bool = True


@dataclass(frozen=True, slots=True)
class LogTip:
    """The end of one line of a log, as a closing vouches for it."""

    log: LogId
    position: int
    head: Head


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One dossier as registers and reports read it. Times in milliseconds; empty texts are not stated.

    ``finished_at``: result ready. ``ended_at``: refused, stopped, returned. ``received_by``: the clerk whose
    fact received it. ``competent``: the unit that decides when it is not this one. ``book``, ``number``: its
    place in the register (form 07); 0 is none.
    """

    subject: Subject
    code: str
    procedure: str
    full_name: str
    address: str
    village: str
    phone: str
    birth_date: str
    channel: str
    sets: int
    point: str
    competent: str
    received_at: int
    due_at: int | None
    finished_at: int | None
    ended_at: int | None
    status: int
    voided: bool
    holder: ClerkId | None
    received_by: ClerkId | None
    book: str
    number: int


class LedgerReading(Protocol):
    """The part of `Reading` that looks at many subjects at once."""

    def book_entries(self, kind: str | None, first_day: date, last_day: date) -> list[BookEntry]:
        """Return every number used from one day to another, both included, of a kind or of all.

        In the order of kind, book and number. The day is that of the act (Viet Nam's time).
        """

    def report_rows(self, first_ms: int, last_ms: int) -> list[ReportRow]:
        """Return the dossiers received in ``first_ms <= t < last_ms``, or still open at its beginning.

        What ended in the period was open at its beginning or received in it. In the order of reception.
        """

    def heads(self) -> Mapping[LogId, int]:
        """Return how far each log of the office is held: its last position."""

    def log_tips(self) -> list[LogTip]:
        """Return the end of each line of the office's trusted logs; several for one that forked."""

    def entries_after(self, positions: Mapping[LogId, int]) -> list[LoggedFact]:
        """Return what stands in the logs of the office after these positions, log by log, in order."""

    def entries_beyond(self, known: Iterable[LogTip]) -> list[LoggedFact]:
        """Return what stands in the logs of the office and not on the lines that end in ``known``."""

    def subjects(self, family: Family) -> list[Subject]:
        """Return the subjects of a family that have facts here; dossiers are listed by `report_rows`."""

    def stale_count(self) -> int:
        """Count the subjects whose facts arrived in bulk and are not folded yet: lists lag behind by them."""


class LedgerTransaction(Protocol):
    """The part of `Transaction` that gives numbers."""

    def take_number(self, kind: str, year: int) -> TakenNumber:
        """Take the next number of this device's own book of a kind and year.

        Committed means used, for ever; a transaction that fails gives it back. Raises ValueError for a kind
        that is none of `app.domain.books.BOOK_KINDS`.
        """
