"""The machine's clocks. What they show is information, never proof: counters' clocks can be years off.

Conversions between these milliseconds and Viet Nam's wall clock are in `app.domain.moments`.
"""

import time

_NANOSECONDS = 1_000_000


class Clock:
    """Reads the clocks of this machine, in whole milliseconds."""

    def now_ms(self) -> int:
        """Milliseconds since the epoch (UTC), as this machine believes. May jump when the clock is set."""
        return time.time_ns() // _NANOSECONDS

    def monotonic_ms(self) -> int:
        """Milliseconds since some moment, for measuring how long something takes. Never jumps."""
        return time.monotonic_ns() // _NANOSECONDS
