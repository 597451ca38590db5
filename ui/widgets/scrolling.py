"""A part of a page that scrolls up and down when there is no room, and never sideways."""

from PySide6.QtCore import Qt
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
