"""Whose word the province waits for after it was restored from an older copy.

What it granted and assigned after that copy was made is lost to it, but the devices hold it, signed. Until
every device of an office has reported, or an administrator decides otherwise, no numbers are given out
there: one could be given out twice.
"""

from sqlalchemy import Connection, select

from app.domain.identifiers import DeviceId, ScopeId
from sync.server.offices import OfficeWork
from sync.server.schema import awaited, device


def await_devices(work: OfficeWork) -> None:
    """Wait for every device of the office that was granted and not revoked."""
    granted = select(device.c.device).where(device.c.scope == work.scope, ~device.c.revoked).distinct()
    for (name,) in work.connection.execute(granted).all():
        await_device(work, DeviceId(name))


def await_device(work: OfficeWork, wanted: DeviceId) -> None:
    """Wait for one device."""
    if wanted not in awaited_devices(work.connection, work.scope):
        work.connection.execute(awaited.insert().values(scope=work.scope, device=wanted))


def awaited_devices(connection: Connection, scope: ScopeId) -> list[DeviceId]:
    """Return the devices that have not reported yet."""
    rows = connection.execute(select(awaited.c.device).where(awaited.c.scope == scope))
    return [DeviceId(name) for (name,) in rows]


def has_reported(work: OfficeWork, reporting: DeviceId) -> None:
    """A device has handed over all it held."""
    work.connection.execute(
        awaited.delete().where(awaited.c.scope == work.scope, awaited.c.device == reporting)
    )


def wait_no_longer(work: OfficeWork) -> None:
    """Give out numbers again: an administrator knows that the missing devices hold nothing."""
    work.connection.execute(awaited.delete().where(awaited.c.scope == work.scope))
