"""Named lanes over the standard library: one thread each, jobs in order, no Qt.

A lane is a queue with one thread. `database` is the one writer of the process and does what a person
waits for before what the exchange brings; `documents` draws papers and writes copies; `network` may
hang in a dead link for as long as it likes: leaving the program abandons it, because the exchange is
crash-safe by construction. See `ui/decisions/0001-lanes.md`.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import count
from queue import PriorityQueue
from typing import Any, TypeVar

T = TypeVar("T")

_STOP_AT_ONCE, _URGENT, _WHEN_FREE, _STOP_AT_END = range(4)


@dataclass(order=True, slots=True)
class _Job:
    """One piece of work in the queue: first by rank, then in the order of arrival."""

    rank: int
    number: int
    work: Callable[[], Any] | None = field(compare=False)
    future: Future[Any] | None = field(compare=False)


class LaneClosed(RuntimeError):
    """Work was given to a lane that takes no more: the program is leaving."""


class Lane:
    """One thread that does jobs in order. Daemonic: it never keeps the interpreter alive by itself."""

    def __init__(self, name: str) -> None:
        """Start the thread, named after the lane so that logs and stack dumps can be read."""
        self.name = name
        self._jobs: PriorityQueue[_Job] = PriorityQueue()
        self._numbers = count()
        self._closed = False
        self._gate = threading.Lock()
        self._thread = threading.Thread(target=self._work_off, name=f"lane-{name}", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[], T], *, urgent: bool = True) -> Future[T]:
        """Queue ``work``; urgent work goes before what is not. Raises `LaneClosed` after `close`.

        Work of the same urgency keeps its order, so "save, then list" sees the save.
        """
        future: Future[T] = Future()
        with self._gate:
            if self._closed:
                raise LaneClosed(self.name)
            rank = _URGENT if urgent else _WHEN_FREE
            self._jobs.put(_Job(rank, next(self._numbers), work, future))
        return future

    def call(self, work: Callable[[], T], *, urgent: bool = False) -> T:
        """Do ``work`` on this lane and wait for it; on the lane's own thread do it at once.

        For another lane that needs a result (the exchange storing a frame), never for the GUI thread.
        """
        if threading.current_thread() is self._thread:
            return work()
        return self.submit(work, urgent=urgent).result()

    def close(self, *, finish: bool) -> None:
        """Take no more work. ``finish``: do what is queued first; otherwise cancel it. Returns at once."""
        with self._gate:
            if self._closed:
                return
            self._closed = True
            rank = _STOP_AT_END if finish else _STOP_AT_ONCE
            self._jobs.put(_Job(rank, next(self._numbers), None, None))

    def join(self, seconds: float) -> bool:
        """Wait for the thread to end after `close`; tell whether it has."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _work_off(self) -> None:
        """Do jobs until told to stop, then cancel whatever is left."""
        while (job := self._jobs.get()).future is not None:
            _do(job)
        while not self._jobs.empty():
            left = self._jobs.get()
            if left.future is not None:
                left.future.cancel()


def _do(job: _Job) -> None:
    """Do one job and put its result or its exception into the future."""
    work, future = job.work, job.future
    if work is None or future is None or not future.set_running_or_notify_cancel():
        return
    try:
        result = work()
    except BaseException as error:  # noqa: BLE001 - the border of a lane: whoever waits gets it, whatever it is
        future.set_exception(error)
    else:
        future.set_result(result)


@dataclass(frozen=True, slots=True)
class Lanes:
    """The three lanes of the program."""

    database: Lane
    documents: Lane
    network: Lane

    @classmethod
    def start(cls) -> "Lanes":
        """Start all lanes."""
        return cls(Lane("database"), Lane("documents"), Lane("network"))

    def close(self, last: Callable[[], None], seconds: float) -> bool:
        """Leave in order: abandon the network, finish papers and saves, then ``last`` on the database lane.

        ``last`` closes the database. Waits at most ``seconds`` in all; tells whether everything ended.
        """
        self.network.close(finish=False)
        self.documents.close(finish=True)
        drawn = self.documents.join(seconds / 2)
        try:
            self.database.submit(last, urgent=False)
        except LaneClosed:
            return drawn
        self.database.close(finish=True)
        return self.database.join(seconds / 2) and drawn
