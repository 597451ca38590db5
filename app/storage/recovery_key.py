"""The key on the recovery sheet: 160 random bits as a person can copy them by hand.

Eight groups of five characters, of an alphabet without look-alikes (no I, L, O, U). The last character of a
group checks the four before it, so that a slip of the pen is found in its group.
"""

import hashlib
import secrets

from app.domain.problems import DomainProblem

SECRET_BYTES = 20
GROUPS = 8

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKES = str.maketrans({"I": "1", "L": "1", "O": "0"})
_DATA_CHARACTERS = 4
_BITS = 5
_SEPARATORS = str.maketrans("", "", " -\t\n\r.\u2013\u00a0")


def new_recovery_key() -> str:
    """Return a fresh key, as it is printed: ``4F0KX-…``."""
    number = int.from_bytes(secrets.token_bytes(SECRET_BYTES), "big")
    groups = []
    for place in range(GROUPS):
        shift = _BITS * _DATA_CHARACTERS * (GROUPS - 1 - place)
        data = "".join(
            _ALPHABET[number >> shift + _BITS * n & 31] for n in range(_DATA_CHARACTERS - 1, -1, -1)
        )
        groups.append(data + _check(place, data))
    return "-".join(groups)


def read_recovery_key(typed: str) -> bytes:
    """Return the 20 bytes of a key that was typed, in any letter case and grouping.

    Raises `DomainProblem` ``recovery.mistyped`` (``group``, counted from 1) or ``recovery.length``
    (``characters``, ``expected``).
    """
    characters = typed.translate(_SEPARATORS).upper().translate(_LOOK_ALIKES)
    size = _DATA_CHARACTERS + 1
    number = 0
    for place, start in enumerate(range(0, min(len(characters), GROUPS * size), size)):
        data, check = (
            characters[start : start + _DATA_CHARACTERS],
            characters[start + _DATA_CHARACTERS : start + size],
        )
        if not check:
            break
        if any(character not in _ALPHABET for character in data) or check != _check(place, data):
            raise DomainProblem("recovery.mistyped", group=place + 1)
        for character in data:
            number = number << _BITS | _ALPHABET.index(character)
    if len(characters) != GROUPS * size:
        raise DomainProblem("recovery.length", characters=len(characters), expected=GROUPS * size)
    return number.to_bytes(SECRET_BYTES, "big")


def _check(place: int, data: str) -> str:
    """Return the check character of a group; the place is in it, so that swapped groups are noticed."""
    digest = hashlib.sha256(f"motcua/recovery/1/{place}/{data}".encode()).digest()
    return _ALPHABET[digest[0] & 31]
