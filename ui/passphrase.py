"""How good a passphrase is, as a hint to the person who thinks it up. No Qt in it.

The database's key is derived from it; whoever steals the disk can guess for months. Length is what
helps, and a few words in a row are the longest thing people remember.
"""

import math
from enum import IntEnum
from itertools import pairwise

LEAST_CHARS = 8
"""Shorter ones are not taken."""

_FAIR_BITS, _GOOD_BITS = 40, 60
_LETTERS, _CAPITALS, _DIGITS, _SIGNS = 26, 26, 10, 30
_MARKED = 60
"""Vietnamese letters with marks."""


class Strength(IntEnum):
    """From refused to good."""

    TOO_SHORT = 0
    WEAK = 1
    FAIR = 2
    GOOD = 3


def strength(passphrase: str) -> Strength:
    """Judge a passphrase."""
    if len(passphrase) < LEAST_CHARS:
        return Strength.TOO_SHORT
    bits = _bits(passphrase)
    if bits < _FAIR_BITS:
        return Strength.WEAK
    return Strength.FAIR if bits < _GOOD_BITS else Strength.GOOD


def _bits(passphrase: str) -> float:
    """Estimate the guesses a thief needs, as a power of two: every character that is not a plain sequel."""
    kinds = 0
    kinds += _LETTERS if any(c.isascii() and c.islower() for c in passphrase) else 0
    kinds += _CAPITALS if any(c.isascii() and c.isupper() for c in passphrase) else 0
    kinds += _DIGITS if any(c.isdigit() for c in passphrase) else 0
    kinds += _SIGNS if any(c.isascii() and not c.isalnum() for c in passphrase) else 0
    kinds += _MARKED if any(not c.isascii() for c in passphrase) else 0
    steps = [abs(ord(b) - ord(a)) for a, b in pairwise(passphrase)]
    worth = 1 + sum(0.25 if step <= 1 else 1 for step in steps)
    return worth * math.log2(kinds)
