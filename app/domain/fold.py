"""The state of a subject as a pure function of the set of its facts; no clock, catalogue or arrival order.

Facts fold in the order (depth, irreversible acts first, id); depth is one more than the deepest
parent. Fields written in parallel merge, or ask a person; steps are replayed through the transition
table, and one that is no longer allowed is set aside, visibly. Nothing is dropped: every fact ends
applied, superseded by an author who had seen it, in an open question, set aside, or waiting.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from app.domain.facts import Fact, Value
from app.domain.identifiers import FactId
from app.domain.kinds import NEVER_ASKED, Family, known_kind
from app.domain.lifecycle import STEPS, Status, next_status

ERASED_BY = "subject.erased"
MAX_PARENTS = 64
"""A fact names so many parents at most; what is left over is covered by the next one."""


class Held(NamedTuple):
    """A field's value and the fact that wrote it. A tuple: a reception makes thirty of them."""

    value: Value
    fact: FactId


@dataclass(frozen=True, slots=True)
class SetAside:
    """A fact that a parallel one made impossible. ``reason``: ``not_allowed`` or ``needs_newer_program``."""

    fact: FactId
    step: str
    status: Status
    reason: str


@dataclass(slots=True)
class View:
    """What the facts of one subject come to."""

    status: Status = Status.NEW
    taken: set[str] = field(default_factory=set)
    """The steps that were taken, those set aside left out."""
    values: dict[str, Held] = field(default_factory=dict)
    open_questions: dict[str, frozenset[FactId]] = field(default_factory=dict)
    """Field name → the facts that wrote different values without having seen each other."""
    set_aside: list[SetAside] = field(default_factory=list)
    waiting: frozenset[FactId] = frozenset()
    """Facts with an earlier fact missing; carried and shown, not folded, never a parent."""
    parallel: list[FactId] = field(default_factory=list)
    """Facts whose author had not seen an earlier one of the trail."""
    unknown: list[FactId] = field(default_factory=list)
    """Facts that this program does not know, or whose kind is not one for this sort of subject."""
    quarantined: list[FactId] = field(default_factory=list)
    """Facts behind the line where their log was revoked: shown, and without effect."""
    needs_newer_program: bool = False
    """A critical unknown fact is here: no life-cycle step may be taken on this subject."""
    erased: bool = False
    family: Family | None = None
    """What sort of subject this is; None while no fact tells."""
    trail: list[FactId] = field(default_factory=list)
    """All folded facts in fold order."""

    def value(self, name: str) -> Value:
        """Return a field's value, or None."""
        held = self.values.get(name)
        return None if held is None else held.value


@dataclass(slots=True)
class _Placed:
    """Where the foldable facts stand: their depth, and as bit sets whom their authors had seen."""

    depth: dict[FactId, int]
    seen: dict[FactId, int]
    bit: dict[FactId, int]


def irreversible(fact: Fact) -> bool:
    """Whether the fact tells of a paper issued, money taken, or a result handed over."""
    if fact.step is not None:
        step = STEPS.get(fact.step)
        return step is not None and step.irreversible
    kind = known_kind(fact.kind, fact.version)
    return kind is not None and kind.irreversible


def fold(facts: Iterable[Fact]) -> View:
    """Fold the facts of one subject. The same set gives an equal view, whatever its order and repetition."""
    by_id = {fact.id: fact for fact in facts}
    orders = {
        i for i, f in by_id.items() if f.kind == ERASED_BY and f.fields is not None and not f.quarantined
    }
    placed = _place(by_id, erased=bool(orders))
    erased = not orders.isdisjoint(placed.depth)
    if orders and not erased:
        # An order that still waits for earlier facts has no effect yet.
        placed = _place(by_id, erased=False)
    view = View(waiting=frozenset(by_id.keys() - placed.depth.keys()), erased=erased)
    ordered = sorted(placed.depth, key=lambda i: (placed.depth[i], not irreversible(by_id[i]), i))
    view.family = family = _family(by_id[i] for i in (*ordered, *sorted(view.waiting)))
    writers: dict[str, list[Held]] = {}
    so_far = 0
    for i in ordered:
        fact = by_id[i]
        view.trail.append(i)
        if so_far & ~placed.seen[i]:
            view.parallel.append(i)
        so_far |= placed.bit[i]
        if fact.quarantined:
            view.quarantined.append(i)
        elif fact.fields is None or _family_of(fact) not in {family, Family.ANY}:
            view.unknown.append(i)
            view.needs_newer_program = view.needs_newer_program or (fact.critical and fact.fields is None)
        elif _replay(view, fact):
            _write(view, writers, fact, placed)
    for name, rest in writers.items():
        if name not in NEVER_ASKED and any(held.value != rest[0].value for held in rest[1:]):
            view.open_questions[name] = frozenset(held.fact for held in rest)
    return view


