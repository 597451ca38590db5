"""Enter moves on: from field to field, and presses the button that has the keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QRadioButton, QWidget

_ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_PLAIN = {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}


def is_enter(event: QKeyEvent) -> bool:
    """Tell whether a key is Enter, on either side of the keyboard, and nothing with it."""
    return event.key() in _ENTERS and event.modifiers() in _PLAIN


def enter_moves_on(page: QWidget, event: QKeyEvent) -> bool:
    """Handle an Enter that no field wanted for itself; tell whether it was one. Call from `keyPressEvent`."""
    if not is_enter(event):
        return False
    focused = QApplication.focusWidget()
    if isinstance(focused, QAbstractButton) and not isinstance(focused, QCheckBox | QRadioButton):
        focused.click()
    elif focused is not None and page.isAncestorOf(focused):
        focused.focusNextChild()
    return True


def keyboard_at(root: QWidget) -> QWidget | None:
    """Return the widget of a window that has the keyboard, or gets it back with the window; None at first."""
    return root.window().focusWidget()


def keyboard_in(root: QWidget) -> bool:
    """Tell whether the keyboard is somewhere inside a widget."""
    focused = keyboard_at(root)
    return focused is not None and root.isAncestorOf(focused)
