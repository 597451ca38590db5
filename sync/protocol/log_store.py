"""The ports through which client, hub and province reach what they keep.

`app.storage` (an office's device) and `sync.server` (the province) implement `LogStore`, so that one
exchange serves every carrier; `DeviceState` is what a device remembers of its province. Each method is
one transaction of its own and is called from one thread at a time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from app.domain.identifiers import DeviceId, Head, LogId, ScopeId, Subject
from sync.protocol.holdings import Holdings
from sync.protocol.receipts import Receipt
from sync.protocol.runs import Run
from sync.protocol.shortening import Located
from sync.protocol.signing import SigningKey


@dataclass(frozen=True, slots=True)
class StoredRun:
    """What storing a run did: how many of its facts were new here, and which subjects they touched."""

    new_facts: int
    subjects: frozenset[Subject]


class LogStore(Protocol):
    """Logs of one or more scopes, kept durably."""

    def located(self, scope: ScopeId) -> Located:
        """Return what the stream needs to look up; it sees every run stored meanwhile."""

    def holdings(self, scope: ScopeId) -> Holdings:
        """Return every tip of every log held of this scope."""

    def runs_beyond(self, scope: ScopeId, theirs: Holdings, max_bytes: int) -> Iterator[Run]:
        """Yield, in the order they were stored, runs that the holder of ``theirs`` lacks.

        What is yielded is settled by this call: entries stored later are left out, so that it agrees with
        `holdings` asked just before. A run ends at a signed point and is cut before it passes ``max_bytes``
        of facts where a signed point allows. Of a log in which they are further along nothing is offered.
        Where a tip of theirs is not on a line held here, doubtful entries are offered again; the receiver
        skips what it holds.
        """

    def store_run(self, scope: ScopeId, run: Run) -> StoredRun:
        """Check and keep a run, and refresh or mark stale the views it touches, in one transaction.

        Storing twice changes nothing. Raises `ProtocolProblem`: ``run.gap`` (its beginning is not held),
        ``run.bad_signature``, ``run.bad_opening``, ``run.wrong_scope``, ``run.bad_fact``,
        ``run.bad_personal``, ``run.unknown_quota`` (too much under keys that nobody vouches for yet),
        and ``run.personal_owed`` when a personal part is not here or not proven by a
        secret held or carried in the run, of a subject that nobody ordered to erase.
        """

    def priming(self, scope: ScopeId, log: LogId, position: int, head: Head) -> bytes | None:
        """Return the last 64 kB of that line up to the entry, None if it is not held.

        Each fact's bytes are followed by its personal part; the first fact may be cut to fit.
        """


@dataclass(frozen=True, slots=True)
class Membership:
    """The province this device has joined: where it answers, the pinned root key, the key it works with."""

    url: str
    root_key: bytes
    working_key: bytes


class DeviceState(Protocol):
    """What a device remembers for its exchanges with the province, durably."""

    scope: ScopeId
    device: DeviceId

    def device_key(self) -> SigningKey:
        """Return the key that signs this device's log and requests."""

    def own_log(self) -> LogId:
        """Return the log this device writes now."""

    def membership(self) -> Membership | None:
        """Return the province joined, None before any."""

    def join(self, membership: Membership) -> None:
        """Keep the province; from now on its root key says whose grants count."""

    def next_counter(self) -> int:
        """Take the number of the next request: greater than any taken before, also after a kill."""

    def raise_counter(self, taken: int) -> None:
        """Continue above a number the province has seen (this device was restored from a copy).

        One that no copy explains is passed over: the device could not count on from there.
        """

    def agreed(self) -> Holdings | None:
        """Return the vector that this device and the province last agreed on, None when not known."""

    def keep_receipt(self, receipt: Receipt, *, agreed: bool) -> None:
        """Keep a checked receipt; it becomes the newest word on what has arrived.

        ``agreed``: this device holds all that the receipt names, so its vector is the next request's base.
        """

    def forget_agreed(self) -> None:
        """Start the next request from full holdings: the province does not know the base any more."""
