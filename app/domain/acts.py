"""What counted in the life of one dossier, in order: its steps as acts of people (ai, lúc nào, việc gì)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.facts import Fact, Value
from app.domain.field_values import readable_fields
from app.domain.fold import View
from app.domain.identifiers import ClerkId, FactId
from app.domain.lifecycle import Status, next_status
from app.domain.text import fold


@dataclass(frozen=True, slots=True)
class Act:
    """One fact of a dossier that counts. ``at`` is in milliseconds; ``status``: where it left the dossier.

    ``step`` is empty for what is no step, such as a correction. ``fields`` hold what could be read.
    """

    fact: FactId
    step: str
    at: int
    clerk: ClerkId
    role: str
    status: Status
    fields: Mapping[str, Value]


def acts(facts: Iterable[Fact], view: View) -> tuple[Act, ...]:
    """Return the facts that count in fold order: none that was set aside, waits, or is not understood."""
    by_id = {fact.id: fact for fact in facts}
    without_effect = {item.fact for item in view.set_aside}.union(view.unknown, view.quarantined)
    found: list[Act] = []
    status, taken = Status.NEW, set[str]()
    for i in view.trail:
        fact = by_id[i]
        if i in without_effect or fact.fields is None:
            continue
        step = fact.step or ""
        if step:
            status = next_status(status, step, taken) or status
            taken.add(step)
        author = fact.author
        told = readable_fields(fact.fields)
        found.append(Act(i, step, fact.at, author.clerk, author.role, status, told))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Consultation:
    """Another agency that was asked (lấy ý kiến, Đ19 k4) and has not answered yet. Times in milliseconds."""

    fact: FactId
    agency: str
    content: str
    asked_at: int
    answer_due_at: int | None


def open_consultations(done: Iterable[Act]) -> tuple[Consultation, ...]:
    """Return the consultations without an answer, oldest first; an answer settles its agency's oldest."""
    waiting: list[Consultation] = []
    for act in done:
        agency = str(act.fields.get("agency") or "")
        if act.step == "consult":
            content, due = str(act.fields.get("content") or ""), act.fields.get("answer_due_at")
            waiting.append(Consultation(act.fact, agency, content, act.at, due))
        elif act.step == "answer":
            asked = next((one for one in waiting if same_agency(one.agency, agency)), None)
            if asked is not None:
                waiting.remove(asked)
    return tuple(waiting)


def same_agency(one: str, other: str) -> bool:
    """Whether two spellings name the same agency: marks, case and spaces do not matter."""
    return fold(one).split() == fold(other).split()


def correction_owed(done: Iterable[Act]) -> int | None:
    """Return until when a correction after the return is owed (Đ23), in milliseconds; None when none is.

    0 when one is owed and no term was stated.
    """
    owed: int | None = None
    for act in done:
        if act.step == "ask_correction":
            owed = act.fields.get("correction_due_at") or 0
        elif act.step == "correct":
            owed = None
    return owed


def last_of(done: Iterable[Act], step: str) -> Act | None:
    """Return the last act of a step, or None."""
    return next((act for act in reversed(tuple(done)) if act.step == step), None)
