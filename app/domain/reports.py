"""Reports counted from dossiers (DOMAIN §1.5): pure functions, each figure being the dossiers behind it.

The periodic report is *Biểu II.06a/VPCP/KSTT*. Its identity, received + carried over = resolved + pending,
is checked (`broken_identity`) and what breaks it is named: a dossier that finished before it was received,
by the clocks of two counters that disagree, say.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from app.domain.lifecycle import Status
from app.domain.periods import Period
from app.domain.problems import DomainProblem
from app.domain.timeliness import CountedDossier, ReportSettings, Share, Timeliness, is_overdue, timeliness

KeyT = TypeVar("KeyT")

WAITING_FOR_THE_CITIZEN = frozenset({Status.SUPPLEMENT, Status.OBLIGATION, Status.WITHDRAWAL_ASKED})
ONLINE = "online"
_MOST_NAMED = 20


@dataclass(slots=True)
class Tally:
    """The dossiers of one period by what became of them; every list is a figure.

    Received and carried over is where they came from, the rest is where they went.
    """

    online: list[CountedDossier] = field(default_factory=list)
    direct: list[CountedDossier] = field(default_factory=list)
    """Received at the counter or by post (trực tiếp và bưu chính)."""
    carried: list[CountedDossier] = field(default_factory=list)
    """Received before the period and unfinished when it began (kỳ trước chuyển sang)."""
    early: list[CountedDossier] = field(default_factory=list)
    on_time: list[CountedDossier] = field(default_factory=list)
    late: list[CountedDossier] = field(default_factory=list)
    resolved_undated: list[CountedDossier] = field(default_factory=list)
    """Resolved, and nothing had been appointed."""
    in_time: list[CountedDossier] = field(default_factory=list)
    overdue: list[CountedDossier] = field(default_factory=list)
    pending_undated: list[CountedDossier] = field(default_factory=list)

    @property
    def received(self) -> list[CountedDossier]:
        """Received in the period, by whatever channel."""
        return [*self.online, *self.direct]

    @property
    def coming(self) -> list[CountedDossier]:
        """Received and carried over: all there was to do."""
        return [*self.received, *self.carried]

    @property
    def resolved(self) -> list[CountedDossier]:
        """Finished in the period."""
        return [*self.early, *self.on_time, *self.late, *self.resolved_undated]

    @property
    def pending(self) -> list[CountedDossier]:
        """Unfinished when it ended."""
        return [*self.in_time, *self.overdue, *self.pending_undated]

    @property
    def punctual(self) -> Share:
        """Early or on time, of what was resolved with an appointment (tỷ lệ trước và đúng hạn)."""
        good = len(self.early) + len(self.on_time)
        return Share(good, good + len(self.late))


def tally(
    dossiers: Iterable[CountedDossier], period: Period, settings: ReportSettings, now: int | None = None
) -> Tally:
    """Put every dossier where it belongs.

    What is pending is overdue by the end of the period, or by ``now`` (milliseconds) while it still runs.
    """
    found = Tally()
    start, end = period.start_ms, period.end_ms
    looked_at = end - 1 if now is None else min(now, end - 1)
    for dossier in dossiers:
        finish = dossier.finish(settings)
        if start <= dossier.received_at < end:
            (found.online if dossier.channel == ONLINE else found.direct).append(dossier)
        elif dossier.received_at < start and (finish is None or finish >= start):
            found.carried.append(dossier)
        if finish is not None and start <= finish < end:
            how = timeliness(dossier.due_at, finish, settings.compare)
            _resolved(found, how).append(dossier)
        elif dossier.received_at < end and (finish is None or finish >= end):
            _pending(found, dossier, looked_at, settings).append(dossier)
    return found


def _resolved(found: Tally, how: Timeliness) -> list[CountedDossier]:
    return {
        Timeliness.EARLY: found.early,
        Timeliness.ON_TIME: found.on_time,
        Timeliness.LATE: found.late,
        Timeliness.UNDATED: found.resolved_undated,
    }[how]


def _pending(
    found: Tally, dossier: CountedDossier, at: int, settings: ReportSettings
) -> list[CountedDossier]:
    if dossier.due_at is None:
        return found.pending_undated
    return found.overdue if is_overdue(dossier.due_at, at, settings.compare) else found.in_time


def broken_identity(found: Tally) -> DomainProblem | None:
    """Return what breaks received + carried over = resolved + pending; None when it holds.

    The problem ``report.identity_broken`` has the four figures and the `codes` of dossiers that stand on one
    side only.
    """
    coming = {dossier.subject: dossier for dossier in found.coming}
    going = {dossier.subject: dossier for dossier in (*found.resolved, *found.pending)}
    counts = len(found.received), len(found.carried), len(found.resolved), len(found.pending)
    if coming.keys() == going.keys() and counts[0] + counts[1] == counts[2] + counts[3]:
        return None
    odd = sorted((coming | going)[subject].code for subject in coming.keys() ^ going.keys())
    return DomainProblem(
        "report.identity_broken",
        received=counts[0],
        carried=counts[1],
        resolved=counts[2],
        pending=counts[3],
        codes=", ".join(odd[:_MOST_NAMED]) or "–",
    )


def grouped(
    dossiers: Iterable[CountedDossier], key: Callable[[CountedDossier], KeyT]
) -> dict[KeyT, list[CountedDossier]]:
    """Return the dossiers by a key, the keys in the order they are first met."""
    found: dict[KeyT, list[CountedDossier]] = {}
    for dossier in dossiers:
        found.setdefault(key(dossier), []).append(dossier)
    return found


@dataclass(slots=True)
class Load:
    """What one person has in hand at a moment (khối lượng công việc)."""

    held: list[CountedDossier] = field(default_factory=list)
    overdue: list[CountedDossier] = field(default_factory=list)
    due_soon: list[CountedDossier] = field(default_factory=list)
    waiting: list[CountedDossier] = field(default_factory=list)
    """The citizen must act first: papers, money, a request to stop. Counted in the others as well."""
    ready: list[CountedDossier] = field(default_factory=list)
    """The result lies there to be returned; neither overdue nor due soon any more."""


def load(dossiers: Iterable[CountedDossier], now: int, soon: int, settings: ReportSettings) -> Load:
    """Sort what is unfinished now. ``soon``: what is due until then (milliseconds) is due soon."""
    found = Load()
    for dossier in dossiers:
        if dossier.ended_at is not None:
            continue
        found.held.append(dossier)
        if dossier.finished_at is not None:
            found.ready.append(dossier)
            continue
        if dossier.status in WAITING_FOR_THE_CITIZEN:
            found.waiting.append(dossier)
        if is_overdue(dossier.due_at, now, settings.compare):
            found.overdue.append(dossier)
        elif dossier.due_at is not None and dossier.due_at < soon:
            found.due_soon.append(dossier)
    for several in (found.overdue, found.due_soon):
        several.sort(key=lambda one: (one.due_at or 0, one.code))
    return found
