"""Terms that steps set: the appointment anew, an extension, waiting for money, corrections, reactions.

The arithmetic of days is that of `app.domain.deadlines`; here is what a step asks of it. Times come in and go
out in milliseconds, as facts keep them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.calendar import WorkCalendar
from app.domain.deadline_rules import DeadlineRules
from app.domain.deadlines import (
    appointment,
    due_and_rule,
    extension_problems,
    paper_transfer_due,
    supplement_completion_term,
    supplement_notice_term,
)
from app.domain.moments import from_milliseconds, to_milliseconds
from app.domain.office_hours import OfficeHours
from app.domain.problems import DomainProblem
from app.domain.time_limit import LimitUnit, TimeLimit
from app.domain.working_hours import after_working_hours

TYPED = "typed"
"""The rule of an appointed time that a clerk typed."""
EXTENDED = "extended"
"""The rule of an appointed time that was put off with an apology (Đ19 k6)."""
PAUSED = "paused"
"""The rule of an appointed time moved by the time a payment was waited for (R11)."""
CHOSEN = frozenset({TYPED, EXTENDED, PAUSED})
"""Rules of appointed times that the limit alone does not give."""


@dataclass(frozen=True, slots=True)
class TermRules:
    """What terms are computed with. ``hours`` gives the office hours of a day."""

    calendar: WorkCalendar
    figures: DeadlineRules
    hours: Callable[[date], OfficeHours]

    def moment(self, stated: date | datetime) -> int:
        """Return the moment that a day stands for, the end of its office hours; a moment is itself."""
        return to_milliseconds(stated if isinstance(stated, datetime) else self.hours(stated).end_of(stated))

    def appointed(
        self, start_ms: int, limit: TimeLimit, typed: date | datetime | None, *, latest_ms: int = 0
    ) -> tuple[int | None, str]:
        """Return the appointed time and its rule for a clock that starts now; a typed one may be earlier.

        ``latest_ms``: a typed time until then is right whatever the limit says.

        Raises DomainProblem ``reception.due_before_received`` or ``reception.due_after_limit`` (`limit`),
        each with `field`, or ``calendar.out_of_range``.
        """
        start = from_milliseconds(start_ms)
        legal, rule = due_and_rule(start, limit, self.calendar, self.hours(start.date()))
        if typed is None:
            return (None if legal is None else to_milliseconds(legal)), rule.value
        due = self.moment(typed)
        if due <= start_ms:
            raise DomainProblem("reception.due_before_received", field="due_at")
        if legal is not None and due > max(to_milliseconds(legal), latest_ms):
            raise DomainProblem("reception.due_after_limit", field="due_at", limit=legal.isoformat())
        return due, TYPED

    def extended(self, now_ms: int, current_ms: int, new: date | datetime, *, earlier: int) -> int:
        """Return the new appointed time of an extension (R9, Đ19 k6).

        Raises the first DomainProblem ``extension.*`` that speaks against it.
        """
        now, current, put_off = (from_milliseconds(ms) for ms in (now_ms, current_ms, self.moment(new)))
        found = extension_problems(
            now,
            current,
            put_off,
            earlier_extensions=earlier,
            rules=self.figures,
            calendar=self.calendar,
        )
        if found:
            raise found[0]
        if not self.hours(put_off.date()).covers(put_off):
            raise DomainProblem("extension.outside_hours")
        return to_milliseconds(put_off)

    def paused(self, due_ms: int, asked_ms: int, met_ms: int, limit: TimeLimit) -> int:
        """Return the appointed time moved by the days a payment was waited for, where the clock stood still.

        Days are counted as the limit counts them. What was asked and paid on one day moves nothing.
        """
        due, asked, met = (from_milliseconds(ms) for ms in (due_ms, asked_ms, met_ms))
        if limit.unit is LimitUnit.CALENDAR_DAYS:
            waited = max((met.date() - asked.date()).days, 0)
            day = (
                self.calendar.working_day_from(due.date() + timedelta(days=waited)) if waited else due.date()
            )
        else:
            waited = max(self.calendar.working_days_between(asked.date(), met.date()), 0)
            day = self.calendar.add_working_days(due.date(), waited) if waited else due.date()
        return due_ms if day == due.date() else to_milliseconds(self.hours(day).end_of(day))

    def transfer(self, start_ms: int) -> int:
        """Return until when the papers go to who works on them (R6, Đ18 k2)."""
        start = from_milliseconds(start_ms)
        return to_milliseconds(paper_transfer_due(start, self.calendar, self.hours(start.date())))

    def supplement_notice(self, start_ms: int) -> int:
        """Return until when a supplement may be asked for after the appraisal (R7, Đ19 k5)."""
        start = from_milliseconds(start_ms)
        term = supplement_notice_term(start, self.figures, self.calendar, self.hours(start.date()))
        return _end(term.due_at)

    def supplement_completion(self, now_ms: int) -> int:
        """Return until when the citizen may bring what is missing (R8, Đ19 k5)."""
        now = from_milliseconds(now_ms)
        term = supplement_completion_term(now, self.figures, self.calendar, self.hours(now.date()))
        return _end(term.due_at)

    def correction(self, now_ms: int) -> int:
        """Return until when an error is corrected after the return (Đ23)."""
        now = from_milliseconds(now_ms)
        limit = TimeLimit(LimitUnit.WORKING_DAYS, self.figures.correction_working_days)
        return _end(appointment(now, limit, self.calendar, self.hours(now.date())).due_at)

    def reaction(self, registered_ms: int) -> int:
        """Return until when a dossier sent in online is accepted or answered (R10, Đ17 k2c)."""
        came = from_milliseconds(registered_ms)
        hours = self.figures.reaction_working_hours
        return to_milliseconds(after_working_hours(came, hours, self.calendar, self.hours(came.date())))


def _end(due: datetime | None) -> int:
    if due is None:
        raise ValueError("a term in days has an end")
    return to_milliseconds(due)
