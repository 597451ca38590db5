"""A small whole number, typed or led up and down with the arrows."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class CountField(QLineEdit):
    """Holds a number within bounds; an empty field holds the least."""

    counted = Signal(object)
    """The number, after every change; an int, carried as an object."""

    def __init__(self, least: int, most: int, parent: QWidget | None = None) -> None:
        """Begin with the least."""
        super().__init__(str(least), parent)
        self._least, self._most = least, most
        # Any number with so many digits may be typed; one out of bounds is put right when one leaves.
        self.setValidator(QIntValidator(0, 10 ** len(str(most)) - 1, self))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.textEdited.connect(self._tell)
        self.editingFinished.connect(self._tidy)

    @property
    def number(self) -> int:
        """The number."""
        typed = self.text()
        return max(self._least, min(int(typed) if typed.isdigit() else self._least, self._most))

    def set_number(self, number: int) -> None:
        """Set the number; tells it when it is another one."""
        before = self.number
        self.setText(str(max(self._least, min(number, self._most))))
        if self.number != before:
            self._tell()

    @Slot()
    def _tell(self) -> None:
        self.counted.emit(self.number)

    @Slot()
    def _tidy(self) -> None:
        self.setText(str(self.number))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count with the arrows."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.set_number(self.number + step)
        self.selectAll()
