"""What waits for somebody: supplements whose time is over, online dossiers without an answer, agencies.

Nothing here changes a dossier. The law has the clerk close what was not completed in time (Đ19 k5): the list
proposes it, a person does it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.acts import Consultation, acts, open_consultations
from app.domain.dossier import Dossier
from app.domain.lifecycle import Status
from app.domain.step_rules import supplement_over
from app.use_cases.course_of_dossier import reaction_due_at
from app.use_cases.office_rules import OfficeRules
from app.use_cases.ports import DossierRow, ListFilter, Office, Reading

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Waiting:
    """A dossier that waits, and until when it may (milliseconds); ``over``: that moment has passed."""

    row: DossierRow
    until: int
    over: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A dossier and an agency whose answer is awaited."""

    row: DossierRow
    consultation: Consultation


class PendingMatters:
    """Lists what waits, the most urgent first."""

    def __init__(self, office: Office, rules: OfficeRules) -> None:
        """Work on an office with its rules."""
        self._office = office
        self._rules = rules

    def supplements_over(self, now: int) -> list[Waiting]:
        """Return the dossiers that may be closed: the time to bring what is missing is over (R8)."""
        with self._office.reading() as reading:
            found = [
                Waiting(row, until, over=True)
                for row, dossier in _dossiers(reading, Status.SUPPLEMENT)
                if (until := dossier.values.get("supplement_due_at")) and supplement_over(until, now)
            ]
        return sorted(found, key=_urgency)

    def reactions(self, now: int) -> list[Waiting]:
        """Return the online dossiers nobody answered yet, each with the end of its working hours (R10)."""
        found = []
        with self._office.reading() as reading:
            rules = self._rules.read(reading)
            for row, dossier in _dossiers(reading, Status.REGISTERED):
                until = reaction_due_at(rules, dossier)
                if until is not None:
                    found.append(Waiting(row, until, over=now > until))
        return sorted(found, key=_urgency)

    def consultations(self) -> list[Asked]:
        """Return the agencies whose answer is awaited (Đ19 k4), by the day it was asked for by."""
        found = []
        with self._office.reading() as reading:
            for row, dossier in _dossiers(reading, Status.PROCESSING):
                if "consult" in dossier.taken:
                    done = acts(reading.facts(row.subject), reading.view(row.subject))
                    found += [Asked(row, one) for one in open_consultations(done)]
        return sorted(found, key=lambda one: (one.consultation.answer_due_at or 0, one.row.code))


def _urgency(waiting: Waiting) -> tuple[int, str]:
    return waiting.until, waiting.row.code


def _dossiers(reading: Reading, status: Status) -> Iterator[tuple[DossierRow, Dossier]]:
    which, offset = ListFilter(statuses=frozenset({int(status)})), 0
    while page := reading.page(which, offset, _AT_ONCE):
        offset += len(page)
        for row in page:
            dossier = reading.dossier(row.subject)
            if dossier is not None:
                yield row, dossier
