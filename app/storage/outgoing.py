"""What this device hands over: tips of its logs, and the runs another side lacks, as they were stored."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.identifiers import Head, LogId, ScopeId
from app.storage.database import Connection, Database
from app.storage.log_tables import LogRow, find_log, find_place, line_to, logs_of, tips
from sync.protocol.holdings import Holdings, Tip
from sync.protocol.runs import CarriedFact, Run
from sync.protocol.wire import PRIMING_BYTES

_PAGE = 64
_COLUMNS = (
    "SELECT e.seq, e.position, coalesce(e.previous, 0), coalesce(p.head, x''), e.signature,"
    " f.bytes, f.personal, f.secret"
    " FROM entry AS e JOIN fact AS f ON f.seq = e.fact LEFT JOIN entry AS p ON p.seq = e.previous"
)
_BY_POSITION = f"{_COLUMNS} WHERE e.log = ? AND e.position > ? AND e.seq <= ? ORDER BY e.position LIMIT ?"
_BY_NUMBER = f"{_COLUMNS} WHERE e.seq = ?"
_NUMBERS = "SELECT seq FROM entry WHERE log = ? AND seq <= ? ORDER BY seq"
_STEP_BACK = (
    "SELECT e.previous, f.bytes, f.personal FROM entry AS e JOIN fact AS f ON f.seq = e.fact WHERE e.seq = ?"
)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One entry on its way out."""

    seq: int
    log: LogId
    position: int
    previous: int
    previous_head: Head
    signature: bytes | None
    carried: CarriedFact

    @property
    def size(self) -> int:
        """Bytes of the fact and its personal part."""
        return len(self.carried.raw) + len(self.carried.personal or b"")


def holdings_of(connection: Connection, scope: ScopeId) -> Holdings:
    """Return the tips of every log of a scope."""
    held: Holdings = {}
    for log in logs_of(connection, scope):
        held[log.id] = frozenset((place.position, place.head) for place in tips(connection, log))
    return held


def runs_beyond(database: Database, scope: ScopeId, theirs: Holdings, max_bytes: int) -> Iterator[Run]:
    """Yield the runs that the holder of ``theirs`` lacks. What is yielded is settled by this call.

    Read page by page while the other side listens, never in one long look that would hold up checkpoints.
    """
    with database.read() as connection:
        last = connection.execute("SELECT coalesce(max(seq), 0) FROM entry").fetchone()[0]
        lines = [
            _line(database, connection, log, theirs.get(log.id, frozenset()), last)
            for log in logs_of(connection, scope)
        ]
    return _grouped(heapq.merge(*lines, key=lambda entry: entry.seq), max_bytes)


def priming(connection: Connection, scope: ScopeId, log: LogId, position: int, head: Head) -> bytes | None:
    """Return the last 64 kB of a line up to an entry, None if that is not held."""
    row = find_log(connection, log)
    place = None if row is None else find_place(connection, row.n, position, head)
    if row is None or place is None or row.scope != scope:
        return None
    pieces: list[bytes] = []
    size = 0
    seq: int | None = place.seq
    while seq is not None and size < PRIMING_BYTES:
        seq, raw, personal = connection.execute(_STEP_BACK, (seq,)).fetchone()
        piece = raw + (personal or b"")
        pieces.append(piece)
        size += len(piece)
    return b"".join(reversed(pieces))[-PRIMING_BYTES:]


def _line(
    database: Database, connection: Connection, log: LogRow, theirs: frozenset[Tip], last: int
) -> Iterator[Outgoing]:
    """Return a log's entries that the other side lacks, oldest first."""
    held = [place for n, head in theirs if (place := find_place(connection, log.n, n, head)) is not None]
    if not log.forked:
        if not held and theirs and max(theirs)[0] > tips(connection, log)[0].position:
            # They are further along: if on another line, theirs comes here first and shows the fork.
            return iter(())
        return _beyond(database, log, max((place.position for place in held), default=0), last)
    known: set[int] = set()
    for place in held:
        if place.seq not in known:
            known |= line_to(connection, place.seq)
    numbers = [seq for (seq,) in connection.execute(_NUMBERS, (log.n, last)) if seq not in known]
    return _numbered(database, log, numbers)


def _beyond(database: Database, log: LogRow, position: int, last: int) -> Iterator[Outgoing]:
    """Go through a log that has not forked, page by page."""
    while True:
        with database.read() as connection:
            page = connection.execute(_BY_POSITION, (log.n, position, last, _PAGE)).fetchall()
        for row in page:
            entry = _outgoing(log, row)
            position = entry.position
            yield entry
        if len(page) < _PAGE:
            return


def _numbered(database: Database, log: LogRow, numbers: list[int]) -> Iterator[Outgoing]:
    """Go through the named entries of a forked log, page by page."""
    for start in range(0, len(numbers), _PAGE):
        with database.read() as connection:
            page = [
                connection.execute(_BY_NUMBER, (seq,)).fetchone() for seq in numbers[start : start + _PAGE]
            ]
        for row in page:
            yield _outgoing(log, row)


def _outgoing(
    log: LogRow, row: tuple[int, int, int, bytes, bytes | None, bytes, bytes | None, bytes | None]
) -> Outgoing:
    seq, position, previous, head, signature, raw, personal, secret = row
    return Outgoing(
        seq, log.id, position, previous, Head(head), signature, CarriedFact(raw, personal, secret)
    )


def _grouped(entries: Iterator[Outgoing], max_bytes: int) -> Iterator[Run]:
    """Make runs of consecutive entries of one line; every run ends at a signed point."""
    group: list[Outgoing] = []
    signed = size = 0
    for entry in entries:
        continues = bool(group) and entry.log == group[-1].log and entry.previous == group[-1].seq
        if signed and (not continues or size + entry.size > max_bytes):
            yield _run(group[:signed])
            group, signed = group[signed:], 0
            size = sum(waiting.size for waiting in group)
        if not continues:
            group, size = [], 0
        group.append(entry)
        size += entry.size
        if entry.signature is not None:
            signed = len(group)
    if signed:
        yield _run(group[:signed])


def _run(group: list[Outgoing]) -> Run:
    first, last = group[0], group[-1]
    return Run(
        first.log,
        first.position - 1,
        first.previous_head,
        tuple(entry.carried for entry in group),
        last.signature or b"",
    )
