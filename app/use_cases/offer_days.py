"""Days a clerk may choose from for a new date: some working days ahead, at the end of office hours."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.moments import from_milliseconds, to_milliseconds
from app.domain.problems import DomainProblem
from app.domain.time_limit import LimitUnit, TimeLimit
from app.use_cases.office_rules import OfficeRules, RulesInForce
from app.use_cases.ports import Office

USUAL = (1, 2, 3, 5, 10)
"""Working days one usually gives."""


@dataclass(frozen=True, slots=True)
class DayOffer:
    """So many working days ahead, and the moment they end (milliseconds)."""

    days: int
    at: int


class OfferDays:
    """Counts days by the office's calendar and hours."""

    def __init__(self, office: Office, rules: OfficeRules) -> None:
        """Work on an office with its rules."""
        self._office = office
        self._rules = rules

    def __call__(self, after: int, days: Sequence[int] = USUAL) -> tuple[DayOffer, ...]:
        """Return what lies so many working days after a moment (ms); days past the calendar are left out."""
        with self._office.reading() as reading:
            rules = self._rules.read(reading)
            found = ((count, _end(rules, after, count)) for count in days)
            return tuple(DayOffer(count, at) for count, at in found if at is not None)


def _end(rules: RulesInForce, after: int, count: int) -> int | None:
    try:
        due, _rule = rules.due(from_milliseconds(after), TimeLimit(LimitUnit.WORKING_DAYS, count))
    except DomainProblem:
        # The calendar ends before: what cannot be counted is not offered, a date can still be typed.
        return None
    return None if due is None else to_milliseconds(due)
