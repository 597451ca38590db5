"""Arithmetic with working hours (giờ làm việc): the clock runs only while the office is open."""

from datetime import datetime, timedelta

from app.domain.calendar import WorkCalendar
from app.domain.moments import VIET_NAM, local
from app.domain.office_hours import OfficeHours


def after_working_hours(start: datetime, hours: int, calendar: WorkCalendar, office: OfficeHours) -> datetime:
    """Return the moment at which `hours` working hours (>= 1) have passed since `start`.

    What comes in while the office is closed begins to count at its next opening. A day worked in return for
    a day off keeps the hours of the weekday before it that has some.

    Raises DomainProblem ``calendar.out_of_range`` or ``moment.no_offset``.
    """
    if hours < 1:
        raise ValueError("a term counts at least one hour")
    begin, left = local(start), timedelta(hours=hours)
    day = begin.date()
    while True:
        if calendar.is_working_day(day):
            for session in office.sessions_on(day):
                opens = datetime.combine(day, session.opens, VIET_NAM)
                closes = datetime.combine(day, session.closes, VIET_NAM)
                open_for = closes - max(opens, begin)
                if open_for <= timedelta(0):
                    continue
                if left <= open_for:
                    return max(opens, begin) + left
                left -= open_for
        day += timedelta(days=1)
