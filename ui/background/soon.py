"""Does something soon, once, after the last of many requests: checks while one types, drafts."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer


class Later(Protocol):
    """What presenters need of it."""

    def __call__(self, key: str, milliseconds: int, work: Callable[[], None]) -> None:
        """Do ``work`` after a while, unless the same key is asked again before."""

    def cancel(self, key: str) -> None:
        """Do not do it after all."""


class Soon(QObject):
    """One timer for each key; ends with its parent."""

    def __init__(self, parent: QObject) -> None:
        """Have nothing to do yet."""
        super().__init__(parent)
        self._timers: dict[str, QTimer] = {}
        self._work: dict[str, Callable[[], None]] = {}

    def __call__(self, key: str, milliseconds: int, work: Callable[[], None]) -> None:
        """Do ``work`` after a while, unless the same key is asked again before."""
        timer = self._timers.get(key)
        if timer is None:
            timer = self._timers[key] = QTimer(self)
            timer.setSingleShot(True)
            timer.timeout.connect(partial(self._do, key))
        self._work[key] = work
        timer.start(milliseconds)

    def cancel(self, key: str) -> None:
        """Do not do it after all."""
        if key in self._timers:
            self._timers[key].stop()
        self._work.pop(key, None)

    def now(self, key: str) -> None:
        """Do at once what would be done later."""
        if key in self._timers:
            self._timers[key].stop()
        self._do(key)

    def _do(self, key: str) -> None:
        work = self._work.pop(key, None)
        if work is not None:
            work()
