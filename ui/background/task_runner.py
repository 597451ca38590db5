"""Runs work on a lane and brings its result back to the GUI thread: one relay for the whole window.

Nothing that a lane's thread holds refers to a Qt object: callbacks and owners stay in a table on the
GUI thread, and the thread only emits a ticket. Otherwise the last reference to a widget could be
dropped, and the widget destroyed, on the wrong thread.
"""

import logging
import weakref
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from itertools import count
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.domain.problems import DomainProblem
from ui.background.lanes import Lane, LaneClosed

T = TypeVar("T")
_LOG = logging.getLogger(__name__)


class Latest:
    """A series of requests of which only the newest answer counts, as in a search typed letter by letter."""

    __slots__ = ("number",)

    def __init__(self) -> None:
        """Start the series."""
        self.number = 0

    def forget(self) -> None:
        """Let no answer that is under way count any more."""
        self.number += 1


class Runner(Protocol):
    """What presenters need of a task runner."""

    def run(
        self,
        lane: Lane,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_problem: Callable[[DomainProblem], None] | None = None,
        *,
        owner: QObject | None = None,
        latest: Latest | None = None,
        urgent: bool = True,
    ) -> None:
        """Do ``work`` on ``lane``, then call ``on_done`` or ``on_problem`` on the GUI thread."""


@dataclass(slots=True)
class _Awaited:
    """Who waits for a result, and what to do with it."""

    on_done: Callable[[Any], None]
    on_problem: Callable[[DomainProblem], None] | None
    owner: "weakref.ref[QObject] | None"
    latest: Latest | None
    number: int

    def still_wanted(self) -> bool:
        """Whether the owner is alive and no newer request has been made."""
        if self.latest is not None and self.latest.number != self.number:
            return False
        if self.owner is None:
            return True
        owner = self.owner()
        return owner is not None and shiboken6.isValid(owner)


class TaskRunner(QObject):
    """The relay. Lives in the GUI thread; so do all its slots."""

    _ended = Signal(object)
    idle = Signal()
    """Nothing is under way any more."""
    unexpected = Signal(object)
    """A job failed with something that is no `DomainProblem`: a fault of the program, for the crash guard."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Make the relay in the thread of the caller, which must be the GUI thread."""
        super().__init__(parent)
        self._awaited: dict[int, _Awaited] = {}
        self._tickets = count()
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def under_way(self) -> int:
        """How many jobs have not been delivered yet."""
        return len(self._awaited)

    def run(
        self,
        lane: Lane,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_problem: Callable[[DomainProblem], None] | None = None,
        *,
        owner: QObject | None = None,
        latest: Latest | None = None,
        urgent: bool = True,
    ) -> None:
        """Do ``work`` on ``lane``; call ``on_done`` or ``on_problem`` on the GUI thread.

        The answer is dropped when ``owner`` is gone or a newer request of the same ``latest`` was made.
        Without ``on_problem`` a problem counts as unexpected. After the lanes were closed nothing is
        done: the program is leaving.
        """
        if latest is not None:
            latest.number += 1
        number = latest.number if latest is not None else 0
        held = None if owner is None else weakref.ref(owner)
        ticket = next(self._tickets)
        try:
            future = lane.submit(work, urgent=urgent)
        except LaneClosed:
            return
        self._awaited[ticket] = _Awaited(on_done, on_problem, held, latest, number)
        ended = self._ended

        def tell(done: "Future[T]") -> None:
            try:
                ended.emit((ticket, done))
            except RuntimeError:
                # The window is gone and its relay with it; nobody waits for this result.
                return

        future.add_done_callback(tell)

    @Slot(object)
    def _deliver(self, ended: tuple[int, "Future[Any]"]) -> None:
        """Hand one result over."""
        ticket, future = ended
        awaited = self._awaited.pop(ticket)
        try:
            self._hand_over(awaited, future)
        finally:
            if not self._awaited:
                self.idle.emit()

    def _hand_over(self, awaited: _Awaited, future: "Future[Any]") -> None:
        """Call the right callback; a fault of the program is reported even when nobody waits any more."""
        try:
            result = future.result()
        except CancelledError:
            return
        except DomainProblem as problem:
            if not awaited.still_wanted():
                return
            if awaited.on_problem is None:
                self.unexpected.emit(problem)
            else:
                awaited.on_problem(problem)
        except Exception as error:  # noqa: BLE001 - the border: a fault becomes one calm report
            if awaited.owner is None or awaited.owner() is not None:
                self.unexpected.emit(error)
            else:
                _LOG.warning("a job nobody waits for any more failed", exc_info=error)
        else:
            if awaited.still_wanted():
                awaited.on_done(result)
