"""Plain records (decoded JSON) read field by field into typed values, with a reason for what is wrong.

Data files, facts and imported corrections all arrive as mappings that may hold anything.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from app.domain.certainty import Certainty
from app.domain.problems import DomainProblem
from app.domain.text import clean

ValueT = TypeVar("ValueT")

DEFAULT_MAX_CHARS = 4000


class Record:
    """One record. Every reader raises DomainProblem ``record.bad_field`` (`field`, `reason`)."""

    __slots__ = ("_fields",)

    def __init__(self, fields: object) -> None:
        """Take a decoded JSON object. Raises DomainProblem ``record.not_an_object`` for anything else."""
        if not isinstance(fields, Mapping):
            raise DomainProblem("record.not_an_object")
        self._fields = fields

    def text(self, field: str, *, max_chars: int = DEFAULT_MAX_CHARS) -> str:
        """Return a text that must be there and not be empty, cleaned."""
        text = self.optional_text(field, max_chars=max_chars)
        if not text:
            raise bad_field(field, "missing")
        return text

    def optional_text(self, field: str, *, max_chars: int = DEFAULT_MAX_CHARS) -> str:
        """Return a cleaned text; empty when absent or null."""
        value = self._fields.get(field)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise bad_field(field, "not_text")
        try:
            return clean(value, max_chars=max_chars)
        except DomainProblem as problem:
            raise bad_field(field, problem.code) from problem

    def texts(self, field: str) -> tuple[str, ...]:
        """Return a list of texts; empty when absent or null."""
        return tuple(Record({field: item}).text(field) for item in self._list(field))

    def number(self, field: str, *, least: int, most: int) -> int:
        """Return a whole number within bounds, both included."""
        value = self.optional_number(field, least=least, most=most)
        if value is None:
            raise bad_field(field, "missing")
        return value

    def optional_number(self, field: str, *, least: int, most: int) -> int | None:
        """Return a whole number within bounds; None when absent or null."""
        value = self._fields.get(field)
        if value is None:
            return None
        # JSON's true is an int to Python; a count of papers is never true.
        if not isinstance(value, int) or isinstance(value, bool):
            raise bad_field(field, "not_a_whole_number")
        if not least <= value <= most:
            raise bad_field(field, "out_of_bounds")
        return value

    def flag(self, field: str) -> bool:
        """Return true or false; false when absent or null."""
        value = self._fields.get(field)
        if value is not None and not isinstance(value, bool):
            raise bad_field(field, "not_true_or_false")
        return bool(value)

    def day(self, field: str) -> date:
        """Return a day written as ISO 8601, ``2025-07-01``."""
        found = self.optional_day(field)
        if found is None:
            raise bad_field(field, "missing")
        return found

    def optional_day(self, field: str) -> date | None:
        """Return a day; None when absent or null."""
        value = self._fields.get(field)
        if value is None:
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise bad_field(field, "not_a_day") from None

    def one_of(self, field: str, read: Callable[[str], ValueT]) -> ValueT:
        """Return a value of a closed list; `read` is an enum, or raises ValueError or a problem."""
        text = self.text(field)
        try:
            return read(text)
        except (ValueError, DomainProblem):
            raise bad_field(field, "unknown_value") from None

    def certainty(self) -> Certainty:
        """Return the row's mark; a row without one is unconfirmed."""
        if self._fields.get("certainty") is None:
            return Certainty.UNCONFIRMED
        return self.one_of("certainty", Certainty)

    def has(self, field: str) -> bool:
        """Tell whether a field is there and not null."""
        return self._fields.get(field) is not None

    def one(self, field: str, read: Callable[["Record"], ValueT]) -> ValueT:
        """Return a record within the record, read by `read`."""
        value = self._fields.get(field)
        if value is None:
            raise bad_field(field, "missing")
        return read(Record(value))

    def each(self, field: str, read: Callable[["Record"], ValueT]) -> tuple[ValueT, ...]:
        """Return a list of records, each read by `read`; empty when absent or null."""
        return tuple(read(Record(item)) for item in self._list(field))

    def _list(self, field: str) -> list[object]:
        value = self._fields.get(field)
        if value is None:
            return []
        if not isinstance(value, list | tuple):
            raise bad_field(field, "not_a_list")
        return list(value)


def bad_field(field: str, reason: str) -> DomainProblem:
    """Return the problem of one field of a record; never the value itself, which may name a citizen."""
    return DomainProblem("record.bad_field", field=field, reason=reason)


def read_rows(table: str, rows: object, read: Callable[[Record], ValueT]) -> tuple[ValueT, ...]:
    """Read every row of a table.

    Raises DomainProblem ``table.bad_row`` with the `table`, the number of the first bad `row` (from 1), the
    `field` and the `reason`; ``table.missing`` when there is no list of rows.
    """
    if not isinstance(rows, Iterable) or isinstance(rows, str | bytes | Mapping):
        raise DomainProblem("table.missing", table=table)
    found: list[ValueT] = []
    for number, row in enumerate(rows, 1):
        try:
            found.append(read(Record(row)))
        except DomainProblem as problem:
            reason = problem.details.get("reason", problem.code)
            field = problem.details.get("field", "")
            raise DomainProblem(
                "table.bad_row", table=table, row=number, field=field, reason=reason
            ) from problem
    return tuple(found)
