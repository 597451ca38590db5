"""Effective dates: which of several dated rows is in force on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar


class Dated(Protocol):
    """A row in force from `valid_from` until `valid_to`, both included; None means without end."""

    @property
    def valid_from(self) -> date:
        """First day in force."""

    @property
    def valid_to(self) -> date | None:
        """Last day in force."""


RowT = TypeVar("RowT", bound=Dated)


def in_force(rows: Iterable[RowT], on: date) -> RowT | None:
    """Return the row in force on a day; of several, the one that began last. None when there is none."""
    holding = [row for row in rows if row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)]
    return max(holding, key=lambda row: row.valid_from, default=None)
