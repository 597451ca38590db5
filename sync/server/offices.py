"""The office a transaction works on: its row is locked first, and its entries are numbered here."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, Row, select

from app.domain.identifiers import DeviceId, LogId, ScopeId, Subject
from sync.protocol.chain import Entry
from sync.protocol.problems import ProtocolProblem
from sync.protocol.signing import SigningKey
from sync.server.lines import append
from sync.server.schema import office


@dataclass(frozen=True, slots=True)
class ProvinceIdentity:
    """Who the province is: its device id and the key it works with, certified by its root key."""

    scope: ScopeId
    device: DeviceId
    name: str
    root_key: bytes
    working: SigningKey
    certificate: bytes
    range_size: int


@dataclass(slots=True)
class OfficeWork:
    """One transaction on one office's logs.

    Opening it locks the office (on PostgreSQL its row, on SQLite the database already is), so that what
    is read here stays true until the commit. Raises `ProtocolProblem` ``exchange.unknown_scope``.
    """

    connection: Connection
    scope: ScopeId
    identity: ProvinceIdentity
    now: int
    own_log: LogId | None = None
    touched: set[Subject] = field(default_factory=set)
    _row: Row[tuple[object, ...]] | None = None
    _last_seq: int = 0

    def __post_init__(self) -> None:
        """Lock the office."""
        row = self.connection.execute(
            select(office).where(office.c.scope == self.scope).with_for_update()
        ).first()
        if row is None:
            raise ProtocolProblem("exchange.unknown_scope")
        self._row = row
        self._last_seq = row.last_seq
        self.own_log = None if row.own_log is None else LogId(row.own_log)

    @property
    def unit_identifier(self) -> str:
        """The identifier that codes of this office begin with."""
        return str(self._row.unit_identifier) if self._row is not None else ""

    def append(self, entries: Sequence[Entry], signature: bytes) -> None:
        """Chain new entries, numbered in the order they are stored."""
        append(self.connection, self.scope, entries, signature, self._last_seq + 1)
        self._last_seq += len(entries)
        self.change(last_seq=self._last_seq)

    def change(self, **values: object) -> None:
        """Change columns of the office's row."""
        self.connection.execute(office.update().where(office.c.scope == self.scope).values(**values))

    def use_log(self, own: LogId) -> None:
        """Write into this log from now on."""
        self.own_log = own
        self.change(own_log=own)
