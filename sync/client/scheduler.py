"""When the next exchange is due, as a pure function of what happened: no clock, sleep or randomness here."""

from collections.abc import Sequence
from dataclasses import dataclass

SECOND = 1000
SETTLE_MS = 2 * SECOND
"""A clerk who saves prints and saves again: what is new waits this long, so that it travels together."""
QUIET_MS = 5 * 60 * SECOND
"""With nothing to send, the province is asked so often whether it has something."""
FIRST_RETRY_MS = 15 * SECOND
LONGEST_RETRY_MS = 15 * 60 * SECOND
SPREAD = 0.25
"""Waits vary by a quarter either way, so that offices cut off together do not return together."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One exchange that was tried. Times in ms. ``error`` is None when it was complete."""

    ended_at: int
    error: str | None = None
    retry_after_s: int | None = None


def next_exchange(history: Sequence[Attempt], *, now: int, oldest_unsent: int | None, jitter: float) -> int:
    """Return when to exchange next (ms); not later than ``now`` means at once.

    ``history``: the attempts since the program started, oldest first. ``oldest_unsent``: when the oldest
    fact not yet handed over was saved, None when there is none. ``jitter``: a number from -1 to 1, drawn
    by the caller. What the server asked for (Retry-After) is kept to.
    """
    if not history:
        return now
    last = history[-1]
    if last.error is None:
        due = last.ended_at + _spread(QUIET_MS, jitter)
        return due if oldest_unsent is None else min(due, oldest_unsent + SETTLE_MS)
    due = last.ended_at + _spread(_backoff(history), jitter)
    return max(due, last.ended_at + (last.retry_after_s or 0) * SECOND)


def _backoff(history: Sequence[Attempt]) -> int:
    """Double the wait with every failure in a row."""
    failures = 0
    for attempt in reversed(history):
        if attempt.error is None:
            break
        failures += 1
    doublings = min(failures - 1, LONGEST_RETRY_MS.bit_length())
    return min(FIRST_RETRY_MS << doublings, LONGEST_RETRY_MS)


def _spread(wait: int, jitter: float) -> int:
    return round(wait * (1 + SPREAD * max(-1.0, min(1.0, jitter))))
