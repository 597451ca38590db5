"""Change the working calendar, and show which printed appointments a change concerns.

A change never moves an appointment: people hold the paper. It lists the dossiers touched, and a person
moves each one, which gives a new slip (DOMAIN §7).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.calendar import CalendarDay
from app.domain.calendar_changes import DayChange
from app.domain.dossier import Dossier
from app.domain.facts import FactDraft
from app.domain.identifiers import Subject, named_subject
from app.domain.lifecycle import Status
from app.domain.moments import from_milliseconds, to_milliseconds
from app.domain.problems import DomainProblem
from app.domain.step_terms import CHOSEN
from app.domain.time_limit import TimeLimit
from app.use_cases.amend_dossier import AmendDossier, Amended
from app.use_cases.office_rules import OfficeRules, RulesInForce
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.ports import Acting, ListFilter, Office, Reading

CALENDAR = named_subject("calendar")
_RUNNING = frozenset({Status.RECEIVED, Status.PROCESSING, Status.OBLIGATION})
"""Statuses in which an appointment is owed; in the others it has been kept or begins anew."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One day that is not what its weekday says; ``entered``: the office or the province said so."""

    day: CalendarDay
    entered: bool


@dataclass(frozen=True, slots=True)
class TouchedAppointment:
    """An open dossier whose printed appointment does not fit the calendar.

    ``due_at`` is what the citizen's paper says; ``would_be`` is what the rules give now, None where a
    person has to choose (a date that was typed or extended falls on a day off). Milliseconds.
    """

    subject: Subject
    code: str
    full_name: str
    phone: str
    due_at: int
    would_be: int | None


class ChangeCalendar:
    """Reads and changes the calendar in the name of a clerk."""

    def __init__(self, office: Office, rules: OfficeRules, amend: AmendDossier) -> None:
        """Work on an office with its rules."""
        self._office = office
        self._rules = rules
        self._amend = amend

    def rows(self, year: int) -> list[CalendarRow]:
        """Return the special days of a year, and the ordinary ones somebody declared so, by date."""
        with self._office.reading() as reading:
            entered = reading.calendar_changes()
            calendar = self._rules.read(reading).calendar
        return [CalendarRow(row, row.day in entered) for row in calendar.days if row.day.year == year]

    def ordinary(self, year: int) -> list[DayChange]:
        """Return the shipped special days that were declared ordinary."""
        with self._office.reading() as reading:
            entered = reading.calendar_changes()
        read = (DayChange.from_value(day, value) for day, value in sorted(entered.items()))
        return [one for one in read if one is not None and one.day.year == year and one.row() is None]

    def preview(self, changes: Sequence[DayChange]) -> list[TouchedAppointment]:
        """Return the appointments that would no longer fit after changes. Raises as changing does."""
        with self._office.reading() as reading:
            held = {**reading.calendar_changes(), **{one.day: one.value() or {} for one in changes}}
            calendar = self._rules.calendar_with(held)
            return _touched(reading, replace(self._rules.read(reading), calendar=calendar))

    def __call__(self, changes: Sequence[DayChange], acting: Acting) -> Outcome[list[TouchedAppointment]]:
        """Change days; returns the appointments that no longer fit. What holds already is left out.

        Raises DomainProblem ``calendar.out_of_range`` and ``calendar.unchanged``; then nothing was changed.
        """
        with self._office.writing(acting) as tx:
            held = tx.calendar_changes()
            new = {one.day.isoformat(): one.value() for one in changes if one.value() != held.get(one.day)}
            if not new:
                raise DomainProblem("calendar.unchanged")
            self._rules.calendar_with({**held, **{one.day: one.value() or {} for one in changes}})
            draft = FactDraft("calendar.changed", CALENDAR, acting.at, new, None, acting.clock_offset)
            tx.record(draft)
            touched = _touched(tx, self._rules.read(tx))
        return Outcome(touched, Changes(everything=True, delivery=True))

    def touched(self) -> list[TouchedAppointment]:
        """Return the open dossiers whose printed appointment does not fit the calendar of now."""
        with self._office.reading() as reading:
            return _touched(reading, self._rules.read(reading))

    def move(self, subject: Subject, due: date | None, reason: str, acting: Acting) -> Outcome[Amended]:
        """Give a dossier another appointment, with a slip that replaces the one the citizen holds.

        ``due``: a day a person chose; None for what the rules give. Raises DomainProblem
        ``calendar.fits`` when the appointment stands, and as `AmendDossier`.
        """
        with self._office.reading() as reading:
            rules = self._rules.read(reading)
            dossier = reading.dossier(subject)
            if dossier is None:
                raise DomainProblem("dossier.unknown")
            unfit = _unfit(dossier, rules)
            if unfit is None:
                raise DomainProblem("calendar.fits")
            moment = unfit.would_be if due is None else to_milliseconds(rules.hours(due).end_of(due))
        if moment is None:
            raise DomainProblem("field.missing", field="due_at")
        return self._amend(subject, {"due_at": from_milliseconds(moment).isoformat()}, reason, acting)


@dataclass(frozen=True, slots=True)
class _Unfit:
    """An appointment that does not stand; ``would_be`` as in `TouchedAppointment`."""

    would_be: int | None


def _touched(reading: Reading, rules: RulesInForce) -> list[TouchedAppointment]:
    found: list[TouchedAppointment] = []
    which = ListFilter(statuses=frozenset(int(status) for status in _RUNNING))
    offset = 0
    while page := reading.page(which, offset, _AT_ONCE):
        offset += len(page)
        for row in page:
            dossier = None if row.due_at is None or row.voided else reading.dossier(row.subject)
            unfit = None if dossier is None else _unfit(dossier, rules)
            if dossier is None or dossier.due_at is None or unfit is None:
                continue
            phone = str(dossier.values.get("phone") or "")
            found.append(
                TouchedAppointment(
                    dossier.subject, dossier.code, dossier.full_name, phone, dossier.due_at, unfit.would_be
                )
            )
    return sorted(found, key=lambda one: (one.due_at, one.code))


def _unfit(dossier: Dossier, rules: RulesInForce) -> _Unfit | None:
    """Return what does not fit; None when the appointment stands."""
    due_at, started = dossier.due_at, dossier.values.get("clock_from") or dossier.received_at
    if due_at is None or started is None:
        return None
    chosen = dossier.values.get("due_rule") in CHOSEN
    limit = dossier.values.get("limit")
    if chosen or not limit:
        day = from_milliseconds(due_at).date()
        return None if rules.calendar.is_working_day(day) else _Unfit(None)
    would_be, _ = rules.due(from_milliseconds(started), TimeLimit.parse(str(limit)))
    if would_be is None or to_milliseconds(would_be) == due_at:
        return None
    return _Unfit(to_milliseconds(would_be))
