"""Periods of a report (kỳ báo cáo): from one local day to another, both included."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.domain.moments import VIET_NAM, to_milliseconds
from app.domain.problems import DomainProblem

DAY, WEEK, MONTH, QUARTER, YEAR = "day", "week", "month", "quarter", "year"
NAMED_PERIODS = (DAY, WEEK, MONTH, QUARTER, YEAR)
_MONTHS_OF = {MONTH: 1, QUARTER: 3, YEAR: 12}
_ONE_DAY = timedelta(days=1)
_LAST_YEAR = 9998


@dataclass(frozen=True, slots=True)
class Period:
    """From the first moment of one day to the last of another, on Viet Nam's clock.

    Raises DomainProblem ``report.period_backwards`` (`first`, `last`: ISO days) or
    ``report.period_out_of_range``.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins."""
        if self.last < self.first:
            raise DomainProblem(
                "report.period_backwards", first=self.first.isoformat(), last=self.last.isoformat()
            )
        if self.last.year > _LAST_YEAR:
            raise DomainProblem("report.period_out_of_range")

    @property
    def start_ms(self) -> int:
        """The first moment in it, in milliseconds."""
        return _midnight(self.first)

    @property
    def end_ms(self) -> int:
        """The first moment after it, in milliseconds."""
        return _midnight(self.last + _ONE_DAY)

    def holds(self, moment: int | None) -> bool:
        """Tell whether a moment (milliseconds) lies in it; no moment does not."""
        return moment is not None and self.start_ms <= moment < self.end_ms

    def months(self) -> Iterator["Period"]:
        """Yield the months it touches, the first and the last one cut to it."""
        first = self.first
        while first <= self.last:
            end = first.replace(day=monthrange(first.year, first.month)[1])
            yield Period(first, min(end, self.last))
            first = end + _ONE_DAY


def named_period(name: str, day: date) -> Period:
    """Return the day, week (from Monday), month, quarter or year that a day lies in, whole."""
    if name == DAY:
        return Period(day, day)
    if name == WEEK:
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6))
    count = _MONTHS_OF[name]
    month = (day.month - 1) // count * count + 1
    last = month + count - 1
    return Period(date(day.year, month, 1), date(day.year, last, monthrange(day.year, last)[1]))


def _midnight(day: date) -> int:
    return to_milliseconds(datetime.combine(day, time(), VIET_NAM))
