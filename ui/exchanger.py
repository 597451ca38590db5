"""Exchanges with the province by itself, on the `network` lane; nobody ever waits for it."""

import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.settings.definitions import AUTOMATIC_SYNC
from app.use_cases.desk import Desk
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.ports import DeliverySummary, ExchangeReport
from ui.entrance import Attempt
from ui.session import Schedule, Session

_LONGEST_S = 60.0
"""One exchange gives up after this; the next one goes on where it stopped."""
_SOONEST_MS, _LATEST_MS = 500, 15 * 60 * 1000
_ATTEMPTS_KEPT = 20


@dataclass(frozen=True, slots=True)
class _Standing:
    """Whether there is anything to do."""

    summary: DeliverySummary
    automatic: bool


class Exchanger(QObject):
    """One exchange at a time; after each, and after each save, the schedule says when the next is due."""

    started = Signal()
    ended = Signal(object)
    """Carries the `ExchangeReport`."""

    def __init__(self, session: Session, schedule: Schedule, parent: QObject) -> None:
        """Serve an office; `begin` starts."""
        super().__init__(parent)
        self._session = session
        self._schedule = schedule
        self._attempts: list[Attempt] = []
        self._unsent_since: int | None = None
        self._running = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)
        session.feed.changed.connect(self._take_notice)

    def begin(self) -> None:
        """See whether there is something to do."""
        self._ask()

    @Slot(object)
    def _take_notice(self, changes: Changes) -> None:
        """Something may be waiting now."""
        if changes.delivery and not self._running:
            if self._unsent_since is None:
                self._unsent_since = _now()
            self._plan()

    @Slot()
    def _ask(self) -> None:
        if not self._running:
            self._session.read(_standing, self._decide, owner=self, urgent=False)

    def _decide(self, standing: _Standing) -> None:
        if not standing.summary.enrolled or not standing.automatic or self._running:
            return
        if not standing.summary.facts_waiting:
            self._unsent_since = None
        elif self._unsent_since is None:
            self._unsent_since = _now()
        if self._due() <= _now():
            self.exchange()
        else:
            self._plan()

    def _due(self) -> int:
        return self._schedule.next_exchange(self._attempts, _now(), self._unsent_since)

    def _plan(self) -> None:
        self._timer.start(max(_SOONEST_MS, min(self._due() - _now(), _LATEST_MS)))

    @Slot()
    def exchange(self) -> None:
        """Exchange now, whatever the schedule says."""
        if self._running:
            return
        self._running = True
        self._timer.stop()
        self.started.emit()
        desk = self._session.desk
        self._session.runner.run(
            self._session.lanes.network, lambda: desk.synchronise(_LONGEST_S), self._done, owner=self
        )

    def _done(self, outcome: Outcome[ExchangeReport]) -> None:
        report = outcome.value
        self._attempts = [*self._attempts[1 - _ATTEMPTS_KEPT :], Attempt(_now(), report.error)]
        if report.complete:
            self._unsent_since = None
        self._session.feed.announce(outcome.changes)
        self._running = False
        self.ended.emit(report)
        self._plan()


def _standing(desk: Desk) -> _Standing:
    automatic = desk.settings.device_settings().get(AUTOMATIC_SYNC)
    return _Standing(desk.find.delivery_summary(), bool(automatic))


def _now() -> int:
    """Return the time by which waits are measured (ms): it only goes forward, whatever the clock does."""
    return int(time.monotonic() * 1000)
