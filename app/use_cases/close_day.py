"""Close the day (chốt ngày): what was done and taken since the last closing, signed off and kept.

The figures come from the facts themselves, by positions in the logs, never from what lists show.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from app.domain.closing import CLOSED, Base, Carried, ClosedSheet, LogHead, Sheet, base_of
from app.domain.closing_count import Looked, SheetCount, day_of
from app.domain.facts import Fact, FactDraft
from app.domain.fold import fold
from app.domain.identifiers import FactId, LogId, Subject, new_uuid7
from app.domain.kinds import Family
from app.domain.lifecycle import Status
from app.domain.moments import day_starts_at
from app.domain.office import OfficeProfile
from app.domain.problems import DomainProblem
from app.use_cases.closing_paper import CLOSING_FORM, closing_record
from app.use_cases.dossier_fields import REASON
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.ports import Acting, Delivery, ListFilter, Office, Papers, Person, Reading
from app.use_cases.ports_ledger import LoggedFact, LogTip


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A closing with how far it has come, and the names of who stands on it."""

    closed: ClosedSheet
    delivery: Delivery
    names: Mapping[bytes, str]


@dataclass(frozen=True, slots=True)
class ClosingPreview:
    """What would be closed now. ``refused`` is the code of what stands in the way, empty for nothing."""

    sheet: Sheet
    last_day: str
    names: Mapping[bytes, str]
    refused: str = ""


class CloseDay:
    """Closes days in the name of a clerk, and shows the sheets that were closed."""

    def __init__(self, office: Office, papers: Papers | None = None, *, practice: bool = False) -> None:
        """Work on an office; `papers` draws the sheets."""
        self._office = office
        self._papers = papers
        self._practice = practice

    def preview(self, day: date, at: int) -> ClosingPreview:
        """Return what the sheet of a day would say, ``at`` now (ms); keeps nothing."""
        with self._office.reading() as reading:
            base = base_of(_closed(reading))
            sheet = _sheet(reading, base, day, at)
            refused = _refused(base, sheet, day, at)
            return ClosingPreview(sheet, base.last_day, _names(reading), refused.code if refused else "")

    def __call__(self, day: date, acting: Acting, note: str = "") -> Outcome[ClosedSheet]:
        """Close a day; a day that was closed already gets a supplement sheet.

        Raises DomainProblem ``closing.in_future``, ``closing.nothing_new``, ``closing.later_closed``
        (`closing_day`, `last_closed`), ``fact.too_large`` and the problems of a note.
        """
        told = REASON(note)
        with self._office.writing(acting) as tx:
            base = base_of(_closed(tx))
            sheet = _sheet(tx, base, day, acting.at)
            refused = _refused(base, sheet, day, acting.at)
            if refused is not None:
                raise refused
            fields = sheet.to_fields()
            if told:
                fields["note"] = told
            subject = Subject(new_uuid7(acting.at))
            fact = tx.record(FactDraft(CLOSED, subject, acting.at, fields, None, acting.clock_offset))
        return Outcome(ClosedSheet.from_fact(fact), Changes(delivery=True, closings=True))

    def sheets(self) -> list[ShownSheet]:
        """Return every sheet, newest day first, supplements after the sheet they add to."""
        with self._office.reading() as reading:
            names = _names(reading)
            shown = [ShownSheet(one, reading.fact_delivery(one.fact), names) for one in _closed(reading)]
        shown.sort(key=lambda one: (one.closed.sheet.number, one.closed.at))
        return sorted(shown, key=lambda one: one.closed.sheet.day, reverse=True)

    def of_day(self, day: date) -> list[ShownSheet]:
        """Return the sheets of one day in order. Raises DomainProblem ``closing.none`` (`closing_day`)."""
        found = [one for one in self.sheets() if one.closed.sheet.day == day.isoformat()]
        if not found:
            raise DomainProblem("closing.none", closing_day=day.isoformat())
        return found

    def record(self, shown: ShownSheet) -> dict[str, Any]:
        """Return what stands on the printed sheet (see `app.use_cases.closing_paper`)."""
        day = date.fromisoformat(shown.closed.sheet.day)
        with self._office.reading() as reading:
            people: dict[bytes, Person] = {person.id: person for person in reading.people()}
            profile = OfficeProfile("").with_values(reading.profile(day))
        return closing_record(shown.closed, shown.delivery, people, profile, practice=self._practice)

    def draw(self, record: Mapping[str, Any]) -> bytes:
        """Draw a sheet as PDF. Touches no database: belongs into the lane of documents."""
        if self._papers is None:
            raise DomainProblem("paper.unknown_form", form=CLOSING_FORM, allowed="")
        return self._papers.draw(CLOSING_FORM, record)


