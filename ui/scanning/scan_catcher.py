"""Catches scans wherever the keyboard is, and hands over their text.

It filters the events of one widget at a time, the one that has the keyboard, and follows the focus: a
filter on the whole application would be asked about every repaint.
"""

import shiboken6
from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.scanning.burst import SCAN_END_MS, Burst, Verdict
from ui.scanning.keepsake import Restore, keepsake

_ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
_TYPING_MODIFIERS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class ScanCatcher(QObject):
    """Watches the keyboard of a whole application."""

    scanned = Signal(str)
    """The text of a card, as it was typed. Its field already holds again what it held before."""

    def __init__(self, application: QApplication) -> None:
        """Follow the focus of ``application``."""
        super().__init__(application)
        self._burst = Burst()
        self._restore: Restore | None = None
        self._watched: QWidget | None = None
        self._since = QElapsedTimer()
        self._since.start()
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(SCAN_END_MS)
        self._silence.timeout.connect(self._end)
        self._application = application
        application.focusChanged.connect(self._follow)

    def watch(self) -> None:
        """Begin with the widget that has the keyboard now."""
        self._follow(None, self._application.focusWidget())

    @Slot("QWidget*", "QWidget*")
    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        """Watch the widget that has the keyboard now; without one, the window gets the keys."""
        del old
        self._burst.moved()
        # A widget being destroyed loses the focus when it is hardly there any more.
        if self._watched is not None and shiboken6.isValid(self._watched):
            self._watched.removeEventFilter(self)
            self._watched.destroyed.disconnect(self._forget)
        self._watched = new or QApplication.activeWindow()
        if self._watched is not None:
            self._watched.installEventFilter(self)
            self._watched.destroyed.connect(self._forget)

    @Slot()
    def _forget(self) -> None:
        """Forget a widget that is gone; the signal that the focus moved may come later or not at all."""
        self._watched = None
        self._restore = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at keys and at text from an input method; everything else passes."""
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and self._burst.scanning:
            # A letter of a scan must not set off a shortcut.
            event.accept()
            return True
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._obey(self._judge(event), watched)
        if kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent) and event.commitString():
            return self._obey(self._burst.text(event.commitString(), self._since.elapsed()), watched)
        return kind == QEvent.Type.KeyRelease and self._burst.scanning

    def _judge(self, event: QKeyEvent) -> Verdict:
        """Ask the burst about a key."""
        now = self._since.elapsed()
        key = Qt.Key(event.key()) if event.key() else Qt.Key.Key_unknown
        if key in _ENTERS:
            return self._burst.enter(now)
        if key == Qt.Key.Key_Backspace:
            return self._burst.backspace(now)
        typed = event.text()
        if not typed or not typed.isprintable() or event.modifiers() & ~_TYPING_MODIFIERS:
            return self._burst.other()
        return self._burst.text(typed, now)

    def _obey(self, verdict: Verdict, watched: QObject) -> bool:
        """Do what the verdict says; tell whether the key was kept from the field."""
        if verdict is Verdict.PASS_AND_KEEP and isinstance(watched, QWidget):
            self._restore = keepsake(watched)
        if verdict is Verdict.TURN_BACK and self._restore is not None:
            self._restore()
            self._restore = None
        if self._burst.scanning:
            self._silence.start()
        if verdict is Verdict.END:
            self._end()
        return verdict not in {Verdict.PASS, Verdict.PASS_AND_KEEP}

    @Slot()
    def _end(self) -> None:
        """Hand the scan over."""
        self._silence.stop()
        if self._burst.scanning:
            self.scanned.emit(self._burst.take())
