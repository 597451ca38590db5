"""Dates, times, numbers and money as people here write them, in Vietnamese and in English.

Written out by hand: the administration's wording (Decree 30/2020/NĐ-CP, appendix I: days under 10 and the
months 1 and 2 take a leading zero) is not the wording of the usual locale data, and nothing has to be loaded
before the first window is painted. Every function takes the language to write in; by default that is the
language of the window. Papers pass their own.
"""

from datetime import date, datetime, time
from decimal import Decimal

from app.localization.translate import current_language

_WEEKDAYS = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LAST_MONTH_WITH_ZERO = 2


def short_date(day: date) -> str:
    """``02/07/2025``, in both languages: day before month, as on every paper here."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def long_date(day: date, language: str | None = None) -> str:
    """``ngày 02 tháng 7 năm 2025`` or ``2 July 2025``."""
    if (language or current_language()) == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    month = f"{day.month:02}" if day.month <= _LAST_MONTH_WITH_ZERO else f"{day.month}"
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def partial_date(text: str) -> str:
    """A date of which perhaps only the year is known: ``1990``, ``05/1990`` or ``02/05/1990``.

    ``text`` is as the facts keep it: ``1990``, ``1990-05`` or ``1990-05-02``.
    """
    return "/".join(reversed(text.split("-")))


def weekday(day: date, language: str | None = None) -> str:
    """``thứ Hai`` or ``Monday``."""
    return _WEEKDAYS[language or current_language()][day.weekday()]


def time_of_day(moment: datetime | time) -> str:
    """``07:45``, in both languages."""
    return f"{moment.hour:02}:{moment.minute:02}"


def short_moment(moment: datetime) -> str:
    """``07:45 02/07/2025``, in both languages. ``moment`` is local time."""
    return f"{moment.hour:02}:{moment.minute:02} {moment.day:02}/{moment.month:02}/{moment.year:04}"


def long_moment(moment: datetime, language: str | None = None) -> str:
    """``07 giờ 45 phút, ngày 02 tháng 7 năm 2025`` or ``07:45, 2 July 2025``. ``moment`` is local time."""
    language = language or current_language()
    if language == "en":
        return f"{time_of_day(moment)}, {long_date(moment, language)}"
    return f"{moment.hour:02} giờ {moment.minute:02} phút, {long_date(moment, language)}"


def number(value: int | Decimal, language: str | None = None) -> str:
    """``10.000`` and ``1.234,5`` or ``10,000`` and ``1,234.5``."""
    written = f"{value:,}"
    if (language or current_language()) == "en":
        return written
    whole, point, fraction = written.partition(".")
    return whole.replace(",", ".") + ("," + fraction if point else "")


def money(dong: int, language: str | None = None) -> str:
    """``10.000 đồng`` or ``10,000 đồng``. ``dong`` is whole đồng."""
    return f"{number(dong, language)} đồng"
