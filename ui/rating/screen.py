"""The rating for the person at the counter: the whole screen, one question at a time, five large faces."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.rating import RatingItem
from app.localization.translate import _
from ui.rating.faces import FaceRow
from ui.style.sheet import dress, dress_window
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.text import label

_FACE_EMS = 9.0


class RatingScreen(QWidget):
    """Asks, and hands the answers over at the end; whoever stops early has answered so much."""

    answered = Signal(object)
    """Scores by code; empty when nothing was touched."""

    def __init__(self, items: Sequence[RatingItem], marks: Sequence[int]) -> None:
        """Ask these questions in a window of its own."""
        super().__init__(None, Qt.WindowType.Window)
        dress_window(self)
        dress(self, "page")
        self._items = tuple(items)
        self._scores: dict[str, int] = {}
        self._place = 0
        self._over = False
        self.setWindowTitle(_("Rating"))
        self._question = label(look="display", wrap=True)
        self._question.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._steps = label(look="soft")
        self._steps.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._faces = FaceRow(marks, _FACE_EMS)
        self._faces.chosen.connect(self._take)
        skip, stop = button(), button("quiet")
        skip.setText(_("Next question"))
        stop.setText(_("Finish"))
        skip.clicked.connect(self._go_on)
        stop.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(space().ems(2),) * 4)
        column.addWidget(self._steps)
        column.addStretch(1)
        column.addWidget(self._question)
        column.addStretch(1)
        column.addWidget(self._faces, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(stop)
        row.addStretch(1)
        row.addWidget(skip)
        column.addLayout(row)
        # Not on a face: a ring around one would be an answer put into somebody's mouth.
        skip.setFocus()
        self._show()

    def _show(self) -> None:
        self._faces.clear()
        self._question.setText(self._items[self._place].text)
        text = _("Question {place} of {count}")
        self._steps.setText(text.format(place=self._place + 1, count=len(self._items)))

    @Slot(int)
    def _take(self, mark: int) -> None:
        if mark:
            self._scores[self._items[self._place].code] = mark
            self._go_on()

    @Slot()
    def _go_on(self) -> None:
        self._place += 1
        if self._place >= len(self._items):
            self.close()
        else:
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the digits, leave with Escape."""
        mark = event.text()
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif mark.isdigit() and int(mark) in self._faces.faces:
            self._take(int(mark))
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: object) -> None:
        """Hand over what was answered, once."""
        del event
        if not self._over:
            self._over = True
            self.answered.emit(dict(self._scores))
