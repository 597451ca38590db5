"""Four at one place (bốn tại chỗ): received, appraised, approved, returned in one go (NĐ 118/2025 Đ17 k5).

Where a dossier stands on that way follows from its acts alone, so that the way can be left and taken up
again, on another computer too.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.acts import Act
from app.domain.identifiers import ClerkId
from app.domain.lifecycle import Status

RECEIVE, APPRAISE, APPROVE, RETURN = "receive", "appraise", "approve", "return"
PARTS = (RECEIVE, APPRAISE, APPROVE, RETURN)

OPEN_WAY = frozenset({Status.REGISTERED, Status.RECEIVED, Status.PROCESSING, Status.DONE, Status.RETURNED})
"""Elsewhere the way is blocked: somebody waits for papers, for money, for the citizen's word, or it ended."""
_BEGINS_ANEW = frozenset({"transfer", "receive_supplement", "payment_met", "resume", "send_back"})
"""After these the appraisal is to be done again."""


@dataclass(frozen=True, slots=True)
class Signed:
    """One part that was done: who, in which role, when (milliseconds)."""

    clerk: ClerkId
    role: str
    at: int


@dataclass(frozen=True, slots=True)
class Way:
    """How far a dossier has come on the way. ``done``: the parts that were done, by whom.

    ``next``: the part that is to be done now; None at the end and where the way is blocked. ``submitted``
    and ``approved``: what was already done of the part that is to be done now.
    """

    done: dict[str, Signed]
    next: str | None
    submitted: bool = False
    approved: bool = False
    refused: bool = False
    """The appraisal says that the conditions are not met: what follows is not this way."""


def way(done: Iterable[Act]) -> Way:
    """Return how far the acts of a dossier have led."""
    signed: dict[str, Signed] = {}
    status, submitted, approved, refused = Status.NEW, False, False, False
    for act in done:
        status = act.status
        mark = Signed(act.clerk, act.role, act.at)
        if act.step in {"receive", "accept"}:
            signed[RECEIVE] = mark
        elif act.step in _BEGINS_ANEW:
            signed.pop(APPRAISE, None)
            signed.pop(APPROVE, None)
            submitted = approved = refused = False
        elif act.step == "appraise":
            refused = act.fields.get("eligible") is False
            submitted = approved = False
            signed.pop(APPROVE, None)
            signed[APPRAISE] = mark
        elif act.step == "submit":
            submitted = True
        elif act.step == "approve":
            approved = True
            signed[APPROVE] = mark
        elif act.step == "finish":
            # A dossier finished without an approval of its own was answered for by whoever finished it.
            signed.setdefault(APPROVE, mark)
        elif act.step == "return":
            signed[RETURN] = mark
    return Way(signed, _next(status, signed, refused=refused), submitted, approved, refused)


def _next(status: Status, signed: dict[str, Signed], *, refused: bool) -> str | None:
    if status not in OPEN_WAY or status is Status.RETURNED:
        return None
    if status is Status.REGISTERED:
        return RECEIVE
    if status is Status.DONE:
        return RETURN
    if APPRAISE not in signed:
        return APPRAISE
    return None if refused else APPROVE
