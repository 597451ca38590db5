"""The days that made an appointment, put together into runs one can read at a glance. No Qt in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.calendar import DayOff
from app.domain.deadlines import Appointment, Rule

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayRun:
    """Days in a row that count alike: numbered when they count towards the limit, else with the reason."""

    first: date
    last: date
    numbers: tuple[int, int] | None = None
    off: DayOff | None = None


def day_runs(appointment: Appointment) -> Sequence[DayRun]:
    """Return the counted and skipped days of an appointment in the order of the calendar."""
    numbered = {day: number for number, day in enumerate(appointment.counted, 1)}
    off = dict(appointment.skipped)
    days: list[DayRun] = []
    for day in sorted(numbered.keys() | off.keys()):
        # A last calendar day that is off stands as skipped: that is what a person wants to know of it.
        if day in off:
            days.append(DayRun(day, day, off=off[day]))
        else:
            days.append(DayRun(day, day, numbers=(numbered[day], numbered[day])))
    return tuple(_joined(days))


def counts_days(appointment: Appointment) -> bool:
    """Tell whether an appointment came of counting, so that its days are worth showing."""
    return appointment.rule in {Rule.WORKING_DAYS, Rule.CALENDAR_DAYS, Rule.CALENDAR_DAYS_MOVED}


def _joined(days: Sequence[DayRun]) -> Iterator[DayRun]:
    """Join neighbours that count alike."""
    open_run: DayRun | None = None
    for run in days:
        if open_run is not None and _alike(open_run, run):
            numbers = (open_run.numbers[0], run.numbers[1]) if open_run.numbers and run.numbers else None
            open_run = DayRun(open_run.first, run.last, numbers, open_run.off)
            continue
        if open_run is not None:
            yield open_run
        open_run = run
    if open_run is not None:
        yield open_run


def _alike(before: DayRun, after: DayRun) -> bool:
    return (
        before.last + _ONE_DAY == after.first
        and (before.numbers is None) == (after.numbers is None)
        and before.off == after.off
    )
