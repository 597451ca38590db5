"""What a screen reader is told, and a check that nothing one can reach is without a name."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget


def nameless(root: QWidget) -> Iterator[QWidget]:
    """Yield every widget that the keyboard can reach and that has neither a name nor a text of its own."""
    for widget in root.findChildren(QWidget):
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or not widget.isVisibleTo(root):
            continue
        if widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()):
            continue
        if widget.focusProxy() is None and not isinstance(widget, QLabel):
            yield widget


def announce(widget: QWidget) -> None:
    """Tell a screen reader that a widget has something new to say."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))
