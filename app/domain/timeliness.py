"""Early, on time, late (trước hạn, đúng hạn, quá hạn): how a finished dossier stands to its appointment.

R13 (DOMAIN §1.4): *đúng hạn* is finished on the appointed date, *trước hạn* before it. Whether days or
minutes are compared is a setting of the report, and so is which moment counts as finished:

- ``ready`` (the usual): when the result was ready. That is what the agency answers for; a citizen who comes
  for it a week later makes nobody late. Of a dossier that was refused, stopped or closed: when it ended.
- ``returned``: when the result was handed over, or the dossier ended otherwise. Until then it is pending.

The appointment is the one that holds now: an extension (Đ19 k6, once) and a supplement, which starts the
clock again (Đ19 k5), put a new one in the place of the old.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.identifiers import ClerkId, Subject
from app.domain.moments import from_milliseconds
from app.domain.wall_time import MINUTE_MS


class Compare(StrEnum):
    """What of two moments is compared."""

    DATE = "date"
    MINUTE = "minute"


class FinishedBy(StrEnum):
    """Which moment counts as the finish of a dossier."""

    READY = "ready"
    RETURNED = "returned"


class Timeliness(StrEnum):
    """How a finish stands to the appointment; ``undated``: nothing was appointed."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """How a report counts."""

    compare: Compare = Compare.DATE
    finished_by: FinishedBy = FinishedBy.READY


@dataclass(frozen=True, slots=True)
class CountedDossier:
    """A dossier as reports count it: never a voided one, never one of practice. Times in milliseconds.

    ``field`` is the field of its procedure (lĩnh vực). ``finished_at``: the result was ready. ``ended_at``:
    it was returned, refused, stopped or closed.
    """

    subject: Subject
    code: str
    procedure: str
    field: str
    full_name: str
    village: str
    channel: str
    received_at: int
    due_at: int | None
    finished_at: int | None
    ended_at: int | None
    status: int
    holder: ClerkId | None = None
    received_by: ClerkId | None = None
    phone: str = ""
    point: str = ""

    def finish(self, settings: ReportSettings) -> int | None:
        """Return the moment it counts as finished; None while it is pending."""
        if settings.finished_by is FinishedBy.READY and self.finished_at is not None:
            return self.finished_at
        return self.ended_at


def timeliness(due_at: int | None, finished_at: int, compare: Compare) -> Timeliness:
    """Say how a finish stands to the appointment.

    By date, any minute of the appointed day is on time, also one after the hour printed on the slip. By
    minute, the appointed minute is on time to its last second, the one after it is late.
    """
    if due_at is None:
        return Timeliness.UNDATED
    due, finish = _comparable(due_at, compare), _comparable(finished_at, compare)
    if finish == due:
        return Timeliness.ON_TIME
    return Timeliness.EARLY if finish < due else Timeliness.LATE


def is_overdue(due_at: int | None, at: int, compare: Compare) -> bool:
    """Tell whether something pending is past its appointment at a moment."""
    return timeliness(due_at, at, compare) is Timeliness.LATE


def _comparable(moment: int, compare: Compare) -> int:
    if compare is Compare.MINUTE:
        return moment // MINUTE_MS
    return from_milliseconds(moment).date().toordinal()


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many (tỷ lệ), kept exact: the two numbers stand beside every percentage."""

    numerator: int
    denominator: int

    @property
    def tenths(self) -> int | None:
        """Tenths of a per cent, halves rounded up: 988 is 98,8 %. None of nothing."""
        if self.denominator == 0:
            return None
        return (2000 * self.numerator + self.denominator) // (2 * self.denominator)
