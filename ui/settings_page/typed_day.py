"""A whole day as people type it in the settings."""

from datetime import date

from app.domain.partial_date import PartialDate
from app.domain.problems import DomainProblem


def typed_day(text: str) -> date | None:
    """Read day/month/year; None for anything else, a year alone too."""
    try:
        read = PartialDate.parse(text)
    except DomainProblem:
        return None
    return read.earliest() if read.day is not None else None
