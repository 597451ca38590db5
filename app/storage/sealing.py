"""Seals the database key under a passphrase: argon2id makes a key of it, ChaCha20-Poly1305 seals.

The libraries are loaded when a passphrase is at hand: the sign-in window is painted before.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

KEY_BYTES = 32
SALT_BYTES = 16
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess of a passphrase costs: memory in KiB, passes over it, lanes."""

    memory_kib: int
    passes: int
    lanes: int = 1


USUAL = Cost(64 * 1024, 3)
"""About half a second on an office PC."""
LEAST = Cost(19 * 1024, 2)
"""The least of OWASP's password storage recommendations; never below."""
_COSTS = (USUAL, Cost(46 * 1024, 2), Cost(32 * 1024, 2), LEAST)
_MOST = Cost(1024 * 1024, 16, 16)
_BEARABLE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Sealed:
    """A key under a passphrase, with all that is needed to try a passphrase on it."""

    salt: bytes
    cost: Cost
    nonce: bytes
    box: bytes


def seal(key: bytes, passphrase: bytes, context: bytes, cost: Cost) -> Sealed:
    """Seal a key. ``context`` is bound to it: opening under another one fails."""
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    box = _cipher(passphrase, salt, cost).encrypt(nonce, key, context)
    return Sealed(salt, cost, nonce, box)


def unseal(sealed: Sealed, passphrase: bytes, context: bytes) -> bytes | None:
    """Return the key; None when the passphrase, or anything else about it, is not the right one.

    Raises MemoryError when the machine cannot spare what sealing took.
    """
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415  slow to load

    try:
        return _cipher(passphrase, sealed.salt, sealed.cost).decrypt(sealed.nonce, sealed.box, context)
    except InvalidTag:
        return None


def is_bearable(cost: Cost) -> bool:
    """Whether a file may ask for this cost: a forged one must not exhaust the machine."""
    return (
        0 < cost.lanes <= _MOST.lanes
        and 0 < cost.passes <= _MOST.passes
        and 8 * cost.lanes <= cost.memory_kib <= _MOST.memory_kib
    )


def calibrated(measure: Callable[[Cost], float] | None = None) -> Cost:
    """Return what this machine can bear: the usual cost unless a sign-in would take over two seconds.

    ``measure`` tells the seconds that one try takes, or raises MemoryError.
    """
    for cost in _COSTS[:-1]:
        try:
            if (measure or _seconds)(cost) <= _BEARABLE_SECONDS:
                return cost
        except MemoryError:
            continue
    return LEAST


def _seconds(cost: Cost) -> float:
    started = time.perf_counter()
    _stretched(b"how long does it take", bytes(SALT_BYTES), cost)
    return time.perf_counter() - started


def _cipher(passphrase: bytes, salt: bytes, cost: Cost) -> "ChaCha20Poly1305":
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # noqa: PLC0415  slow to load

    return ChaCha20Poly1305(_stretched(passphrase, salt, cost))


def _stretched(passphrase: bytes, salt: bytes, cost: Cost) -> bytes:
    from argon2.exceptions import HashingError  # noqa: PLC0415  slow to load
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415  the same

    try:
        return hash_secret_raw(passphrase, salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID)
    except HashingError as error:
        raise MemoryError(f"{cost.memory_kib} KiB for a passphrase") from error
