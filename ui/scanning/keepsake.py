"""What a field held before a scan began, and how to give it back."""

from collections.abc import Callable
from typing import Any, Protocol, runtime_checkable

from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

Restore = Callable[[], None]


@runtime_checkable
class Keeps(Protocol):
    """A widget with more to it than its text says how to bring itself back."""

    def keep(self) -> Restore:
        """Return what brings the widget back to how it is now."""


def keepsake(widget: QWidget) -> Restore:
    """Return what brings a widget back to how it is now. Widgets that typing cannot change need nothing."""
    if isinstance(widget, Keeps):
        return widget.keep()
    for kind, keep in _KEEPERS:
        if isinstance(widget, kind):
            return keep(widget)
    return _nothing


def _nothing() -> None:
    """Bring nothing back."""


def _line(field: QLineEdit) -> Restore:
    text, cursor = field.text(), field.cursorPosition()
    start, length = field.selectionStart(), field.selectionLength()

    def restore() -> None:
        if field.text() == text:
            return
        field.setText(text)
        # Whoever listens to typing must learn that it was taken back.
        field.textEdited.emit(text)
        if start >= 0:
            field.setSelection(start, length)
        else:
            field.setCursorPosition(cursor)

    return restore


def _spin(field: QSpinBox) -> Restore:
    value = field.value()

    def restore() -> None:
        field.setValue(value)
        field.selectAll()

    return restore


def _text(field: QPlainTextEdit) -> Restore:
    text, place = field.toPlainText(), field.textCursor().position()

    def restore() -> None:
        field.setPlainText(text)
        cursor = field.textCursor()
        cursor.setPosition(place)
        field.setTextCursor(cursor)

    return restore


def _choice(field: QComboBox) -> Restore:
    index = field.currentIndex()
    return lambda: field.setCurrentIndex(index)


def _list(view: QAbstractItemView) -> Restore:
    index = view.currentIndex()
    return lambda: view.setCurrentIndex(index)


_KEEPERS: tuple[tuple[type[QWidget], Callable[[Any], Restore]], ...] = (
    (QLineEdit, _line),
    (QSpinBox, _spin),
    (QPlainTextEdit, _text),
    (QComboBox, _choice),
    (QAbstractItemView, _list),
)
