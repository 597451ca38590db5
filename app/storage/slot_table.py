"""What stands in `keyslots.json`: for each clerk, and for the recovery sheet, the database key under lock.

The database key is 32 random bytes and never stands anywhere unsealed. Each slot seals the same key under
another passphrase, so that one changes without touching the database or the others.

Names of clerks stand open, as they do on every slip; nothing else about the office does.
"""

import binascii
import hashlib
import json
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.domain.identifiers import ClerkId
from app.domain.problems import DomainProblem
from app.domain.text import fold, words
from app.storage.sealing import Cost, Sealed, is_bearable, seal, unseal

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Slot:
    """One clerk who can open the office, and the name shown where one signs in."""

    clerk: ClerkId
    shown_name: str
    sealed: Sealed


@dataclass(frozen=True, slots=True)
class SlotTable:
    """Every slot of one database. ``key_id`` names the key without telling it."""

    key_id: str
    slots: tuple[Slot, ...]
    recovery: Sealed

    @classmethod
    def sealing(cls, key: bytes, recovery_secret: bytes, cost: Cost) -> "SlotTable":
        """Make the table of a new key that only the recovery sheet opens yet."""
        return cls(key_id(key), (), seal(key, recovery_secret, _RECOVERY_CONTEXT, cost))

    def with_clerk(
        self, key: bytes, clerk: ClerkId, shown_name: str, passphrase: str, cost: Cost
    ) -> "SlotTable":
        """Return the table in which this passphrase, and no former one, lets a clerk in.

        Raises `DomainProblem` ``storage.wrong_key`` when ``key`` is not this table's.
        """
        self._check(key)
        added = Slot(clerk, shown_name, seal(key, secret_of(passphrase), _context(clerk), cost))
        if clerk in self.clerks():
            slots = tuple(added if slot.clerk == clerk else slot for slot in self.slots)
        else:
            slots = (*self.slots, added)
        return replace(self, slots=slots)

    def with_recovery(self, key: bytes, recovery_secret: bytes, cost: Cost) -> "SlotTable":
        """Return the table that this recovery sheet opens, and no former one."""
        self._check(key)
        return replace(self, recovery=seal(key, recovery_secret, _RECOVERY_CONTEXT, cost))

    def without(self, clerk: ClerkId) -> "SlotTable":
        """Return the table without a clerk. Raises `DomainProblem` ``clerk.last`` for the only one."""
        slots = tuple(slot for slot in self.slots if slot.clerk != clerk)
        if not slots:
            raise DomainProblem("clerk.last")
        return replace(self, slots=slots)

    def clerks(self) -> frozenset[ClerkId]:
        """Return who has a passphrase."""
        return frozenset(slot.clerk for slot in self.slots)

    def slot_of(self, name: str | None) -> Slot:
        """Return the slot of a name, in any letter case or without marks; without a name the only clerk's.

        Raises `DomainProblem` ``clerk.unknown``, or ``clerk.ambiguous`` (``count``).
        """
        if name is None:
            if len(self.slots) != 1:
                raise DomainProblem("clerk.ambiguous", count=len(self.slots))
            return self.slots[0]
        found = [slot for slot in self.slots if _comparable(slot.shown_name) == _comparable(name)]
        # Typed without marks, where that fits one clerk only.
        found = found or [slot for slot in self.slots if words(fold(slot.shown_name)) == words(fold(name))]
        if not found:
            raise DomainProblem("clerk.unknown")
        if len(found) > 1:
            raise DomainProblem("clerk.ambiguous", count=len(found))
        return found[0]

    def open(self, slot: Slot, passphrase: str) -> bytes:
        """Return the database key. Raises `DomainProblem` ``passphrase.wrong``, ``storage.out_of_memory``."""
        key = _unsealed(slot.sealed, secret_of(passphrase), _context(slot.clerk))
        if key is None:
            raise DomainProblem("passphrase.wrong")
        self._check(key)
        return key

    def open_with_recovery(self, recovery_secret: bytes) -> bytes:
        """Return the database key. Raises `DomainProblem` ``recovery.wrong``, ``storage.out_of_memory``."""
        key = _unsealed(self.recovery, recovery_secret, _RECOVERY_CONTEXT)
        if key is None:
            raise DomainProblem("recovery.wrong")
        self._check(key)
        return key

    def _check(self, key: bytes) -> None:
        if key_id(key) != self.key_id:
            raise DomainProblem("storage.wrong_key")

    # Bytes ------------------------------------------------------------------------------------------

    def to_bytes(self) -> bytes:
        """Return what `from_bytes` reads: JSON a person can look at."""
        table = {
            "format": FORMAT,
            "key_id": self.key_id,
            "clerks": [
                {"clerk": slot.clerk.hex(), "name": slot.shown_name, **_told(slot.sealed)}
                for slot in self.slots
            ],
            "recovery": _told(self.recovery),
        }
        return (json.dumps(table, ensure_ascii=False, indent=1) + "\n").encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> "SlotTable":
        """Read a table. Raises `DomainProblem` ``key_slots.damaged`` or ``key_slots.newer`` (``found``)."""
        try:
            table = json.loads(content)
            if table["format"] > FORMAT:
                raise DomainProblem("key_slots.newer", found=table["format"])
            slots = tuple(
                Slot(ClerkId(bytes.fromhex(slot["clerk"])), str(slot["name"]), _read(slot))
                for slot in table["clerks"]
            )
            return cls(str(table["key_id"]), slots, _read(table["recovery"]))
        except (ValueError, KeyError, TypeError, binascii.Error) as error:
            raise DomainProblem("key_slots.damaged") from error


def secret_of(passphrase: str) -> bytes:
    """Return a passphrase the same whatever keyboard wrote it (NFC). How long it must be is a use case's."""
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def key_id(key: bytes) -> str:
    """Name a key without telling it: enough to notice that a table and a database do not belong together."""
    return hashlib.sha256(b"motcua/key-id/1/" + key).hexdigest()[:16]


_RECOVERY_CONTEXT = b"motcua/key-slot/1/recovery"


def _context(clerk: ClerkId) -> bytes:
    """Bind a slot to its clerk: another clerk's slot under this name opens nothing."""
    return b"motcua/key-slot/1/clerk/" + clerk


def _unsealed(sealed: Sealed, secret: bytes, context: bytes) -> bytes | None:
    try:
        return unseal(sealed, secret, context)
    except MemoryError as error:
        raise DomainProblem("storage.out_of_memory") from error


def _comparable(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _told(sealed: Sealed) -> dict[str, Any]:
    return {
        "kdf": "argon2id",
        "memory_kib": sealed.cost.memory_kib,
        "passes": sealed.cost.passes,
        "lanes": sealed.cost.lanes,
        "salt": b64encode(sealed.salt).decode(),
        "nonce": b64encode(sealed.nonce).decode(),
        "sealed": b64encode(sealed.box).decode(),
    }


def _read(told: Mapping[str, Any]) -> Sealed:
    cost = Cost(int(told["memory_kib"]), int(told["passes"]), int(told["lanes"]))
    if not is_bearable(cost) or told["kdf"] != "argon2id":
        raise DomainProblem("key_slots.damaged")
    salt, nonce, box = (b64decode(told[name], validate=True) for name in ("salt", "nonce", "sealed"))
    return Sealed(salt, cost, nonce, box)
