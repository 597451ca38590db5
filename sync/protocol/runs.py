"""Runs: consecutive entries of one log, ending at a signed point: all that any carrier ever moves."""

from dataclasses import dataclass

from app.domain.facts import MAX_FACT_BYTES
from app.domain.identifiers import NO_HEAD, Head, LogId
from sync.protocol.chain import FIRST_POSITION, Entry, log_id_of, next_entry
from sync.protocol.encoding import fact_id, opening_of
from sync.protocol.problems import ProtocolProblem
from sync.protocol.signing import point_holds

RUN_BYTES = 32 * 1024
"""A run is signed and cut at about this many bytes of facts and personal parts."""
MAX_RUN_BYTES = 160 * 1024
"""A longer run could not be carried whole in one frame (`sync.protocol.wire`): not by every carrier."""


MAX_UNKNOWN_LOGS, MAX_UNKNOWN_BYTES = 64, 1_000_000
"""Of logs under keys that nobody vouches for yet, a holder keeps so many per scope, of so many bytes each."""


@dataclass(frozen=True, slots=True)
class CarriedFact:
    """A fact on its way: its bytes, and beside them the personal part and (once) the subject's secret."""

    raw: bytes
    personal: bytes | None = None
    secret: bytes | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Facts of one log that follow ``after`` (position 0 and an empty head: from the beginning)."""

    log: LogId
    after_position: int
    after_head: Head
    facts: tuple[CarriedFact, ...]
    signature: bytes


def entries_of(run: Run) -> list[Entry]:
    """Recompute the chain of a run; on the wire neither ids nor heads are carried."""
    entries: list[Entry] = []
    previous, position = run.after_head, run.after_position
    for carried in run.facts:
        position += 1
        entry = next_entry(run.log, position, previous, fact_id(carried.raw))
        entries.append(entry)
        previous = entry.head
    return entries


def opening_key(run: Run) -> bytes | None:
    """Return the public key that a run's opening fact names, when the run begins its log; else None.

    Raises `ProtocolProblem` ``run.bad_opening`` when the first fact is not the one the log is named after.
    """
    if run.after_position >= FIRST_POSITION:
        return None
    first = run.facts[0] if run.facts else None
    if first is None or run.after_head != NO_HEAD or log_id_of(fact_id(first.raw)) != run.log:
        raise ProtocolProblem("run.bad_opening", log=run.log.hex())
    opening = opening_of(first.raw)
    if opening is None:
        raise ProtocolProblem("run.bad_opening", log=run.log.hex())
    return opening.key


def check_run(run: Run, public_key: bytes) -> list[Entry]:
    """Recompute the chain and check the signature at its end.

    Raises `ProtocolProblem` ``run.empty``, ``run.bad_fact`` (one larger than 16 kB), ``run.too_large``,
    ``run.bad_opening`` or ``run.bad_signature``.
    """
    entries = entries_of(run)
    if not entries:
        raise ProtocolProblem("run.empty", log=run.log.hex())
    whole = 0
    for entry, carried in zip(entries, run.facts, strict=True):
        size = len(carried.raw) + len(carried.personal or b"")
        if size > MAX_FACT_BYTES:
            raise ProtocolProblem("run.bad_fact", log=run.log.hex(), position=entry.position)
        whole += size
    if whole > MAX_RUN_BYTES:
        raise ProtocolProblem("run.too_large", log=run.log.hex(), bytes=whole, limit=MAX_RUN_BYTES)
    last = entries[-1]
    if not point_holds(public_key, run.log, last.position, last.head, run.signature):
        raise ProtocolProblem("run.bad_signature", log=run.log.hex(), position=last.position)
    if opening_key(run) not in {None, public_key}:
        raise ProtocolProblem("run.bad_opening", log=run.log.hex())
    return entries
