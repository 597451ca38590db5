"""The reports page: what is asked for, its figures, a chart beside them, and ways out."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.domain.problems import DomainProblem
from app.domain.report_tables import ReportTable
from app.domain.sheets import Sheet
from app.localization.translate import N_, _
from app.use_cases.outcome import Changes
from app.use_cases.ports import DossierRow
from ui.background.task_runner import Latest
from ui.importing.import_dialog import ImportDialog
from ui.page import Page
from ui.problems import told
from ui.reports.behind_dialog import BehindDialog
from ui.reports.chart import ReportChart
from ui.reports.choice_row import ChoiceRow
from ui.reports.report_files import ReportFilesOfPage
from ui.reports.table_model import ReportTableModel, heading_lines
from ui.session import Session
from ui.style.spacing import space, width_of
from ui.widgets.buttons import button
from ui.widgets.flow_row import FlowRow
from ui.widgets.notice import Notice
from ui.widgets.scrolling import scrolling
from ui.widgets.text import label

_CHART_EMS = 26
_CHART_FROM_EMS = 62
"""The chart is shown when the page is at least so wide: a table that must be pushed about says less."""
_MOST_EMS = 20
_REMARKS_FROM_EMS = 36
"""Remarks give way to the table on a low screen; they stand on paper all the same."""
_HINT = N_("Enter on a figure shows the dossiers behind it.")
_PRINT, _XLSX, _PDF, _IMPORT = "print", "xlsx", "pdf", "import"


class ReportsPage(Page):
    """Makes a report whenever something else is asked for; nothing is kept."""

    open_wanted = Signal(object)
    """The subject of a dossier one wants to see."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show nothing until somebody looks."""
        super().__init__(session, parent)
        self._asking, self._following = Latest(), Latest()
        self._stale = True
        self._choices = ChoiceRow(self.wording, session.today)
        self._problem, self._notice = Notice("bad"), Notice("info")
        self._summary = label(look="strong", wrap=True)
        self._remarks = label(look="hint", wrap=True)
        self._model = ReportTableModel(self)
        self._table = _table(self._model)
        self.wording.name(self._table, N_("Report"))
        self._chart = ReportChart()
        self._chart_area = scrolling(self._chart)
        self._chart_area.setFixedWidth(space().ems(_CHART_EMS))
        self._files = ReportFilesOfPage(session, self)
        self._lay_out()
        self._choices.asked.connect(self._ask)
        self._table.activated.connect(self._look_behind)
        self._files.said.connect(self._say)

    def _lay_out(self) -> None:
        acts = QWidget()
        row = FlowRow(acts)
        for key, text, picture in (
            (_PRINT, N_("Print"), "printer"),
            (_XLSX, N_("Spreadsheet (XLSX)"), "sheet"),
            (_PDF, N_("PDF file"), "sheet"),
            (_IMPORT, N_("Take over a list …"), "plus"),
        ):
            made = button(picture=picture)
            self.wording.say(made.setText, text)
            made.clicked.connect(partial(self._act, key))
            row.addWidget(made)
        self.wording.say(self._table.setAccessibleDescription, _HINT)
        body = QHBoxLayout()
        body.setSpacing(space().one)
        body.addWidget(self._table, 1)
        body.addWidget(self._chart_area)
        column = QVBoxLayout(self)
        column.setContentsMargins(space().one, space().ems(0.75), space().one, space().half)
        column.setSpacing(space().half)
        for part in (self._choices, self._problem, self._notice, self._summary):
            column.addWidget(part)
        column.addLayout(body, 1)
        column.addWidget(self._remarks)
        column.addWidget(acts)

    # --- asking and showing ------------------------------------------------------------------------

    def begin(self) -> None:
        """Make the report that is asked for, and give the keyboard to what one chooses from."""
        self._choices.set_today(self.session.today)
        if self._stale:
            self._ask()
        self._choices.report.setFocus()

    def show_report(self, name: str) -> None:
        """Show a report from elsewhere (the list of every morning)."""
        self._choices.report.choose(name)

    @Slot()
    def _ask(self) -> None:
        self._notice.be_silent()
        period = self._choices.asked_period()
        if period is None:
            return
        name, settings = self._choices.name, self._choices.settings
        self._stale = False
        self.session.read(
            lambda desk: desk.report(name, period, desk.clock.now().at, settings),
            self._show,
            self._refused,
            owner=self,
            latest=self._asking,
        )

    def _show(self, table: ReportTable) -> None:
        sheet = self._model.show_report(table)
        self._problem.say("\n".join(sheet.problems))
        self._summary.setText(
            "   ·   ".join((*([sheet.practice_note] if table.practice else ()), *sheet.summary))
        )
        self._summary.setVisible(bool(self._summary.text()))
        self._remarks.setText(" ".join((*sheet.remarks, _(_HINT))))
        self._chart.show_chart(sheet.chart)
        self._show_chart()
        self._size_columns(sheet)

    def _refused(self, problem: DomainProblem) -> None:
        self._problem.say(told(problem))

    def _size_columns(self, sheet: Sheet) -> None:
        """Give every column the room its texts need, and no more than is good to read."""
        most, heads = space().ems(_MOST_EMS), self._table.horizontalHeader()
        self._table.resizeColumnsToContents()
        for place, column in enumerate(sheet.columns):
            lines = heading_lines(column)
            widest = max(width_of(heads.font(), line) for line in lines)
            wanted = max(self._table.columnWidth(place), widest + space().ems(1.6))
            self._table.setColumnWidth(place, min(most, wanted))
        tallest = max((len(heading_lines(column)) for column in sheet.columns), default=1)
        heads.setFixedHeight(space().ems(1.35 * tallest + 0.7))
        if self._model.rowCount():
            self._table.setCurrentIndex(self._model.index(0, 0))

    def _show_chart(self) -> None:
        wide = self.width() >= space().ems(_CHART_FROM_EMS)
        has = self._model.table is not None and self._model.table.chart is not None
        self._chart_area.setVisible(wide and has)
        self._remarks.setVisible(has_room_below(self.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the chart where there is room for it."""
        super().resizeEvent(event)
        self._show_chart()

    # --- from a figure to the dossiers -------------------------------------------------------------

    @Slot(QModelIndex)
    def _look_behind(self, index: QModelIndex) -> None:
        table = self._model.table
        if table is None or not self._model.leads_on(index):
            return
        line, column = self._model.place(index)
        title = _title(self._model, index)
        self.session.read(
            lambda desk: desk.report.behind(table, line, column),
            lambda rows: self._show_behind(title, rows),
            self._refused,
            owner=self,
            latest=self._following,
        )

    def _show_behind(self, title: str, rows: list[DossierRow]) -> None:
        dialog = BehindDialog(self, title, rows)
        dialog.open_wanted.connect(self.open_wanted)
        dialog.open()

    # --- ways out ----------------------------------------------------------------------------------

    def _act(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - a Qt signal's slot
        table = self._model.table
        self._notice.be_silent()
        if key == _IMPORT:
            self._take_over()
        elif table is not None and key == _PRINT:
            self._files.print_report(table)
        elif table is not None:
            self._files.keep(table, key)

    def _take_over(self) -> None:
        """Ask for a list of another program and show what would become of it."""
        name, _filter = QFileDialog.getOpenFileName(
            self, _("Choose a list"), "", _("Lists (*.xlsx *.xlsm *.csv *.txt)")
        )
        if name:
            ImportDialog(self, self.session, Path(name)).open()

    @Slot(str, str)
    def _say(self, kind: str, text: str) -> None:
        self._notice.set_kind(kind)
        self._notice.say(text)

    # --- following ---------------------------------------------------------------------------------

    def concerns(self, changes: Changes) -> bool:
        """Figures are counted from dossiers."""
        return bool(changes.dossiers) or changes.everything

    def refresh(self, changes: Changes) -> None:
        """Count anew."""
        del changes
        if self._model.table is not None:
            self._ask()

    def retranslate(self) -> None:
        """Show everything in the language now in use."""
        super().retranslate()
        self._choices.renew()
        if self._model.table is not None:
            self._show(self._model.table)

    def leave(self) -> None:
        """Forget files that were opened with a viewer."""
        self._files.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter on a figure from moving on."""
        if self._table.hasFocus() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
            return
        super().keyPressEvent(event)


def has_room_below(height: int) -> bool:
    """Tell whether a page so tall has room for remarks below its table."""
    return height >= space().ems(_REMARKS_FROM_EMS)


def _table(model: ReportTableModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(space().ems(2.1))
    heads = table.horizontalHeader()
    heads.setHighlightSections(False)
    heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return table


def _title(model: ReportTableModel, index: QModelIndex) -> str:
    """Name a figure: its line and its column."""
    line = str(model.data(model.index(index.row(), 0)) or "")
    column = model.columns[index.column()]
    head = f"{column.group}: {column.head}" if column.group else column.head
    return _("{line} – {column}").format(line=line, column=head) if index.column() else line
