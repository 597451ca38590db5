"""Facts as the province keeps them: once each, whatever number of logs hold them, personal part beside."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from sqlalchemy import Connection, select

from app.domain.facts import Fact
from app.domain.fold import ERASED_BY
from app.domain.identifiers import FactId, LogId, ScopeId, Subject
from sync.protocol.encoding import decode_fact
from sync.protocol.personal_parts import PersonalParts, secrets_in
from sync.protocol.rulings import CARRIED, COUNTS, QUARANTINED
from sync.protocol.runs import CarriedFact, Run
from sync.server.schema import entry, erased, fact

T = TypeVar("T")
_AT_ONCE = 400
"""Values named in one statement; SQLite and PostgreSQL both take more."""


@dataclass(frozen=True, slots=True)
class Arriving:
    """A fact on its way in: decoded, as carried, and what it counts for."""

    fact: Fact
    carried: CarriedFact
    standing: int


@dataclass(slots=True)
class Keeper:
    """Keeps the facts of one run, inside one transaction."""

    connection: Connection
    scope: ScopeId
    new: set[FactId] = field(default_factory=set)

    def keep(self, arriving: Sequence[Arriving], run: Run | None = None) -> None:
        """Store facts that are not held yet; ``new`` then names them. ``run`` is what brought them.

        Raises `ProtocolProblem` ``run.personal_owed`` or ``run.bad_personal``.
        """
        held = held_ids(self.connection, self.scope, [item.fact.id for item in arriving])
        fresh: dict[FactId, Arriving] = {}
        for item in arriving:
            if item.fact.id not in held:
                fresh.setdefault(item.fact.id, item)
        parts = self._parts(list(fresh.values()), run)
        rows = [self._row(item, parts) for item in fresh.values()]
        if rows:
            self.connection.execute(fact.insert(), rows)
        self.new.update(fresh)
        again = [item for item in arriving if item.fact.id in held]
        before = standings_of(self.connection, self.scope, [item.fact.id for item in again])
        raised = {item.fact.id: item.standing for item in again if item.standing > before[item.fact.id]}
        set_standing(self.connection, self.scope, raised)

    def _parts(self, fresh: Sequence[Arriving], run: Run | None) -> PersonalParts:
        """Gather what proves the personal parts of new facts."""
        parts = PersonalParts({} if run is None else secrets_in(run), set(), set(), set())
        concerned = {
            item.fact.subject
            for item in fresh
            if item.carried.personal is not None or item.fact.personal_missing
        }
        for subject, secrets in secrets_of(self.connection, self.scope, concerned).items():
            parts.secrets.setdefault(subject, []).extend(secrets)
        parts.erased = erased_of(self.connection, self.scope, concerned)
        bare = {item.fact.subject for item in fresh if item.carried.personal is None}
        parts.excused = excused_of(self.connection, self.scope, concerned & bare)
        if run is not None:
            parts.bearing = _borne_in(self.connection, self.scope, run.log, concerned)
        return parts

    def _row(self, item: Arriving, parts: PersonalParts) -> dict[str, object]:
        kept = parts.kept(item.fact, item.carried)
        return {
            "scope": self.scope,
            "id": item.fact.id,
            "subject": item.fact.subject,
            "standing": item.standing,
            "raw": kept.raw,
            "personal": kept.personal,
            "secret": kept.secret,
        }


def _borne_in(
    connection: Connection, scope: ScopeId, log: LogId, subjects: Iterable[Subject]
) -> set[Subject]:
    """Return of which subjects a log carries the secret already."""
    found: set[Subject] = set()
    for part in parts_of(subjects):
        rows = connection.execute(
            select(fact.c.subject)
            .join(entry, (entry.c.scope == fact.c.scope) & (entry.c.fact == fact.c.id))
            .where(
                fact.c.scope == scope,
                fact.c.subject.in_(part),
                fact.c.secret.is_not(None),
                entry.c.log == log,
            )
        )
        found.update(Subject(subject) for (subject,) in rows)
    return found


def parts_of(values: Iterable[T]) -> Iterator[list[T]]:
    """Divide values so that one statement can name them."""
    listed = list(values)
    for start in range(0, len(listed), _AT_ONCE):
        yield listed[start : start + _AT_ONCE]


def held_ids(connection: Connection, scope: ScopeId, ids: Iterable[FactId]) -> set[FactId]:
    """Return which of these facts are held."""
    found: set[FactId] = set()
    for part in parts_of(ids):
        rows = connection.execute(select(fact.c.id).where(fact.c.scope == scope, fact.c.id.in_(part)))
        found.update(FactId(held) for (held,) in rows)
    return found


def folding_facts(
    connection: Connection, scope: ScopeId, subjects: Iterable[Subject]
) -> dict[Subject, list[Fact]]:
    """Return the facts that fold, by subject."""
    found: dict[Subject, list[Fact]] = {}
    for part in parts_of(subjects):
        rows = connection.execute(
            select(fact.c.subject, fact.c.raw, fact.c.personal, fact.c.standing).where(
                fact.c.scope == scope, fact.c.subject.in_(part), fact.c.standing != CARRIED
            )
        )
        for subject, raw, personal, standing in rows:
            one = replace(decode_fact(raw, personal), quarantined=standing == QUARANTINED)
            found.setdefault(Subject(subject), []).append(one)
    return found


def secrets_of(
    connection: Connection, scope: ScopeId, subjects: Iterable[Subject]
) -> dict[Subject, set[bytes]]:
    """Return the secrets held of each subject: one, or several drawn unseen by each other."""
    found: dict[Subject, set[bytes]] = {}
    for part in parts_of(subjects):
        rows = connection.execute(
            select(fact.c.subject, fact.c.secret).where(
                fact.c.scope == scope, fact.c.subject.in_(part), fact.c.secret.is_not(None)
            )
        )
        for subject, secret in rows:
            found.setdefault(Subject(subject), set()).add(secret)
    return found


def standings_of(connection: Connection, scope: ScopeId, ids: Iterable[FactId]) -> dict[FactId, int]:
    """Return what facts count for."""
    found: dict[FactId, int] = {}
    for part in parts_of(ids):
        rows = connection.execute(
            select(fact.c.id, fact.c.standing).where(fact.c.scope == scope, fact.c.id.in_(part))
        )
        found.update((FactId(name), standing) for name, standing in rows)
    return found


def set_standing(connection: Connection, scope: ScopeId, standings: Mapping[FactId, int]) -> None:
    """Write down what facts count for from now on."""
    for value in set(standings.values()):
        for part in parts_of(name for name, standing in standings.items() if standing == value):
            connection.execute(
                fact.update().where(fact.c.scope == scope, fact.c.id.in_(part)).values(standing=value)
            )


def load_facts(connection: Connection, scope: ScopeId, ids: Iterable[FactId]) -> list[Fact]:
    """Return facts, open fields only."""
    loaded: list[Fact] = []
    for part in parts_of(ids):
        rows = connection.execute(select(fact.c.raw).where(fact.c.scope == scope, fact.c.id.in_(part)))
        loaded += [decode_fact(raw, None) for (raw,) in rows]
    return loaded


def erased_of(connection: Connection, scope: ScopeId, subjects: Iterable[Subject]) -> set[Subject]:
    """Return which of these subjects an order has erased."""
    found: set[Subject] = set()
    for part in parts_of(subjects):
        rows = connection.execute(
            select(erased.c.subject).where(erased.c.scope == scope, erased.c.subject.in_(part))
        )
        found.update(Subject(subject) for (subject,) in rows)
    return found


def excused_of(connection: Connection, scope: ScopeId, subjects: Iterable[Subject]) -> set[Subject]:
    """Return which of these subjects the province ordered to erase: their personal parts may be missing.

    The order may still wait for earlier facts, which then come from where it was obeyed already.
    """
    found = erased_of(connection, scope, subjects)
    for part in parts_of(subjects):
        rows = connection.execute(
            select(fact.c.subject, fact.c.raw).where(
                fact.c.scope == scope, fact.c.subject.in_(part), fact.c.standing == COUNTS
            )
        )
        found.update(Subject(subject) for subject, raw in rows if decode_fact(raw, None).kind == ERASED_BY)
    return found


def erase(connection: Connection, scope: ScopeId, subject: Subject) -> None:
    """Delete the subject's secret and its personal parts; the facts stay."""
    if subject not in erased_of(connection, scope, [subject]):
        connection.execute(erased.insert().values(scope=scope, subject=subject))
    connection.execute(
        fact.update()
        .where(fact.c.scope == scope, fact.c.subject == subject)
        .values(personal=None, secret=None)
    )
