"""Appointments (hẹn trả kết quả) and the other terms that run from a reception: rules R1-R9 of DOMAIN §1.4.

Everything here is computed from what it is given: the moment of acceptance (NĐ 118/2025 Đ17 k3), the
limit, the calendar and the office hours. It returns data; a window or a paper finds the words.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.calendar import DayOff, WorkCalendar
from app.domain.certainty import Certainty
from app.domain.deadline_rules import DeadlineRules
from app.domain.moments import local
from app.domain.office_hours import OfficeHours
from app.domain.problems import DomainProblem
from app.domain.time_limit import LimitUnit, TimeLimit

# Looked up once: reading a member from its class costs as much as the date arithmetic itself.
_SAME_DAY, _WORKING_DAYS = LimitUnit.SAME_DAY, LimitUnit.WORKING_DAYS


class Rule(StrEnum):
    """Which rule made an appointment; the window words it."""

    SAME_DAY = "same_day"
    """R5: returned the day it was received."""
    SAME_DAY_AFTER_CUT_OFF = "same_day.after_cut_off"
    """R5: accepted after 15:00, returned the next working day."""
    SAME_DAY_ON_DAY_OFF = "same_day.day_off"
    """R5: accepted on a day off, returned the next working day."""
    WORKING_DAYS = "working_days"
    """R2, R3: working days after the day of receipt."""
    CALENDAR_DAYS = "calendar_days"
    """R2, R4: calendar days after the day of receipt."""
    CALENDAR_DAYS_MOVED = "calendar_days.moved"
    """R4: the last day was a day off, so the term ends on the next working day."""
    NO_LIMIT = "no_limit"
    """The catalogue states no limit; the clerk types the date."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """When the result is due, and the days that made it.

    `counted` are the days counted towards the limit, the last being day n. `skipped` are the days passed
    over, each with its reason: for working days those among the counted ones; for calendar days those on
    which the term could not end, the nth day itself first. `certainty` is that of the least sure day among
    those on which the calendar decided.
    """

    due_at: datetime | None
    counted: tuple[date, ...]
    skipped: tuple[tuple[date, DayOff], ...]
    rule: Rule
    certainty: Certainty


def due_at(
    received_at: datetime, limit: TimeLimit, calendar: WorkCalendar, hours: OfficeHours
) -> datetime | None:
    """Return only the moment `appointment` would give, without the days that made it.

    For recomputing many open dossiers, e.g. after the calendar changed.
    """
    day = _due_day(local(received_at), limit, calendar, hours)
    return None if day is None else hours.end_of(day)


def due_and_rule(
    received_at: datetime, limit: TimeLimit, calendar: WorkCalendar, hours: OfficeHours
) -> tuple[datetime | None, Rule]:
    """Return the moment and the rule `appointment` would give: what a fact keeps of it."""
    received = local(received_at)
    due = _due_day(received, limit, calendar, hours)
    if due is None:
        return None, Rule.NO_LIMIT
    return hours.end_of(due), _rule(received.date(), due, limit, calendar)


def appointment(
    received_at: datetime, limit: TimeLimit, calendar: WorkCalendar, hours: OfficeHours
) -> Appointment:
    """Return the appointment of a dossier accepted at `received_at` (R1-R5).

    The day of receipt is day 0 whatever the hour, also on a day off; results are due at the end of
    office hours. After a supplement the same limit runs again in full from the moment the dossier became
    complete (R7, NĐ 118/2025 Đ19 k5): call this with that moment.

    Raises DomainProblem ``calendar.out_of_range`` or ``moment.no_offset``.
    """
    received = local(received_at)
    due = _due_day(received, limit, calendar, hours)
    if due is None:
        return Appointment(None, (), (), Rule.NO_LIMIT, Certainty.CONFIRMED)
    start = received.date()
    rule, counted, off_from = _explained(start, due, limit, calendar)
    skipped = calendar.days_off_between(off_from, due)
    return Appointment(hours.end_of(due), counted, skipped, rule, calendar.certainty_between(off_from, due))


def _due_day(received: datetime, limit: TimeLimit, calendar: WorkCalendar, hours: OfficeHours) -> date | None:
    day = received.date()
    if limit.value is not None:
        if limit.unit is _WORKING_DAYS:
            return calendar.add_working_days(day, limit.value)
        return calendar.working_day_from(day + timedelta(days=limit.value))
    if limit.unit is not _SAME_DAY:
        return None
    return _same_or_next_working_day(received, calendar, hours)


def _same_or_next_working_day(received: datetime, calendar: WorkCalendar, hours: OfficeHours) -> date:
    day = received.date()
    if calendar.is_working_day(day) and not hours.after_cut_off(received):
        return day
    return calendar.next_working_day(day)


def _explained(
    start: date, due: date, limit: TimeLimit, calendar: WorkCalendar
) -> tuple[Rule, tuple[date, ...], date]:
    """Return the rule, the counted days, and the day from which days off are told."""
    rule = _rule(start, due, limit, calendar)
    day_after = start + timedelta(days=1)
    if limit.unit is _WORKING_DAYS:
        return rule, calendar.working_days_after(start, limit.value or 0), day_after
    if limit.value is not None:
        last = start + timedelta(days=limit.value)
        counted = tuple(map(date.fromordinal, range(day_after.toordinal(), last.toordinal() + 1)))
        return rule, counted, last
    told_from = {Rule.SAME_DAY: due, Rule.SAME_DAY_ON_DAY_OFF: start}.get(rule, day_after)
    return rule, (due,), told_from


def _rule(start: date, due: date, limit: TimeLimit, calendar: WorkCalendar) -> Rule:
    if limit.unit is _WORKING_DAYS:
        return Rule.WORKING_DAYS
    if limit.value is not None:
        moved = (due - start).days != limit.value
        return Rule.CALENDAR_DAYS_MOVED if moved else Rule.CALENDAR_DAYS
    if due == start:
        return Rule.SAME_DAY
    return Rule.SAME_DAY_AFTER_CUT_OFF if calendar.is_working_day(start) else Rule.SAME_DAY_ON_DAY_OFF


# --- the other terms -------------------------------------------------------------------------------


def paper_transfer_due(received_at: datetime, calendar: WorkCalendar, hours: OfficeHours) -> datetime:
    """Return until when the paper dossier is handed to the processing agency (R6, Đ18 k2).

    The end of the same working day; accepted after the cut-off or on a day off, the start of the next one.
    """
    received = local(received_at)
    day = _same_or_next_working_day(received, calendar, hours)
    return hours.end_of(day) if day == received.date() else hours.start_of(day)


def supplement_notice_term(
    received_at: datetime, rules: DeadlineRules, calendar: WorkCalendar, hours: OfficeHours
) -> Appointment:
    """Return until when a dossier may be sent back for a supplement after appraisal (R7, Đ19 k5)."""
    limit = TimeLimit(LimitUnit.WORKING_DAYS, rules.supplement_notice_working_days)
    return appointment(received_at, limit, calendar, hours)


def supplement_completion_term(
    noticed_at: datetime,
    rules: DeadlineRules,
    calendar: WorkCalendar,
    hours: OfficeHours,
    *,
    days: int | None = None,
) -> Appointment:
    """Return until when a citizen may bring what is missing; afterwards the dossier is closed (R8, Đ19 k5).

    `days` is the limit of a sector's own rule where it has one. A last day that is off moves as in R4.
    """
    limit = TimeLimit(LimitUnit.CALENDAR_DAYS, days or rules.supplement_completion_days)
    return appointment(noticed_at, limit, calendar, hours)


def may_close_incomplete(now: datetime, completion_due_at: datetime) -> bool:
    """Tell whether a dossier waiting for a supplement may be closed: its last day is over (R8)."""
    return local(now).date() > local(completion_due_at).date()


def extension_problems(
    asked_at: datetime,
    current_due_at: datetime,
    new_due_at: datetime,
    *,
    earlier_extensions: int,
    rules: DeadlineRules,
    calendar: WorkCalendar,
) -> tuple[DomainProblem, ...]:
    """Return what speaks against a new appointed date (R9, Đ19 k6); nothing means it is in order.

    Codes: ``extension.already_given`` (`allowed`), ``extension.asked_late`` (`days`: how many before the
    deadline it should have been), ``extension.not_later`` and ``extension.day_off``.
    """
    problems: list[DomainProblem] = []
    due_day, new_day = local(current_due_at).date(), local(new_due_at).date()
    if earlier_extensions >= rules.extensions_allowed:
        problems.append(DomainProblem("extension.already_given", allowed=rules.extensions_allowed))
    if (due_day - local(asked_at).date()).days < rules.extension_notice_days:
        problems.append(DomainProblem("extension.asked_late", days=rules.extension_notice_days))
    if local(new_due_at) <= local(current_due_at):
        problems.append(DomainProblem("extension.not_later"))
    if not calendar.is_working_day(new_day):
        problems.append(DomainProblem("extension.day_off"))
    return tuple(problems)
