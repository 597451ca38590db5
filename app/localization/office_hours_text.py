"""Opening hours in words, as they stand on papers and pages."""

from datetime import date

from app.domain.office_hours import OfficeHours, Session
from app.localization.formats import weekday
from app.localization.translate import current_language

_JOINED = {
    "vi": (" và ", "từ {first} đến {last}", "{hour} giờ {minute}"),
    "en": (" and ", "{first} to {last}", "{hour}:{minute}"),
}


def office_hours_text(hours: OfficeHours, language: str | None = None) -> str:
    """Return ``07 giờ 00 - 11 giờ 30 và 13 giờ 30 - 17 giờ 00, từ thứ Hai đến thứ Sáu``.

    Days with the same sessions stand together; several groups are parted by semicolons.
    """
    spoken = language or current_language()
    groups: list[tuple[tuple[Session, ...], list[int]]] = []
    for day, sessions in enumerate(hours.sessions):
        if sessions and groups and groups[-1][0] == sessions and groups[-1][1][-1] == day - 1:
            groups[-1][1].append(day)
        elif sessions:
            groups.append((sessions, [day]))
    return "; ".join(f"{_times(sessions, spoken)}, {_days(days, spoken)}" for sessions, days in groups)


def _times(sessions: tuple[Session, ...], language: str) -> str:
    joint, _, clock = _JOINED[language]
    spans = (
        " - ".join(
            clock.format(hour=f"{at.hour:02}", minute=f"{at.minute:02}") for at in (one.opens, one.closes)
        )
        for one in sessions
    )
    return joint.join(spans)


def _days(days: list[int], language: str) -> str:
    # Day 1 of the calendar is a Monday.
    first, last = (weekday(date.fromordinal(1 + day), language) for day in (days[0], days[-1]))
    return first if len(days) == 1 else _JOINED[language][1].format(first=first, last=last)
