"""Buttons, choices and the words that switch the language."""

from PySide6.QtCore import QElapsedTimer, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QSizePolicy, QWidget

from app.domain.text import fold
from ui.style import palette
from ui.style.icons import draw, icon
from ui.style.sheet import dress
from ui.style.spacing import space

_ICON_COLOURS = {"primary": palette.SURFACE, "danger": palette.BAD}

_SHIFT = Qt.KeyboardModifier.ShiftModifier


def button(look: str = "", picture: str = "", parent: QWidget | None = None) -> QPushButton:
    """Return a button; its text comes from the page's wording."""
    made = QPushButton(parent)
    made.setAutoDefault(False)
    if look:
        dress(made, look)
    if picture:
        made.setIcon(icon(picture, _ICON_COLOURS.get(look, palette.ACCENT)))
    return made


class ChoiceBox(QComboBox):
    """A short closed list. Draws its own arrow, sharp at every scale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self._typed = ""
        self._since = QElapsedTimer()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: who scrolls past a list does not mean to choose from it."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by the beginning of a line, typed with or without marks."""
        typed = event.text()
        plain = not event.modifiers() & ~(_SHIFT | Qt.KeyboardModifier.KeypadModifier)
        if not typed.isprintable() or not typed.strip() or not plain:
            super().keyPressEvent(event)
            return
        if self._since.isValid() and self._since.elapsed() > QApplication.keyboardInputInterval():
            self._typed = ""
        self._since.start()
        self._typed += fold(typed)
        for place in range(self.count()):
            if fold(self.itemText(place)).startswith(self._typed):
                self.setCurrentIndex(place)
                return

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then the arrow."""
        super().paintEvent(event)
        side = space().ems(1.1)
        area = QRectF(self.width() - side - space().half, (self.height() - side) / 2, side, side)
        painter = QPainter(self)
        draw(painter, "chevron_down", area, palette.INK_SOFT if self.isEnabled() else palette.EDGE)
        painter.end()

    def fill(self, choices: list[tuple[str, str]]) -> None:
        """Set the list as (key, text); what was chosen stays chosen."""
        before = self.currentData()
        self.blockSignals(True)
        self.clear()
        for key, text in choices:
            self.addItem(text, key)
        self.setCurrentIndex(max(0, self.findData(before)))
        self.blockSignals(False)

    @property
    def key(self) -> str:
        """The key of what is chosen; empty without one."""
        found = self.currentData(Qt.ItemDataRole.UserRole)
        return found if isinstance(found, str) else ""

    def choose(self, key: str) -> None:
        """Choose by key; an unknown key chooses the first line."""
        self.setCurrentIndex(max(0, self.findData(key)))
