"""Feedback, petitions and calls to the hotline (phản ánh, kiến nghị), kept apart from dossiers (Đ8 k1).

Each has a number of a book of its own, somebody responsible, a day by which the answer is due, and an answer.
Who leads the centre sees all of it; anybody else what they took in or were given.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain.books import FEEDBACK
from app.domain.facts import FactDraft, Value
from app.domain.fold import View
from app.domain.identifiers import ClerkId, Subject, from_text, new_uuid7
from app.domain.kinds import Family
from app.domain.moments import from_milliseconds, to_milliseconds
from app.domain.problems import DomainProblem
from app.domain.terms import Terms
from app.domain.text import begins_words, fold, word_line, words
from app.use_cases.dossier_fields import NAME, PERSON_READERS, choice_reader, read_field, text_reader
from app.use_cases.office_rules import OfficeRules
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.ports import Acting, Office, Person, Reading, Transaction
from app.use_cases.reception_request import read_due
from app.use_cases.take_step import clerk_named

CHANNELS = ("counter", "hotline", "letter_box", "post", "online", "meeting")
"""How it reached the centre."""
ABOUT = ("attitude", "delay", "fees", "procedure", "proposal", "other")
"""What it is about; a proposal (kiến nghị) has a term of its own."""
RECEIVED, ANSWERED = "received", "answered"
SEE_ALL = frozenset({"administration", "approval", "director"})
"""Roles of those who lead the centre."""

_READERS = {
    "text": text_reader(4_000, lines=True),
    "full_name": NAME,
    "phone": PERSON_READERS["phone"],
    "address": PERSON_READERS["address"],
    "channel": choice_reader(*CHANNELS),
    "about": choice_reader(*ABOUT),
    "due_at": text_reader(40),
    "holder": text_reader(200),
}
_ANSWER = text_reader(4_000, lines=True)
_CHANGES = Changes(feedback=True, delivery=True)


@dataclass(frozen=True, slots=True)
class FeedbackItem:
    """One matter. Times in milliseconds. Who said it may stay nameless."""

    subject: Subject
    number: str
    received_at: int
    due_at: int | None
    channel: str
    about: str
    text: str
    full_name: str
    phone: str
    address: str
    holder: ClerkId | None
    holder_name: str
    received_by: ClerkId | None
    answer: str
    answered_at: int | None

    @property
    def answered_in_time(self) -> bool | None:
        """Whether the answer came on or before its day; None while there is none, or none was due."""
        if self.answered_at is None or self.due_at is None:
            return None
        return self.answered_at <= self.due_at

    def overdue(self, now_ms: int) -> bool:
        """Whether the answer is late by now."""
        return self.answered_at is None and self.due_at is not None and self.due_at < now_ms


class Feedback:
    """Takes in, answers and lists what people say, in the name of a clerk."""

    def __init__(self, office: Office, rules: OfficeRules, terms: Terms) -> None:
        """Work on an office."""
        self._office = office
        self._rules = rules
        self._terms = terms

    def add(self, said: Mapping[str, object], acting: Acting) -> Outcome[FeedbackItem]:
        """Take in one matter.

        ``text``, and if known ``full_name``, ``phone``, ``address``, ``channel``, ``about``, ``holder`` (a
        clerk's id or name) and ``due_at`` where another day than the usual one holds. Raises DomainProblem
        ``field.*``, ``clerk.*``, ``terms.none_in_force`` or ``feedback.due_before_received``.
        """
        fields: dict[str, Any] = {"channel": "counter", "about": "other"}
        for name, value in said.items():
            if name not in _READERS:
                raise DomainProblem("step.unknown_field", field=name[:40], allowed=", ".join(_READERS))
            read_field(_READERS, name, value, fields)
        if "text" not in fields:
            raise DomainProblem("field.missing", field="text")
        with self._office.writing(acting) as tx:
            typed = fields.pop("due_at", None)
            fields["due_at"] = self._due(tx, fields, typed, acting)
            holder = fields.pop("holder", None)
            fields["holder"] = acting.clerk if holder is None else clerk_named(tx.people(), holder).id
            taken = tx.take_number(FEEDBACK, from_milliseconds(acting.at).year)
            fields |= {"book": taken.book, "number": taken.number, "received_at": acting.at}
            subject = Subject(new_uuid7(acting.at))
            tx.record(FactDraft("feedback.received", subject, acting.at, fields, None, acting.clock_offset))
            item = _read(tx, subject, _names(tx))
        return Outcome(item, _CHANGES)

    def answer(self, which: Subject | str, answer: str, acting: Acting) -> Outcome[FeedbackItem]:
        """Keep the answer that was given. ``which``: the subject, its id, or its number.

        Raises DomainProblem ``feedback.unknown``, ``feedback.not_yours``, ``feedback.answered``,
        ``field.missing``.
        """
        read: dict[str, Value] = {}
        read_field({"answer": _ANSWER}, "answer", answer, read)
        if "answer" not in read:
            raise DomainProblem("field.missing", field="answer")
        told = {**read, "state": ANSWERED, "answered_at": acting.at}
        return self._change(which, told, acting)

    def hand_to(self, which: Subject | str, clerk: str, acting: Acting) -> Outcome[FeedbackItem]:
        """Make somebody else responsible. Raises as `answer`, and ``clerk.*``."""
        with self._office.reading() as reading:
            holder = clerk_named(reading.people(), clerk).id
        return self._change(which, {"holder": holder}, acting)

    def list(self, acting: Acting, typed: str = "", *, open_only: bool = False) -> list[FeedbackItem]:
        """Return what this clerk may see, unanswered and the most urgent first; ``typed`` begins words."""
        with self._office.reading() as reading:
            items = [item for item in _all(reading) if _may_see(item, acting.clerk, reading.people())]
        wanted = words(fold(typed))
        found = [
            item
            for item in items
            if not (open_only and item.answered_at is not None) and begins_words(wanted, _line(item))
        ]
        return sorted(found, key=lambda item: (item.answered_at is not None, item.due_at or 0, item.number))

    def sees_all(self, acting: Acting) -> bool:
        """Whether a clerk may see what others took in."""
        with self._office.reading() as reading:
            return _leads(acting.clerk, reading.people())

    def _change(
        self, which: Subject | str, told: Mapping[str, Value], acting: Acting
    ) -> Outcome[FeedbackItem]:
        with self._office.writing(acting) as tx:
            item = _found(tx, which)
            if not _may_see(item, acting.clerk, tx.people()):
                raise DomainProblem("feedback.not_yours")
            if item.answered_at is not None:
                raise DomainProblem("feedback.answered")
            tx.record(FactDraft("feedback.changed", item.subject, acting.at, told, None, acting.clock_offset))
            changed = _read(tx, item.subject, _names(tx))
        return Outcome(changed, _CHANGES)

    def _due(
        self, tx: Transaction, fields: Mapping[str, Any], typed: str | None, acting: Acting
    ) -> int | None:
        rules, received = self._rules.read(tx), from_milliseconds(acting.at)
        if typed is None:
            limit = self._terms.on(_term(fields), received.date()).limit
            due, _rule = rules.due(received, limit)
            return None if due is None else to_milliseconds(due)
        read: datetime | date = read_due(typed)
        moment = read if isinstance(read, datetime) else rules.hours(read).end_of(read)
        if moment < received:
            raise DomainProblem("feedback.due_before_received", field="due_at")
        return to_milliseconds(moment)


def _term(fields: Mapping[str, Any]) -> str:
    """Name the term of a matter (`resources/rules/people.json`)."""
    if fields.get("channel") == "hotline":
        return "hotline"
    return "petition" if fields.get("about") == "proposal" else "feedback"


def _all(reading: Reading) -> Iterable[FeedbackItem]:
    names = _names(reading)
    return (_read(reading, subject, names) for subject in reading.subjects(Family.FEEDBACK))


def _found(reading: Reading, which: Subject | str) -> FeedbackItem:
    wanted = from_text(which) if isinstance(which, str) else which
    found = [
        item
        for item in _all(reading)
        if item.subject == wanted or (isinstance(which, str) and item.number == which.strip())
    ]
    if not found:
        raise DomainProblem("feedback.unknown")
    return found[0]


def _names(reading: Reading) -> dict[ClerkId, str]:
    return {person.id: person.full_name for person in reading.people()}


def _leads(clerk: ClerkId, people: Iterable[Person]) -> bool:
    return any(person.id == clerk and not SEE_ALL.isdisjoint(person.roles) for person in people)


def _may_see(item: FeedbackItem, clerk: ClerkId, people: Iterable[Person]) -> bool:
    return clerk in {item.holder, item.received_by} or _leads(clerk, people)


def _line(item: FeedbackItem) -> str:
    return word_line(item.number, item.full_name, item.phone, item.address, item.text, item.answer)


def _read(reading: Reading, subject: Subject, names: Mapping[ClerkId, str]) -> FeedbackItem:
    view = reading.view(subject)
    taken = next((fact for fact in reading.facts(subject) if fact.kind == "feedback.received"), None)
    holder = view.value("holder")
    owner = ClerkId(holder) if isinstance(holder, bytes) else None
    return FeedbackItem(
        subject=subject,
        number=f"{view.value('number') or '–'}-{view.value('book') or ''}".rstrip("-"),
        received_at=_moment(view, "received_at") or 0,
        due_at=_moment(view, "due_at"),
        channel=_text(view, "channel"),
        about=_text(view, "about"),
        text=_text(view, "text"),
        full_name=_text(view, "full_name"),
        phone=_text(view, "phone"),
        address=_text(view, "address"),
        holder=owner,
        holder_name="" if owner is None else names.get(owner, ""),
        received_by=None if taken is None else taken.author.clerk,
        answer=_text(view, "answer"),
        answered_at=_moment(view, "answered_at"),
    )


def _text(view: View, name: str) -> str:
    value = view.value(name)
    return value if isinstance(value, str) else ""


def _moment(view: View, name: str) -> int | None:
    value = view.value(name)
    return value if type(value) is int and value >= 0 else None
