"""Takes a report out of the window: to the printer, to a PDF, to a spreadsheet."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.problems import DomainProblem
from app.domain.report_tables import ReportTable
from app.localization.translate import _
from app.use_cases.make_report import Letterhead
from ui.printing.print_desk import PrintDesk, Printed
from ui.problems import told
from ui.session import Session


class ReportFilesOfPage(QObject):
    """Draws on the documents lane; says how it went."""

    said = Signal(str, str)
    """The kind of a notice and its words."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        """Work for a page."""
        super().__init__(parent)
        self._session = session
        self._page = parent
        self._printing = PrintDesk(session, parent)

    def print_report(self, table: ReportTable) -> None:
        """Draw a report and take it to the printer."""
        self._with_head(table, self._draw_for_printing)

    def keep(self, table: ReportTable, kind: str) -> None:
        """Ask where a file goes (``xlsx``, ``pdf``), make it and write it."""
        day = f"{table.period.first:%Y%m%d}-{table.period.last:%Y%m%d}"
        filters = {"xlsx": _("Spreadsheet (*.xlsx)"), "pdf": "PDF (*.pdf)"}
        name, _filter = QFileDialog.getSaveFileName(
            self._page, _("Keep the report"), f"{table.name}-{day}.{kind}", filters[kind]
        )
        if name:
            file = Path(name) if name.lower().endswith(f".{kind}") else Path(f"{name}.{kind}")
            self.write(table, kind, file)

    def write(self, table: ReportTable, kind: str, file: Path) -> None:
        """Make a file and write it."""
        files = self._session.desk.report_files
        make = files.spreadsheet if kind == "xlsx" else files.paper

        def ready(head: Letterhead) -> None:
            self._session.draw(
                lambda: _write(file, make(table, head)),
                lambda _written: self.said.emit("good", _("Written to {file}.").format(file=file)),
                self._refused,
                owner=self,
            )

        self._with_head(table, ready)

    def _with_head(self, table: ReportTable, ready: Callable[[Letterhead], None]) -> None:
        self._session.read(
            lambda desk: desk.report.letterhead(desk.clerk, table.at), ready, self._refused, owner=self
        )
        self._table = table

    def _draw_for_printing(self, head: Letterhead) -> None:
        table, draw = self._table, self._session.desk.report_files.paper
        self._session.draw(lambda: draw(table, head), self._print, self._refused, owner=self)

    def _print(self, pdf: bytes) -> None:
        self._printing.print_pdf(pdf, f"bao-cao-{self._table.name}", self._printed)

    def _printed(self, how: Printed) -> None:
        words = {
            Printed.DONE: ("good", _("Sent to the printer.")),
            Printed.NO_PRINTER: ("warn", _("There is no printer. Keep the report as a PDF instead.")),
            Printed.FAILED: ("bad", _("The printer did not take it. Look at the printer and print again.")),
            Printed.NOT_NOW: ("info", ""),
        }
        self.said.emit(*words[how])

    def _refused(self, problem: DomainProblem) -> None:
        self.said.emit("bad", told(problem))

    def leave(self) -> None:
        """Forget files that were opened with a viewer."""
        self._printing.forget_files()


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise DomainProblem("file.unwritable") from error
