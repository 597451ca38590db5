"""The province's own log inside each office's scope: what it grants, assigns and answers, as signed facts."""

import secrets
from collections.abc import Sequence

from app.domain.facts import Author, Fact, FactDraft
from app.domain.fold import fold, tips
from app.domain.identifiers import NO_HEAD, ClerkId, FactId, Head, LogId, Subject
from sync.protocol.chain import Entry, log_id_of, next_entry
from sync.protocol.encoding import encode_fact, new_secret
from sync.protocol.rulings import COUNTS
from sync.protocol.runs import RUN_BYTES, CarriedFact
from sync.protocol.signing import sign_point
from sync.server.consequences import apply
from sync.server.fact_table import Arriving, Keeper, folding_facts
from sync.server.lines import LogRow, change_log, insert_log, tips_of
from sync.server.offices import OfficeWork

NO_CLERK = ClerkId(bytes(16))
ROLE = "province"


def record(work: OfficeWork, drafts: Sequence[FactDraft]) -> list[Fact]:
    """Write facts into the province's log of this office and sign the end.

    Opens the log first when there is none, or when the one written so far has forked.
    """
    if not drafts:
        return []
    log, position, head = _end(work) or open_log(work)
    return _write(work, log, position, head, drafts)


def open_log(work: OfficeWork) -> tuple[LogId, int, Head]:
    """Open a new log for the province in this office; it names the one it follows, if any."""
    left = None if work.own_log is None else tips_of(work.connection, work.scope, work.own_log)
    identity = work.identity
    opening = FactDraft(
        "log.opened",
        Subject(identity.device),
        work.now,
        {
            "key": identity.working.public,
            "scope": work.scope,
            "nonce": secrets.token_bytes(8),
            "device_name": identity.name,
            "previous_log": work.own_log,
            "previous_head": max(left)[1] if left else None,
            "root_key": identity.root_key,
            "certificate": identity.certificate,
        },
    )
    encoded = encode_fact(opening, _author(work), _parents(work, opening.subject), new_secret())
    log = log_id_of(encoded.fact.id)
    row = LogRow(
        log,
        identity.device,
        identity.working.public,
        province=True,
        trusted=True,
        forked=False,
    )
    insert_log(work.connection, work.scope, row)
    work.use_log(log)
    entry = _chain(work, log, 0, NO_HEAD, [(encoded.fact, CarriedFact(encoded.raw))])
    return log, entry.position, entry.head


def leave_log(work: OfficeWork) -> None:
    """Stop writing the current log: it continues elsewhere, so the province runs from an older copy."""
    if work.own_log is not None:
        change_log(work.connection, work.scope, work.own_log, forked=len(_tips(work)) > 1)
        open_log(work)


def _end(work: OfficeWork) -> tuple[LogId, int, Head] | None:
    """Return where the current log ends; None when it cannot be continued."""
    ends = _tips(work)
    if work.own_log is None or len(ends) != 1:
        return None
    return work.own_log, *ends[0]


def _tips(work: OfficeWork) -> list[tuple[int, Head]]:
    return [] if work.own_log is None else tips_of(work.connection, work.scope, work.own_log)


def _write(
    work: OfficeWork, log: LogId, position: int, head: Head, drafts: Sequence[FactDraft]
) -> list[Fact]:
    made: list[tuple[Fact, CarriedFact]] = []
    newest: dict[Subject, tuple[FactId, ...]] = {}
    for draft in drafts:
        parents = newest.get(draft.subject) or _parents(work, draft.subject)
        encoded = encode_fact(draft, _author(work), parents, new_secret())
        made.append((encoded.fact, CarriedFact(encoded.raw)))
        newest[draft.subject] = (encoded.fact.id,)
    _chain(work, log, position, head, made)
    return [fact for fact, _ in made]


def _chain(
    work: OfficeWork, log: LogId, position: int, head: Head, made: Sequence[tuple[Fact, CarriedFact]]
) -> Entry:
    """Append facts after an entry, sign the last and every 32 kB, and apply what they say."""
    Keeper(work.connection, work.scope).keep([Arriving(*item, COUNTS) for item in made])
    unsigned: list[Entry] = []
    size = 0
    for place, (fact, carried) in enumerate(made, start=1):
        position += 1
        last = next_entry(log, position, head, fact.id)
        head, size = last.head, size + len(carried.raw)
        unsigned.append(last)
        if size >= RUN_BYTES or place == len(made):
            work.append(unsigned, sign_point(work.identity.working, log, position, head))
            unsigned, size = [], 0
    for fact, _ in made:
        apply(work, fact)
    return last


def _parents(work: OfficeWork, subject: Subject) -> tuple[FactId, ...]:
    """Return the newest facts of a subject that the province has folded."""
    facts = folding_facts(work.connection, work.scope, [subject]).get(subject, [])
    return tips(facts, fold(facts))


def _author(work: OfficeWork) -> Author:
    return Author(work.identity.device, NO_CLERK, ROLE)
