"""The chain: an entry gives a fact its place in a log, and an entry's head vouches for all before it."""

import hashlib
from dataclasses import dataclass

from app.domain.identifiers import FactId, Head, LogId

_ENTRY = b"motcua/entry/1/"
_LOG = b"motcua/log/1/"
FIRST_POSITION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in a log. Two entries with one predecessor are a fork; both are kept."""

    log: LogId
    position: int
    previous: Head
    head: Head
    fact: FactId


def entry_head(log: LogId, position: int, previous: Head, fact: FactId) -> Head:
    """Hash an entry. ``previous`` is the head before it, empty for the first."""
    return Head(hashlib.sha256(_ENTRY + log + position.to_bytes(8, "big") + previous + fact).digest())


def log_id_of(opening_fact: FactId) -> LogId:
    """Derive a log's id from its opening fact, which names its key: nobody opens a log in another's name."""
    return LogId(hashlib.sha256(_LOG + opening_fact).digest()[:16])


def next_entry(log: LogId, position: int, previous: Head, fact: FactId) -> Entry:
    """Chain a fact onto ``previous`` at ``position``."""
    return Entry(log, position, previous, entry_head(log, position, previous, fact), fact)
