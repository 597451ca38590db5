"""What the province hands over: the runs another side lacks, in the order they were stored."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from app.domain.identifiers import Head, LogId, ScopeId
from sync.protocol.holdings import Holdings, Tip
from sync.protocol.runs import CarriedFact, Run
from sync.protocol.wire import PRIMING_BYTES
from sync.server.database import ProvinceDatabase
from sync.server.lines import LogRow, is_held, line_through, logs_of, tips_of
from sync.server.schema import entry, fact

_PAGE = 200
_JOINED = entry.join(fact, (fact.c.scope == entry.c.scope) & (fact.c.id == entry.c.fact))


@dataclass(frozen=True, slots=True)
class _Lacking:
    """What the other side lacks of one log: all beyond a position, or of a forked log, named entries."""

    beyond: int
    known: frozenset[Head] | None = None

    def includes(self, position: int, head: Head) -> bool:
        return position > self.beyond if self.known is None else head not in self.known


@dataclass(frozen=True, slots=True)
class _Outgoing:
    """One entry on its way out."""

    log: LogId
    position: int
    head: Head
    previous: Head
    signature: bytes | None
    carried: CarriedFact

    @property
    def size(self) -> int:
        return len(self.carried.raw) + len(self.carried.personal or b"")


def runs_beyond(
    database: ProvinceDatabase, scope: ScopeId, theirs: Holdings, max_bytes: int
) -> Iterator[Run]:
    """Yield the runs that the holder of ``theirs`` lacks. What is yielded is settled by this call.

    Read page by page while the other side listens, never in one long look.
    """
    with database.reading() as connection:
        last: int | None = connection.execute(
            select(func.max(entry.c.seq)).where(entry.c.scope == scope)
        ).scalar()
        lacking = {
            log.id: _lacking(connection, scope, log, theirs.get(log.id, frozenset()))
            for log in logs_of(connection, scope)
        }
        starts = [
            start
            for log, what in lacking.items()
            if (start := _first_seq(connection, scope, log, what)) is not None
        ]
    if last is None or not starts:
        return iter(())
    return _grouped(_entries(database, scope, lacking, min(starts), last), max_bytes)


def priming_of(connection: Connection, scope: ScopeId, log: LogId, position: int, head: Head) -> bytes | None:
    """Return the last 64 kB of a line up to an entry, None if that is not held."""
    if not is_held(connection, scope, log, position, head):
        return None
    pieces: list[bytes] = []
    size = 0
    while position > 0 and size < PRIMING_BYTES:
        rows = connection.execute(
            select(entry.c.position, entry.c.head, entry.c.previous, fact.c.raw, fact.c.personal)
            .select_from(_JOINED)
            .where(
                entry.c.scope == scope,
                entry.c.log == log,
                entry.c.position.between(position - _PAGE + 1, position),
            )
            .order_by(entry.c.position.desc())
        ).all()
        # Of a forked log only the line that ends in `head`.
        for row in rows:
            if row.position == position and row.head == head:
                pieces.append(row.raw + (row.personal or b""))
                size += len(pieces[-1])
                position, head = position - 1, Head(row.previous)
    return b"".join(reversed(pieces))[-PRIMING_BYTES:]


def _lacking(connection: Connection, scope: ScopeId, log: LogRow, theirs: frozenset[Tip]) -> _Lacking:
    held = [tip for tip in theirs if is_held(connection, scope, log.id, *tip)]
    if not log.forked:
        ends = tips_of(connection, scope, log.id)
        if not held and theirs and max(theirs)[0] > max(ends)[0]:
            # They are further along: if on another line, theirs comes here first and shows the fork.
            return _Lacking(max(theirs)[0])
        return _Lacking(max((position for position, _ in held), default=0))
    return _Lacking(0, frozenset(line_through(connection, scope, log.id, held)))


def _first_seq(connection: Connection, scope: ScopeId, log: LogId, what: _Lacking) -> int | None:
    """Return the number of the first entry lacking of a log, None when nothing is."""
    wanted = select(func.min(entry.c.seq)).where(entry.c.scope == scope, entry.c.log == log)
    if what.known is None:
        first: int | None = connection.execute(wanted.where(entry.c.position > what.beyond)).scalar()
        return first
    rows = connection.execute(
        select(entry.c.seq, entry.c.head).where(entry.c.scope == scope, entry.c.log == log)
    )
    return min((seq for seq, head in rows if head not in what.known), default=None)


def _entries(
    database: ProvinceDatabase, scope: ScopeId, lacking: dict[LogId, _Lacking], first: int, last: int
) -> Iterator[_Outgoing]:
    """Go through the entries from one number to another, leaving out what the other side holds."""
    after = first - 1
    while after < last:
        with database.reading() as connection:
            page = connection.execute(
                select(
                    entry.c.seq,
                    entry.c.log,
                    entry.c.position,
                    entry.c.head,
                    entry.c.previous,
                    entry.c.signature,
                    fact.c.raw,
                    fact.c.personal,
                    fact.c.secret,
                )
                .select_from(_JOINED)
                .where(entry.c.scope == scope, entry.c.seq > after, entry.c.seq <= last)
                .order_by(entry.c.seq)
                .limit(_PAGE)
            ).all()
        if not page:
            return
        after = page[-1].seq
        for row in page:
            what = lacking.get(row.log)
            if what is not None and what.includes(row.position, row.head):
                yield _Outgoing(
                    LogId(row.log),
                    row.position,
                    Head(row.head),
                    Head(row.previous),
                    row.signature,
                    CarriedFact(row.raw, row.personal, row.secret),
                )


def _grouped(entries: Iterator[_Outgoing], max_bytes: int) -> Iterator[Run]:
    """Make runs of consecutive entries of one line; every run ends at a signed point."""
    group: list[_Outgoing] = []
    signed = size = 0
    for item in entries:
        continues = bool(group) and item.log == group[-1].log and item.previous == group[-1].head
        if signed and (not continues or size + item.size > max_bytes):
            yield _run(group[:signed])
            group, signed = group[signed:], 0
            size = sum(waiting.size for waiting in group)
        if not continues:
            group, size = [], 0
        group.append(item)
        size += item.size
        if item.signature is not None:
            signed = len(group)
    if signed:
        yield _run(group[:signed])


def _run(group: list[_Outgoing]) -> Run:
    first, last = group[0], group[-1]
    return Run(
        first.log,
        first.position - 1,
        first.previous,
        tuple(item.carried for item in group),
        last.signature or b"",
    )
