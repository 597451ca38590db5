"""Make a report (báo cáo) of the office for a period; what it shows is never kept, only counted anew."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from app.domain.late_births import ReportRules
from app.domain.periods import Period
from app.domain.problems import DomainProblem
from app.domain.report_tables import (
    BOOK,
    CASH,
    CERTIFICATIONS,
    CHANNELS,
    CLERKS,
    DUE,
    FIELDS,
    LATE_BIRTHS,
    OF_NOW,
    PERIODIC,
    REPORTS,
    RESULTS,
    SETTLEMENT,
    VILLAGES,
    WORKLOAD,
    ReportTable,
)
from app.domain.timeliness import ReportSettings
from app.use_cases.office_rules import OfficeRules, day_of
from app.use_cases.ports import DossierRow, Office, Person
from app.use_cases.report_counts import by_channel, by_clerk, by_field, by_village, periodic, results
from app.use_cases.report_lists import book, due, late_births, workload
from app.use_cases.report_money import cash, certifications, settlement
from app.use_cases.report_source import ReportSource

_MAKERS: dict[str, Callable[[ReportSource], ReportTable]] = {
    PERIODIC: periodic,
    RESULTS: results,
    BOOK: book,
    FIELDS: by_field,
    CLERKS: by_clerk,
    VILLAGES: by_village,
    CHANNELS: by_channel,
    LATE_BIRTHS: late_births,
    WORKLOAD: workload,
    DUE: due,
    CASH: cash,
    SETTLEMENT: settlement,
    CERTIFICATIONS: certifications,
}


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands around a report on paper: whose it is, where it was made and by whom."""

    header: tuple[str, ...]
    place: str
    maker: str
    maker_position: str


class ReportFiles(Protocol):
    """Makes files of a report, in the language of papers."""

    def spreadsheet(self, table: ReportTable, head: Letterhead) -> bytes:
        """Return it as XLSX."""

    def paper(self, table: ReportTable, head: Letterhead) -> bytes:
        """Return it as PDF. Raises as `Papers.draw`."""


class MakeReport:
    """Makes the reports of one office."""

    def __init__(
        self, office: Office, rules: OfficeRules, figures: tuple[ReportRules, ...], *, practice: bool
    ) -> None:
        """Work on an office with its rules; a practice office's reports say that they are of practice."""
        self._office = office
        self._rules = rules
        self._figures = figures
        self._practice = practice

    def __call__(
        self, name: str, period: Period | None, now: int, settings: ReportSettings | None = None
    ) -> ReportTable:
        """Return a report; without a period, of today. Some tell how things stand now, whatever the period.

        Raises DomainProblem ``report.unknown`` (`report`, `allowed`) or ``report_rules.none_in_force``.
        """
        maker = _MAKERS.get(name)
        if maker is None:
            raise DomainProblem("report.unknown", report=name[:40], allowed=", ".join(REPORTS))
        today = Period(day_of(now), day_of(now))
        asked = today if period is None or name in OF_NOW else period
        with self._office.reading() as reading:
            source = ReportSource(
                reading, self._rules.read(reading), self._figures, asked, settings or ReportSettings(), now
            )
            made = maker(source)
            waiting = reading.stale_count()
        problems = made.problems
        if waiting:
            problems = (*problems, DomainProblem("report.arrivals_waiting", count=waiting))
        return replace(made, problems=problems, practice=self._practice)

    def letterhead(self, clerk: Person, now: int) -> Letterhead:
        """Return what stands around a report that a clerk makes now."""
        with self._office.reading() as reading:
            profile = reading.profile(day_of(now))
        header = profile.get("header")
        lines = tuple(str(line) for line in header) if isinstance(header, list) else ()
        return Letterhead(lines, str(profile.get("place_name") or ""), clerk.full_name, clerk.position)

    def behind(self, table: ReportTable, line: int | None, column: str) -> list[DossierRow]:
        """Return the dossiers behind a figure: of a line, or of the totals; of a list, the line's own."""
        asked = table.totals if line is None else table.lines[line]
        if asked is None:
            return []
        subjects = asked.behind.get(column) or ((asked.subject,) if asked.subject is not None else ())
        with self._office.reading() as reading:
            return reading.rows(subjects)
