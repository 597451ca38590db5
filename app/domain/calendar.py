"""The working calendar: which days count as *ngày làm việc*, and arithmetic with them.

Monday to Friday are worked, unless a row says otherwise: public holidays (Bộ luật Lao động Đ112),
days off swapped by the Government (*nghỉ hoán đổi*) and the Saturdays worked in return (*làm bù*).
Rows are data the province can replace; every appointment keeps the version it was computed with.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.certainty import Certainty
from app.domain.problems import DomainProblem
from app.domain.records import Record, read_rows

FIRST_YEAR, LAST_YEAR = 2024, 2036
"""Years the arithmetic covers. Longest limits are some months; rows are known about a year ahead."""

_SATURDAY = 5
_MARKS = tuple(Certainty)


class DayKind(StrEnum):
    """What a row of the calendar, or the week itself, makes of a day."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    SWAP_OFF = "swap_off"
    MAKE_UP_WORKDAY = "make_up_workday"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One row: a day that is not what its weekday says. `name` is Vietnamese, as announced."""

    day: date
    kind: DayKind
    name: str
    source: str
    certainty: Certainty

    @classmethod
    def from_record(cls, record: Record) -> "CalendarDay":
        """Read one row of the data file. Raises DomainProblem ``record.bad_field``."""
        return cls(
            day=record.day("date"),
            kind=record.one_of("kind", _row_kind),
            name=record.text("name"),
            source=record.optional_text("source"),
            certainty=record.certainty(),
        )


def _row_kind(text: str) -> DayKind:
    kind = DayKind(text)
    if kind is DayKind.WEEKEND:
        raise ValueError("weekends follow from the date")
    return kind


@dataclass(frozen=True, slots=True)
class DayOff:
    """Why nobody works on a day. `name` is empty for an ordinary Saturday or Sunday."""

    kind: DayKind
    name: str
    certainty: Certainty


_WEEKEND = DayOff(DayKind.WEEKEND, "", Certainty.CONFIRMED)


class WorkCalendar:
    """Working-day arithmetic in constant time from tables made once (NĐ 118/2025; DOMAIN §1.4 R3).

    Every method raises DomainProblem ``calendar.out_of_range`` (`first`, `last`: ISO days) for a day
    outside the covered years.
    """

    def __init__(
        self,
        days: Iterable[CalendarDay],
        *,
        version: str,
        years: Mapping[int, Certainty] | None = None,
    ) -> None:
        """Build the tables.

        `years` says how sure the list of rows is for a whole year; a year not named is unconfirmed.
        Raises DomainProblem ``calendar.day_twice`` (`day`) or ``calendar.out_of_range``.
        """
        self.version = version
        self._years = dict(years or {})
        self._first = date(FIRST_YEAR, 1, 1).toordinal()
        self._last = date(LAST_YEAR, 12, 31).toordinal()
        self._rows: dict[date, CalendarDay] = {}
        for row in days:
            if row.day in self._rows:
                raise DomainProblem("calendar.day_twice", day=row.day.isoformat())
            self._index(row.day)
            self._rows[row.day] = row
        self._worked, self._worked_until = self._tables()
        self._off = self._days_off()
        self._sureness = bytes(_MARKS.index(self._certainty_of(day)) for day in self._covered())

    @classmethod
    def from_json(cls, data: object, *, version: str) -> "WorkCalendar":
        """Read the data file: ``{"years": [{"year", "certainty"}], "days": [row, …]}``.

        Raises DomainProblem ``table.bad_row``, ``table.missing`` or ``calendar.day_twice``.
        """
        tables = data if isinstance(data, Mapping) else {}
        years = read_rows(
            "years",
            tables.get("years"),
            lambda row: (row.number("year", least=FIRST_YEAR, most=LAST_YEAR), row.certainty()),
        )
        days = read_rows("days", tables.get("days"), CalendarDay.from_record)
        return cls(days, version=version, years=dict(years))

    def with_days(self, days: Iterable[CalendarDay], *, version: str) -> "WorkCalendar":
        """Return a calendar of other rows; how sure whole years are stays. Raises as making one does."""
        return WorkCalendar(days, version=version, years=self._years)

    def _covered(self) -> Iterator[date]:
        return map(date.fromordinal, range(self._first, self._last + 1))

    def _tables(self) -> "tuple[tuple[date, ...], array[int]]":
        """Return every working day in order, and for each covered day how many there are until it."""
        worked: list[date] = []
        until = array("H")
        for day in self._covered():
            row = self._rows.get(day)
            if row.kind is DayKind.MAKE_UP_WORKDAY if row else day.weekday() < _SATURDAY:
                worked.append(day)
            until.append(len(worked))
        return tuple(worked), until

    def _days_off(self) -> tuple[tuple[date, DayOff], ...]:
        """Return every day off in order, with its reason."""
        worked = set(self._worked)
        return tuple((day, self._reason(day)) for day in self._covered() if day not in worked)

    def _reason(self, day: date) -> DayOff:
        row = self._rows.get(day)
        return _WEEKEND if row is None else DayOff(row.kind, row.name, row.certainty)

    def _certainty_of(self, day: date) -> Certainty:
        row = self._rows.get(day)
        if row is not None:
            return row.certainty
        if day.weekday() >= _SATURDAY and day.year in self._years:
            return Certainty.CONFIRMED
        return self._years.get(day.year, Certainty.UNCONFIRMED)

    def _index(self, day: date) -> int:
        index = day.toordinal() - self._first
        if index < 0 or day.toordinal() > self._last:
            raise self._out_of_range()
        return index

    def _out_of_range(self) -> DomainProblem:
        return DomainProblem("calendar.out_of_range", first=f"{FIRST_YEAR}-01-01", last=f"{LAST_YEAR}-12-31")

    @property
    def days(self) -> tuple[CalendarDay, ...]:
        """The rows, by date."""
        return tuple(sorted(self._rows.values(), key=lambda row: row.day))

    def add_working_days(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day`, which itself is not counted (R2). `count` >= 1."""
        index = day.toordinal() - self._first
        if index < 0 or count < 1:
            raise self._out_of_range() if index < 0 else ValueError("a limit counts at least one day")
        try:
            return self._worked[self._worked_until[index] + count - 1]
        except IndexError:
            raise self._out_of_range() from None

    def working_days_after(self, day: date, count: int) -> tuple[date, ...]:
        """Return the first `count` working days after `day`, in order."""
        start = self._worked_until[self._index(day)]
        found = self._worked[start : start + count]
        if len(found) < count:
            raise self._out_of_range()
        return found

    def working_days_between(self, day: date, until: date) -> int:
        """Count the working days after `day` until `until`, it included; negative when `until` is earlier."""
        return self._worked_until[self._index(until)] - self._worked_until[self._index(day)]

    def is_working_day(self, day: date) -> bool:
        """Tell whether `day` counts as a working day."""
        index = self._index(day)
        return self._worked_until[index] > (self._worked_until[index - 1] if index else 0)

    def next_working_day(self, day: date) -> date:
        """Return the first working day after `day`."""
        return self.add_working_days(day, 1)

    def working_day_from(self, day: date) -> date:
        """Return `day` if it is worked, otherwise the next working day (Bộ luật Dân sự Đ148 k5)."""
        return day if self.is_working_day(day) else self.add_working_days(day, 1)

    def why_off(self, day: date) -> DayOff | None:
        """Return why `day` is not worked; None for a working day."""
        return None if self.is_working_day(day) else self._reason(day)

    def days_off_between(self, first: date, last: date) -> tuple[tuple[date, DayOff], ...]:
        """Return the days off from `first` to `last`, both included, each with its reason."""
        before, until = self._index(first), self._index(last) + 1
        off_before = before - (self._worked_until[before - 1] if before else 0)
        return self._off[off_before : until - self._worked_until[until - 1]]

    def certainty_between(self, first: date, last: date) -> Certainty:
        """Tell how sure it is which days from `first` to `last`, both included, are worked.

        A day is as sure as its row; without a row, as the list of its year. Ordinary weekends are sure.
        """
        return _MARKS[max(self._sureness[self._index(first) : self._index(last) + 1], default=0)]
