"""The number ranges that the province granted: for which log, for which reception days."""

from collections.abc import Iterable
from datetime import date

from app.domain.identifiers import LogId, ScopeId
from app.domain.numbering import CodeRange
from app.storage.database import Connection
from sync.protocol.rulings import GrantedRange

_KEEP = (
    "INSERT INTO code_range (fact, scope, log, first, last, unit_identifier, days_after)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_RANGES = (
    "SELECT unit_identifier, first, last, days_after FROM code_range WHERE log = ?"
    " ORDER BY days_after, first, last, unit_identifier, fact"
)


def keep_ranges(connection: Connection, scope: ScopeId, granted: Iterable[GrantedRange]) -> None:
    """Keep the ranges in force of an office, one for each fact that grants one."""
    connection.execute("DELETE FROM code_range WHERE scope = ?", (scope,))
    rows = {one.fact: one for one in granted}
    connection.executemany(_KEEP, (_row(scope, one) for one in rows.values()))


def ranges_of(connection: Connection, log: LogId) -> list[CodeRange]:
    """Return the ranges granted to a log, those that hold for every day first."""
    return [
        CodeRange(unit, first, last, date.fromisoformat(after) if after else None)
        for unit, first, last, after in connection.execute(_RANGES, (log,))
    ]


def _row(scope: ScopeId, one: GrantedRange) -> tuple[object, ...]:
    numbers = one.numbers
    after = numbers.days_after.isoformat() if numbers.days_after else ""
    return (one.fact, scope, one.log, numbers.first, numbers.last, numbers.unit_identifier, after)
