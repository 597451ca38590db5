"""The lists: search as one types, and the dossiers of a filter page by page."""

from collections.abc import Iterable
from datetime import date

from app.domain.identifiers import Subject
from app.domain.problems import DomainProblem
from app.domain.text import fold
from app.domain.units import without_kind
from app.domain.villages import Village, village_key
from app.use_cases.ports import DeliverySummary, DossierRow, ListFilter, Office, Reading
from app.use_cases.villages import villages_in


class FindDossiers:
    """Reads the lists of one office."""

    def __init__(self, office: Office, former_names: frozenset[str] = frozenset()) -> None:
        """Work on an office. ``former_names``: folded names of communes that are no more."""
        self._office = office
        self._former_names = former_names

    def __call__(self, typed: str, limit: int = 50) -> list[DossierRow]:
        """Return the dossiers in which every typed word begins a word, newest first.

        The name of a former commune (xã cũ) also finds what came from its villages.
        """
        with self._office.reading() as reading:
            found = reading.search(typed, limit)
            for village in self._of_former(reading, typed):
                known = {row.subject for row in found}
                more = reading.search(village.key, limit)
                found += [
                    row
                    for row in more
                    if row.subject not in known and village_key(row.village) == village.key
                ]
        return found[:limit]

    def _of_former(self, reading: Reading, typed: str) -> Iterable[Village]:
        """Return the villages of a former commune when its whole name was typed, with or without marks."""
        name = fold(without_kind(typed)).strip()
        if name not in self._former_names:
            return ()
        return villages_in(reading.profile(date.max)).of_former(name)

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
