"""The logs of this device as every carrier reaches them (`sync.protocol.log_store.LogStore`)."""

from collections.abc import Callable, Iterator

from app.domain.identifiers import FactId, Head, LogId, ScopeId, Subject
from app.storage.arrivals import Arrivals
from app.storage.database import Database
from app.storage.log_tables import find_log, places_at
from app.storage.outgoing import holdings_of, priming, runs_beyond
from app.storage.this_device import ThisDevice
from sync.protocol.holdings import Holdings
from sync.protocol.log_store import StoredRun
from sync.protocol.runs import Run

_FACT_AT = (
    "SELECT f.id, f.subject FROM entry AS e JOIN fact AS f ON f.seq = e.fact"
    " WHERE e.log = ? AND e.position = ?"
)
_POSITION_OF = (
    "SELECT e.position FROM fact AS f JOIN entry AS e ON e.fact = f.seq WHERE f.id = ? AND e.log = ?"
)
_SECRETS_OF = "SELECT DISTINCT secret FROM fact WHERE subject = ? AND secret IS NOT NULL LIMIT 2"


class OfficeLogs:
    """Implements `LogStore` over the office database."""

    def __init__(self, database: Database, identity: ThisDevice, now_ms: Callable[[], int]) -> None:
        self._database = database
        self._identity = identity
        self._now_ms = now_ms

    def located(self, scope: ScopeId) -> "LocatedFacts":
        """Return what the stream needs to look up."""
        return LocatedFacts(self._database, scope)

    def holdings(self, scope: ScopeId) -> Holdings:
        """Return every tip of every log held of this scope."""
        with self._database.read() as connection:
            return holdings_of(connection, scope)

    def runs_beyond(self, scope: ScopeId, theirs: Holdings, max_bytes: int) -> Iterator[Run]:
        """Yield, in the order they were stored, runs that the holder of ``theirs`` lacks."""
        return runs_beyond(self._database, scope, theirs, max_bytes)

    def store_run(self, scope: ScopeId, run: Run) -> StoredRun:
        """Check and keep a run in one transaction; see the port for what it raises."""
        with self._database.write() as connection:
            return Arrivals(connection, self._identity, self._now_ms()).store(scope, run)

    def priming(self, scope: ScopeId, log: LogId, position: int, head: Head) -> bytes | None:
        """Return the last 64 kB of that line up to the entry, None if it is not held."""
        with self._database.read() as connection:
            return priming(connection, scope, log, position, head)


class LocatedFacts:
    """Implements `Located`: each question is one short look, so that it sees what was stored meanwhile."""

    def __init__(self, database: Database, scope: ScopeId) -> None:
        self._database = database
        self._scope = scope

    def position_of(self, log: LogId, fact: FactId) -> int | None:
        """Return where a fact stands in a log that has not forked, else None."""
        with self._database.read() as connection:
            row = find_log(connection, log)
            if row is None or row.forked or row.scope != self._scope:
                return None
            found = connection.execute(_POSITION_OF, (fact, row.n)).fetchone()
            return None if found is None else found[0]

    def fact_at(self, log: LogId, position: int) -> tuple[FactId, Subject] | None:
        """Return the fact at a place of a log that has not forked, and its subject, else None."""
        with self._database.read() as connection:
            row = find_log(connection, log)
            if row is None or row.forked or row.scope != self._scope:
                return None
            found = connection.execute(_FACT_AT, (row.n, position)).fetchone()
            return None if found is None else (FactId(found[0]), Subject(found[1]))

    def head_at(self, log: LogId, position: int, prefix: bytes) -> Head | None:
        """Return the head held at a place of a log that begins with ``prefix``, else None."""
        with self._database.read() as connection:
            row = find_log(connection, log)
            if row is None or row.scope != self._scope:
                return None
            heads = [place.head for place in places_at(connection, row.n, position)]
            return next((head for head in heads if head.startswith(prefix)), None)

    def secret_of(self, subject: Subject) -> bytes | None:
        """Return the subject's secret when exactly one is held, else None."""
        with self._database.read() as connection:
            held = connection.execute(_SECRETS_OF, (subject,)).fetchall()
            return held[0][0] if len(held) == 1 else None
