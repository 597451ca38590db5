"""The device's own log inside one transaction: facts chained, signed at its end and every 32 kB."""

import secrets
from collections.abc import Iterable

from app.domain.facts import Author, Fact, FactDraft
from app.domain.identifiers import NO_HEAD, ClerkId, FactId, Head, LogId, Subject
from app.storage.database import Connection
from app.storage.log_tables import (
    INSERT_ENTRY,
    LogRow,
    NewLog,
    Place,
    insert_log,
    log_by_number,
    next_entry_number,
    next_fact_number,
)
from app.storage.this_device import NO_CLERK, ThisDevice, set_current_log
from app.storage.write_buffer import WriteBuffer
from sync.protocol.chain import FIRST_POSITION, entry_head, log_id_of
from sync.protocol.encoding import EncodedFact, encode_fact
from sync.protocol.rulings import COUNTS
from sync.protocol.runs import RUN_BYTES
from sync.protocol.signing import sign_point

_CURRENT = (
    "SELECT e.log, e.seq, e.position, e.head FROM entry AS e"
    " WHERE e.log = (SELECT current_log FROM this_device) ORDER BY e.position DESC LIMIT 1"
)
_BEARS = (
    "SELECT 1 FROM fact AS f JOIN entry AS e ON e.fact = f.seq"
    " WHERE f.subject = ? AND f.secret = ? AND e.log = ?"
)


class OwnLog:
    """Appends to the current log. Head and position are read here, inside the transaction, never cached.

    Entries are written together at each signed point, so that every one is written once.
    """

    def __init__(
        self, connection: Connection, identity: ThisDevice, log: LogRow, tip: Place, buffer: WriteBuffer
    ) -> None:
        self.row = log
        self._connection = connection
        self._identity = identity
        self._tip = tip
        self._buffer = buffer
        self._next = next_entry_number(connection)
        self._next_fact = next_fact_number(connection)
        self._waiting: list[tuple[object, ...]] = []
        self._unsigned_bytes = 0
        self._borne: set[tuple[Subject, bytes]] = set()

    @classmethod
    def current(cls, connection: Connection, identity: ThisDevice, buffer: WriteBuffer) -> "OwnLog":
        """Return the log this device writes to; its new facts go through the buffer."""
        number, seq, position, head = connection.execute(_CURRENT).fetchone()
        tip = Place(seq, position, Head(head))
        return cls(connection, identity, log_by_number(connection, number), tip, buffer)

    def bears(self, subject: Subject, secret: bytes) -> bool:
        """Whether this log carries the secret of a subject already: every log proves itself."""
        if (subject, secret) in self._borne:
            return True
        found = self._connection.execute(_BEARS, (subject, secret, self.row.n)).fetchone()
        return found is not None

    def append(self, encoded: EncodedFact, secret: bytes | None) -> None:
        """Store a fact of this device and chain it."""
        fact, raw, personal = encoded.fact, encoded.raw, encoded.personal
        number = self._next_fact
        self._next_fact += 1
        self._buffer.add_fact((number, fact.id, fact.subject, COUNTS, secret, raw, personal))
        if secret is not None:
            self._borne.add((fact.subject, secret))
        position = self._tip.position + 1
        head = entry_head(self.row.id, position, self._tip.head, fact.id)
        seq = self._next
        previous = self._tip.seq or None
        self._waiting.append((seq, self.row.n, position, previous, number, head, None))
        self._tip, self._next = Place(seq, position, head), seq + 1
        self._unsigned_bytes += len(raw) + len(personal or b"")
        if self._unsigned_bytes >= RUN_BYTES:
            self._sign()

    def finish(self) -> None:
        """Sign the last entry and write what waits. Called before every commit."""
        if self._unsigned_bytes:
            self._sign()
        self._buffer.flush()
        self._connection.executemany(INSERT_ENTRY, self._waiting)
        self._waiting.clear()

    def _sign(self) -> None:
        """Make the last entry a signed point."""
        tip = self._tip
        signature = sign_point(self._identity.key, self.row.id, tip.position, tip.head)
        self._waiting[-1] = (*self._waiting[-1][:-1], signature)
        self._unsigned_bytes = 0


def open_log(
    connection: Connection,
    identity: ThisDevice,
    *,
    at: int,
    device_name: str,
    parents: Iterable[FactId] = (),
    left: tuple[LogId, Head] | None = None,
) -> tuple[OwnLog, Fact]:
    """Open a new log of this device and write to it from now on; nothing is signed before `OwnLog.finish`.

    ``parents`` are the newest folded facts about the device. ``left`` is the log it leaves and the last
    entry it wrote there, when that log forked or this device was restored. Returns the log and its opening.
    """
    fields: dict[str, object] = {
        "key": identity.key.public,
        "scope": identity.scope,
        "nonce": secrets.token_bytes(16),
        "device_name": device_name,
    }
    if left is not None:
        fields["previous_log"], fields["previous_head"] = left
    draft = FactDraft("log.opened", Subject(identity.device), at, fields)
    encoded = encode_fact(draft, Author(identity.device, ClerkId(NO_CLERK), ""), parents, b"")
    row = insert_log(
        connection,
        NewLog(
            log_id_of(encoded.fact.id),
            identity.scope,
            identity.device,
            identity.key.public,
            mine=True,
            province=False,
            trusted=True,
        ),
    )
    set_current_log(connection, row.n)
    nothing = Place(0, FIRST_POSITION - 1, NO_HEAD)
    own = OwnLog(connection, identity, row, nothing, WriteBuffer(connection))
    own.append(encoded, None)
    return own, encoded.fact
