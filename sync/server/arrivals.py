"""Runs that arrive at the province: checked, chained onto what is held, and folded as far as trusted."""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.facts import Fact
from app.domain.identifiers import NO_HEAD, DeviceId
from sync.protocol.chain import Entry
from sync.protocol.encoding import decode_fact, opening_of
from sync.protocol.log_store import StoredRun
from sync.protocol.problems import ProtocolProblem
from sync.protocol.runs import Run, check_run, opening_key
from sync.server.awaiting import await_device, await_devices
from sync.server.consequences import apply
from sync.server.dossier_views import refresh
from sync.server.fact_table import Arriving, Keeper
from sync.server.lines import (
    LogRow,
    change_log,
    find_log,
    insert_log,
    is_held,
    places_between,
    sign_entry,
)
from sync.server.offices import OfficeWork
from sync.server.province_log import leave_log
from sync.server.trust import check_quota, judge, new_log, reconsider


def store(work: OfficeWork, run: Run) -> StoredRun:
    """Check and keep a run; see `sync.protocol.log_store.LogStore.store_run` for what it raises."""
    log = _log_of(work, run)
    entries = check_run(run, log.public_key)
    begins = run.after_position == 0 and run.after_head == NO_HEAD
    if not (begins or is_held(work.connection, work.scope, log.id, run.after_position, run.after_head)):
        raise ProtocolProblem("run.gap", log=run.log.hex(), position=run.after_position)
    held = places_between(work.connection, work.scope, log.id, entries[0].position, entries[-1].position)
    known = sum((entry.position, entry.head) in held for entry in entries)
    # An entry held is held with all before it, so what is known is the beginning of the run.
    fresh = entries[known:]
    forks = bool(fresh) and any(position == fresh[0].position for position, _ in held)
    if forks:
        change_log(work.connection, work.scope, log.id, forked=True)
        log = replace(log, forked=True)
    if fresh and not log.trusted:
        check_quota(work, log, run)
    new_facts = _keep(work, log, run, entries)
    if fresh:
        work.append(fresh, run.signature)
        if log.end is not None and (log.forked or fresh[0].position <= log.end.position):
            # Which entries lie on the line that counts may show only now.
            reconsider(work, log)
    else:
        sign_entry(work.connection, work.scope, entries[-1], run.signature)
    for fact in new_facts if log.province else ():
        apply(work, fact)
        if fact.kind == "device.granted":
            # Granted after the copy was made from which this province runs: it may hold more of that time.
            await_device(work, DeviceId(fact.subject))
    if fresh and log.id == work.own_log:
        # Only the province writes this log: what it does not remember writing, an older copy of it lost.
        leave_log(work)
        await_devices(work)
    settle(work)
    return StoredRun(len(new_facts), frozenset(work.touched))


def settle(work: OfficeWork) -> None:
    """Fold again every subject that this transaction touched."""
    refresh(work.connection, work.scope, work.touched)


def _log_of(work: OfficeWork, run: Run) -> LogRow:
    """Return the run's log; a log met for the first time is judged by its opening fact."""
    log = find_log(work.connection, work.scope, run.log)
    if log is not None:
        return log
    key = opening_key(run)
    if key is None:
        raise ProtocolProblem("run.gap", log=run.log.hex(), position=run.after_position)
    opening = opening_of(run.facts[0].raw)
    if opening is None or opening.scope != work.scope:
        raise ProtocolProblem("run.wrong_scope", log=run.log.hex())
    fact = decode_fact(run.facts[0].raw, run.facts[0].personal)
    row = new_log(work, run.log, fact, key)
    insert_log(work.connection, work.scope, row)
    return row


def _keep(work: OfficeWork, log: LogRow, run: Run, entries: Sequence[Entry]) -> list[Fact]:
    """Keep the facts of a run; returns those that were new."""
    judged = judge(work, log)
    items: list[Arriving] = []
    for entry, carried in zip(entries, run.facts, strict=True):
        fact = decode_fact(carried.raw, carried.personal)
        items.append(Arriving(fact, carried, judged(fact, entry.position, entry.head)))
        work.touched.add(fact.subject)
    keeper = Keeper(work.connection, work.scope)
    keeper.keep(items, run)
    return [item.fact for item in items if item.fact.id in keeper.new]
