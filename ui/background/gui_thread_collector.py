"""Collects cyclic garbage on the GUI thread only.

Python collects wherever the allocation counter happens to run over: on a lane's thread too, where
destroying a widget that sits in a reference cycle crashes Qt.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY_MS = 1000


class GuiThreadCollector(QObject):
    """Switches automatic collection off and collects from a timer of the GUI thread."""

    def __init__(self, parent: QObject) -> None:
        """Take collection over; `stop` gives it back."""
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect_if_due)
        self._timer.start()

    def stop(self) -> None:
        """Give collection back to Python."""
        self._timer.stop()
        gc.enable()

    @Slot()
    def collect_if_due(self) -> int:
        """Collect the oldest generation whose counter ran over, as Python would; return it or -1."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation] > 0:
                gc.collect(generation)
                return generation
        return -1
