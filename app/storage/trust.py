"""Which logs count: whose key is trusted, what the root certifies, and where a log was ended.

A log is trusted when it is this device's own, when its key was granted by the province or paired at the
screen, or when the pinned root certifies it as the province's. Everything else is stored and carried, and
folds when trust arrives. Of a trusted log the facts of its own device fold; those beyond the line where it
was ended, and those of kinds that only the province writes, keep their place and say nothing.
"""

from collections.abc import Callable, Iterator

from app.domain.facts import Fact
from app.domain.identifiers import NO_HEAD, DeviceId, Head, LogId, ScopeId, Subject
from app.storage.database import Connection
from app.storage.log_tables import LogRow, NewLog, all_logs, find_place, line_to, logs_of, places_at, tips
from app.storage.this_device import ThisDevice, pinned_root
from sync.protocol.chain import FIRST_POSITION
from sync.protocol.encoding import decode_fact
from sync.protocol.problems import ProtocolProblem
from sync.protocol.rulings import CARRIED, LastEntry, Ruling, Standing, counts_for, standing
from sync.protocol.runs import MAX_UNKNOWN_BYTES, MAX_UNKNOWN_LOGS, Run
from sync.protocol.signing import working_key_holds

_PAGE = 500
_ENTRIES = (
    "SELECT e.seq, e.position, f.seq, f.standing, f.bytes FROM entry AS e JOIN fact AS f ON f.seq = e.fact"
    " WHERE e.log = ? AND (e.position, e.seq) > (?, ?) ORDER BY e.position, e.seq LIMIT ?"
)
_OPENING = (
    "SELECT f.bytes FROM entry AS e JOIN fact AS f ON f.seq = e.fact WHERE e.log = ? AND e.position = 1"
)
_ELSEWHERE = "SELECT log, seq, position FROM entry WHERE fact = ? AND log <> ?"
_RULINGS = (
    "SELECT l.id, e.position, e.head, f.bytes FROM fact AS f JOIN entry AS e ON e.fact = f.seq"
    " JOIN log AS l ON l.n = e.log WHERE l.scope = ?1 AND l.province = 1"
    " AND f.subject IN (SELECT device FROM log WHERE scope = ?1)"
)
_UNKNOWN_LOGS = "SELECT count(*) FROM log WHERE scope = ? AND trusted = 0"
_LOG_BYTES = (
    "SELECT coalesce(sum(length(f.bytes) + coalesce(length(f.personal), 0)), 0)"
    " FROM entry AS e JOIN fact AS f ON f.seq = e.fact WHERE e.log = ?"
)
Rule = Callable[[int, int], bool]


def new_log(
    connection: Connection, identity: ThisDevice, log: LogId, opening: Fact, scope: ScopeId
) -> NewLog:
    """Judge a log by its opening fact; the rulings about it are applied by `rule`."""
    key = bytes((opening.fields or {}).get("key") or b"")
    device = opening.author.device
    mine = key == identity.key.public and device == identity.device
    province = is_certified(connection, opening)
    trusted = mine or province or _paired(connection, scope, key, device)
    return NewLog(log, scope, device, key, mine=mine, province=province, trusted=trusted)


def keep_pair(connection: Connection, scope: ScopeId, key: bytes, device: Subject) -> None:
    """Remember a key that was compared on both screens as that of a device."""
    connection.execute(
        "INSERT OR IGNORE INTO paired_key (scope, public_key, device) VALUES (?, ?, ?)", (scope, key, device)
    )


def certify(connection: Connection) -> Iterator[LogRow]:
    """Decide by the root key pinned now which logs are the province's; yields those that changed."""
    for log in all_logs(connection):
        province = is_certified(connection, _opening(connection, log))
        if province != log.province:
            connection.execute("UPDATE log SET province = ? WHERE n = ?", (province, log.n))
            yield log


def rulings_of(connection: Connection, scope: ScopeId) -> Standing:
    """Work out what the province has ruled about the devices whose logs are held."""
    followed = {
        log.id: _followed(_opening(connection, log)) for log in logs_of(connection, scope) if log.province
    }
    if not followed:
        return standing((), followed)
    rows = connection.execute(_RULINGS, (scope,))
    rulings = (Ruling(LogId(log), n, Head(head), decode_fact(raw, None)) for log, n, head, raw in rows)
    return standing(rulings, followed)