def _closed(reading: Reading) -> list[ClosedSheet]:
    """Return the sheets whose facts count."""
    found: list[ClosedSheet] = []
    for subject in reading.subjects(Family.CLOSING):
        facts = {fact.id: fact for fact in reading.facts(subject)}
        counting = [facts[i] for i in fold(facts.values()).trail if not facts[i].quarantined]
        found += [ClosedSheet.from_fact(f) for f in counting if f.kind == CLOSED and f.fields is not None]
    return found


def _refused(base: Base, sheet: Sheet, day: date, at: int) -> DomainProblem | None:
    text = day.isoformat()
    if text > day_of(at):
        return DomainProblem("closing.in_future", closing_day=text)
    if text < base.last_day:
        return DomainProblem("closing.later_closed", closing_day=text, last_closed=base.last_day)
    if text in base.days and sheet.empty:
        return DomainProblem("closing.nothing_new", closing_day=text)
    return None


def _sheet(reading: Reading, base: Base, day: date, at: int) -> Sheet:
    """Count what stands beyond the sheets before, up to now or, of a day that is over, to its end."""
    known = [LogTip(*head) for head in base.heads]
    beyond = reading.entries_beyond(known)
    covered, heads, forked = _covered(reading, known, beyond, day, today=day_of(at))
    facts = {logged.fact.id: logged.fact for logged in covered if logged.counts}
    facts |= _waited(reading, base, facts)
    count = SheetCount(day.isoformat(), base, facts.values())
    count.count(lambda subject: _look(reading, subject))
    warnings = [("not_folded", reading.stale_count()), ("forked", forked)]
    return replace(count.sheet(_carried(reading, day, at), warnings), heads=tuple(heads))


def _look(reading: Reading, subject: Subject) -> Looked:
    facts = tuple(reading.facts(subject))
    return Looked(facts, fold(facts))


def _waited(reading: Reading, base: Base, facts: Mapping[FactId, Fact]) -> dict[FactId, Fact]:
    """Return the facts that waited on an earlier sheet: they may count now."""
    found: dict[FactId, Fact] = {}
    for subject in dict.fromkeys(base.waiting.values()):
        for fact in reading.facts(subject):
            if fact.id in base.waiting and fact.id not in facts:
                found[fact.id] = fact
    return found


def _covered(
    reading: Reading, known: list[LogTip], beyond: list[LoggedFact], day: date, *, today: str
) -> tuple[list[LoggedFact], list[LogHead], int]:
    """Return the entries a sheet covers, how far that is in each log, and how many logs have forked.

    A day that is over ends before the first entry of a later day, in every log that is one line.
    """
    text = day.isoformat()
    tips: dict[LogId, list[LogTip]] = {}
    for tip in reading.log_tips():
        tips.setdefault(tip.log, []).append(tip)
    cut: dict[LogId, int] = {}
    if text < today:
        for logged in beyond:
            later = text < day_of(logged.fact.at) <= today
            if later and len(tips.get(logged.log, ())) == 1:
                cut[logged.log] = min(logged.position, cut.get(logged.log, logged.position))
    covered = [one for one in beyond if one.log not in cut or one.position < cut[one.log]]
    heads: list[LogHead] = []
    for log, ends in tips.items():
        if log not in cut:
            heads += [LogHead(end.log, end.position, end.head) for end in ends]
            continue
        # An earlier sheet may have covered all of it up to here; then that stands.
        mine = [LogHead(log, one.position, one.head) for one in covered if one.log == log]
        before = [LogHead(tip.log, tip.position, tip.head) for tip in known if tip.log == log]
        heads += sorted(mine or before, key=lambda head: head.position)[-1:]
    forked = sum(len(ends) > 1 for ends in tips.values())
    return covered, heads, forked


def _carried(reading: Reading, day: date, at: int) -> Carried:
    """Return what is open now."""
    overdue = reading.count(ListFilter(due_before=at))
    due = reading.count(ListFilter(due_before=day_starts_at(day + timedelta(days=1))))
    open_now = frozenset(int(status) for status in Status if status not in _SETTLED)
    return Carried(
        open=reading.count(ListFilter(statuses=open_now)),
        due_today=max(0, due - overdue),
        overdue=overdue,
        ready=reading.count(ListFilter(statuses=frozenset({int(Status.DONE)}))),
        papers=len(reading.unprinted()),
        undelivered=reading.delivery_summary().facts_waiting,
    )


_SETTLED = frozenset({Status.NEW, Status.REFUSED, Status.STOPPED, Status.DONE, Status.RETURNED})


def _names(reading: Reading) -> dict[bytes, str]:
    return {person.id: person.full_name for person in reading.people()}
