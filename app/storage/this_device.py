"""Who this device is: its id, office, key, current log, and the province root it trusts."""

from dataclasses import dataclass

from app.domain.identifiers import DeviceId, ScopeId
from app.storage.database import Connection
from sync.protocol.signing import SigningKey

NO_CLERK = bytes(16)
"""Author of what a device does by itself, before or without a person."""


@dataclass(frozen=True, slots=True)
class ThisDevice:
    """What never changes about a device. Read once; the current log is read in every transaction."""

    device: DeviceId
    scope: ScopeId
    key: SigningKey


def read_this_device(connection: Connection) -> ThisDevice:
    """Read the identity. Raises RuntimeError for a file that was never set up as an office."""
    row = connection.execute("SELECT device, scope, private_key FROM this_device").fetchone()
    if row is None:
        raise RuntimeError("the database belongs to no device yet")
    return ThisDevice(DeviceId(row[0]), ScopeId(row[1]), SigningKey.from_bytes(row[2]))


def write_this_device(connection: Connection, identity: ThisDevice, views_version: int) -> None:
    """Make the file this device's; it has no log yet."""
    connection.execute(
        "INSERT INTO this_device (only_row, device, scope, private_key, views_version)"
        " VALUES (1, ?, ?, ?, ?)",
        (identity.device, identity.scope, identity.key.private_bytes(), views_version),
    )


def pinned_root(connection: Connection) -> bytes | None:
    """Return the province's root key this device trusts; None before enrolment."""
    root: bytes | None = connection.execute("SELECT root_key FROM this_device").fetchone()[0]
    return root


def set_current_log(connection: Connection, number: int) -> None:
    """Write to this log from now on."""
    connection.execute("UPDATE this_device SET current_log = ?", (number,))


def current_log(connection: Connection) -> int | None:
    """Return the local number of the log this device writes now."""
    number: int | None = connection.execute("SELECT current_log FROM this_device").fetchone()[0]
    return number
