"""The dossiers behind a figure: a short list, from which one goes on to a dossier."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.domain.moments import from_milliseconds
from app.localization.dossier_text import status_text
from app.localization.formats import number, short_moment
from app.localization.translate import N_, _, ngettext
from app.use_cases.ports import DossierRow
from ui.style.spacing import space
from ui.widgets.form_dialog import FormDialog

_HEADINGS = (N_("Code"), N_("Applicant"), N_("Village"), N_("Due"), N_("Status"))
_NAME = 1


class BehindDialog(FormDialog):
    """Enter, or a double click, opens the dossier one stands on."""

    open_wanted = Signal(object)
    """The subject of a dossier."""

    def __init__(self, parent: QWidget, title: str, rows: Sequence[DossierRow]) -> None:
        """List some dossiers."""
        count = ngettext("{count} dossier", "{count} dossiers", len(rows)).format(count=number(len(rows)))
        super().__init__(parent, title, count, _("Open the dossier"))
        self._rows = rows
        self._table = QTableWidget(len(rows), len(_HEADINGS))
        self._table.setHorizontalHeaderLabels([_(heading) for heading in _HEADINGS])
        self._table.setAccessibleName(title)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setTabKeyNavigation(False)
        self._table.setShowGrid(False)
        self._table.setAlternatingRowColors(True)
        self._table.verticalHeader().hide()
        heads = self._table.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, row in enumerate(rows):
            for column, text in enumerate(_texts(row)):
                self._table.setItem(place, column, QTableWidgetItem(text))
        heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heads.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self._table.setMinimumSize(QSize(space().ems(20), space().ems(8)))
        self.column.addWidget(self._table, 1)
        self.fill_window(60)
        self._table.doubleClicked.connect(self._open)
        self.acted.connect(self._open_chosen)
        if rows:
            self._table.selectRow(0)
        self._table.setFocus()

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.open_wanted.emit(self._rows[index.row()].subject)
        self.accept()

    @Slot()
    def _open_chosen(self) -> None:
        index = self._table.currentIndex()
        if index.isValid():
            self._open(index)
        else:
            self.accept()


def _texts(row: DossierRow) -> tuple[str, ...]:
    due = "" if row.due_at is None else short_moment(from_milliseconds(row.due_at))
    return row.code, row.full_name, row.village, due, status_text(row.status, voided=row.voided)
