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
_TAKE = (
    "INSERT INTO book_counter (kind, book, highest) VALUES (?, ?, 1)"
    " ON CONFLICT (kind, book) DO UPDATE SET highest = highest + 1 RETURNING highest"
)
_RAISE = (
    "INSERT INTO book_counter (kind, book, highest) VALUES (?1, ?2, ?3)"
    " ON CONFLICT (kind, book) DO UPDATE SET highest = max(highest, ?3)"
)


def take_number(connection: Connection, log: LogRow, kind: str, year: int, mark: str = "") -> TakenNumber:
    """Take the next number of a book inside a transaction; ``mark`` begins the name of the book.

    Raises ValueError for an unknown kind.
    """
    if kind not in BOOK_KINDS:
        raise ValueError(kind)
    # The tag is that of the log, as in provisional codes.
    book = book_name(mark + device_tag(log.id), year)
    ((number,),) = connection.execute(_TAKE, (kind, book)).fetchall()
    return TakenNumber(book, number)


def highest_given(connection: Connection, kind: str, book: str) -> int:
    """Return the highest number of a book of this device that was given, 0 for none."""
    row = connection.execute(_HIGHEST, (kind, book)).fetchone()
    return 0 if row is None else int(row[0])


def note_number(connection: Connection, fact: Fact) -> None:
    """Write down a number that this device had given and forgotten when it was restored."""
    used = number_used(fact)
    if used is not None:
        connection.execute(_RAISE, used)
