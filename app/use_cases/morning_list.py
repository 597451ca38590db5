"""The list of every morning: told once a day, when the first person signs in."""

from dataclasses import dataclass

from app.domain.report_tables import DUE
from app.use_cases.make_report import MakeReport
from app.use_cases.office_rules import day_of
from app.use_cases.outcome import Outcome
from app.use_cases.ports import Acting, Office

SEEN_SETTING = "reports.morning_seen"
"""The local setting with the day on which the list was last shown."""


@dataclass(frozen=True, slots=True)
class Morning:
    """How many dossiers are overdue, and how many are due soon."""

    overdue: int
    due_soon: int


class MorningList:
    """Tells what is due, once a day on this device."""

    def __init__(self, office: Office, report: MakeReport) -> None:
        """Work on an office."""
        self._office = office
        self._report = report

    def __call__(self, now: int) -> Morning | None:
        """Return what is due today; None when it was shown today already, or nothing is due."""
        with self._office.reading() as reading:
            if reading.setting(SEEN_SETTING) == day_of(now).isoformat():
                return None
        totals = self._report(DUE, None, now).totals
        found = Morning(0, 0) if totals is None else Morning(*map(_count, map(totals.cells.get, _FIGURES)))
        return found if found.overdue or found.due_soon else None

    def seen(self, acting: Acting) -> Outcome[None]:
        """Remember that the list of today was shown."""
        with self._office.writing(acting) as tx:
            tx.set_setting(SEEN_SETTING, day_of(acting.at).isoformat())
        return Outcome(None)


_FIGURES = ("overdue", "due_soon")


def _count(cell: object) -> int:
    return cell if isinstance(cell, int) else 0
