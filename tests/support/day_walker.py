"""The deadline rules walked one day, and one minute, after the other.

Slow, plain, and made from nothing shared with the program but the rows of the calendar (DOMAIN §1.4).
"""

from datetime import date, datetime, time, timedelta

from app.domain.calendar import DayKind
from app.domain.moments import VIET_NAM
from app.domain.time_limit import LimitUnit, TimeLimit
from app.machine.resource_files import load_calendar

_ROWS = {row.day: row.kind for row in load_calendar().days}
SESSIONS = ((time(7), time(11, 30)), (time(13, 30), time(17)))
CLOSING, OPENING, CUT_OFF = time(17), time(7), time(15)
_DAY = timedelta(days=1)


def worked(day: date) -> bool:
    """R3: Monday to Friday and make-up Saturdays, no holidays, no swapped days."""
    kind = _ROWS.get(day)
    return kind is DayKind.MAKE_UP_WORKDAY if kind is not None else day.weekday() < 5


def nth_working_day(day: date, count: int) -> date:
    """R2: the day of receipt is day 0."""
    while count:
        day += _DAY
        count -= worked(day)
    return day


def not_off(day: date) -> date:
    """R4: a last day that is off moves to the next working day."""
    while not worked(day):
        day += _DAY
    return day


def at(day: date, hour: time) -> datetime:
    """Return an hour of a day here."""
    return datetime.combine(day, hour, VIET_NAM)


def due(start: datetime, limit: TimeLimit) -> datetime | None:
    """R1-R5: the end of office hours of the last day; None without a limit."""
    day, count = start.date(), limit.value or 0
    if limit.unit is LimitUnit.WORKING_DAYS:
        return at(nth_working_day(day, count), CLOSING)
    if limit.unit is LimitUnit.CALENDAR_DAYS:
        return at(not_off(day + count * _DAY), CLOSING)
    if limit.unit is LimitUnit.SAME_DAY:
        in_time = worked(day) and start.time() <= CUT_OFF
        return at(day if in_time else nth_working_day(day, 1), CLOSING)
    return None


def papers_due(start: datetime) -> datetime:
    """R6: papers go the same day, accepted after 15:00 or on a day off at the next opening."""
    if worked(start.date()) and start.time() <= CUT_OFF:
        return at(start.date(), CLOSING)
    return at(nth_working_day(start.date(), 1), OPENING)


def supplement_notice(start: datetime) -> datetime:
    """R7: three working days from the reception."""
    return at(nth_working_day(start.date(), 3), CLOSING)


def supplement_end(noticed: datetime) -> datetime:
    """R8: fifteen days from the notice."""
    return at(not_off(noticed.date() + 15 * _DAY), CLOSING)


def correction_end(asked: datetime) -> datetime:
    """Đ23: three working days."""
    return at(nth_working_day(asked.date(), 3), CLOSING)


def extension_in_time(asked: datetime, appointed: datetime) -> bool:
    """R9: asked for at least one day before the day of the appointment."""
    return asked.date() + _DAY <= appointed.date()


def open_minute(moment: datetime) -> bool:
    """Whether the minute that begins at a moment is one of office hours."""
    return worked(moment.date()) and any(opens <= moment.time() < closes for opens, closes in SESSIONS)


def reaction_end(came: datetime, hours: int = 8) -> datetime:
    """R10: so many working hours, minute by minute; ``came`` is a whole minute."""
    left, moment = hours * 60, came
    while left:
        left -= open_minute(moment)
        moment += timedelta(minutes=1)
    return moment
