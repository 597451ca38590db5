"""Logs as lines of entries: what is held of them, where they end, and where they forked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Row, and_, select

from app.domain.identifiers import DeviceId, FactId, Head, LogId, ScopeId
from sync.protocol.chain import Entry
from sync.protocol.holdings import Holdings, Tip
from sync.protocol.rulings import LastEntry
from sync.server.schema import entry, log, tip


@dataclass(frozen=True, slots=True)
class LogRow:
    """What is kept of a log. ``end``: the last entry that counts, once the log was ended."""

    id: LogId
    device: DeviceId
    public_key: bytes
    province: bool
    trusted: bool
    forked: bool
    end: LastEntry | None = None


def find_log(connection: Connection, scope: ScopeId, wanted: LogId) -> LogRow | None:
    """Return a log of a scope, None when it is not held."""
    row = connection.execute(select(log).where(log.c.scope == scope, log.c.id == wanted)).first()
    return None if row is None else _log_row(row)


def logs_of(connection: Connection, scope: ScopeId) -> list[LogRow]:
    """Return the logs of a scope."""
    return [_log_row(row) for row in connection.execute(select(log).where(log.c.scope == scope))]


def insert_log(connection: Connection, scope: ScopeId, row: LogRow) -> None:
    """Keep a log met for the first time."""
    connection.execute(
        log.insert().values(
            scope=scope,
            id=row.id,
            device=row.device,
            public_key=row.public_key,
            province=row.province,
            trusted=row.trusted,
            forked=row.forked,
            fence=None if row.end is None else row.end.position,
            fence_head=None if row.end is None else row.end.head,
        )
    )


def change_log(connection: Connection, scope: ScopeId, wanted: LogId, **values: object) -> None:
    """Change what is kept of a log: ``trusted``, ``forked``, ``fence``, ``fence_head``."""
    connection.execute(log.update().where(log.c.scope == scope, log.c.id == wanted).values(**values))


def holdings_of(connection: Connection, scope: ScopeId) -> Holdings:
    """Return the tips of every log of a scope."""
    gathered: dict[LogId, set[Tip]] = {}
    for name, position, head in connection.execute(
        select(tip.c.log, tip.c.position, tip.c.head).where(tip.c.scope == scope)
    ):
        gathered.setdefault(LogId(name), set()).add((position, Head(head)))
    return {name: frozenset(tips) for name, tips in gathered.items()}


def tips_of(connection: Connection, scope: ScopeId, wanted: LogId) -> list[Tip]:
    """Return where a log ends: one tip, or several after a fork."""
    rows = connection.execute(
        select(tip.c.position, tip.c.head).where(tip.c.scope == scope, tip.c.log == wanted)
    )
    return [(position, Head(head)) for position, head in rows]


def is_held(connection: Connection, scope: ScopeId, wanted: LogId, position: int, head: Head) -> bool:
    """Whether this very entry is held."""
    row = connection.execute(select(entry.c.seq).where(_place(scope, wanted, position, head))).first()
    return row is not None


def places_between(
    connection: Connection, scope: ScopeId, wanted: LogId, first: int, last: int
) -> set[tuple[int, Head]]:
    """Return (position, head) of every entry held from one position to another, on every line."""
    rows = connection.execute(
        select(entry.c.position, entry.c.head).where(
            entry.c.scope == scope, entry.c.log == wanted, entry.c.position.between(first, last)
        )
    )
    return {(position, Head(head)) for position, head in rows}


def line_through(connection: Connection, scope: ScopeId, wanted: LogId, tips: Iterable[Tip]) -> set[Head]:
    """Return the heads of everything at or before some entries of a log that forked."""
    rows = connection.execute(
        select(entry.c.head, entry.c.previous).where(entry.c.scope == scope, entry.c.log == wanted)
    )
    before = {Head(head): Head(previous) for head, previous in rows}
    known: set[Head] = set()
    for _, tip_head in tips:
        head = tip_head
        while head in before and head not in known:
            known.add(head)
            head = before[head]
    return known


def append(
    connection: Connection, scope: ScopeId, entries: Sequence[Entry], signature: bytes, first_seq: int
) -> None:
    """Chain new entries onto what is held; the last is a signed point and a tip."""
    first, last = entries[0], entries[-1]
    connection.execute(
        entry.insert(),
        [
            {
                "scope": scope,
                "log": item.log,
                "position": item.position,
                "head": item.head,
                "previous": item.previous,
                "fact": item.fact,
                "seq": first_seq + place,
                "signature": signature if item is last else None,
            }
            for place, item in enumerate(entries)
        ],
    )
    connection.execute(
        tip.delete().where(tip.c.scope == scope, tip.c.log == first.log, tip.c.head == first.previous)
    )
    connection.execute(tip.insert().values(scope=scope, log=last.log, head=last.head, position=last.position))


def sign_entry(connection: Connection, scope: ScopeId, item: Entry, signature: bytes) -> None:
    """Make an entry that is held a signed point, where it was none yet."""
    connection.execute(
        entry.update()
        .where(_place(scope, item.log, item.position, item.head), entry.c.signature.is_(None))
        .values(signature=signature)
    )


def entries_in(connection: Connection, scope: ScopeId, wanted: LogId) -> list[Entry]:
    """Return every entry of a log, oldest first."""
    rows = connection.execute(
        select(entry).where(entry.c.scope == scope, entry.c.log == wanted).order_by(entry.c.position)
    )
    return [_entry(row) for row in rows]


def entries_elsewhere(
    connection: Connection, scope: ScopeId, but: LogId, facts: Sequence[FactId]
) -> list[Entry]:
    """Return the entries of other logs that hold some of these facts too."""
    rows = connection.execute(
        select(entry).where(entry.c.scope == scope, entry.c.fact.in_(facts), entry.c.log != but)
    )
    return [_entry(row) for row in rows]


def _entry(row: Row[tuple[object, ...]]) -> Entry:
    return Entry(LogId(row.log), row.position, Head(row.previous), Head(row.head), FactId(row.fact))


def _place(scope: ScopeId, wanted: LogId, position: int, head: Head) -> ColumnElement[bool]:
    return and_(
        entry.c.scope == scope, entry.c.log == wanted, entry.c.position == position, entry.c.head == head
    )


def _log_row(row: Row[tuple[object, ...]]) -> LogRow:
    return LogRow(
        LogId(row.id),
        DeviceId(row.device),
        row.public_key,
        bool(row.province),
        bool(row.trusted),
        bool(row.forked),
        None if row.fence is None else LastEntry(row.fence, Head(row.fence_head)),
    )
