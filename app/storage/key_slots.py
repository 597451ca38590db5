"""The file `keyslots.json` beside the database: who opens the office, and with what.

Whoever loses it has lost the office, whatever they know; so it is written whole or not at all, and every
backup carries a copy.

A clerk who leaves is removed from the file. The database key stays the same: sealing a new one for the others
would take their passphrases. A former clerk therefore needs an old copy of this file *and* a copy of the
database to read anything. See `decisions/0001-encryption.md`.
"""

import secrets
from pathlib import Path

from app.domain.identifiers import ClerkId
from app.domain.problems import DomainProblem
from app.machine.durable_files import write_durably
from app.storage.file_problems import translated_files
from app.storage.recovery_key import new_recovery_key, read_recovery_key
from app.storage.sealing import KEY_BYTES, Cost, calibrated
from app.storage.shown_names import KEY_SLOTS_FILE, shown_names
from app.storage.slot_table import SlotTable


class KeySlots:
    """The slots of one data folder, before anybody has signed in.

    ``cost`` is for tests; without it new slots cost what this machine can bear (`sealing.calibrated`).
    """

    def __init__(self, folder: Path, cost: Cost | None = None) -> None:
        self.path = folder / KEY_SLOTS_FILE
        self._cost = cost

    def exist(self) -> bool:
        """Whether the folder holds an office."""
        return self.path.exists()

    def names(self) -> tuple[str, ...]:
        """Return the names that sign in here; none for a folder without an office. Quick, nothing heavy.

        Raises `DomainProblem` ``key_slots.damaged``.
        """
        return shown_names(self.path.parent)

    def table(self) -> SlotTable:
        """Read the file. Raises `DomainProblem` ``key_slots.missing``, ``.damaged`` or ``.newer``."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            raise DomainProblem("key_slots.missing") from None
        return SlotTable.from_bytes(content)

    def create(self) -> "tuple[OpenSlots, str]":
        """Draw a database key; returns it with the recovery key, which is shown now and never again.

        Nobody can sign in before the first clerk is added. Raises FileExistsError when there is an office.
        """
        if self.exist():
            raise FileExistsError(str(self.path))
        key, recovery = secrets.token_bytes(KEY_BYTES), new_recovery_key()
        table = SlotTable.sealing(key, read_recovery_key(recovery), self.cost())
        self.write(table)
        return OpenSlots(self, key), recovery

    def open(self, name: str | None, passphrase: str) -> "tuple[OpenSlots, ClerkId]":
        """Open with a clerk's passphrase; without a name the only clerk's. Returns who it was.

        Raises `DomainProblem` ``passphrase.wrong``, ``clerk.unknown``, ``clerk.ambiguous`` (``count``; also
        for no name where several sign in) and those of `table`.
        """
        table = self.table()
        slot = table.slot_of(name)
        return OpenSlots(self, table.open(slot, passphrase)), slot.clerk

    def recover(self, recovery_key: str, name: str, passphrase: str) -> "tuple[OpenSlots, ClerkId]":
        """Give a clerk a new passphrase with the key from the recovery sheet, which stays valid.

        Raises `DomainProblem` ``recovery.mistyped`` (``group``), ``recovery.length``, ``recovery.wrong``,
        ``clerk.unknown``, ``clerk.ambiguous`` and those of `table`.
        """
        table = self.table()
        slot = table.slot_of(name)
        opened = OpenSlots(self, table.open_with_recovery(read_recovery_key(recovery_key)))
        opened.add(slot.clerk, slot.shown_name, passphrase)
        return opened, slot.clerk

    def write(self, table: SlotTable) -> None:
        """Replace the file. Raises `DomainProblem` ``storage.disk_full``, ``.read_only``, ``.disk_error``."""
        with translated_files():
            write_durably(self.path, table.to_bytes())

    def cost(self) -> Cost:
        """Return what a guess at a new slot shall cost."""
        if self._cost is None:
            self._cost = calibrated()
        return self._cost


class OpenSlots:
    """The slots with the database key at hand: implements `ports.KeySlots`."""

    def __init__(self, slots: KeySlots, key: bytes) -> None:
        self.key = key
        self._slots = slots

    def add(self, clerk: ClerkId, name: str, passphrase: str) -> None:
        """Let a clerk in with a passphrase; replaces the clerk's former one and name."""
        table = self._slots.table()
        self._slots.write(table.with_clerk(self.key, clerk, name, passphrase, self._slots.cost()))

    def remove(self, clerk: ClerkId) -> None:
        """Let a clerk in no more. Nothing happens for one who had no passphrase.

        Raises `DomainProblem` ``clerk.last`` for the only one.
        """
        table = self._slots.table()
        if clerk in table.clerks():
            self._slots.write(table.without(clerk))

    def holders(self) -> frozenset[ClerkId]:
        """Return who has a passphrase."""
        return self._slots.table().clerks()

    def new_recovery_key(self) -> str:
        """Make a new recovery sheet, to be shown once; the former one opens nothing from now on."""
        table, recovery = self._slots.table(), new_recovery_key()
        self._slots.write(table.with_recovery(self.key, read_recovery_key(recovery), self._slots.cost()))
        return recovery
