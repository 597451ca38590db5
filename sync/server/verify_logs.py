"""Checks one log entry by entry: hashes, chain, signatures, personal parts. Goes on after damage."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.domain.identifiers import NO_HEAD, FactId, Head, ScopeId, Subject
from sync.protocol.chain import FIRST_POSITION, entry_head, log_id_of
from sync.protocol.encoding import fact_id, personal_matches, split_fact
from sync.protocol.problems import ProtocolProblem
from sync.protocol.signing import point_holds
from sync.server.fact_table import excused_of, secrets_of
from sync.server.findings import Finding
from sync.server.lines import LogRow, tips_of
from sync.server.schema import entry, fact

_PAGE = 500


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry as it is stored, with its fact if that is there."""

    position: int
    head: Head
    previous: Head
    signature: bytes | None
    fact: FactId
    subject: Subject
    raw: bytes | None
    personal: bytes | None


def check_log(connection: Connection, scope: ScopeId, log: LogRow) -> Iterator[Finding]:
    """Go through a log from its first entry to its last; lines of a fork go side by side."""
    before: set[Head] = set()
    here: set[Head] = {NO_HEAD}
    at = FIRST_POSITION - 1
    ends: dict[Head, tuple[int, bool]] = {}
    for item in _entries(connection, scope, log):
        if item.position != at:
            before, here, at = here, set(), item.position
        here.add(item.head)
        ends.pop(item.previous, None)
        ends[item.head] = (item.position, item.signature is not None)
        for kind in _wrong_with(connection, scope, log, item, follows=item.previous in before):
            yield Finding(kind, log.id.hex(), item.position)
    for position, signed in ends.values():
        if not signed:
            yield Finding("signature.missing", log.id.hex(), position)
    if {(position, head) for head, (position, _) in ends.items()} != set(tips_of(connection, scope, log.id)):
        yield Finding("log.ends", log.id.hex(), at)


def _wrong_with(
    connection: Connection, scope: ScopeId, log: LogRow, item: _Entry, *, follows: bool
) -> Iterator[str]:
    """Name what is wrong with one entry."""
    if item.raw is None:
        yield "fact.missing"
    elif fact_id(item.raw) != item.fact:
        yield "fact.changed"
    elif item.personal is not None:
        if _differs(connection, scope, item.raw, item):
            yield "personal.changed"
    elif _is_missing(connection, scope, item.raw, item.subject):
        yield "personal.missing"
    if not follows or entry_head(log.id, item.position, item.previous, item.fact) != item.head:
        yield "chain.broken"
    if item.position == FIRST_POSITION and log_id_of(item.fact) != log.id:
        yield "log.opening"
    signature = item.signature
    if signature is not None and not point_holds(log.public_key, log.id, item.position, item.head, signature):
        yield "signature.wrong"


def _differs(connection: Connection, scope: ScopeId, raw: bytes, item: _Entry) -> bool:
    """Whether the personal part is not the one its author hashed."""
    secrets = secrets_of(connection, scope, [item.subject]).get(item.subject, set())
    try:
        return not personal_matches(raw, item.personal or b"", secrets)
    except ProtocolProblem:
        return True


def _is_missing(connection: Connection, scope: ScopeId, raw: bytes, subject: Subject) -> bool:
    """Whether a personal part is not here though nobody ordered to erase it."""
    promised = split_fact(raw).digest is not None
    return promised and subject not in excused_of(connection, scope, [subject])


def _entries(connection: Connection, scope: ScopeId, log: LogRow) -> Iterator[_Entry]:
    rows = connection.execute(
        select(entry, fact.c.subject, fact.c.raw, fact.c.personal)
        .select_from(entry.outerjoin(fact, (fact.c.scope == entry.c.scope) & (fact.c.id == entry.c.fact)))
        .where(entry.c.scope == scope, entry.c.log == log.id)
        .order_by(entry.c.position, entry.c.seq)
        .execution_options(yield_per=_PAGE)
    )
    for row in rows:
        yield _Entry(
            row.position,
            Head(row.head),
            Head(row.previous),
            row.signature,
            FactId(row.fact),
            Subject(row.subject or b""),
            row.raw,
            row.personal,
        )
