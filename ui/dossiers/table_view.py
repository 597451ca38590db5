"""The list as one sees it: which columns there is room for, and which row one looks at."""

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.domain.identifiers import Subject
from app.localization.translate import _
from ui.dossiers.row_painter import RowPainter
from ui.dossiers.table_model import (
    CODE,
    DELIVERY,
    DUE,
    NAME,
    PROCEDURE,
    RECEIVED,
    STATUS,
    VILLAGE,
    AnyIndex,
    DossierTableModel,
)
from ui.style.spacing import space
from ui.widgets.text import is_language_change

_EMS = {CODE: 20.5, NAME: 12, PROCEDURE: 10, VILLAGE: 8, RECEIVED: 10, DUE: 7, STATUS: 14, DELIVERY: 13}
_FROM_EMS = {STATUS: 50, PROCEDURE: 60, VILLAGE: 70, RECEIVED: 80, DELIVERY: 93}
"""A column is shown when the list is at least so wide; the others always are."""
_SHORT_CODE_EMS, _WHOLE_CODE_FROM_EMS = 14, 40
"""In a narrow list the name needs the room more than the beginning of a code does."""


class DossierTable(QTableView):
    """Whole rows, one at a time, led by the arrows."""

    looked_at = Signal(object)
    """The subject of the row one stands on; None when there is none."""

    def __init__(self, model: DossierTableModel, parent: QWidget | None = None) -> None:
        """Show a model."""
        super().__init__(parent)
        self._dossiers = model
        self._painter = RowPainter(model, self)
        self._subject: Subject | None = None
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(space().ems(2.2))
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setSectionsMovable(False)
        for column, ems in _EMS.items():
            self.setColumnWidth(column, space().ems(ems))
        heads.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self._name()
        for told in (model.modelReset, model.counted, model.dataChanged):
            told.connect(self._keep_together)

    def _name(self) -> None:
        self.setAccessibleName(_("Dossiers"))

    @property
    def first_row(self) -> int:
        """The row at the top of what is seen."""
        return max(0, self.rowAt(0))

    def set_now(self, now_ms: int) -> None:
        """Set the time by which something is late."""
        self._painter.now_ms = now_ms
        self.viewport().update()

    def begin(self) -> None:
        """Give the keyboard to the list."""
        self.setFocus()

    def mark(self, subject: Subject) -> bool:
        """Stand on a dossier, and tell nobody; False while the list does not have it at hand."""
        self._subject = subject
        row = self._dossiers.number_of(subject)
        if row is None:
            return False
        if row != self.currentIndex().row():
            self._stand(row)
        return True

    def _stand(self, row: int) -> None:
        way = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self._dossiers.index(row, 0), way)

    @Slot()
    def _keep_together(self) -> None:
        """Stand on the same dossier if the list still has it, else on the first: what is shown is chosen."""
        if not self._dossiers.rowCount():
            self._tell(None)
            return
        current = self.currentIndex()
        row = self._dossiers.row(current.row()) if current.isValid() else None
        if row is not None and row.subject == self._subject:
            return
        if self._subject is not None and self.mark(self._subject):
            return
        if not current.isValid():
            self._stand(0)
        elif row is not None:
            self._tell(row.subject)

    def _tell(self, subject: Subject | None) -> None:
        if subject != self._subject:
            self._subject = subject
            self.looked_at.emit(subject)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Tell which dossier one stands on."""
        super().currentChanged(current, previous)
        row = self._dossiers.row(current.row()) if current.isValid() else None
        if row is not None:
            self._tell(row.subject)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the columns there is room for."""
        super().resizeEvent(event)
        room = event.size().width()
        for column, ems in _FROM_EMS.items():
            self.setColumnHidden(column, room < space().ems(ems))
        whole = room >= space().ems(_WHOLE_CODE_FROM_EMS)
        self.setColumnWidth(CODE, space().ems(_EMS[CODE] if whole else _SHORT_CODE_EMS))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if is_language_change(event):
            self._name()
