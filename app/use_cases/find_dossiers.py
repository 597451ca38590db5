"""The lists: search as one types, and the dossiers of a filter page by page."""

from collections.abc import Iterable

from app.domain.identifiers import Subject
from app.domain.problems import DomainProblem
from app.use_cases.ports import DeliverySummary, DossierRow, ListFilter, Office


class FindDossiers:
    """Reads the lists of one office."""

    def __init__(self, office: Office) -> None:
        """Work on an office."""
        self._office = office

    def __call__(self, typed: str, limit: int = 50) -> list[DossierRow]:
        """Return the dossiers in which every typed word begins a word, newest first."""
        with self._office.reading() as reading:
            return reading.search(typed, limit)

    def subject(self, id_or_code: str) -> Subject:
        """Return the dossier of an id, an official or a provisional code.

        Raises DomainProblem ``dossier.unknown``.
        """
        with self._office.reading() as reading:
            found = reading.subject_of(id_or_code.strip())
        if found is None:
            raise DomainProblem("dossier.unknown")
        return found

    def count(self, which: ListFilter) -> int:
        """Count the dossiers of a list."""
        with self._office.reading() as reading:
            return reading.count(which)

    def page(self, which: ListFilter, offset: int, limit: int) -> list[DossierRow]:
        """Return part of a list, newest first."""
        with self._office.reading() as reading:
            return reading.page(which, offset, limit)

    def rows(self, subjects: Iterable[Subject]) -> list[DossierRow]:
        """Return the rows of these dossiers as they stand now, to refresh a list row by row."""
        with self._office.reading() as reading:
            return reading.rows(subjects)

    def delivery_summary(self) -> DeliverySummary:
        """Return what waits and what the province has received."""
        with self._office.reading() as reading:
            return reading.delivery_summary()
