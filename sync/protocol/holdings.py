"""Holdings: what a side has of a scope's logs, as the tips of every line.

Heads, not only numbers, so that a fork shows.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

from app.domain.identifiers import Head, LogId
from sync.protocol.chain import Entry
from sync.protocol.packing import MAX_ITEMS, is_count, pack
from sync.protocol.problems import ProtocolProblem

Tip = tuple[int, Head]
"""(position, head) of an entry that nothing follows here."""
Holdings = dict[LogId, frozenset[Tip]]
"""Log → its tips. More than one tip: the log forked."""

MAX_LOGS = MAX_ITEMS
_ID, _HASH = 16, 32


def as_list(holdings: Holdings) -> list[Any]:
    """Write holdings in their one canonical order: ``[[log, [[position, head], …]], …]``."""
    return [[log, [[n, head] for n, head in sorted(tips)]] for log, tips in sorted(holdings.items())]


def from_list(items: object) -> Holdings:
    """Read holdings. Raises `ProtocolProblem` ``holdings.malformed``."""
    if not isinstance(items, list) or len(items) > MAX_LOGS:
        raise ProtocolProblem("holdings.malformed")
    holdings: Holdings = {}
    try:
        for log, tips in items:
            if not (isinstance(log, bytes) and len(log) == _ID and tips):
                raise ProtocolProblem("holdings.malformed")
            holdings[LogId(log)] = frozenset(_tip(n, head) for n, head in tips)
    except (TypeError, ValueError) as problem:
        raise ProtocolProblem("holdings.malformed") from problem
    return holdings


def digest(holdings: Holdings) -> bytes:
    """Return a 32-byte digest: equal on two sides exactly when they hold the same."""
    return hashlib.sha256(pack(as_list(holdings))).digest()


def advanced(holdings: Holdings, entries: Sequence[Entry]) -> Holdings:
    """Return holdings after the entries of one run were added.

    Exact when the run brings something new. One that ends before a tip held already cannot be told from
    a fork here and adds a tip that is none; the digests of both sides then differ, and the full vector is
    asked for.
    """
    if not entries:
        return holdings
    first, last = entries[0], entries[-1]
    passed = {(entry.position, entry.head) for entry in entries} | {(first.position - 1, first.previous)}
    tips = holdings.get(last.log, frozenset())
    return {**holdings, last.log: (tips - passed) | {(last.position, last.head)}}


def _tip(position: object, head: object) -> Tip:
    if not is_count(position) or position == 0 or not isinstance(head, bytes) or len(head) != _HASH:
        raise ProtocolProblem("holdings.malformed")
    return position, Head(head)
