"""The number on the wall: full screen, as large as the screen, with the counter beneath. Escape closes it."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.localization.translate import _
from app.use_cases.queue_tickets import Ticket
from ui.style import palette

_MOST_SHOWN = 4
_NUMBER_PART = 0.62
_SMALLEST = 8


class QueueDisplay(QWidget):
    """Paints who is being served; the newest call is the largest."""

    def __init__(self) -> None:
        """Make an empty wall in a window of its own."""
        super().__init__(None, Qt.WindowType.Window)
        self._called: Sequence[Ticket] = ()
        self.setWindowTitle(_("Numbers being served"))
        self.setAccessibleName(_("Numbers being served"))

    def show_called(self, called: Sequence[Ticket]) -> None:
        """Show these numbers, the newest call first."""
        self._called = called[:_MOST_SHOWN]
        self.setAccessibleDescription(", ".join(f"{one.number} {one.counter}" for one in self._called))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the newest number, the others in a row beneath."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.SURFACE))
        if not self._called:
            _fit(painter, self.rect(), _("Please wait"), palette.INK_SOFT)
            painter.end()
            return
        first, *others = self._called
        top = QRect(0, 0, self.width(), round(self.height() * (0.72 if others else 1)))
        self._one(painter, top, first)
        if others:
            painter.fillRect(0, top.bottom(), self.width(), 2, QColor(palette.LINE))
            wide = self.width() // len(others)
            for place, ticket in enumerate(others):
                area = QRect(place * wide, top.bottom(), wide, self.height() - top.bottom())
                self._one(painter, area, ticket)
        painter.end()

    @staticmethod
    def _one(painter: QPainter, area: QRect, ticket: Ticket) -> None:
        inside = area.adjusted(
            area.width() // 20, area.height() // 16, -area.width() // 20, -area.height() // 16
        )
        number = QRect(inside)
        number.setHeight(round(inside.height() * _NUMBER_PART))
        counter = QRect(inside)
        counter.setTop(number.bottom())
        _fit(painter, number, ticket.number, palette.ACCENT_DARK)
        _fit(painter, counter, ticket.counter, palette.INK)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def _fit(painter: QPainter, area: QRect, text: str, colour: str) -> None:
    """Paint a text as large as its area allows."""
    font = QFont(painter.font())
    font.setBold(True)
    font.setPixelSize(max(_SMALLEST, area.height()))
    wide, high = QFontMetrics(font).horizontalAdvance(text), QFontMetrics(font).height()
    scale = min(area.width() / max(1, wide), area.height() / max(1, high), 1)
    font.setPixelSize(max(_SMALLEST, int(font.pixelSize() * scale)))
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), text)
