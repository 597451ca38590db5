"""Late registration of births (khai sinh quá hạn): who was registered too long after birth.

A birth is registered within 60 days (Luật Hộ tịch 2014 Đ15 k1); the figure is data (`ReportRules`). What a
date that is only partly known cannot decide stays undecided.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from app.domain.certainty import Certainty
from app.domain.partial_date import PartialDate
from app.domain.problems import DomainProblem
from app.domain.records import Record

CHILD = "child"
CHILD_FIELDS = ("child_birth_date", "ngay_sinh_tre")
"""Names under which further fields of a dossier may hold the child's birth date."""
_MOST_DAYS = 3_650
_MOST_YEARS = 18


@dataclass(frozen=True, slots=True)
class ReportRules:
    """Figures of reports that laws and practice set, in force during one period."""

    valid_from: date
    valid_to: date | None
    birth_days: int
    """A birth registered later than so many days after it is late."""
    birth_procedures: frozenset[str]
    """Procedures that register a birth for the first time."""
    child_under_years: int
    """An applicant younger than this is the child itself, when no other person is named as the child."""
    due_soon_working_days: int
    """What is due within so many working days is due soon."""
    certainty: Certainty
    source: str

    @classmethod
    def from_record(cls, record: Record) -> "ReportRules":
        """Read one row of the data file. Raises DomainProblem ``record.bad_field``."""
        return cls(
            valid_from=record.day("valid_from"),
            valid_to=record.optional_day("valid_to"),
            birth_days=record.number("birth_days", least=1, most=_MOST_DAYS),
            birth_procedures=frozenset(record.texts("birth_procedures")),
            child_under_years=record.number("child_under_years", least=1, most=_MOST_YEARS),
            due_soon_working_days=record.number("due_soon_working_days", least=1, most=60),
            certainty=record.certainty(),
            source=record.optional_text("source"),
        )


class BirthTiming(StrEnum):
    """How a registration stands to the birth."""

    ON_TIME = "on_time"
    LATE = "late"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Child:
    """The child of a registration, as far as the dossier tells; ``born`` is None when it does not."""

    full_name: str
    born: PartialDate | None


def child_of(values: Mapping[str, Any], received: date, rules: ReportRules) -> Child:
    """Find the child in a dossier's values.

    In this order: a person named as the child; a further field that holds the child's birth date; an
    applicant too young to be a parent. A parent's birth date is never taken for the child's.
    """
    for party in values.get("parties") or ():
        if isinstance(party, Mapping) and party.get("role") == CHILD:
            return Child(str(party.get("full_name") or ""), _date(party.get("birth_date")))
    further = values.get("fields") or {}
    for name in CHILD_FIELDS:
        born = _date(further.get(name))
        if born is not None:
            return Child(str(further.get("child_name") or ""), born)
    born = _date(values.get("birth_date"))
    if born is not None and received.year - born.year < rules.child_under_years:
        return Child(str(values.get("full_name") or ""), born)
    return Child("", None)


def _date(value: object) -> PartialDate | None:
    if not isinstance(value, str) or not value:
        return None
    try:
        return PartialDate.parse(value)
    except DomainProblem:
        return None


def birth_timing(born: PartialDate | None, received: date, limit_days: int) -> BirthTiming:
    """Say whether a registration came within so many days of the birth.

    With a month or a year alone: late when even the last day it can mean is too long ago, on time when the
    first is not, and unknown between them.
    """
    if born is None or born.earliest() > received:
        return BirthTiming.UNKNOWN
    limit = received - timedelta(days=limit_days)
    if latest_day(born) < limit:
        return BirthTiming.LATE
    return BirthTiming.ON_TIME if born.earliest() >= limit else BirthTiming.UNKNOWN


def latest_day(born: PartialDate) -> date:
    """Return the last day a partly known date can mean."""
    month = born.month or 12
    return date(born.year, month, born.day or calendar.monthrange(born.year, month)[1])


def days_since_birth(born: PartialDate | None, received: date) -> int | None:
    """Return how many days lie between birth and registration; None unless the day of birth is known."""
    if born is None or born.day is None or born.earliest() > received:
        return None
    return (received - born.earliest()).days
