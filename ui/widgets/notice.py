"""A notice: something said on the page itself, calm, with a sign, words and perhaps a thing to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.style import palette
from ui.style.icons import icon
from ui.style.sheet import dress
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.flow_row import FlowRow
from ui.widgets.text import label

_SIGNS = {
    "warn": ("warning", palette.WARN),
    "bad": ("cross", palette.BAD),
    "good": ("tick", palette.GOOD),
    "info": ("info", palette.ACCENT_DARK),
}


class Notice(QFrame):
    """Hidden until it has something to say."""

    pressed = Signal(str)
    """The key of the button that was pressed."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        """Make a silent notice of a kind: ``warn``, ``bad``, ``good`` or ``info``."""
        super().__init__(parent)
        step = space()
        self._sign = QLabel()
        self._words = label(wrap=True)
        self._actions = QWidget()
        self._row = FlowRow(self._actions)
        self._actions.hide()
        column = QVBoxLayout()
        column.setSpacing(step.tight)
        column.addWidget(self._words)
        column.addWidget(self._actions)
        line = QHBoxLayout(self)
        line.setContentsMargins(step.one, step.half, step.one, step.half)
        line.setSpacing(step.half)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column, 1)
        self._buttons: list[QWidget] = []
        self.set_kind(kind)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def set_kind(self, kind: str) -> None:
        """Change the kind."""
        name, colour = _SIGNS[kind]
        side = space().ems(1.25)
        self._sign.setPixmap(icon(name, colour).pixmap(side, side))
        dress(self, f"notice-{kind}")
        dress(self._words, f"on-{kind}")

    def say(self, text: str, actions: tuple[tuple[str, str], ...] = ()) -> None:
        """Show a text, with buttons as (key, text). An empty text hides the notice."""
        for old in self._buttons:
            self._row.removeWidget(old)
            old.deleteLater()
        self._buttons.clear()
        for key, words in actions:
            made = button()
            made.setText(words)
            made.clicked.connect(lambda _=False, key=key: self.pressed.emit(key))
            self._row.addWidget(made)
            self._buttons.append(made)
        self._actions.setVisible(bool(actions))
        self._words.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def begin(self) -> None:
        """Give the keyboard to the first thing to do."""
        if self._buttons:
            self._buttons[0].setFocus()

    def be_silent(self) -> None:
        """Hide the notice."""
        self.say("")
