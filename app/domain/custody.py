"""The chain of custody (Phiếu kiểm soát, Mẫu 06): who held a dossier from when to when, and what they did.

Exactly one person holds it at every moment from the reception to the end: each stretch begins where the one
before it ends. A clock that was set back makes a stretch of no length, never a gap or an overlap. A
correction after the return opens a stretch of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.domain.acts import Act
from app.domain.identifiers import ClerkId
from app.domain.lifecycle import FINAL, Status
from app.domain.timeliness import Compare, Timeliness, timeliness

_NOT_THE_OFFICE = frozenset(
    {Status.REGISTERED, Status.SUPPLEMENT, Status.WITHDRAWAL_ASKED, Status.DONE, Status.REFUSED}
)
"""Here no appointment binds whoever holds the dossier: it is not accepted, the citizen is waited for, or the
result lies ready."""


@dataclass(slots=True)
class Held:
    """One stretch with one person. Times in milliseconds; ``until`` None: it is still there.

    ``handed_by``: whose step brought it here, ``by_step`` that step. ``done``: what was done while it was
    here, the step that passed it on included. ``due_at``: until when this stretch had to come to its end:
    before the transfer the time for the papers to be handed on (Đ18 k2), then the appointment; None where
    nothing binds. ``result``: how the end, or the moment the result was ready, stood to that; None before.
    """

    holder: ClerkId
    since: int
    handed_by: ClerkId
    by_step: str
    until: int | None = None
    done: list[Act] = field(default_factory=list)
    due_at: int | None = None
    result: Timeliness | None = None


def custody(done: Iterable[Act], compare: Compare = Compare.DATE) -> tuple[Held, ...]:
    """Return the chain of custody of a dossier from its acts in order (`app.domain.acts.acts`).

    `compare` says whether days or minutes decide what is late (R13).
    """
    chain: list[Held] = []
    here: Held | None = None
    holder: ClerkId | None = None
    before = _Standing()
    now = 0
    for act in done:
        now = max(now, act.at)
        after = before.then(act)
        holder = act.fields.get("holder") or holder
        came_by_now = here is None
        if here is not None:
            here.done.append(act)
            leaves = holder != here.holder or not after.held
            if here.result is None and (leaves or act.step == "finish"):
                here.due_at = before.binding(act)
                here.result = timeliness(here.due_at, now, compare)
            if leaves:
                here.until = now
                here = None
        if here is None and after.held and holder is not None:
            here = Held(holder, now, act.clerk, act.step, done=[act] if came_by_now else [])
            chain.append(here)
        before = after
    if here is not None and here.result is None:
        here.due_at = before.binding(None)
    return tuple(chain)


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where a dossier stands between two acts, and what binds whoever holds it."""

    status: Status = Status.NEW
    appointed: int | None = None
    correcting: bool = False
    correction_due: int | None = None

    @property
    def held(self) -> bool:
        """Whether somebody is responsible: it is not at its end, or a correction is owed."""
        return self.correcting or self.status not in FINAL | {Status.NEW}

    def then(self, act: Act) -> "_Standing":
        """Return where it stands after an act."""
        correcting = act.step != "correct" and (self.correcting or act.step == "ask_correction")
        term = act.fields.get("correction_due_at") or self.correction_due
        cleared = not act.step and "due_at" in act.fields
        appointed = act.fields.get("due_at") or (None if cleared else self.appointed)
        return _Standing(act.status, appointed, correcting, term if correcting else None)

    def binding(self, act: Act | None) -> int | None:
        """Return until when the stretch that ends with an act had to end."""
        if self.correcting:
            return self.correction_due
        if act is not None and act.fields.get("transfer_due_at"):
            return int(act.fields["transfer_due_at"])
        return None if self.status in _NOT_THE_OFFICE else self.appointed