def rule(connection: Connection, log: LogRow, ruled: Standing) -> bool:
    """Write down whether a log is trusted and where it ends. False: that is there already."""
    trusted = (
        log.mine
        or log.province
        or (log.device, log.public_key) in ruled.granted
        or _paired(connection, log.scope, log.public_key, log.device)
    )
    last = ruled.end_of(log.id, log.device, log.public_key)
    end = (None, None) if last is None else (last.position, last.head)
    if (trusted, *end) == (log.trusted, log.fence_position, log.fence_head):
        return False
    connection.execute(
        "UPDATE log SET trusted = ?, fence_position = ?, fence_head = ? WHERE n = ?", (trusted, *end, log.n)
    )
    return True


def reconsider(connection: Connection, log: LogRow) -> Iterator[Fact]:
    """Decide anew for every fact of a log what it counts for; yields those for which the answer changed."""
    judged = judge(connection, log)
    after = (0, 0)
    while True:
        page = connection.execute(_ENTRIES, (log.n, *after, _PAGE)).fetchall()
        for seq, position, number, before, raw in page:
            after = (position, seq)
            fact = decode_fact(raw, None)
            here = max(judged(fact, seq, position), _elsewhere(connection, number, log, fact))
            if here != before:
                connection.execute("UPDATE fact SET standing = ? WHERE seq = ?", (here, number))
                yield fact
        if len(page) < _PAGE:
            return


def judge(connection: Connection, log: LogRow) -> Callable[[Fact, int, int], int]:
    """Return what a fact at an entry (number, position) of this log counts for."""
    within = _end_rule(connection, log)

    def judged(fact: Fact, seq: int, position: int) -> int:
        lies_within = within(seq, position)
        return counts_for(fact, log.device, trusted=log.trusted, province=log.province, within=lies_within)

    return judged


def check_quota(connection: Connection, log: LogRow, run: Run) -> None:
    """Refuse what comes under unknown keys beyond a measure: anybody may make up keys.

    Raises `ProtocolProblem` ``run.unknown_quota``; once its grant is here, the log is taken.
    """
    held = connection.execute(_UNKNOWN_LOGS, (log.scope,)).fetchone()[0]
    size = sum(len(carried.raw) + len(carried.personal or b"") for carried in run.facts)
    size += connection.execute(_LOG_BYTES, (log.n,)).fetchone()[0]
    if held > MAX_UNKNOWN_LOGS or size > MAX_UNKNOWN_BYTES:
        raise ProtocolProblem("run.unknown_quota", log=log.id.hex(), logs=held, bytes=size)


def is_certified(connection: Connection, opening: Fact) -> bool:
    """Whether the pinned root key vouches for the key of a log as the province's."""
    root = pinned_root(connection)
    fields = opening.fields or {}
    key, certificate = fields.get("key"), fields.get("certificate")
    if root is None or not isinstance(key, bytes) or not isinstance(certificate, bytes):
        return False
    return working_key_holds(root, key, certificate)


def _end_rule(connection: Connection, log: LogRow) -> Rule:
    """Return the test whether an entry (number, position) of a log lies on the line that counts.

    While the entry that ends the line is not here, what may still lead to it counts; where another stands
    in its place, what certainly lies before both: the opening.
    """
    position = log.fence_position
    if position is None:
        return lambda _seq, _position: True
    end = LastEntry(position, log.fence_head or NO_HEAD)
    last = find_place(connection, log.n, end.position, end.head)
    if last is None and not places_at(connection, log.n, position):
        leading = [line_to(connection, tip.seq) for tip in tips(connection, log) if tip.position < position]
        common = set.intersection(*leading) if log.forked and leading else None
        return lambda seq, at: at <= position if common is None else seq in common
    if last is None:
        return lambda _seq, at: at <= min(position, FIRST_POSITION)
    if not log.forked:
        return lambda _seq, at: at <= position
    line = line_to(connection, last.seq)
    return lambda seq, _position: seq in line


def _paired(connection: Connection, scope: ScopeId, key: bytes, device: DeviceId) -> bool:
    row = connection.execute(
        "SELECT 1 FROM paired_key WHERE scope = ? AND public_key = ? AND device = ?", (scope, key, device)
    ).fetchone()
    return row is not None


def _opening(connection: Connection, log: LogRow) -> Fact:
    return decode_fact(connection.execute(_OPENING, (log.n,)).fetchone()[0], None)


def _followed(opening: Fact) -> LogId | None:
    before = (opening.fields or {}).get("previous_log")
    return LogId(before) if isinstance(before, bytes) else None


def _elsewhere(connection: Connection, number: int, log: LogRow, fact: Fact) -> int:
    """Return what a fact counts for in the other logs that hold it too."""
    found = connection.execute(_ELSEWHERE, (number, log.n)).fetchall()
    if not found:
        return CARRIED
    others = {other.n: other for other in all_logs(connection)}
    return max(judge(connection, others[n])(fact, seq, position) for n, seq, position in found)
