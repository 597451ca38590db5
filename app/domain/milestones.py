"""The moments of a dossier's life that registers and reports count: received by whom, finished, ended."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.facts import Fact
from app.domain.fold import View
from app.domain.identifiers import ClerkId, FactId
from app.domain.lifecycle import FINAL, STEPS, Status

RECEPTION = "dossier.received"


@dataclass(frozen=True, slots=True)
class Milestones:
    """Which fact received the dossier and by whom; when its result was ready and when it ended (ms)."""

    received_fact: FactId | None = None
    received_by: ClerkId | None = None
    finished_at: int | None = None
    ended_at: int | None = None


def milestones(facts: Iterable[Fact], view: View) -> Milestones:
    """Read the moments off the facts of one dossier that count."""
    by_id = {fact.id: fact for fact in facts}
    without_effect = {item.fact for item in view.set_aside}.union(view.unknown, view.quarantined)
    reception: Fact | None = None
    finished_at = ended_at = None
    for i in view.trail:
        if i in without_effect:
            continue
        fact = by_id[i]
        if fact.kind == RECEPTION:
            reception = reception or fact
            continue
        reached = None if fact.step is None or fact.step not in STEPS else STEPS[fact.step].to
        if reached is Status.DONE:
            finished_at = _done_at(fact)
        elif reached in FINAL:
            ended_at = _done_at(fact)
    if reception is None:
        return Milestones(finished_at=finished_at, ended_at=ended_at)
    return Milestones(reception.id, reception.author.clerk, finished_at, ended_at)


def _done_at(fact: Fact) -> int:
    """Return when a step was taken: as stated of one entered later (imported, say), never after its entry."""
    stated = (fact.fields or {}).get("done_at")
    return stated if type(stated) is int and 0 < stated < fact.at else fact.at
