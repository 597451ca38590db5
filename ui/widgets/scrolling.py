"""A part of a page that scrolls up and down when there is no room, and never sideways."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolling(inner: QWidget) -> QScrollArea:
    """Return a scroll area around ``inner``; the keyboard goes to what is inside, not to the area."""
    area = QScrollArea()
    make_scrolling(area, inner)
    return area


def make_scrolling(area: QScrollArea, inner: QWidget) -> None:
    """Set an area up around ``inner``."""
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)


class SnugScroll(QScrollArea):
    """As tall as what is inside, up to a most; what is taller scrolls."""

    def __init__(self, inner: QWidget, most: int) -> None:
        """Show ``inner``, at most ``most`` pixels tall."""
        super().__init__()
        self._inner, self._most = inner, most
        make_scrolling(self, inner)

    def sizeHint(self) -> QSize:
        """Return what the inner part wants at the width there is."""
        inner = self._inner
        layout = inner.layout()
        width = max(self.viewport().width(), inner.minimumSizeHint().width())
        tall = layout.heightForWidth(width) if layout is not None else -1
        return QSize(width, min(max(tall, inner.sizeHint().height()), self._most))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that the width makes necessary."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Be as tall as what is inside now wants, so that it need not scroll while there is room."""
        self.setMinimumHeight(self.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return what it takes to be of use."""
        return QSize(self._inner.minimumSizeHint().width(), min(self.sizeHint().height(), self._most))
