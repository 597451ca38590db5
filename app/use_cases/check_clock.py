"""What time it is for papers and facts, and asking a person when the machine cannot be trusted."""

from app.domain.identifiers import ClerkId
from app.domain.moments import from_milliseconds
from app.domain.problems import DomainProblem
from app.domain.wall_time import DRIFT_MS, KnownTimes, WallTime, wall_time
from app.use_cases.ports import Acting, Clock, Office, Reading

OFFSET_SETTING = "clock.offset"
"""The machine's clock minus the time a clerk confirmed, in milliseconds; absent or 0 = none."""
SEEN_SETTING = "clock.seen"
"""The wall time at which the program last knew it was right."""
ASKED_SETTING = "clock.asked"
"""The time that a clerk confirmed once though something seems to have happened after it."""
DISBELIEVED_SETTING = "clock.disbelieved"
"""Times of facts and receipts that cannot be right, because a clerk confirmed an earlier one twice."""


class CheckClock:
    """Judges the machine's clock by what has already happened on this device (DESIGN §2 *Wrong clocks*)."""

    def __init__(self, office: Office, clock: Clock, built: int) -> None:
        """Take the office, the machine's clock, and when this program was made (milliseconds)."""
        self._office = office
        self._clock = clock
        self._built = built

    def now(self) -> WallTime:
        """Return the wall time, and why it is doubtful if it is."""
        with self._office.reading() as reading:
            known = self._known(reading)
            offset = reading.setting(OFFSET_SETTING)
        return wall_time(self._clock.now_ms(), offset if isinstance(offset, int) else 0, known)

    def acting(self, clerk: ClerkId, role: str) -> Acting:
        """Return who acts now. Asked before any number or paper.

        Raises DomainProblem ``clock.before_known`` or ``clock.far_ahead`` with `shown`, the local time the
        machine shows.
        """
        time = self.now()
        if time.doubt is not None:
            shown = from_milliseconds(time.at).isoformat(timespec="minutes")
            raise DomainProblem(time.doubt.value, shown=shown)
        return Acting(clerk, role, time.at, time.offset)

    def confirm(self, at: int, by: Acting | None = None) -> WallTime:
        """Take a clerk's word for the time (milliseconds), and remember how far the machine is from it.

        A time after all that is known is accepted, however far. Raises DomainProblem ``clock.before_known``
        for one before this program was made, and ``clock.confirm_again`` when something seems to have
        happened after it: confirmed once more it is taken, the clock was wrong before. Times order nothing.
        """
        machine = self._clock.now_ms()
        shown = from_milliseconds(at).isoformat(timespec="minutes")
        if at < self._built - DRIFT_MS:
            raise DomainProblem("clock.before_known", shown=shown)
        acting = by or Acting(ClerkId(bytes(16)), "", at, machine - at)
        with self._office.writing(acting) as tx:
            agrees = at >= self._known(tx).earliest() - DRIFT_MS
            taken = agrees or tx.setting(ASKED_SETTING) == at
            tx.set_setting(ASKED_SETTING, None if taken else at)
            if not agrees and taken:
                later = [time for time in tx.newest_times() if time is not None and time > at]
                tx.set_setting(DISBELIEVED_SETTING, later)
            if taken:
                tx.set_setting(OFFSET_SETTING, machine - at)
                tx.set_setting(SEEN_SETTING, at)
        if not taken:
            raise DomainProblem("clock.confirm_again", shown=shown)
        return WallTime(at, machine - at, None)

    def _known(self, reading: Reading) -> KnownTimes:
        wrong = reading.setting(DISBELIEVED_SETTING) or []
        return KnownTimes(self._built, *(None if time in wrong else time for time in reading.newest_times()))

    def seen(self, acting: Acting) -> None:
        """Remember that the clock was right now: a program left open over a holiday then need not ask."""
        with self._office.writing(acting) as tx:
            tx.set_setting(SEEN_SETTING, acting.at)
