"""Labels: plain text only, never markup, because names typed by people stand in them."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.style.sheet import dress


def label(text: str = "", look: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """Return a label with a look of the style sheet."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if look:
        dress(made, look)
    return made


def selectable(made: QLabel) -> QLabel:
    """Let a label's text be marked and copied, with the mouse and the keyboard."""
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made


class OneLine(QLabel):
    """A text on one line that is cut with an ellipsis where there is no room; the whole stands in the tip."""

    def __init__(self, text: str = "", look: str = "", parent: QWidget | None = None) -> None:
        """Make the line."""
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if look:
            dress(self, look)

    def minimumSizeHint(self) -> QSize:
        """Shrink to nothing before anything else does."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        del event
        painter = QPainter(self)
        area = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(area, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)
        self.setToolTip(self.text() if shown != self.text() else "")


def is_language_change(event: QEvent) -> bool:
    """Tell whether an event says that the language of the window has changed."""
    return event.type() == QEvent.Type.LanguageChange
