"""The province's logs as every carrier reaches them (`sync.protocol.log_store.LogStore`)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, select

from app.domain.identifiers import FactId, Head, LogId, ScopeId, Subject
from sync.protocol.holdings import Holdings
from sync.protocol.log_store import StoredRun
from sync.protocol.runs import Run
from sync.server.arrivals import store
from sync.server.database import ProvinceDatabase
from sync.server.fact_table import secrets_of
from sync.server.lines import find_log, holdings_of
from sync.server.offices import OfficeWork, ProvinceIdentity
from sync.server.outgoing import priming_of, runs_beyond
from sync.server.schema import entry, fact


class ProvinceLogs:
    """Implements `LogStore` over the province's database."""

    def __init__(
        self, database: ProvinceDatabase, identity: ProvinceIdentity, now_ms: Callable[[], int]
    ) -> None:
        self.database = database
        self.identity = identity
        self.now_ms = now_ms

    @contextmanager
    def work(self, scope: ScopeId) -> Iterator[OfficeWork]:
        """Begin a transaction on one office. Raises `ProtocolProblem` ``exchange.unknown_scope``."""
        with self.database.writing() as connection:
            yield OfficeWork(connection, scope, self.identity, self.now_ms())

    def located(self, scope: ScopeId) -> "LocatedFacts":
        """Return what the stream needs to look up."""
        return LocatedFacts(self.database, scope)

    def holdings(self, scope: ScopeId) -> Holdings:
        """Return every tip of every log held of this scope."""
        with self.database.reading() as connection:
            return holdings_of(connection, scope)

    def runs_beyond(self, scope: ScopeId, theirs: Holdings, max_bytes: int) -> Iterator[Run]:
        """Yield, in the order they were stored, runs that the holder of ``theirs`` lacks."""
        return runs_beyond(self.database, scope, theirs, max_bytes)

    def store_run(self, scope: ScopeId, run: Run) -> StoredRun:
        """Check and keep a run in one transaction; see the port for what it raises."""
        with self.work(scope) as work:
            return store(work, run)

    def priming(self, scope: ScopeId, log: LogId, position: int, head: Head) -> bytes | None:
        """Return the last 64 kB of that line up to the entry, None if it is not held."""
        with self.database.reading() as connection:
            return priming_of(connection, scope, log, position, head)


class LocatedFacts:
    """Implements `Located`: each question is one short look, so that it sees what was stored meanwhile."""

    def __init__(self, database: ProvinceDatabase, scope: ScopeId) -> None:
        self._database = database
        self._scope = scope

    def position_of(self, log: LogId, fact: FactId) -> int | None:
        """Return where a fact stands in a log that has not forked, else None."""
        with self._database.reading() as connection:
            if self._has_forked(connection, log):
                return None
            position: int | None = connection.execute(
                select(entry.c.position).where(
                    entry.c.scope == self._scope, entry.c.fact == fact, entry.c.log == log
                )
            ).scalar()
            return position

    def fact_at(self, log: LogId, position: int) -> tuple[FactId, Subject] | None:
        """Return the fact at a place of a log that has not forked, and its subject, else None."""
        with self._database.reading() as connection:
            if self._has_forked(connection, log):
                return None
            row = connection.execute(
                select(fact.c.id, fact.c.subject)
                .select_from(entry)
                .join(fact, (fact.c.scope == entry.c.scope) & (fact.c.id == entry.c.fact))
                .where(entry.c.scope == self._scope, entry.c.log == log, entry.c.position == position)
            ).first()
            return None if row is None else (FactId(row.id), Subject(row.subject))

    def head_at(self, log: LogId, position: int, prefix: bytes) -> Head | None:
        """Return the head held at a place of a log that begins with ``prefix``, else None."""
        with self._database.reading() as connection:
            rows = connection.execute(
                select(entry.c.head).where(
                    entry.c.scope == self._scope, entry.c.log == log, entry.c.position == position
                )
            )
            return next((Head(head) for (head,) in rows if head.startswith(prefix)), None)

    def secret_of(self, subject: Subject) -> bytes | None:
        """Return the subject's secret when exactly one is held, else None."""
        with self._database.reading() as connection:
            held = secrets_of(connection, self._scope, [subject]).get(subject, set())
            return next(iter(held)) if len(held) == 1 else None

    def _has_forked(self, connection: Connection, log: LogId) -> bool:
        row = find_log(connection, self._scope, log)
        return row is None or row.forked
