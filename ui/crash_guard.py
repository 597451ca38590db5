"""A fault of the program ends in one calm dialog, never in a vanished window.

Errors may arise on any thread; only the GUI thread opens the dialog. Details go to the log, which
redacts what names a citizen; the dialog shows a reference to find them by.
"""

import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QElapsedTimer, QObject, Qt, Signal, Slot

_QUIET_MS = 30_000


class CrashGuard(QObject):
    """Takes what nobody caught: from slots, from lanes, from any other thread."""

    _caught = Signal(object)

    def __init__(self, show: Callable[[str], None], parent: QObject | None = None) -> None:
        """Show faults with ``show(reference)``; it is called on the GUI thread, one at a time."""
        super().__init__(parent)
        self._show = show
        self._since_shown = QElapsedTimer()
        self._caught.connect(self._report, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over the hooks of Python."""
        sys.excepthook = self._from_anywhere
        threading.excepthook = self._from_thread

    @staticmethod
    def uninstall() -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _from_anywhere(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        del kind, trace
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(type(error), error, error.__traceback__)
            return
        self._caught.emit(error)

    def _from_thread(self, caught: threading.ExceptHookArgs) -> None:
        self._caught.emit(caught.exc_value)

    @Slot(object)
    def take(self, error: BaseException) -> None:
        """Take a fault that was caught at a border (the task runner's)."""
        self._caught.emit(error)

    @Slot(object)
    def _report(self, error: BaseException) -> None:
        """Log it, and show it unless one was shown just now: a fault may repeat many times a second."""
        # Not needed to paint the first page.
        import logging  # noqa: PLC0415
        import secrets  # noqa: PLC0415

        reference = secrets.token_hex(3).upper()
        logging.getLogger(__name__).error("fault %s", reference, exc_info=error)
        if self._since_shown.isValid() and self._since_shown.elapsed() < _QUIET_MS:
            return
        self._since_shown.start()
        self._show(reference)
