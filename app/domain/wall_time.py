"""The time a person at the counter would read off the wall, when the machine's clock cannot be trusted.

Counters' clocks are years off after a flat battery. A slip with a wrong day on it is worse than a
question, so a doubtful clock is put to the clerk before any number or paper. Facts keep both times:
the wall time, and how far the machine's clock stood from it.
"""

from dataclasses import dataclass
from enum import StrEnum

MINUTE_MS = 60_000
DAY_MS = 24 * 60 * MINUTE_MS

MOST_AHEAD_MS = 3 * DAY_MS
"""Longer than this after the last thing known, and the date is asked for: a weekend passes unasked."""
FIRST_AHEAD_MS = 366 * DAY_MS
"""So long after the program was made a clock is believed that nothing but itself speaks for."""
DRIFT_MS = 10 * MINUTE_MS
"""An ordinary clock drifts, and is put right by minutes; nobody is asked about that."""


class ClockDoubt(StrEnum):
    """Why a clock is not believed."""

    BEFORE_KNOWN = "clock.before_known"
    """It shows a time before something that has already happened."""
    FAR_AHEAD = "clock.far_ahead"
    """It shows a time more than three days after the last thing that happened, or, while neither a person
    nor a receipt has ever vouched for it, more than a year after the program was made."""


@dataclass(frozen=True, slots=True)
class KnownTimes:
    """What is known to have happened already, in milliseconds since the epoch; None = never.

    ``built`` is when this program was made. It bounds the clock from below only: a program may be
    installed months after it was made.
    """

    built: int
    newest_fact: int | None = None
    newest_receipt: int | None = None
    last_seen: int | None = None

    def earliest(self) -> int:
        """Return the time that the present cannot be before."""
        return max(self.built, self.latest_event() or 0)

    def latest_event(self) -> int | None:
        """Return the time of the last thing that happened on this device; None for a fresh folder."""
        times = [t for t in (self.newest_fact, self.newest_receipt, self.last_seen) if t is not None]
        return max(times, default=None)

    def latest_vouched(self) -> int | None:
        """Return the latest time that a person or the province stood for; a fact has the machine's own."""
        times = [t for t in (self.newest_receipt, self.last_seen) if t is not None]
        return max(times, default=None)


@dataclass(frozen=True, slots=True)
class WallTime:
    """The time to write on papers and facts, and whether it may be written.

    ``offset`` is the machine's clock minus ``at`` (0 when the machine is believed).
    """

    at: int
    offset: int
    doubt: ClockDoubt | None


def doubt_about(moment: int, known: KnownTimes) -> ClockDoubt | None:
    """Return why a time cannot be now, or None when it can."""
    if moment < known.earliest() - DRIFT_MS:
        return ClockDoubt.BEFORE_KNOWN
    if known.latest_vouched() is None and moment > known.built + FIRST_AHEAD_MS:
        return ClockDoubt.FAR_AHEAD
    latest = known.latest_event()
    if latest is not None and moment > latest + MOST_AHEAD_MS:
        return ClockDoubt.FAR_AHEAD
    return None


def wall_time(machine: int, offset: int, known: KnownTimes) -> WallTime:
    """Return the wall time from the machine's clock and the correction a clerk last made (0 = none).

    A machine that shows a believable time again is believed, so that a correction does not outlive the
    fault it was made for.
    """
    doubt = doubt_about(machine, known)
    if doubt is None or offset == 0:
        return WallTime(machine, 0, doubt)
    corrected = machine - offset
    return WallTime(corrected, offset, doubt_about(corrected, known))
