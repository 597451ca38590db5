"""Hands on the keyboard: Vietnamese as input tools send it, cards as scanners type them."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

CARD = "011301001234||Vừ Thị Dợ|17051990|Nữ|Bản Huổi Chan, xã Thanh Chăn, huyện Điện Biên, Điện Biên|10052022"
NEW_CARD = f"{CARD}|Vừ A Páo|Sùng Thị Mỷ|"
"""Cards issued since 1/7/2024 carry more fields."""


def focused() -> QWidget:
    """Return the widget that has the keyboard."""
    widget: QWidget | None = QApplication.focusWidget()
    if widget is None:
        raise AssertionError("nothing has the keyboard")
    return widget


def write(text: str, widget: QWidget | None = None) -> None:
    """Type text as an input method commits it: `QTest.keyClicks` aborts on letters with marks."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget or focused(), event)


def press(key: Qt.Key, *, ctrl: bool = False, shift: bool = False) -> None:
    """Press a key on whatever has the keyboard."""
    modifiers = Qt.KeyboardModifier.NoModifier
    if ctrl:
        modifiers |= Qt.KeyboardModifier.ControlModifier
    if shift:
        modifiers |= Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(focused(), key, modifiers)


def type_keys(text: str, widget: QWidget | None = None) -> None:
    """Send each character as a key press of its own, without a pause, as a scanner does."""
    for character in text:
        target = widget or focused()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
            QCoreApplication.sendEvent(target, event)


def scan(text: str = CARD) -> None:
    """Scan a card: its text, then Enter."""
    type_keys(text)
    press(Qt.Key.Key_Return)


def until(qtbot: object, condition: Callable[[], object], milliseconds: int = 15_000) -> None:
    """Wait for a condition; a second process may have the machine for a while."""
    qtbot.waitUntil(lambda: bool(condition()), timeout=milliseconds)  # type: ignore[attr-defined]
