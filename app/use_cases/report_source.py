"""What reports are counted from: the rows of one look at the office, with names and fields put to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.dossier import Dossier
from app.domain.effective import in_force
from app.domain.identifiers import ClerkId, Subject
from app.domain.late_births import ReportRules
from app.domain.lifecycle import Status
from app.domain.periods import Period
from app.domain.problems import DomainProblem
from app.domain.procedure import Procedure
from app.domain.report_tables import Chart, Column, Line, ReportTable
from app.domain.timeliness import CountedDossier, ReportSettings
from app.use_cases.office_rules import RulesInForce, day_of
from app.use_cases.ports import Reading
from app.use_cases.ports_ledger import ReportRow

_PERHAPS_NEVER_ACCEPTED = frozenset(
    {Status.REFUSED, Status.SUPPLEMENT, Status.STOPPED, Status.WITHDRAWAL_ASKED}
)
_ACCEPTED = frozenset({"receive", "accept"})


@dataclass(slots=True)
class ReportSource:
    """One look at the office for one report. A practice office holds practice only, a real one none of it."""

    reading: Reading
    rules: RulesInForce
    figures: tuple[ReportRules, ...]
    period: Period
    settings: ReportSettings
    now: int
    _names: dict[ClerkId, str] = field(default_factory=dict)
    _procedures: dict[tuple[str, date], Procedure | None] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day the report is made."""
        return day_of(self.now)

    def report_rules(self, on: date) -> ReportRules:
        """Return the figures of a day. Raises DomainProblem ``report_rules.none_in_force`` (`day`)."""
        found = in_force(self.figures, on)
        if found is None:
            raise DomainProblem("report_rules.none_in_force", day=on.isoformat())
        return found

    def clerk(self, clerk: ClerkId | None) -> str:
        """Return a clerk's name; empty for nobody, or somebody this office does not know."""
        if not self._names:
            self._names = {person.id: person.full_name for person in self.reading.people()}
        return "" if clerk is None else self._names.get(clerk, "")

    def procedure(self, code: str, received_at: int) -> Procedure | None:
        """Return a procedure as it stood when a dossier was received; else as the catalogue last has it."""
        day = day_of(received_at)
        if (code, day) not in self._procedures:
            found = self.rules.catalogue.find(code, day)
            rows = [] if found else [row for row in self.rules.catalogue.rows if row.code == code]
            self._procedures[code, day] = found or (rows[-1] if rows else None)
        return self._procedures[code, day]

    def procedure_name(self, code: str, received_at: int) -> str:
        """Return a procedure's short name; its code when the catalogue does not have it."""
        found = self.procedure(code, received_at)
        return code if found is None else found.short_name

    def field_of(self, code: str, received_at: int) -> str:
        """Return the field of a procedure (lĩnh vực); empty when the catalogue does not have it."""
        found = self.procedure(code, received_at)
        return "" if found is None else found.field

    def dossier(self, subject: Subject) -> Dossier | None:
        """Return a dossier whole, for the few figures a row does not have."""
        return self.reading.dossier(subject)

    def values(self, subject: Subject) -> Mapping[str, object]:
        """Return what stands of a dossier; nothing for one that is not here."""
        dossier = self.dossier(subject)
        return {} if dossier is None else dossier.values

    def rows(self) -> list[ReportRow]:
        """Return the rows of the period as they are stored, voided ones among them."""
        return self.reading.report_rows(self.period.start_ms, self.period.end_ms)

    def counted(self) -> list[CountedDossier]:
        """Return the dossiers that count in the period: received in it, or open when it began."""
        return self._counted(self.rows())

    def open_now(self) -> list[CountedDossier]:
        """Return the dossiers that have not ended."""
        return self._counted(self.reading.report_rows(self.now, self.now + 1))

    def table(
        self,
        name: str,
        columns: tuple[Column, ...],
        lines: list[Line],
        totals: Line,
        chart: Chart | None = None,
    ) -> ReportTable:
        """Put a table together. A chart without bars is none."""
        return ReportTable(
            name=name,
            period=self.period,
            settings=self.settings,
            at=self.now,
            columns=columns,
            lines=tuple(lines),
            totals=totals,
            chart=chart if chart is not None and chart.bars else None,
        )

    def _counted(self, rows: list[ReportRow]) -> list[CountedDossier]:
        return [
            CountedDossier(
                subject=row.subject,
                code=row.code,
                procedure=row.procedure,
                field=self.field_of(row.procedure, row.received_at),
                full_name=row.full_name,
                village=row.village,
                channel=row.channel,
                received_at=row.received_at,
                due_at=row.due_at,
                finished_at=row.finished_at,
                ended_at=row.ended_at,
                status=row.status,
                holder=row.holder,
                received_by=row.received_by,
                phone=row.phone,
                point=row.point,
            )
            for row in rows
            if not row.voided and self._was_accepted(row)
        ]

    def _was_accepted(self, row: ReportRow) -> bool:
        """Whether the clock ever ran: what waits to be checked or was refused at intake was not received."""
        if row.status == Status.REGISTERED:
            return False
        if row.status not in _PERHAPS_NEVER_ACCEPTED:
            return True
        dossier = self.dossier(row.subject)
        return dossier is None or not _ACCEPTED.isdisjoint(dossier.taken)
