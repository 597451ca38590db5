"""Imports the pages of the office in idle moments after the sign-in page has been painted.

One module a turn of the event loop, so that no keystroke waits for more than one import.
"""

import importlib

from PySide6.QtCore import QObject, QTimer, Slot

_MODULES = (
    "app.use_cases.desk",
    "ui.widgets.picker",
    "ui.receive.page",
    "ui.dossiers.page",
    "ui.status_strip",
    "ui.office_page",
    "ui.settings_page.page",
    "PySide6.QtPrintSupport",
)


class Preload(QObject):
    """Runs down its list and is done."""

    def __init__(self, parent: QObject) -> None:
        """Take nothing but time that nobody needs."""
        super().__init__(parent)
        self._left = list(_MODULES)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next)

    def start(self) -> None:
        """Begin with the next idle moment."""
        self._timer.start()

    @Slot()
    def _next(self) -> None:
        if self._left:
            importlib.import_module(self._left.pop(0))
        else:
            self._timer.stop()
            self.deleteLater()
