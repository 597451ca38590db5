"""A date of which the day, or day and month, may be unknown: many old papers state only the year of birth."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from app.domain.problems import DomainProblem

_EARLIEST_YEAR, _LATEST_YEAR = 1850, 2199
_MONTHS = 12

# What is written between day, month and year: 17/5/1990, 17-5-1990, 17.5.1990, 17 5 1990.
_BETWEEN = r"\s*[/.\-\s]\s*"
_ISO = re.compile(r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?")
_TYPED = re.compile(
    rf"(?:(?:(?P<day>\d{{1,2}}){_BETWEEN})?(?P<month>\d{{1,2}}){_BETWEEN})(?P<year>\d{{4}}|\d{{2}})"
)
_DIGITS = re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})")
_ISO_DIGITS = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, perhaps with a month, perhaps with a day; `str` writes ISO 8601 as far as it is known.

    Raises DomainProblem ``birth_date.impossible`` for a date that does not exist.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no calendar has."""
        if not _EARLIEST_YEAR <= self.year <= _LATEST_YEAR:
            raise DomainProblem("birth_date.impossible")
        month, day = 1 if self.month is None else self.month, 1 if self.day is None else self.day
        if not 1 <= month <= _MONTHS or not 1 <= day <= monthrange(self.year, month)[1]:
            raise DomainProblem("birth_date.impossible")
        if self.day is not None and self.month is None:
            raise DomainProblem("birth_date.impossible")

    def __str__(self) -> str:
        """ISO 8601, as precise as the date is known."""
        known = (f"{self.year:04}", self.month and f"{self.month:02}", self.day and f"{self.day:02}")
        return "-".join(part for part in known if part)

    @classmethod
    def parse(cls, text: str, *, latest: date | None = None) -> "PartialDate":
        """Read a date as typed or as stored: ``1990-05``, ``17/5/1990``, ``17051990``, ``5/1990``, ``1990``.

        Day or month 00 means unknown. A year of two digits is read only when `latest` says which day the
        date cannot be after: it is then the latest such year.

        Raises DomainProblem ``birth_date.unreadable`` or ``birth_date.impossible``.
        """
        text = text.strip()
        found = _ISO.fullmatch(text) or _TYPED.fullmatch(text)
        if found is not None:
            return cls._from_parts(found, latest)
        digits = _DIGITS.fullmatch(text)
        if digits is None:
            raise DomainProblem("birth_date.unreadable")
        try:
            return cls._from_parts(digits, latest)
        except DomainProblem:
            # 19900517: no such day and month when read from the left, but a date the other way round.
            return cls._from_parts(_ISO_DIGITS.fullmatch(text) or digits, latest)

    @classmethod
    def _from_parts(cls, found: re.Match[str], latest: date | None) -> "PartialDate":
        year = int(found["year"])
        if len(found["year"]) == 2:  # noqa: PLR2004 - a year of two digits
            if latest is None:
                raise DomainProblem("birth_date.unreadable")
            century = latest.year // 100 * 100
            year += century if century + year <= latest.year else century - 100
        month, day = int(found["month"] or 0) or None, int(found["day"] or 0) or None
        return cls(year, month, day)

    def earliest(self) -> date:
        """Return the first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def printed(self) -> str:
        """Return it as papers show it: ``17/05/1990``, ``05/1990`` or ``1990``."""
        known = (self.day and f"{self.day:02}", self.month and f"{self.month:02}", f"{self.year:04}")
        return "/".join(part for part in known if part)
