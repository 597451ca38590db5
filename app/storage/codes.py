"""Dossier codes: numbers taken inside the transaction that uses them, so that none is given twice.

Official codes come from the ranges that the province granted to the log written now; a log opened after
a restore has none until a new grant. Without a range, or with the day's range used up, the code is
provisional: receiving never stops for want of a number.

Every number used is written down under its series, which is all of the code before the day. Ranges may
overlap, be granted twice or to a later log of this device: a number that was used is used.
"""

from datetime import date

from app.domain.facts import Fact
from app.domain.numbering import (
    PROVISIONAL,
    DossierCode,
    device_tag,
    next_number,
    official_code,
    parse_code,
    provisional_code,
)
from app.storage.code_ranges import ranges_of
from app.storage.database import Connection
from app.storage.log_tables import LogRow
from app.use_cases.ports import TakenCode

_HIGHEST = "SELECT max(number) FROM used_number WHERE series = ? AND day = ? AND number BETWEEN ? AND ?"
_TAKE = "INSERT INTO used_number (series, day, number) VALUES (?, ?, ?)"
_NOTE = "INSERT OR IGNORE INTO used_number (series, day, number) VALUES (?, ?, ?)"
_IS_USED = "SELECT 1 FROM used_number WHERE series = ? AND day = ? AND number = ?"
_NO_END = 2**53


class Codes:
    """Gives codes of one log, inside one transaction; what was taken is written down by `finish`."""

    def __init__(self, connection: Connection, log: LogRow) -> None:
        self._connection = connection
        self._ranges = ranges_of(connection, log.id)
        # The tag is that of the log: a restored device counts anew, and must not print a code again.
        self._tag = device_tag(log.id)
        self._used: dict[tuple[str, str], dict[tuple[int, int], int]] = {}
        """Series and day → between which numbers → the highest one used."""
        self._taken: list[tuple[str, str, int]] = []

    def take(self, day: date, unit_fallback: str) -> TakenCode:
        """Take the next code of a reception day; ``unit_fallback`` names the unit in a provisional one."""
        used = {
            granted: self._highest(granted.unit_identifier, day, granted.first, granted.last)
            for granted in self._ranges
        }
        found = next_number(self._ranges, {granted: n for granted, n in used.items() if n}, day)
        if found is not None:
            granted, number = found
            self._take(granted.unit_identifier, day, number)
            official = official_code(granted.unit_identifier, day, number)
            return TakenCode(official, provisional=False, range_first=granted.first)
        series = _provisional_series(unit_fallback, self._tag)
        number = self._highest(series, day, 1, _NO_END) + 1
        self._take(series, day, number)
        code = provisional_code(unit_fallback, self._tag, day, number)
        return TakenCode(code, provisional=True, range_first=None)

    def finish(self) -> None:
        """Write down every number taken."""
        self._connection.executemany(_TAKE, self._taken)
        self._taken.clear()

    def _take(self, series: str, day: date, number: int) -> None:
        """Use a number, of every range it lies in."""
        place = (series, day.isoformat())
        self._taken.append((*place, number))
        used = self._used[place]
        for first, last in used:
            if first <= number <= last:
                used[first, last] = max(used[first, last], number)

    def _highest(self, series: str, day: date, first: int, last: int) -> int:
        """Return the highest number used between two on a day, 0 for none."""
        place = (series, day.isoformat())
        used = self._used.setdefault(place, {})
        if (first, last) not in used:
            found = self._connection.execute(_HIGHEST, (*place, first, last)).fetchone()[0]
            used[first, last] = found or 0
        return used[first, last]


def note_used(connection: Connection, fact: Fact) -> None:
    """Write down the number of a reception that this device made and had forgotten when it was restored."""
    code = code_of(fact)
    if code is not None:
        connection.execute(_NOTE, _place(code))


def is_noted(connection: Connection, code: DossierCode) -> bool:
    """Whether a number is written down as used."""
    return connection.execute(_IS_USED, _place(code)).fetchone() is not None


def code_of(fact: Fact) -> DossierCode | None:
    """Return the code that a reception was given; None for any other fact."""
    if fact.kind != "dossier.received" or fact.fields is None:
        return None
    return parse_code(str(fact.fields.get("code") or ""))


def _place(code: DossierCode) -> tuple[str, str, int]:
    series = _provisional_series(code.unit, code.device) if code.provisional else code.unit
    return series, code.day.isoformat(), code.number


def _provisional_series(unit: str, tag: str) -> str:
    return f"{PROVISIONAL}-{unit}-{tag}"
