"""Which logs count at the province: its own, certified by the root key, and those of devices it granted.

Everything else is stored and carried, and folds when its grant is written. Of a trusted log the facts of
its own device fold; those beyond the line where it was ended, and those of kinds that only the province
writes, keep their place and say nothing. The same rules hold on a device (`sync.protocol.rulings`).
"""

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import func, select

from app.domain.facts import Fact
from app.domain.identifiers import DeviceId, FactId, Head, LogId
from sync.protocol.chain import FIRST_POSITION
from sync.protocol.encoding import decode_fact
from sync.protocol.problems import ProtocolProblem
from sync.protocol.rulings import CARRIED, LastEntry, Ruling, Standing, counts_for, standing
from sync.protocol.runs import MAX_UNKNOWN_BYTES, MAX_UNKNOWN_LOGS, Run
from sync.protocol.signing import working_key_holds
from sync.server.fact_table import load_facts, parts_of, set_standing, standings_of
from sync.server.lines import (
    LogRow,
    change_log,
    entries_elsewhere,
    entries_in,
    find_log,
    is_held,
    line_through,
    logs_of,
    places_between,
    tips_of,
)
from sync.server.offices import OfficeWork
from sync.server.schema import device, entry, fact, log

Judgement = Callable[[Fact, int, Head], int]
_JOINED = entry.join(fact, (fact.c.scope == entry.c.scope) & (fact.c.id == entry.c.fact)).join(
    log, (log.c.scope == entry.c.scope) & (log.c.id == entry.c.log)
)


def new_log(work: OfficeWork, name: LogId, opening: Fact, key: bytes) -> LogRow:
    """Judge a log by its opening fact, and by what was ruled about its device."""
    certificate = (opening.fields or {}).get("certificate")
    province = isinstance(certificate, bytes) and working_key_holds(work.identity.root_key, key, certificate)
    row = LogRow(name, opening.author.device, key, province, trusted=province, forked=False)
    return row if province else _ruled(row, rulings_about(work, opening.author.device))


def is_granted(work: OfficeWork, author: DeviceId, key: bytes) -> bool:
    """Whether the province granted this key to this device of the office, and did not revoke it."""
    row = work.connection.execute(
        select(device.c.revoked).where(
            device.c.scope == work.scope, device.c.device == author, device.c.public_key == key
        )
    ).first()
    return row is not None and not row.revoked


def rulings_about(work: OfficeWork, about: DeviceId) -> Standing:
    """Work out what the province has ruled about a device, and about its own logs."""
    followed = {LogId(name): _followed(raw) for name, raw in _openings(work)}
    rows = work.connection.execute(
        select(entry.c.log, entry.c.position, entry.c.head, fact.c.raw)
        .select_from(_JOINED)
        .where(entry.c.scope == work.scope, log.c.province, fact.c.subject.in_([about, work.identity.device]))
    )
    rulings = (
        Ruling(LogId(row.log), row.position, Head(row.head), decode_fact(row.raw, None)) for row in rows
    )
    return standing(rulings, followed)


def rule_again(work: OfficeWork, about: DeviceId) -> Standing:
    """Apply all rulings about a device to its logs, after one of them has come; returns what they come to."""
    ruled = rulings_about(work, about)
    for row in logs_of(work.connection, work.scope):
        now = _ruled(row, ruled)
        if row.device == about and now != row:
            change_log(
                work.connection,
                work.scope,
                row.id,
                trusted=now.trusted,
                fence=None if now.end is None else now.end.position,
                fence_head=None if now.end is None else now.end.head,
            )
            reconsider(work, now)
    return ruled


def reconsider(work: OfficeWork, row: LogRow) -> None:
    """Decide anew what the facts of a log count for; the subjects of those that changed are touched."""
    judged = judge(work, row)
    for part in parts_of(entries_in(work.connection, work.scope, row.id)):
        names = [each.fact for each in part]
        facts = {each.id: each for each in load_facts(work.connection, work.scope, names)}
        before = standings_of(work.connection, work.scope, names)
        others = _elsewhere(work, row.id, facts)
        changed: dict[FactId, int] = {}
        for each in part:
            here = judged(facts[each.fact], each.position, each.head)
            now = max(here, others.get(each.fact, CARRIED))
            if now != before[each.fact]:
                changed[each.fact] = now
                work.touched.add(facts[each.fact].subject)
        set_standing(work.connection, work.scope, changed)


