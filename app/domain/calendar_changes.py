"""What an office or the province says over the shipped calendar: holidays, swap days, a day that is ordinary.

The days of 2027 are computed and the swap days are announced late each year, so the calendar must be
changeable at the counter. A change is a fact; it never moves an appointment that was printed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.calendar import CalendarDay, DayKind, WorkCalendar
from app.domain.certainty import Certainty
from app.domain.problems import DomainProblem
from app.domain.text import clean

ORDINARY = "ordinary"
"""The day is what its weekday says, whatever the shipped calendar has."""
KINDS = (DayKind.HOLIDAY.value, DayKind.SWAP_OFF.value, DayKind.MAKE_UP_WORKDAY.value, ORDINARY)
_NAME_CHARS, _SOURCE_CHARS = 120, 200
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DayChange:
    """What one day is from now on. `kind` is one of `KINDS`, None for what the shipped calendar says."""

    day: date
    kind: str | None
    name: str = ""
    source: str = ""

    @classmethod
    def read(cls, day: date, kind: str | None, name: object = "", source: object = "") -> "DayChange":
        """Read what a person entered.

        Raises DomainProblem ``field.unknown_value``, ``field.missing``, those of texts, and
        ``calendar.work_on_workday`` (`day`) for a day worked in return that is worked anyway.
        """
        if kind is None:
            return cls(day, None)
        if kind not in KINDS:
            raise DomainProblem("field.unknown_value", field="kind", allowed=", ".join(KINDS))
        named = _line(name, "name", _NAME_CHARS)
        if not named:
            raise DomainProblem("field.missing", field="name")
        if kind == DayKind.MAKE_UP_WORKDAY and day.weekday() < _SATURDAY:
            raise DomainProblem("calendar.work_on_workday", field="kind", day=day.isoformat())
        return cls(day, kind, named, _line(source, "source", _SOURCE_CHARS))

    def value(self) -> dict[str, str] | None:
        """Return what stands in the fact."""
        if self.kind is None:
            return None
        return {"kind": self.kind, "name": self.name, "source": self.source}

    @classmethod
    def from_value(cls, day: date, value: Mapping[str, Any]) -> "DayChange | None":
        """Read what stands in a fact; None for what this program cannot read."""
        kind, name, source = (value.get(part) for part in ("kind", "name", "source"))
        if kind not in KINDS or not isinstance(name, str):
            return None
        return cls(day, str(kind), name, source if isinstance(source, str) else "")

    def row(self) -> CalendarDay | None:
        """Return the row this makes in the calendar; None for an ordinary day."""
        if self.kind is None or self.kind == ORDINARY:
            return None
        return CalendarDay(self.day, DayKind(self.kind), self.name, self.source, Certainty.CONFIRMED)


def _line(value: object, field: str, max_chars: int) -> str:
    if not isinstance(value, str):
        raise DomainProblem("field.not_text", field=field)
    try:
        return clean(value, max_chars=max_chars)
    except DomainProblem as problem:
        raise DomainProblem(problem.code, **problem.details, field=field) from None


def changed_calendar(
    shipped: WorkCalendar, changes: Mapping[date, DayChange], *, version: str
) -> WorkCalendar:
    """Return the shipped calendar with the changes over it. Raises ``calendar.out_of_range``."""
    rows = [row for row in shipped.days if row.day not in changes]
    rows += [row for row in (change.row() for change in changes.values()) if row is not None]
    return shipped.with_days(rows, version=version)
