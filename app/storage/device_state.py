"""What this device remembers for its exchanges with the province (`sync.protocol.log_store.DeviceState`)."""

from app.domain.identifiers import LogId, Subject
from app.storage.consequences import Consequences
from app.storage.database import Database
from app.storage.log_tables import log_by_number
from app.storage.receipts import keep_receipt
from app.storage.this_device import ThisDevice
from app.storage.views import Views
from sync.protocol.holdings import Holdings, as_list, from_list
from sync.protocol.log_store import Membership
from sync.protocol.packing import pack, unpack
from sync.protocol.receipts import Receipt
from sync.protocol.signing import SigningKey

_FURTHEST_COUNTER = 2**40
"""A device that makes a request every second gets as far in 35,000 years."""


class DeviceMemory:
    """Implements `DeviceState` over the office database."""

    def __init__(self, database: Database, identity: ThisDevice) -> None:
        self.scope = identity.scope
        self.device = identity.device
        self._database = database
        self._identity = identity

    def device_key(self) -> SigningKey:
        """Return the key that signs this device's log and requests."""
        return self._identity.key

    def own_log(self) -> LogId:
        """Return the log this device writes now."""
        with self._database.read() as connection:
            number = connection.execute("SELECT current_log FROM this_device").fetchone()[0]
            return log_by_number(connection, number).id

    def membership(self) -> Membership | None:
        """Return the province joined, None before any."""
        with self._database.read() as connection:
            row = connection.execute("SELECT province_url, root_key, working_key FROM this_device").fetchone()
        return None if row[0] is None else Membership(*row)

    def join(self, membership: Membership) -> None:
        """Keep the province; logs that its root key certifies, and devices they grant, fold from now on."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE this_device SET province_url = ?, root_key = ?, working_key = ?",
                (membership.url, membership.root_key, membership.working_key),
            )
            consequences = Consequences(connection)
            consequences.joined()
            consequences.settle(Views(connection, self.scope))

    def pair(self, public_key: bytes, device: Subject) -> None:
        """Trust another device of this office whose key was compared on both screens."""
        with self._database.write() as connection:
            consequences = Consequences(connection)
            consequences.pair(self.scope, public_key, device)
            consequences.settle(Views(connection, self.scope))

    def next_counter(self) -> int:
        """Take the number of the next request: greater than any taken before, also after a kill."""
        with self._database.write() as connection:
            connection.execute("UPDATE this_device SET request_counter = request_counter + 1")
            counter: int = connection.execute("SELECT request_counter FROM this_device").fetchone()[0]
            return counter

    def raise_counter(self, taken: int) -> None:
        """Continue above a number the province has seen (this device was restored from a copy).

        One that no copy explains is passed over: the device could not count on from there.
        """
        with self._database.write() as connection:
            connection.execute(
                "UPDATE this_device SET request_counter = max(request_counter, ?1)"
                " WHERE ?1 - request_counter <= ?2",
                (taken, _FURTHEST_COUNTER),
            )

    def agreed(self) -> Holdings | None:
        """Return the vector that this device and the province last agreed on, None when not known."""
        with self._database.read() as connection:
            packed = connection.execute("SELECT agreed FROM this_device").fetchone()[0]
        return None if packed is None else from_list(unpack(packed))

    def keep_receipt(self, receipt: Receipt, *, agreed: bool) -> None:
        """Keep a checked receipt; it becomes the newest word on what has arrived."""
        with self._database.write() as connection:
            if keep_receipt(connection, receipt) and agreed:
                connection.execute("UPDATE this_device SET agreed = ?", (pack(as_list(receipt.holdings)),))

    def forget_agreed(self) -> None:
        """Start the next request from full holdings: the province does not know the base any more."""
        with self._database.write() as connection:
            connection.execute("UPDATE this_device SET agreed = NULL")
