"""Executable model of the log (facts, entries, holdings, fold, merge): what real storage is checked against.

Payloads are field → value pairs and one life-cycle step; carriers are function calls; signatures and
personal parts are left out. It shares nothing with the program but the table of the life cycle. Ids of
facts and logs are given to it, so that it can walk in step with real files: it says what must be held,
handed over, folded and vouched for.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.domain.lifecycle import STEPS

ALLOWED = {
    (before.name.lower(), step.name): (before if step.to is None else step.to).name.lower()
    for step in STEPS.values()
    for before in step.allowed_from
}
IRREVERSIBLE = {step.name for step in STEPS.values() if step.irreversible}
"""Paper issued, money taken, result handed over."""


def in_turn(step: str, taken: set[str]) -> bool:
    """Whether a step has what must come before it and nothing it must not follow."""
    after, never_after = STEPS[step].after, STEPS[step].never_after
    return not taken & never_after and (not after or bool(taken & after))


def digest(*parts: object) -> str:
    """Hash anything that prints the same everywhere."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Fact:
    """Knows nothing of logs: the same fact may stand in two logs and counts once."""

    id: bytes
    subject: str
    parents: frozenset[bytes]
    """Newest facts of the subject that the author held, folded."""
    step: str | None = None
    changes: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Entry:
    """One place in a log. A copy or an unnoticed restore makes two entries with one predecessor: a fork."""

    log: bytes
    n: int
    prev: str
    fact: Fact

    @property
    def head(self) -> str:
        """The chain: hash of the entry and, through ``prev``, of all before it."""
        return digest(self.log, self.n, self.prev, self.fact.id)


@dataclass
class View:
    """What the facts of a subject come to."""

    status: str = "new"
    values: dict[str, tuple[object, bytes]] = field(default_factory=dict)
    open_questions: dict[str, set[bytes]] = field(default_factory=dict)
    set_aside: list[bytes] = field(default_factory=list)
    waiting: set[bytes] = field(default_factory=set)
    trail: list[bytes] = field(default_factory=list)


def fold(several: Iterable[Fact]) -> View:
    """Fold facts of one subject in the order (depth, irreversible first, id)."""
    facts = {f.id: f for f in several}
    depth: dict[bytes, int | None] = {}
    known: dict[bytes, set[bytes]] = {}

    def place(i: bytes) -> int | None:
        """Find depth and ancestors; None while an ancestor is missing."""
        if i not in depth:
            f = facts[i]
            ok = all(p in facts and place(p) is not None for p in f.parents)
            depth[i] = 1 + max((depth[p] or 0 for p in f.parents), default=0) if ok else None
            known[i] = set().union(*({p} | known[p] for p in f.parents)) if ok and f.parents else set()
        return depth[i]

    for i in sorted(facts):
        place(i)
    view = View(waiting={i for i in facts if depth[i] is None})
    placed = [i for i in facts if depth[i] is not None]
    writers: dict[str, list[tuple[bytes, object]]] = {}
    taken: set[str] = set()
    for i in sorted(placed, key=lambda i: (depth[i] or 0, facts[i].step not in IRREVERSIBLE, i)):
        f = facts[i]
        view.trail.append(i)
        if f.step:
            reached = ALLOWED.get((view.status, f.step))
            if reached is None or not in_turn(f.step, taken):
                view.set_aside.append(i)
            else:
                view.status = reached
                taken.add(f.step)
        for name, value in f.changes:
            rest = [(j, v) for j, v in writers.get(name, []) if j not in known[i]]
            writers[name] = [*rest, (i, value)]
            view.values[name] = (value, i)
    for name, rest in writers.items():
        if len({v for _, v in rest}) > 1:
            view.open_questions[name] = {j for j, _ in rest}
    return view


class Node:
    """One device, a hub, or the province."""

    def __init__(self, log: bytes, opening: Fact) -> None:
        self.entries: dict[str, Entry] = {}
        """Head → entry, in the order they were stored."""
        self.my_log, self.my_tip, self.my_n = log, "", 0
        self.open_log(log, opening)

    def open_log(self, log: bytes, opening: Fact) -> None:
        """Write to a new log from now on."""
        self.my_log, self.my_tip, self.my_n = log, "", 0
        self.append(opening)

    def copy(self) -> "Node":
        """Return what a backup holds."""
        other = object.__new__(Node)
        other.entries = dict(self.entries)
        other.my_log, other.my_tip, other.my_n = self.my_log, self.my_tip, self.my_n
        return other

    def tips(self) -> dict[bytes, set[tuple[int, str]]]:
        """Return log → places that nothing follows here. One, unless the log forked."""
        followed = {e.prev for e in self.entries.values()}
        out: dict[bytes, set[tuple[int, str]]] = {}
        for h, e in self.entries.items():
            if h not in followed:
                out.setdefault(e.log, set()).add((e.n, h))
        return out

    def facts_of(self, subject: str) -> list[Fact]:
        """Return the facts of a subject, each once."""
        return list({e.fact.id: e.fact for e in self.entries.values() if e.fact.subject == subject}.values())

    def parents(self, subject: str) -> frozenset[bytes]:
        """Return the newest folded facts: what the next fact descends from."""
        facts = {f.id: f for f in self.facts_of(subject)}
        folded = [facts[i] for i in fold(facts.values()).trail]
        covered = {p for f in folded for p in f.parents}
        return frozenset(f.id for f in folded if f.id not in covered)

    def append(self, fact: Fact) -> Entry:
        """Write a fact into the own log."""
        e = Entry(self.my_log, self.my_n + 1, self.my_tip, fact)
        self.entries[e.head] = e
        self.my_tip, self.my_n = e.head, e.n
        return e

    def path(self, head: str) -> list[Entry]:
        """Return the line that ends in an entry, oldest first."""
        out = []
        while head:
            out.append(self.entries[head])
            head = self.entries[head].prev
        return out[::-1]

    def lacks(self, holdings: dict[bytes, set[tuple[int, str]]]) -> list[Entry]:
        """Return what to hand over, in the order it was stored: all that is before no head they name.

        Of a log in which they are further along than this node, on a line it does not know, nothing: theirs
        comes here first and shows whether it is a fork. (The design's model offers it all, and the receiver
        passes over what it holds.)
        """
        heads = {h for tips in holdings.values() for _, h in tips if h in self.entries}
        covered = {e.head for h in heads for e in self.path(h)}
        mine = self.tips()
        ahead = {
            log
            for log, tips in holdings.items()
            if len(mine.get(log, ())) == 1
            and not any(h in heads for _, h in tips)
            and max(tips)[0] > max(mine[log])[0]
        }
        return [e for h, e in self.entries.items() if h not in covered and e.log not in ahead]

    def take(self, e: Entry) -> bool:
        """Store an entry. True: my log continues elsewhere, so I was copied and must open a new one."""
        if e.prev == "" or e.prev in self.entries:
            self.entries.setdefault(e.head, e)
        return any(h != self.my_tip for _, h in self.tips().get(self.my_log, ()))

    def vouched(self, receipt: dict[bytes, set[tuple[int, str]]]) -> set[bytes]:
        """Return facts a receipt covers: those on a line that ends in, or runs through, a head it names."""
        heads = {h for tips in receipt.values() for _, h in tips if h in self.entries}
        return {e.fact.id for h in heads for e in self.path(h)}
