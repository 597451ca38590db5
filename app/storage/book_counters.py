"""Running numbers of this device's books: which was given last, of each kind and year.

A book belongs to the log that is written now. A device that was restored writes a new log, and opens new
books: which numbers of the old ones were printed before the loss is not known.
"""

from app.domain.books import BOOK_KINDS, book_name, number_used
from app.domain.facts import Fact
from app.domain.numbering import device_tag
from app.storage.database import Connection
from app.storage.log_tables import LogRow
from app.use_cases.ports_ledger import TakenNumber

_HIGHEST = "SELECT highest FROM book_counter WHERE kind = ? AND book = ?"
_RAISE = (
    "INSERT INTO book_counter (kind, book, highest) VALUES (?1, ?2, ?3)"
    " ON CONFLICT (kind, book) DO UPDATE SET highest = max(highest, ?3)"
)


class BookCounters:
    """Gives numbers inside one transaction; what was given is written down by `finish`."""

    def __init__(self, connection: Connection, log: LogRow, mark: str = "") -> None:
        self._connection = connection
        self._tag = mark + device_tag(log.id)
        self._highest: dict[tuple[str, str], int] = {}

    def take(self, kind: str, year: int) -> TakenNumber:
        """Take the next number. Raises ValueError for an unknown kind."""
        if kind not in BOOK_KINDS:
            raise ValueError(kind)
        book = book_name(self._tag, year)
        place = (kind, book)
        highest = self._highest.get(place)
        if highest is None:
            highest = highest_given(self._connection, kind, book)
        self._highest[place] = highest + 1
        return TakenNumber(book, highest + 1)

    def finish(self) -> None:
        """Write down how far each book has come."""
        for (kind, book), highest in self._highest.items():
            self._connection.execute(_RAISE, (kind, book, highest))
        self._highest.clear()


def highest_given(connection: Connection, kind: str, book: str) -> int:
    """Return the highest number of a book of this device that was given, 0 for none."""
    row = connection.execute(_HIGHEST, (kind, book)).fetchone()
    return 0 if row is None else int(row[0])


def note_number(connection: Connection, fact: Fact) -> None:
    """Write down a number that this device had given and forgotten when it was restored."""
    used = number_used(fact)
    if used is not None:
        connection.execute(_RAISE, used)
