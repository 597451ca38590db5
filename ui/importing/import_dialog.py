"""A list to take over: which column holds what, what would become of each row, and the act itself."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.domain.import_columns import IMPORT_FIELDS, NEEDED
from app.domain.problems import DomainProblem
from app.localization.dossier_text import field_text
from app.localization.report_text import head_text
from app.localization.translate import _
from app.use_cases.desk import Desk
from app.use_cases.import_dossiers import IMPORTED, REFUSED, ImportList, ImportReport
from app.use_cases.ports import Acting
from app.use_cases.refused_rows import refused_rows
from ui.importing.preview_table import PreviewTable
from ui.problems import told
from ui.session import Session
from ui.style.spacing import space
from ui.widgets.buttons import ChoiceBox
from ui.widgets.field import Field
from ui.widgets.field_grid import FieldGrid
from ui.widgets.form_dialog import FormDialog
from ui.widgets.notice import Notice
from ui.widgets.scrolling import scrolling
from ui.widgets.text import label

_WIDE_EMS = 78
_Checked = tuple[ImportList, ImportReport | DomainProblem]


class ImportDialog(FormDialog):
    """Checks anew whenever a column is chosen; takes over when pressed."""

    def __init__(self, parent: QWidget, session: Session, path: Path) -> None:
        """Open a list."""
        super().__init__(parent, _("Take over a list of dossiers"), path.name, _("Take over"))
        self._session, self._path = session, path
        self._listed: ImportList | None = None
        self._boxes: dict[str, ChoiceBox] = {}
        self._fields: dict[str, Field] = {}
        inner = QWidget()
        grid = FieldGrid(5, 12)
        inner.setLayout(grid)
        for name in IMPORT_FIELDS:
            box = ChoiceBox()
            field = self._fields[name] = Field(box, required=name in NEEDED)
            field.set_label(_field_text(name))
            box.currentIndexChanged.connect(self._check)
            grid.add(field)
            self._boxes[name] = box
        area = scrolling(inner)
        area.setMinimumHeight(space().ems(8.5))
        self._counts = label(look="strong", wrap=True)
        self._done = Notice("good")
        self._table = PreviewTable()
        self.column.addWidget(area, 2)
        self.column.addWidget(self._done)
        self.column.addWidget(self._counts)
        self.column.addWidget(self._table, 3)
        self.act.setEnabled(False)
        self.fill_window(_WIDE_EMS)
        self.acted.connect(self._take_over)
        self._look({})

    def _look(self, stated: Mapping[str, str]) -> None:
        path = self._path

        def work(desk: Desk, acting: Acting) -> _Checked:
            listed = desk.import_dossiers.open(path, stated)
            try:
                return listed, desk.import_dossiers.check(listed, acting)
            except DomainProblem as problem:
                return listed, problem

        self._session.order(work, self._show, self._refused)

    def _show(self, checked: _Checked) -> None:
        listed, report = checked
        self._listed = listed
        self._fill(listed)
        self.complaint.be_silent()
        if isinstance(report, DomainProblem):
            self._refused(report)
            return
        self._show_report(report)
        count = report.counts[IMPORTED]
        self.act.setEnabled(count > 0)
        self.act.setText(_("Take over {count}").format(count=count) if count else _("Take over"))

    def _fill(self, listed: ImportList) -> None:
        """Offer the columns of the file in every field."""
        headings = listed.map.headings
        choices = [("", _("– none –")), *((str(n), text or _letter(n)) for n, text in enumerate(headings))]
        for name, box in self._boxes.items():
            place = listed.map.columns.get(name)
            box.fill(choices)
            box.blockSignals(True)
            box.choose("" if place is None else str(place))
            box.blockSignals(False)

    @Slot()
    def _check(self) -> None:
        self.act.setEnabled(False)
        self._done.be_silent()
        stated = {name: _letter(int(box.key)) if box.key else "" for name, box in self._boxes.items()}
        self._look(stated)

    def _show_report(self, report: ImportReport) -> None:
        self._table.show_report(report)
        text = (
            _("Would be taken over: {imported}; taken over before: {again}; refused: {refused}.")
            if report.trial
            else _("Taken over: {imported}; taken over before: {again}; refused: {refused}.")
        )
        self._counts.setText(text.format(**report.counts))

    def _refused(self, problem: DomainProblem) -> None:
        self.act.setEnabled(False)
        self._table.setRowCount(0)
        self._counts.setText("")
        self.complaint.say(told(problem))

    @Slot()
    def _take_over(self) -> None:
        listed = self._listed
        if listed is None:
            return
        self._session.act(
            lambda desk, acting: desk.import_dossiers(listed, acting),
            self._taken,
            lambda problem: self.refuse(told(problem)),
            owner=self,
        )

    def _taken(self, report: ImportReport) -> None:
        self._show_report(report)
        self.act.setEnabled(False)
        self.back.setText(_("Close"))
        words = _("Done.")
        if report.counts[REFUSED] and self._listed is not None:
            words = self._write_refused(self._listed, report)
        self._done.say(words)

    def _write_refused(self, listed: ImportList, report: ImportReport) -> str:
        """Write the refused rows beside the file; returns where they stand."""
        place = self._path.with_name(_("{name}-refused.csv").format(name=self._path.stem))
        rows = refused_rows(listed, report, (_("Row"), _("Reason")), told)
        try:
            place.write_text(rows, encoding="utf-8-sig", newline="")
        except OSError:
            return _("Done. The refused rows could not be written beside the file; they stand below.")
        return _("Done. The refused rows stand in {file}: mend them there and take that file over.").format(
            file=place.name
        )


def _letter(place: int) -> str:
    """Return the letter of a column: A, B … Z, AA."""
    first, second = divmod(place, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)


def _field_text(name: str) -> str:
    """Return what a field is called: as in a dossier, else as in a register."""
    said = field_text(name)
    words = {
        "ref": head_text("code"),
        "contact": _("Address and phone together"),
        "finished_at": _("Result ready on"),
        "returned_at": head_text("returned_at"),
        "status": _("Status"),
    }
    return words.get(name, said)
