"""Rows of logs, entries and facts: constant SQL and nothing else."""

from dataclasses import dataclass

from app.domain.identifiers import DeviceId, FactId, Head, LogId, ScopeId
from app.storage.database import Connection

INSERT_FACT = "INSERT INTO fact (id, subject, standing, secret, bytes, personal) VALUES (?, ?, ?, ?, ?, ?)"
INSERT_NUMBERED_FACT = (
    "INSERT INTO fact (seq, id, subject, standing, secret, bytes, personal) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
INSERT_ENTRY = (
    "INSERT INTO entry (seq, log, position, previous, fact, head, signature) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_LOG = (
    "INSERT INTO log (id, scope, device, public_key, mine, province, trusted) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_LOG = (
    "SELECT n, id, scope, device, public_key, mine, province, trusted, forked, fence_position, fence_head,"
    " received_position FROM log"
)
_LOG_BY_ID = f"{_LOG} WHERE id = ?"
_LOG_BY_NUMBER = f"{_LOG} WHERE n = ?"
_LOGS_OF_SCOPE = f"{_LOG} WHERE scope = ? ORDER BY n"
_LOGS = f"{_LOG} ORDER BY n"
_TIP = "SELECT seq, position, head FROM entry WHERE log = ? ORDER BY position DESC LIMIT 1"
_FORKED_TIPS = (
    "SELECT seq, position, head FROM entry AS e WHERE log = ? AND NOT EXISTS"
    " (SELECT 1 FROM entry AS n WHERE n.log = e.log AND n.position = e.position + 1 AND n.previous = e.seq)"
)
_AT = "SELECT seq, position, head FROM entry WHERE log = ? AND position = ?"
_LINE = (
    "WITH RECURSIVE line (seq) AS (SELECT ? UNION ALL"
    " SELECT e.previous FROM entry AS e JOIN line ON e.seq = line.seq WHERE e.previous IS NOT NULL)"
    " SELECT seq FROM line"
)


@dataclass(frozen=True, slots=True)
class LogRow:
    """One log held here. ``n`` is its local number; ``received_position`` counts only while not forked."""

    n: int
    id: LogId
    scope: ScopeId
    device: DeviceId
    public_key: bytes
    mine: bool
    province: bool
    trusted: bool
    forked: bool
    fence_position: int | None
    fence_head: Head | None
    received_position: int


@dataclass(frozen=True, slots=True)
class Place:
    """One entry's local number, position and head."""

    seq: int
    position: int
    head: Head


@dataclass(frozen=True, slots=True)
class NewLog:
    """A log met for the first time."""

    id: LogId
    scope: ScopeId
    device: DeviceId
    public_key: bytes
    mine: bool
    province: bool
    trusted: bool


def insert_log(connection: Connection, new: NewLog) -> LogRow:
    """Add a log."""
    values = (new.id, new.scope, new.device, new.public_key, new.mine, new.province, new.trusted)
    return log_by_number(connection, connection.execute(_INSERT_LOG, values).lastrowid)


def find_log(connection: Connection, log: LogId) -> LogRow | None:
    """Find a log by its id."""
    row = connection.execute(_LOG_BY_ID, (log,)).fetchone()
    return None if row is None else LogRow(*row)


def log_by_number(connection: Connection, number: int) -> LogRow:
    """Return a log by its local number."""
    return LogRow(*connection.execute(_LOG_BY_NUMBER, (number,)).fetchone())


def logs_of(connection: Connection, scope: ScopeId) -> list[LogRow]:
    """Return the logs of a scope, oldest first."""
    return [LogRow(*row) for row in connection.execute(_LOGS_OF_SCOPE, (scope,))]


def all_logs(connection: Connection) -> list[LogRow]:
    """Return every log held, oldest first."""
    return [LogRow(*row) for row in connection.execute(_LOGS)]


def tips(connection: Connection, log: LogRow) -> list[Place]:
    """Return the entries of a log that nothing follows here; more than one after a fork."""
    sql = _FORKED_TIPS if log.forked else _TIP
    return [Place(*row) for row in connection.execute(sql, (log.n,))]


def places_at(connection: Connection, log: int, position: int) -> list[Place]:
    """Return the entries at a position: one, or one for each line of a fork."""
    return [Place(*row) for row in connection.execute(_AT, (log, position))]


def find_place(connection: Connection, log: int, position: int, head: Head) -> Place | None:
    """Find an entry by its head."""
    return next((place for place in places_at(connection, log, position) if place.head == head), None)


def line_to(connection: Connection, entry: int) -> set[int]:
    """Return the numbers of an entry and of all before it on its line."""
    return {seq for (seq,) in connection.execute(_LINE, (entry,))}


def next_entry_number(connection: Connection) -> int:
    """Return the number the next entry gets."""
    number: int = connection.execute("SELECT coalesce(max(seq), 0) + 1 FROM entry").fetchone()[0]
    return number


def next_fact_number(connection: Connection) -> int:
    """Return the number the next fact gets."""
    number: int = connection.execute("SELECT coalesce(max(seq), 0) + 1 FROM fact").fetchone()[0]
    return number


def fact_number(connection: Connection, fact: FactId) -> int | None:
    """Return the local number of a fact, or None when it is not held."""
    row = connection.execute("SELECT seq FROM fact WHERE id = ?", (fact,)).fetchone()
    return None if row is None else row[0]
