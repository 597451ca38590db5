"""Asks why, before something is corrected, settled or voided. A usual reason is one press away."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.localization.translate import _
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.field import Field
from ui.widgets.flow_row import FlowRow
from ui.widgets.form_dialog import FormDialog


class ReasonField(Field):
    """The reason itself: needed, and kept for ever."""

    def __init__(self) -> None:
        """Make an empty field."""
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(space().ems(4))
        super().__init__(self.text, required=True)
        self.set_label(_("&Reason"))

    @property
    def reason(self) -> str:
        """What was typed."""
        return self.text.toPlainText().strip()

    def is_given(self) -> bool:
        """Tell whether there is one; mark the field when not."""
        if self.reason:
            self.clear_mark()
            return True
        self.refuse(_("Please give a reason: it stands in the history for ever."))
        self.text.setFocus()
        return False


class ReasonDialog(FormDialog):
    """One field, and chips for what is usual."""

    given = Signal(str)
    """The reason; never empty."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        words: str,
        act: str,
        usual: Sequence[str],
        *,
        look: str = "primary",
    ) -> None:
        """Word the dialog; texts are given translated."""
        super().__init__(parent, title, words, act, look=look)
        self._field = ReasonField()
        self.column.addWidget(self._field)
        chips = FlowRow()
        for text in usual:
            chip = button("chip")
            chip.setText(text)
            chip.clicked.connect(self._take_usual)
            chips.addWidget(chip)
        self.column.addLayout(chips)
        self._field.text.setFocus()
        self.acted.connect(self._give)

    @Slot()
    def _take_usual(self) -> None:
        self._field.text.setPlainText(str(self.sender().property("text")))
        self._field.text.moveCursor(QTextCursor.MoveOperation.End)
        self._field.text.setFocus()

    def is_complete(self) -> bool:
        """A reason is needed."""
        return self._field.is_given()

    @Slot()
    def _give(self) -> None:
        self.given.emit(self._field.reason)