def check_quota(work: OfficeWork, row: LogRow, run: Run) -> None:
    """Refuse what comes under unknown keys beyond a measure: anybody may make up keys.

    Raises `ProtocolProblem` ``run.unknown_quota``; once its grant is here, the log is taken.
    """
    held = sum(not other.trusted for other in logs_of(work.connection, work.scope))
    size = sum(len(carried.raw) + len(carried.personal or b"") for carried in run.facts)
    lengths = func.length(fact.c.raw) + func.coalesce(func.length(fact.c.personal), 0)
    stored = work.connection.execute(
        select(func.sum(lengths))
        .select_from(_JOINED)
        .where(entry.c.scope == work.scope, entry.c.log == row.id)
    ).scalar()
    size += stored or 0
    if held > MAX_UNKNOWN_LOGS or size > MAX_UNKNOWN_BYTES:
        raise ProtocolProblem("run.unknown_quota", log=row.id.hex(), logs=held, bytes=size)


def judge(work: OfficeWork, row: LogRow) -> Judgement:
    """Return what a fact at a place of this log counts for."""
    within = _end_rule(work, row)

    def judged(one: Fact, position: int, head: Head) -> int:
        lies_within = within(position, head)
        return counts_for(one, row.device, trusted=row.trusted, province=row.province, within=lies_within)

    return judged


def _openings(work: OfficeWork) -> list[tuple[bytes, bytes]]:
    """Return the opening facts of the province's logs."""
    rows = work.connection.execute(
        select(entry.c.log, fact.c.raw)
        .select_from(_JOINED)
        .where(entry.c.scope == work.scope, log.c.province, entry.c.position == FIRST_POSITION)
    )
    return [(row.log, row.raw) for row in rows]


def _followed(opening: bytes) -> LogId | None:
    before = (decode_fact(opening, None).fields or {}).get("previous_log")
    return LogId(before) if isinstance(before, bytes) else None


def _ruled(row: LogRow, ruled: Standing) -> LogRow:
    """Return a log as the rulings leave it."""
    trusted = row.province or (row.device, row.public_key) in ruled.granted
    return replace(row, trusted=trusted, end=ruled.end_of(row.id, row.device, row.public_key))


def _end_rule(work: OfficeWork, row: LogRow) -> Callable[[int, Head], bool]:
    """Return the test whether an entry (position, head) lies on the line that counts.

    While the entry that ends the line is not here, what may still lead to it counts; where another stands
    in its place, what certainly lies before both: the opening.
    """
    end = row.end
    if end is None:
        return lambda _position, _head: True
    if is_held(work.connection, work.scope, row.id, end.position, end.head):
        if not row.forked:
            return lambda position, _head: position <= end.position
        line = line_through(work.connection, work.scope, row.id, [(end.position, end.head)])
        return lambda _position, head: head in line
    if places_between(work.connection, work.scope, row.id, end.position, end.position):
        return lambda position, _head: position <= min(end.position, FIRST_POSITION)
    return _leading_rule(work, row, end)


def _leading_rule(work: OfficeWork, row: LogRow, end: LastEntry) -> Callable[[int, Head], bool]:
    """Return the test for a log whose end is not here yet: of a fork, what all lines share."""
    leading = [
        line_through(work.connection, work.scope, row.id, [tip])
        for tip in tips_of(work.connection, work.scope, row.id)
        if tip[0] < end.position
    ]
    if not (row.forked and leading):
        return lambda position, _head: position <= end.position
    common = set.intersection(*leading)
    return lambda _position, head: head in common


def _elsewhere(work: OfficeWork, name: LogId, facts: dict[FactId, Fact]) -> dict[FactId, int]:
    """Return what facts count for in the other logs that hold them too."""
    found: dict[FactId, int] = {}
    judgements: dict[LogId, Judgement] = {}
    for other in entries_elsewhere(work.connection, work.scope, name, list(facts)):
        row = find_log(work.connection, work.scope, other.log)
        if row is not None:
            judged = judgements.setdefault(other.log, judge(work, row))
            here = judged(facts[other.fact], other.position, other.head)
            found[other.fact] = max(found.get(other.fact, CARRIED), here)
    return found
