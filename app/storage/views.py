"""What facts come to, kept in step with them: views folded and rows written in the same transaction.

A subject's facts are few; they are folded anew whenever one arrives. Where a transaction touches very
many subjects they are marked stale instead and folded soon after, or when somebody opens one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from app.domain.books import BookEntry
from app.domain.facts import Fact
from app.domain.fold import View, fold
from app.domain.identifiers import FactId, ScopeId, Subject
from app.domain.kinds import Family
from app.domain.milestones import milestones
from app.storage.book_table import entries_of, in_the_table, write_entries
from app.storage.database import Connection
from app.storage.dossier_table import UPDATE_ROW, Folded, has_row, remember_reference, row_of
from app.storage.erasure import erase, erase_from_search, is_erased
from app.storage.write_buffer import WriteBuffer
from sync.protocol.encoding import decode_fact
from sync.protocol.rulings import QUARANTINED

VIEWS_VERSION = 1
"""Raised when the same facts fold to something else (a new kind, say): every view is then made again."""
FOLD_AT_ONCE = 200
"""Up to so many subjects are folded in the transaction that touches them."""
_STATES_KEPT = 500
_LIST_SUBJECT = "INSERT OR IGNORE INTO listed_subject (family, subject) VALUES (?, ?)"
_UNLIST_SUBJECT = "DELETE FROM listed_subject WHERE subject = ? AND family <> ?"
_MARK_STALE = "INSERT OR IGNORE INTO stale_subject (subject) VALUES (?)"

_FACTS = "SELECT bytes, personal, secret, standing FROM fact WHERE subject = ? AND standing > 0 ORDER BY seq"
_UNDELIVERED = (
    "SELECT EXISTS (SELECT 1 FROM fact AS f WHERE f.subject = ? AND NOT EXISTS"
    " (SELECT 1 FROM entry AS e WHERE e.fact = f.seq AND e.received_at IS NOT NULL))"
)


@dataclass(slots=True)
class SubjectState:
    """The facts of a subject that fold, their fold, and its secrets, as this transaction sees them."""

    facts: list[Fact]
    secrets: dict[FactId, bytes] = field(default_factory=dict)
    """Which fact carries which secret."""
    folded: View | None = None
    new: bool = False
    """Nothing of this subject was stored before: it has no row."""

    def view(self) -> View:
        """Return the folded view."""
        if self.folded is None:
            self.folded = fold(self.facts)
        return self.folded

    def add(self, fact: Fact, secret: bytes | None) -> None:
        """Add a fact that was just stored, with the secret it carries."""
        self.facts.append(fact)
        self.folded = None
        if secret is not None:
            self.secrets[fact.id] = secret

    def secret(self) -> bytes | None:
        """Return the secret for the next fact's personal part.

        Only one that a folded fact carries: it is an ancestor, so whoever can fold the next fact has it.
        """
        return next((self.secrets[i] for i in self.view().trail if i in self.secrets), None)

    def family(self) -> Family | None:
        """Return what sort of subject this is; None while no fact tells, or none that counts."""
        return self.view().family


def load_state(connection: Connection, subject: Subject) -> SubjectState:
    """Read and decode the facts of a subject that fold, in order of arrival."""
    state = SubjectState([])
    for raw, personal, secret, standing in connection.execute(_FACTS, (subject,)):
        fact = decode_fact(raw, personal)
        if standing == QUARANTINED:
            state.add(replace(fact, quarantined=True), None)
        else:
            state.add(fact, secret)
    return state


class Views:
    """The subjects touched in one transaction, each decoded once."""

    def __init__(self, connection: Connection, scope: ScopeId, buffer: WriteBuffer | None = None) -> None:
        self._connection = connection
        self._buffer = buffer or WriteBuffer(connection)
        self._scope = scope
        self._states: dict[Subject, SubjectState] = {}
        stale = connection.execute("SELECT EXISTS (SELECT 1 FROM stale_subject)").fetchone()[0]
        self._some_stale = bool(stale)
        self._erased = False

    def state(self, subject: Subject) -> SubjectState:
        """Return what this transaction knows of a subject."""
        state = self._states.get(subject)
        if state is None:
            if len(self._states) >= _STATES_KEPT:
                self._buffer.flush()
                self._states.clear()
            state = self._states[subject] = load_state(self._connection, subject)
            state.new = not state.facts and not self._some_stale
        return state

    def refresh(self, subject: Subject, *, undelivered: bool | None = None) -> None:
        """Fold a subject and write what lists and search need. None: look up whether it is delivered.

        The row of a new dossier waits in the buffer.
        """
        self._refresh(subject, undelivered=undelivered)
        self._forget_erased()

    def refresh_all(self, subjects: Iterable[Subject]) -> None:
        """Fold several subjects."""
        for subject in subjects:
            self._refresh(subject, undelivered=None)
        self._buffer.flush()
        self._forget_erased()

    def _refresh(self, subject: Subject, *, undelivered: bool | None) -> None:
        state = self.state(subject)
        if state.facts and state.view().erased and not is_erased(self._connection, subject):
            erase(self._connection, subject)
            self._erased = True
            self._buffer.flush()
            self._states.pop(subject)
            state = self.state(subject)
        family = state.family()
        if family is Family.DOSSIER:
            self._write_dossier(subject, state, undelivered=undelivered)
        elif family is not None:
            self._connection.execute(_LIST_SUBJECT, (family.value, subject))
        if family is not Family.DOSSIER:
            # It may have been one: its facts were taken back, or an earlier one tells what it is.
            self._connection.execute("DELETE FROM dossier WHERE subject = ?", (subject,))
            self._write_entries(subject, state, entries_of(subject, state.facts, state.view()))
        if family is None or any(fact.quarantined for fact in state.facts):
            kept = "" if family is None else family.value
            self._connection.execute(_UNLIST_SUBJECT, (subject, kept))
        if self._some_stale:
            self._connection.execute("DELETE FROM stale_subject WHERE subject = ?", (subject,))

    def refresh_changed(self, subjects: Iterable[Subject]) -> None:
        """Fold subjects whose stored facts have changed, or mark them stale when they are very many."""
        touched = list(subjects)
        for subject in touched:
            self._states.pop(subject, None)
        if len(touched) > FOLD_AT_ONCE:
            mark_stale(self._connection, touched)
            self._some_stale = True
            return
        self.refresh_all(touched)

    def _forget_erased(self) -> None:
        if self._erased:
            erase_from_search(self._connection)
            self._erased = False

    def _write_dossier(self, subject: Subject, state: SubjectState, *, undelivered: bool | None) -> None:
        view = state.view()
        if undelivered is None:
            undelivered = bool(self._connection.execute(_UNDELIVERED, (subject,)).fetchone()[0])
            # What is received here is remembered by who receives it; this one may come from elsewhere.
            reference = view.value("ref")
            if isinstance(reference, str):
                remember_reference(self._connection, self._scope, reference, subject)
        entries = entries_of(subject, state.facts, view)
        row = row_of(subject, Folded(state.facts, view, entries), undelivered=undelivered)
        if state.new or not self._has_row(subject):
            self._buffer.add_dossier(row)
        else:
            self._connection.execute(UPDATE_ROW, row)
        self._write_entries(subject, state, entries)
        state.new = False

    def _write_entries(self, subject: Subject, state: SubjectState, entries: Sequence[BookEntry]) -> None:
        """Write what was numbered beside the place in the register."""
        if entries or not state.new:
            reception = milestones(state.facts, state.view()).received_fact
            write_entries(self._connection, subject, in_the_table(entries, reception))

    def _has_row(self, subject: Subject) -> bool:
        self._buffer.flush()
        return has_row(self._connection, subject)


def mark_stale(connection: Connection, subjects: Iterable[Subject]) -> None:
    """Remember durably that these subjects are to be folded anew."""
    connection.executemany(_MARK_STALE, ((subject,) for subject in subjects))


def mark_all_stale(connection: Connection) -> None:
    """Have every view made anew: this program folds facts to something else than the one before."""
    connection.execute("INSERT OR IGNORE INTO stale_subject (subject) SELECT DISTINCT subject FROM fact")
    connection.execute("UPDATE this_device SET views_version = ?", (VIEWS_VERSION,))


def stale_subjects(connection: Connection, limit: int) -> list[Subject]:
    """Return some of the subjects that wait to be folded."""
    rows = connection.execute("SELECT subject FROM stale_subject LIMIT ?", (limit,))
    return [Subject(subject) for (subject,) in rows]
