"""What the province remembers of each device between its exchanges: keys, counter, agreed vectors."""

from sqlalchemy import select

from app.domain.identifiers import DeviceId, ScopeId
from sync.protocol.holdings import Holdings, as_list, from_list
from sync.protocol.packing import pack, unpack
from sync.protocol.problems import ProtocolProblem
from sync.server.awaiting import has_reported
from sync.server.lines import holdings_of, is_held
from sync.server.log_store import ProvinceLogs
from sync.server.offices import OfficeWork
from sync.server.schema import agreed, device

KEPT = 4
"""Vectors kept for each device: the answer that named the newest may have been lost on the way, and again."""


class Attendance:
    """Looks up and keeps what concerns one device."""

    def __init__(self, logs: ProvinceLogs) -> None:
        self._database = logs.database

    def keys_of(self, scope: ScopeId, wanted: DeviceId) -> list[bytes]:
        """Return the keys a device may sign requests with.

        Raises `ProtocolProblem` ``exchange.not_enrolled`` or ``exchange.revoked``.
        """
        with self._database.reading() as connection:
            rows = connection.execute(
                select(device.c.public_key, device.c.revoked).where(
                    device.c.scope == scope, device.c.device == wanted
                )
            ).all()
        if not rows:
            raise ProtocolProblem("exchange.not_enrolled")
        keys = [row.public_key for row in rows if not row.revoked]
        if not keys:
            raise ProtocolProblem("exchange.revoked")
        return keys

    def count(self, scope: ScopeId, counting: DeviceId, counter: int) -> int | None:
        """Take the number of a request; returns the last one taken when this is not greater."""
        here = (device.c.scope == scope, device.c.device == counting)
        with self._database.writing() as connection:
            last: int = max(connection.execute(select(device.c.counter).where(*here)).scalars())
            if counter <= last:
                return last
            connection.execute(device.update().where(*here).values(counter=counter))
            return None

    def agreed(self, scope: ScopeId, of: DeviceId, base: bytes) -> Holdings | None:
        """Return the vector that a base names, None when it is not known; earlier ones are forgotten."""
        here = (agreed.c.scope == scope, agreed.c.device == of)
        with self._database.writing() as connection:
            row = connection.execute(
                select(agreed.c.vector, agreed.c.counter).where(*here, agreed.c.base == base)
            ).first()
            if row is None:
                return None
            connection.execute(agreed.delete().where(*here, agreed.c.counter < row.counter))
        return from_list(unpack(row.vector))

    def answered(
        self, work: OfficeWork, device_id: DeviceId, base: bytes, held: Holdings, counter: int
    ) -> None:
        """Remember a vector that a device will agree on if the answer reaches it."""
        here = (agreed.c.scope == work.scope, agreed.c.device == device_id)
        kept = work.connection.execute(
            select(agreed.c.base).where(*here).order_by(agreed.c.counter.desc())
        ).scalars()
        bases = list(kept)
        if base in bases:
            work.connection.execute(
                agreed.update().where(*here, agreed.c.base == base).values(counter=counter)
            )
        else:
            for old in bases[KEPT - 1 :]:
                work.connection.execute(agreed.delete().where(*here, agreed.c.base == old))
            work.connection.execute(
                agreed.insert().values(
                    scope=work.scope,
                    device=device_id,
                    base=base,
                    vector=pack(as_list(held)),
                    counter=counter,
                )
            )
        work.connection.execute(
            device.update()
            .where(device.c.scope == work.scope, device.c.device == device_id)
            .values(last_exchange_at=work.now)
        )
        work.change(last_exchange_at=work.now)

    def reported(self, work: OfficeWork, device_id: DeviceId, theirs: Holdings | None) -> None:
        """After a restore: a device has reported once the province holds all that the device does."""
        if theirs is None:
            return
        ours = holdings_of(work.connection, work.scope)
        lacking = any(
            tip not in ours.get(log, frozenset()) and not is_held(work.connection, work.scope, log, *tip)
            for log, tips in theirs.items()
            for tip in tips
        )
        if not lacking:
            has_reported(work, device_id)
