"""Every number the office used, kept in step with the facts: registers, forms, fees, certifications.

Nearly every dossier has its place in the register and nothing else, so that place stands in its own row;
what else was numbered, and what is void, has rows of the table `book_entry`.
"""

from collections.abc import Sequence

from app.domain.books import REGISTER, BookEntry, book_entries
from app.domain.facts import Fact
from app.domain.fold import View
from app.domain.identifiers import Subject
from app.domain.lifecycle import Status
from app.domain.milestones import RECEPTION
from app.storage.database import Connection, Row

_COLUMNS = "kind, book, number, subject, fact, at, clerk, amount, method, void, text"
_INSERT = f"INSERT INTO book_entry ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608  constants
_FORGET = "DELETE FROM book_entry WHERE subject = ?"
_OF_SUBJECT = f"SELECT {_COLUMNS} FROM book_entry WHERE subject = ?"  # noqa: S608  constants
_USED = (
    f"SELECT {_COLUMNS} FROM book_entry WHERE at >= ?1 AND at < ?2 AND (?3 IS NULL OR kind = ?3)"  # noqa: S608  constants
    " ORDER BY kind, book, number, fact"
)
_REGISTERED = (
    "SELECT register_book, register_number, subject, received_fact, received_at, received_by FROM dossier"
    " WHERE register_number > 0 AND received_at >= ? AND received_at < ?"
)


def in_the_table(entries: Sequence[BookEntry], reception: bytes | None) -> list[BookEntry]:
    """Leave out the place in the register, which stands in the dossier's row."""
    return [entry for entry in entries if not in_the_row(entry, reception)]


def in_the_row(entry: BookEntry, reception: bytes | None) -> bool:
    """Whether the dossier's own row holds this number: that of its reception, not void."""
    return entry.kind == REGISTER and entry.fact == reception and not entry.void


def write_entries(connection: Connection, subject: Subject, entries: Sequence[BookEntry]) -> None:
    """Make the rows of a subject these."""
    connection.execute(_FORGET, (subject,))
    connection.executemany(_INSERT, map(_values, entries))


def entries_differ(connection: Connection, subject: Subject, entries: Sequence[BookEntry]) -> bool:
    """Whether the stored rows of a subject are others than these."""
    stored = {tuple(row) for row in connection.execute(_OF_SUBJECT, (subject,))}
    return stored != {_values(entry) for entry in entries}


def only_received(facts: Sequence[Fact], view: View) -> bool:
    """Whether a reception that counts is all there is: the usual case while one saves."""
    return len(facts) == 1 and facts[0].kind == RECEPTION and view.status is not Status.NEW


def entries_of(subject: Subject, facts: Sequence[Fact], view: View) -> list[BookEntry]:
    """Return the numbers of a subject that may need rows; of a mere reception none."""
    return [] if only_received(facts, view) else book_entries(subject, facts, view)


def entries_between(connection: Connection, kind: str | None, first: int, last: int) -> list[BookEntry]:
    """Return the numbers used in ``first <= at < last`` (ms), of one kind or of all, in order."""
    found = [_entry(row) for row in connection.execute(_USED, (first, last, kind))]
    if kind in {None, REGISTER}:
        found += [
            BookEntry(REGISTER, book, number, subject, fact, at, clerk)
            for book, number, subject, fact, at, clerk in connection.execute(_REGISTERED, (first, last))
        ]
    return sorted(found, key=lambda entry: (entry.kind, entry.book, entry.number, entry.fact))


def _values(entry: BookEntry) -> tuple[object, ...]:
    return (
        *(entry.kind, entry.book, entry.number, entry.subject, entry.fact, entry.at, entry.clerk),
        *(entry.amount, entry.method, int(entry.void), entry.text),
    )


def _entry(row: Row) -> BookEntry:
    kind, book, number, subject, fact, at, clerk, amount, method, void, text = row
    return BookEntry(kind, book, number, subject, fact, at, clerk, amount, method, void == 1, text)
