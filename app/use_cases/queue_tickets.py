"""The queue (hàng chờ): numbers drawn, called at a counter, served or absent (NĐ 118/2025 Đ13).

Priority goes first, otherwise the order of drawing. Every computer draws numbers under a letter of its own,
so that two counters that cannot talk never draw the same one.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from app.domain.facts import FactDraft
from app.domain.fold import View
from app.domain.identifiers import Subject, new_uuid7
from app.domain.kinds import Family
from app.domain.moments import VIET_NAM, from_milliseconds, to_milliseconds
from app.domain.priorities import Priorities
from app.domain.problems import DomainProblem
from app.use_cases.dossier_fields import list_reader, read_field, text_reader
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.ports import Acting, Office, Papers, Reading, Transaction

WAITING, CALLED, SERVED, ABSENT, SKIPPED = "waiting", "called", "served", "absent", "skipped"
OUTCOMES = (WAITING, CALLED, SERVED, ABSENT, SKIPPED)
"""What became of a number. Somebody absent or skipped may be put back among those who wait."""
_OVER = frozenset({SERVED})

LETTER_SETTING, COUNTER_SETTING = "queue.letter", "queue.counter"
PAPER = "ticket"

_LETTERS = "ABCDEGHKLMNPQRSTUVXY"
"""Letters of the Vietnamese alphabet that nobody mistakes for a digit or for one another when called."""
_DIGITS = 3
_READERS = {
    "priority": list_reader(text_reader(20), 12),
    "field": text_reader(120),
    "counter": text_reader(40),
}


@dataclass(frozen=True, slots=True)
class Ticket:
    """One number of a day. ``field`` is the field of work (lĩnh vực) it was drawn for, empty for any."""

    subject: Subject
    number: str
    priority: tuple[str, ...]
    field: str
    drawn_at: int
    counter: str
    state: str
    first: bool
    """Goes before the others."""


@dataclass(frozen=True, slots=True)
class QueueOfDay:
    """The numbers of one day: who waits in the order of calling, who is being served, who is done with."""

    waiting: tuple[Ticket, ...]
    called: tuple[Ticket, ...]
    done: tuple[Ticket, ...]


class QueueTickets:
    """Draws and calls numbers in the name of a clerk."""

    def __init__(self, office: Office, priorities: Priorities, papers: Papers, *, practice: bool) -> None:
        """Work on an office."""
        self._office = office
        self._priorities = priorities
        self._papers = papers
        self._practice = practice

    def draw(self, acting: Acting, said: Mapping[str, object] | None = None) -> Outcome[Ticket]:
        """Draw the next number of this computer. ``said``: ``priority`` (codes) and ``field``.

        Raises DomainProblem ``field.*``.
        """
        fields: dict[str, Any] = {}
        for name, value in (said or {}).items():
            read_field({name: _READERS[name] for name in ("priority", "field")}, name, value, fields)
        known = self._priorities.codes
        if any(code not in known for code in fields.get("priority") or ()):
            raise DomainProblem("field.unknown_value", field="priority", allowed=", ".join(known))
        with self._office.writing(acting) as tx:
            tickets = self._of_day(tx, acting.at)
            letter = self._letter(tx)
            taken = [_running(one.number, letter) for one in tickets]
            number = f"{letter}{max(taken, default=0) + 1:0{_DIGITS}}"
            told = {**fields, "day": from_milliseconds(acting.at).date().isoformat(), "number": number}
            subject = Subject(new_uuid7(acting.at))
            tx.record(FactDraft("ticket.issued", subject, acting.at, told, None, acting.clock_offset))
            ticket = self._read(subject, tx.view(subject), acting.at)
        return Outcome(ticket, _CHANGES)

    def next(self, counter: str, acting: Acting, fields: Sequence[str] = ()) -> Outcome[Ticket]:
        """Call the next number to a counter; the one called there before counts as served.

        ``fields``: only numbers drawn for one of these fields of work, and those for any. Raises
        DomainProblem ``ticket.nobody_waiting``; then nothing changes at all.
        """
        where = _counter(counter)
        with self._office.writing(acting) as tx:
            day = _ordered(self._of_day(tx, acting.at))
            fitting = [one for one in day.waiting if not fields or not one.field or one.field in fields]
            if not fitting:
                raise DomainProblem("ticket.nobody_waiting")
            for one in day.called:
                if one.counter == where:
                    _write(tx, one.subject, {"outcome": SERVED}, acting)
            chosen = fitting[0].subject
            _write(tx, chosen, {"counter": where, "outcome": CALLED}, acting)
            ticket = self._read(chosen, tx.view(chosen), acting.at)
        return Outcome(ticket, _CHANGES)

    def mark(
        self, ticket: Subject | str, outcome: str, acting: Acting, counter: str | None = None
    ) -> Outcome[Ticket]:
        """Say what became of a number of today: one of `OUTCOMES`; ``called`` calls it once more.

        Raises DomainProblem ``ticket.unknown``, ``ticket.served_already`` or ``field.unknown_value``.
        """
        if outcome not in OUTCOMES:
            raise DomainProblem("field.unknown_value", field="outcome", allowed=", ".join(OUTCOMES))
        with self._office.writing(acting) as tx:
            found = [one for one in self._of_day(tx, acting.at) if ticket in {one.subject, one.number}]
            if not found:
                raise DomainProblem("ticket.unknown")
            if found[0].state in _OVER:
                raise DomainProblem("ticket.served_already")
            told: dict[str, Any] = {"outcome": outcome}
            if counter is not None:
                told["counter"] = _counter(counter)
            _write(tx, found[0].subject, told, acting)
            changed = self._read(found[0].subject, tx.view(found[0].subject), acting.at)
        return Outcome(changed, _CHANGES)

    def today(self, now_ms: int) -> QueueOfDay:
        """Return the numbers of the day it is."""
        with self._office.reading() as reading:
            return _ordered(self._of_day(reading, now_ms))

    def counter(self) -> str:
        """Return the name of the counter at this computer; empty when nobody entered it."""
        with self._office.reading() as reading:
            return str(reading.setting(COUNTER_SETTING) or "")

    def paper(self, ticket: Ticket) -> bytes:
        """Draw a ticket for the roll, for whoever has no lanes. Raises as `Papers.draw`."""
        return self.draw_paper(self.paper_record(ticket))

    def draw_paper(self, record: Mapping[str, Any]) -> bytes:
        """Draw a ticket. Touches no database: belongs into the lane of documents."""
        return self._papers.draw(PAPER, record)

    def paper_record(self, ticket: Ticket) -> dict[str, Any]:
        """Return what stands on a ticket, with how many wait before it."""
        with self._office.reading() as reading:
            day = _ordered(self._of_day(reading, ticket.drawn_at))
            profile = reading.profile(from_milliseconds(ticket.drawn_at).date())
        places = [one.subject for one in day.waiting]
        return {
            "centre": str(profile.get("centre_name") or ""),
            "number": ticket.number,
            "priority": list(ticket.priority),
            "counter": ticket.counter,
            "field": ticket.field,
            "at": ticket.drawn_at,
            "ahead": places.index(ticket.subject) if ticket.subject in places else 0,
            "practice": self._practice,
        }

    def _letter(self, reading: Reading) -> str:
        """Return the letter of this computer: the one entered, else two that follow from its identity."""
        entered = str(reading.setting(LETTER_SETTING) or "").strip().upper()
        if entered:
            return entered
        mark = hashlib.sha256(self._office.device).digest()
        return "".join(_LETTERS[byte % len(_LETTERS)] for byte in mark[:2])

    def _of_day(self, reading: Reading, now_ms: int) -> list[Ticket]:
        """Return the numbers of a day. Subjects carry their time, so that old ones need not be opened."""
        day = from_milliseconds(now_ms).date()
        begins = to_milliseconds(datetime.combine(day, time(), VIET_NAM))
        ends = begins + round(timedelta(days=1).total_seconds() * 1_000)
        low, high = begins.to_bytes(6, "big"), ends.to_bytes(6, "big")
        found = [one for one in reading.subjects(Family.TICKET) if low <= one[:6] < high]
        tickets = ((one, reading.view(one)) for one in found)
        return [
            self._read(one, view, now_ms) for one, view in tickets if view.value("day") == day.isoformat()
        ]

    def _read(self, subject: Subject, view: View, now_ms: int) -> Ticket:
        priority = view.value("priority")
        codes = tuple(str(code) for code in priority) if isinstance(priority, list | tuple) else ()
        state = view.value("outcome")
        return Ticket(
            subject=subject,
            number=str(view.value("number") or ""),
            priority=codes,
            field=str(view.value("field") or ""),
            drawn_at=int.from_bytes(subject[:6], "big") or now_ms,
            counter=str(view.value("counter") or ""),
            state=state if state in OUTCOMES else WAITING,
            first=self._priorities.goes_first(codes),
        )


_CHANGES = Changes(queue=True, delivery=True)


def _ordered(tickets: Sequence[Ticket]) -> QueueOfDay:
    def of(*states: str) -> list[Ticket]:
        return [one for one in tickets if one.state in states]

    def turn(one: Ticket) -> tuple[bool, int, Subject]:
        return not one.first, one.drawn_at, one.subject

    return QueueOfDay(
        tuple(sorted(of(WAITING), key=turn)),
        tuple(of(CALLED)),
        tuple(of(SERVED, ABSENT, SKIPPED)),
    )


def _running(number: str, letter: str) -> int:
    digits = number.removeprefix(letter)
    return int(digits) if number.startswith(letter) and digits.isascii() and digits.isdigit() else 0


def _counter(counter: str) -> str:
    read: dict[str, Any] = {}
    read_field(_READERS, "counter", counter, read)
    if "counter" not in read:
        raise DomainProblem("field.missing", field="counter")
    return str(read["counter"])


def _write(tx: Transaction, subject: Subject, told: Mapping[str, Any], acting: Acting) -> None:
    tx.record(FactDraft("ticket.called", subject, acting.at, told, None, acting.clock_offset))
