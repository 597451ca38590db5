"""A field: a label above, the editor, and a line beneath for a hint, a warning or a refusal."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.style import palette
from ui.style.icons import icon
from ui.style.sheet import dress
from ui.style.spacing import space
from ui.widgets.text import label

_ICONS = {"warn": ("warning", palette.WARN_EDGE), "bad": ("cross", palette.BAD)}


class Field(QWidget):
    """Holds one editor. The label is its buddy (Alt+letter) and its accessible name.

    The line beneath takes its room only while it says something. A mark is never by colour alone: it
    comes with words and a sign.
    """

    def __init__(self, editor: QWidget, parent: QWidget | None = None, *, required: bool = False) -> None:
        """Put a label and a line around ``editor``."""
        super().__init__(parent)
        self.editor = editor
        self._required = required
        self._label: QLabel = label(look="label")
        self._label.setBuddy(editor)
        self._line: QLabel = label(look="hint", wrap=True)
        self._sign = QLabel()
        self._beneath = QWidget()
        self._hint = ""
        self._marked = ""
        beneath = QHBoxLayout(self._beneath)
        beneath.setContentsMargins(0, 0, 0, 0)
        beneath.setSpacing(space().tight)
        beneath.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        beneath.addWidget(self._line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space().tight)
        column.addWidget(self._label)
        column.addWidget(editor)
        column.addWidget(self._beneath)
        column.addStretch(1)
        self._show()

    def set_label(self, text: str) -> None:
        """Set the label; ``&`` before a letter makes it the field's key."""
        self._label.setText(f"{text} *" if self._required else text)
        name = text.replace("&", "")
        self.editor.setAccessibleName(name)
        proxy = self.editor.focusProxy()
        if proxy is not None:
            proxy.setAccessibleName(name)

    def take_label_away(self) -> None:
        """Leave no room above an editor that says its name itself: a tick."""
        self._label.hide()

    def set_hint(self, text: str) -> None:
        """Say something quiet beneath the field; empty takes it away."""
        self._hint = text
        self._show()

    def warn(self, text: str) -> None:
        """Point something out without standing in the way."""
        self._mark("warn", text)

    def refuse(self, text: str) -> None:
        """Say why this cannot be kept as it is."""
        self._mark("bad", text)

    def clear_mark(self) -> None:
        """Take a warning or refusal away."""
        self._mark("", "")

    @property
    def mark(self) -> str:
        """What the field is marked with: ``warn``, ``bad`` or nothing."""
        return self._marked

    @property
    def said(self) -> str:
        """The words beneath the field."""
        return self._line.text()

    def _mark(self, mark: str, text: str) -> None:
        self._marked = mark
        if isinstance(self.editor, QLineEdit):
            dress(self.editor, {"warn": "warned", "bad": "refused"}.get(mark, ""))
        self.editor.setAccessibleDescription(text)
        dress(self._line, mark or "hint")
        self._show(text)

    def _show(self, text: str = "") -> None:
        shown = text or self._hint
        name, colour = _ICONS.get(self._marked, ("", ""))
        picture: QIcon = icon(name, colour) if name else QIcon()
        side = space().one
        self._sign.setPixmap(picture.pixmap(side, side))
        self._sign.setVisible(bool(name))
        self._line.setText(shown)
        self._beneath.setVisible(bool(shown))
