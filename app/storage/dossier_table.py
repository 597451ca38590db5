"""The row of a dossier: what lists show and search finds, written from its folded view."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.books import BookEntry, number_used
from app.domain.dossier import Dossier
from app.domain.facts import Fact, Value
from app.domain.fold import View, tips
from app.domain.identifiers import ScopeId, Subject
from app.domain.milestones import Milestones, milestones
from app.domain.waiting import waits_until
from app.storage.book_table import in_the_row, only_received
from app.storage.database import Connection
from app.storage.search_index import SEARCHED_FIELDS, searched_text

_COLUMNS = (
    "undelivered",
    "status",
    "voided",
    "provisional",
    "open_questions",
    "set_aside",
    "waiting",
    "received_at",
    "due_at",
    "holder",
    "code",
    "first_code",
    "procedure",
    "full_name",
    "village",
    "id_number",
    *("received_by", "received_fact", "finished_at", "ended_at", "register_book", "register_number"),
    *("channel", "sets", "point", "competent", "birth_date", "phone", "address"),
    "waits_until",
    "search_text",
)
INSERT_ROW = (
    f"INSERT INTO dossier ({', '.join(_COLUMNS)}, subject) VALUES ({', '.join('?' * len(_COLUMNS))}, ?)"  # noqa: S608  constants
)
UPDATE_ROW = f"UPDATE dossier SET {', '.join(f'{name} = ?' for name in _COLUMNS)} WHERE subject = ?"  # noqa: S608  constants
REMEMBER_REFERENCE = "INSERT OR IGNORE INTO reference (digest, subject) VALUES (?, ?)"
_SELECT = f"SELECT {', '.join(_COLUMNS[1:])}, subject FROM dossier WHERE subject = ?"  # noqa: S608  constants


_NOWHERE = ("", 0)
_REPORTED = ("point", "competent", "birth_date", "phone", "address")
_FIELDS = SEARCHED_FIELDS.union(
    ("provisional", "received_at", "due_at", "holder", "channel", "sets"), _REPORTED
)
"""What a row needs of a dossier."""


@dataclass(frozen=True, slots=True)
class Folded:
    """The facts of one subject with what they come to."""

    facts: list[Fact]
    view: View
    entries: Sequence[BookEntry] = ()
    """The numbers of books that the facts used."""


def row_differs(connection: Connection, subject: Subject, folded: Folded) -> bool:
    """Whether the stored row says something else than the facts; delivery, which receipts write, left out."""
    stored = connection.execute(_SELECT, (subject,)).fetchone()
    return stored is None or tuple(stored) != row_of(subject, folded, undelivered=False)[1:]


def has_row(connection: Connection, subject: Subject) -> bool:
    """Whether the dossier has a row already."""
    return connection.execute("SELECT 1 FROM dossier WHERE subject = ?", (subject,)).fetchone() is not None


def reference_digest(scope: ScopeId, reference: str) -> bytes:
    """Return what is remembered of an outside reference for ever; the reference itself may name a person."""
    return hashlib.sha256(b"motcua/reference/1/" + scope + reference.encode()).digest()[:16]


def received_under(connection: Connection, digest: bytes) -> Subject | None:
    """Return the dossier received under an outside reference, or None."""
    row = connection.execute("SELECT subject FROM reference WHERE digest = ?", (digest,)).fetchone()
    return None if row is None else Subject(row[0])


def remember_reference(connection: Connection, scope: ScopeId, reference: str, subject: Subject) -> None:
    """Remember under which reference a dossier came, the first time it comes."""
    connection.execute(REMEMBER_REFERENCE, (reference_digest(scope, reference), subject))


def row_of(subject: Subject, folded: Folded, *, undelivered: bool) -> tuple[object, ...]:
    """Return a dossier's row for `INSERT_ROW` and `UPDATE_ROW`; triggers write its search words."""
    dossier = Dossier.from_view(subject, folded.view, _FIELDS)
    stated = dossier.values
    first_code = dossier.first_code
    moments, (book, number) = _moments_and_place(folded)
    sets = stated.get("sets")
    return (
        undelivered,
        dossier.status,
        dossier.voided,
        dossier.provisional,
        len(dossier.open_questions),
        _undecided(folded),
        dossier.waiting,
        dossier.received_at or 0,
        dossier.due_at,
        dossier.holder,
        dossier.code,
        first_code if first_code != dossier.code else None,
        dossier.procedure,
        dossier.full_name,
        str(stated.get("village") or ""),
        str(stated.get("id_number") or "") or None,
        moments.received_by,
        moments.received_fact,
        moments.finished_at,
        moments.ended_at,
        book,
        number,
        stated.get("channel") or "",
        1 if sets is None else sets,
        *[_text(stated.get(name)) for name in _REPORTED],
        None if only_received(folded.facts, folded.view) else waits_until(folded.facts, folded.view),
        searched_text(stated),
        subject,
    )


def _moments_and_place(folded: Folded) -> tuple[Milestones, tuple[str, int]]:
    """Return the moments of a dossier, and its book and number in the register (empty, 0: none or void)."""
    if only_received(folded.facts, folded.view):
        fact = folded.facts[0]
        used = number_used(fact)
        return Milestones(fact.id, fact.author.clerk), _NOWHERE if used is None else used[1:]
    moments = milestones(folded.facts, folded.view)
    held = (entry for entry in folded.entries if in_the_row(entry, moments.received_fact))
    return moments, next(((entry.book, entry.number) for entry in held), _NOWHERE)


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _undecided(folded: Folded) -> int:
    """Count the facts set aside that nobody has acted after having seen."""
    aside = {item.fact for item in folded.view.set_aside}
    return len(aside.intersection(tips(folded.facts, folded.view))) if aside else 0