def tips(facts: Iterable[Fact], view: View) -> tuple[FactId, ...]:
    """Return the newest folded facts, sorted: the parents of the next fact of this subject."""
    folded = set(view.trail)
    covered = {parent for fact in facts if fact.id in folded for parent in fact.parents}
    newest = [i for i in view.trail if i not in covered]
    return tuple(sorted(newest[-MAX_PARENTS:]))


def _family_of(fact: Fact) -> Family | None:
    kind = known_kind(fact.kind, fact.version)
    return None if kind is None else kind.family


def _family(facts: Iterable[Fact]) -> Family | None:
    """Return what sort of subject this is: the family of its first fact. Kinds of another do not count."""
    families = (_family_of(fact) for fact in facts if not fact.quarantined)
    return next((family for family in families if family not in {None, Family.ANY}), None)


def _place(by_id: dict[FactId, Fact], *, erased: bool) -> _Placed:
    """Give every fact whose ancestors are all here its depth and the set of its ancestors."""
    placed = _Placed({}, {}, {})
    ready = [i for i, fact in by_id.items() if not fact.parents]
    children: dict[FactId, list[FactId]] = {}
    missing: dict[FactId, int] = {}
    for i, fact in by_id.items():
        missing[i] = len(fact.parents)
        for parent in fact.parents:
            children.setdefault(parent, []).append(i)
    while ready:
        i = ready.pop()
        fact = by_id[i]
        if fact.personal_missing and not erased:
            continue
        placed.bit[i] = 1 << len(placed.bit)
        placed.depth[i] = 1 + max((placed.depth[p] for p in fact.parents), default=0)
        seen = 0
        for parent in fact.parents:
            seen |= placed.seen[parent] | placed.bit[parent]
        placed.seen[i] = seen
        for child in children.get(i, ()):
            missing[child] -= 1
            if missing[child] == 0:
                ready.append(child)
    return placed


def _replay(view: View, fact: Fact) -> bool:
    """Take the fact's step, if it has one. False: the fact is set aside, with all it says."""
    if fact.step is None:
        return True
    # A step this program has no name for was taken by a newer one: what follows it cannot be replayed here.
    view.needs_newer_program = view.needs_newer_program or fact.step not in STEPS
    reached = None if view.needs_newer_program else next_status(view.status, fact.step, view.taken)
    if reached is None:
        reason = "needs_newer_program" if view.needs_newer_program else "not_allowed"
        view.set_aside.append(SetAside(fact.id, fact.step, view.status, reason))
        return False
    view.status = reached
    view.taken.add(fact.step)
    return True


def _write(view: View, writers: dict[str, list[Held]], fact: Fact, placed: _Placed) -> None:
    """Write the fact's fields: each supersedes what its author had seen and stands beside the rest."""
    seen = placed.seen[fact.id]
    kind = known_kind(fact.kind, fact.version)
    told_of_the_act = kind.act_fields if kind is not None else frozenset()
    for name, value in (fact.fields or {}).items():
        if name in told_of_the_act or (view.erased and name in fact.personal):
            continue
        held = Held(value, fact.id)
        before = view.values.get(name)
        view.values[name] = held
        if before is None:
            continue
        rest = [other for other in writers.get(name, (before,)) if not placed.bit[other.fact] & seen]
        writers[name] = [*rest, held]
