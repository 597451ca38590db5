"""Asks once before a day is closed, and takes a remark for the sheet."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.localization.translate import _
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog

_LONGEST = 1000


class CloseDialog(FormDialog):
    """What is about to be closed, and a remark."""

    given = Signal(str)
    """The remark; may be empty."""

    def __init__(self, parent: QWidget, title: str, words: str) -> None:
        """Word the dialog; texts are given translated."""
        super().__init__(parent, title, words, _("&Close the day"))
        self.note = QLineEdit()
        self.note.setMaxLength(_LONGEST)
        field = Field(self.note)
        field.set_label(_("&Remark on the sheet"))
        field.set_hint(_("A closed sheet is never changed. What comes later stands on a supplement."))
        self.column.addWidget(field)
        self.note.setFocus()
        self.note.returnPressed.connect(self.act.click)
        self.acted.connect(self._give)

    @Slot()
    def _give(self) -> None:
        self.given.emit(self.note.text())
