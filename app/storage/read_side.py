"""A consistent look at the office: what the use cases ask, composed of the parts that know."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from app.domain.books import BookEntry
from app.domain.dossier import Dossier
from app.domain.facts import Fact, Value
from app.domain.fold import View
from app.domain.identifiers import FactId, LogId, ScopeId, Subject, from_text
from app.domain.kinds import Family
from app.domain.numbering import normal_code
from app.storage.code_ranges import ranges_of
from app.storage.database import Connection
from app.storage.dossier_list import DossierList
from app.storage.dossier_table import received_under, reference_digest
from app.storage.drafts import Drafts
from app.storage.ledger import Ledger
from app.storage.log_tables import log_by_number
from app.storage.office_subjects import (
    calendar_changes,
    people,
    profile,
    profile_rows,
    published_procedures,
    subjects_of,
)
from app.storage.papers import PaperTable
from app.storage.receipts import newest_receipt_at
from app.storage.search_index import DossierSearch
from app.storage.settings_table import SettingsTable
from app.storage.status_strip import delivery_of_fact, delivery_of_subject, newest_own_fact_at, summary
from app.storage.this_device import current_log
from app.storage.views import SubjectState, load_state
from app.use_cases.check_clock import SEEN_SETTING
from app.use_cases.ports import Delivery, DeliverySummary, DossierRow, ListFilter, Person, StoredPaper
from app.use_cases.ports_ledger import LoggedFact, LogTip, ReportRow

_WITH_CODE = (
    "SELECT subject FROM dossier WHERE code = ?1 OR first_code = ?1 ORDER BY code = ?1 DESC, seq DESC LIMIT 1"
)


class ReadSide:
    """Implements `ports.Reading` over one connection in one transaction."""

    def __init__(self, connection: Connection, scope: ScopeId) -> None:
        self._raw = connection
        self._scope = scope

    @property
    def _connection(self) -> Connection:
        return self._raw

    @property
    def _ledger(self) -> Ledger:
        return Ledger(self._connection, self._scope)

    def _state(self, subject: Subject) -> SubjectState:
        return load_state(self._connection, subject)

    # One subject ------------------------------------------------------------------------------------

    def dossier(self, subject: Subject) -> Dossier | None:
        """Return a dossier folded up to date, or None."""
        state = self._state(subject)
        return Dossier.from_view(subject, state.view()) if state.facts else None

    def view(self, subject: Subject) -> View:
        """Return the folded view of any subject."""
        return self._state(subject).view()

    def facts(self, subject: Subject) -> list[Fact]:
        """Return all facts of a subject, waiting and unknown ones included, in order of arrival."""
        return list(self._state(subject).facts)

    def subject_of(self, id_or_code: str) -> Subject | None:
        """Find a dossier by its id, its official code or its provisional code (any letter case)."""
        found = from_text(id_or_code.strip())
        if found is not None:
            row = self._connection.execute(
                "SELECT subject FROM dossier WHERE subject = ?", (found,)
            ).fetchone()
        else:
            row = self._connection.execute(_WITH_CODE, (normal_code(id_or_code),)).fetchone()
        return None if row is None else Subject(row[0])

    def received_as(self, ref: str) -> Subject | None:
        """Return the dossier already received under this outside reference, or None."""
        return received_under(self._connection, reference_digest(self._scope, ref))

    # Lists ------------------------------------------------------------------------------------------

    def open_dossiers(self, id_number: str, procedure: str) -> list[DossierRow]:
        """Return unfinished dossiers of the same person for the same procedure."""
        return DossierList(self._connection).open_dossiers(id_number, procedure)

    def search(self, typed: str, limit: int = 50) -> list[DossierRow]:
        """Return dossiers in which every typed word begins a word; newest first."""
        return DossierSearch(self._connection).search(typed, limit)

    def count(self, which: ListFilter) -> int:
        """Count the rows of a list."""
        return DossierList(self._connection).count(which)

    def page(self, which: ListFilter, offset: int, limit: int) -> list[DossierRow]:
        """Return rows ``offset`` … of a list, newest first."""
        return DossierList(self._connection).page(which, offset, limit)

    def rows(self, subjects: Iterable[Subject]) -> list[DossierRow]:
        """Return the rows of these dossiers."""
        return DossierList(self._connection).rows(subjects)

    # Delivery ---------------------------------------------------------------------------------------

    def delivery(self, subject: Subject) -> Delivery:
        """Return how far a dossier has come."""
        return delivery_of_subject(self._connection, subject)

    def fact_delivery(self, fact: FactId) -> Delivery:
        """Return how far one fact has come."""
        return delivery_of_fact(self._connection, fact)

    def delivery_summary(self) -> DeliverySummary:
        """Return the figures of the status strip."""
        return summary(self._connection, self._scope)

    # The office -------------------------------------------------------------------------------------

    def people(self) -> list[Person]:
        """Return all clerks, active ones first, by given name."""
        return people(self._connection)

    def profile(self, on: date) -> dict[str, Any]:
        """Return the office profile in force on a day: field → value."""
        return profile(self._connection, on)

    def profile_rows(self) -> list[tuple[str, date, Any]]:
        """Return every effective-dated profile value: (field, valid from, value)."""
        return profile_rows(self._connection)

    def published_procedures(self) -> list[dict[str, Any]]:
        """Return procedure records that facts have published over the shipped catalogue, oldest first."""
        return published_procedures(self._connection)

    def calendar_changes(self) -> dict[date, dict[str, Any]]:
        """Return what facts say of single days over the shipped calendar."""
        return calendar_changes(self._connection)

    # Many subjects at once --------------------------------------------------------------------------

    def book_entries(self, kind: str | None, first_day: date, last_day: date) -> list[BookEntry]:
        """Return every number used from one day to another, both included, of a kind or of all."""
        return self._ledger.book_entries(kind, first_day, last_day)

    def report_rows(self, first_ms: int, last_ms: int) -> list[ReportRow]:
        """Return the dossiers received in ``first_ms <= t < last_ms``, or still open at its beginning."""
        return self._ledger.report_rows(first_ms, last_ms)

    def heads(self) -> dict[LogId, int]:
        """Return how far each log of the office is held: its last position."""
        return self._ledger.heads()

    def log_tips(self) -> list[LogTip]:
        """Return the end of each line of the office's trusted logs; several for one that forked."""
        return self._ledger.log_tips()

    def entries_after(self, positions: Mapping[LogId, int]) -> list[LoggedFact]:
        """Return what stands in the logs of the office after these positions, log by log, in order."""
        return self._ledger.entries_after(positions)

    def entries_beyond(self, known: Iterable[LogTip]) -> list[LoggedFact]:
        """Return what stands in the logs of the office and not on the lines that end in ``known``."""
        return self._ledger.entries_beyond(known)

    def subjects(self, family: Family) -> list[Subject]:
        """Return the subjects of a family that have facts here; dossiers are listed by `report_rows`."""
        return subjects_of(self._connection, family)

    def stale_count(self) -> int:
        """Count the subjects whose facts arrived in bulk and are not folded yet."""
        return int(self._connection.execute("SELECT count(*) FROM stale_subject").fetchone()[0])

    # This device ------------------------------------------------------------------------------------

    def papers(self, subject: Subject) -> list[StoredPaper]:
        """Return the papers printed for a dossier on this device, oldest first."""
        return PaperTable(self._connection).papers(subject)

    def unprinted(self) -> list[StoredPaper]:
        """Return papers that were ordered with a reception and not drawn yet."""
        return PaperTable(self._connection).unprinted()

    def drafts(self, page: str) -> list[dict[str, Any]]:
        """Return unfinished forms kept for a page, newest first; each with ``id`` and ``saved_at``."""
        return Drafts(self._connection).drafts(page)

    def setting(self, name: str) -> Value:
        """Return a local setting of this device, or None."""
        return SettingsTable(self._connection).get(name)

    def newest_times(self) -> tuple[int | None, int | None, int | None]:
        """Return (newest own fact, newest receipt, last seen clock) in ms, for the clock check."""
        own = newest_own_fact_at(self._connection)
        return own, newest_receipt_at(self._connection, self._scope), self.setting(SEEN_SETTING)

    def has_range(self) -> bool:
        """Whether this device holds a number range that is in force."""
        number = current_log(self._connection)
        return number is not None and bool(
            ranges_of(self._connection, log_by_number(self._connection, number).id)
        )
