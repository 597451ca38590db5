"""The time limit of a procedure (thời hạn giải quyết), as the catalogue states it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.domain.problems import DomainProblem


class LimitUnit(StrEnum):
    """In what a limit is counted."""

    SAME_DAY = "same_day"
    """Returned the day it was received (trong ngày)."""
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    ANNUAL_REVIEW = "annual_review"
    """A yearly campaign with its own dates; no deadline runs from the counter."""
    NONE = "none"
    """The catalogue states no usable limit; the clerk types the date."""


_COUNTED = {LimitUnit.WORKING_DAYS, LimitUnit.CALENDAR_DAYS}
_LONGEST = 730
_TEXT = re.compile(r"(?:(\d{1,3}) )?([a-z_]+)")


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A unit and, for limits counted in days, how many (1 to 730)."""

    unit: LimitUnit
    value: int | None = None

    def __post_init__(self) -> None:
        """Refuse a counted limit without a count, and a count where nothing is counted."""
        if self.unit in _COUNTED:
            if self.value is None or not 1 <= self.value <= _LONGEST:
                raise DomainProblem("time_limit.value", longest=_LONGEST)
        elif self.value is not None:
            raise DomainProblem("time_limit.value", longest=0)

    def __str__(self) -> str:
        """A short stable spelling, kept in facts: ``same_day``, ``5 working_days``."""
        return self.unit.value if self.value is None else f"{self.value} {self.unit.value}"

    @classmethod
    def parse(cls, text: str) -> "TimeLimit":
        """Read what `str` wrote. Raises DomainProblem ``time_limit.unreadable`` or ``time_limit.value``."""
        found = _TEXT.fullmatch(text)
        if found is None or found[2] not in LimitUnit.__members__.values():
            raise DomainProblem("time_limit.unreadable")
        return cls(LimitUnit(found[2]), int(found[1]) if found[1] else None)
