"""Enrolment by a one-time code: how a device and the province come to trust each other's keys.

The code is read over a telephone or copied from a screen: 50 random bits that work once and not for
long, 80 bits of fingerprint of the province's root key, and 10 check bits. The device proves that it
knows the code without sending it, and takes no answer whose root key does not fit the fingerprint.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from sync.protocol.problems import ProtocolProblem

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U, which people misread."""
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})
_SECRET_BITS, _PRINT_BITS, _CHECK_BITS = 50, 80, 10
_TOTAL_BITS = _SECRET_BITS + _PRINT_BITS + _CHECK_BITS
_SYMBOLS = _TOTAL_BITS // 5
_GROUP = 7
_PROOF = b"motcua/enrolment-proof/1/"
_NAME = b"motcua/enrolment-name/1/"


@dataclass(frozen=True, slots=True)
class EnrolmentCode:
    """``secret``: the one-time number; ``root_fingerprint``: ten bytes of the province's root key."""

    secret: int
    root_fingerprint: bytes

    @classmethod
    def new(cls, root_fingerprint: bytes) -> "EnrolmentCode":
        """Draw a code for a province."""
        return cls(secrets.randbits(_SECRET_BITS), root_fingerprint)

    def text(self) -> str:
        """Write the code in four groups of seven signs."""
        number = (self.secret << _PRINT_BITS) | int.from_bytes(self.root_fingerprint, "big")
        number = (number << _CHECK_BITS) | _check(number)
        signs = "".join(_ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(_SYMBOLS)))
        return "-".join(signs[start : start + _GROUP] for start in range(0, _SYMBOLS, _GROUP))

    @classmethod
    def read(cls, typed: str) -> "EnrolmentCode":
        """Read a typed code; case, spaces and dashes do not matter.

        Raises `ProtocolProblem` ``enrolment.mistyped`` when it cannot be a code.
        """
        signs = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(_MISREAD)
        if len(signs) != _SYMBOLS or any(sign not in _ALPHABET for sign in signs):
            raise ProtocolProblem("enrolment.mistyped")
        number = 0
        for sign in signs:
            number = (number << 5) | _ALPHABET.index(sign)
        checked, check = number >> _CHECK_BITS, number & ((1 << _CHECK_BITS) - 1)
        if _check(checked) != check:
            raise ProtocolProblem("enrolment.mistyped")
        mask = (1 << _PRINT_BITS) - 1
        return cls(checked >> _PRINT_BITS, (checked & mask).to_bytes(_PRINT_BITS // 8, "big"))

    def name(self) -> bytes:
        """Return what the province looks the code up by; salted: no table of all secrets is of use."""
        return hashlib.sha256(_NAME + self.root_fingerprint + self._secret_bytes()).digest()

    def proof(self, statement: bytes) -> bytes:
        """Prove knowledge of the code over a statement (the device's key, its log, office and province)."""
        return hmac.digest(self._secret_bytes(), _PROOF + statement, "sha256")

    def _secret_bytes(self) -> bytes:
        return self.secret.to_bytes(8, "big")


def _check(number: int) -> int:
    raw = number.to_bytes((_SECRET_BITS + _PRINT_BITS + 7) // 8, "big")
    return int.from_bytes(hashlib.sha256(raw).digest()[:2], "big") >> (16 - _CHECK_BITS)
