"""Which letters a paper can show, and what stands in place of those it cannot."""

import unicodedata
from collections.abc import Iterable

BOX = "□"
"""Drawn for every sign the fonts lack, so that nothing vanishes unseen."""

# Letters written with another sign of the same look; Unicode itself does not relate them.
_SAME_LOOK = {"\u02bc": "\u2019", "\u02bb": "\u2018", "\u2010": "-", "\u2011": "-"}
# Format and control characters have no picture of their own.
_WITHOUT_PICTURE = {"Cc", "Cf"}
# Variation selectors choose between pictures of the sign before them.
_SELECTORS = range(0xFE00, 0xFE10)


class Letters:
    """The letters the fonts of the papers hold."""

    def __init__(self, covered: Iterable[str]) -> None:
        """Take every single character that can be drawn."""
        self._covered = frozenset(covered)

    def printable(self, text: str) -> str:
        """Return `text` as it is printed: NFC, on one line, one space between words.

        A sign the fonts lack is replaced by its plain form where there is one (a full-width digit), by its
        letter and a □ for a mark that cannot be drawn, and by □ otherwise.
        """
        text = " ".join(unicodedata.normalize("NFC", text).split())
        if self._covered.issuperset(text):
            return text
        return " ".join("".join(map(self._drawn, text)).split())

    def capitals(self, text: str) -> str:
        """Return `text` as it is printed in capitals; one the fonts lack leaves its letter as it is."""
        return self.printable("".join(self._capital(sign) for sign in self.printable(text)))

    def _capital(self, sign: str) -> str:
        capital = sign.upper()
        return capital if self._covered.issuperset(capital) else sign

    def _drawn(self, sign: str) -> str:
        if sign in self._covered:
            return sign
        if unicodedata.category(sign) in _WITHOUT_PICTURE or ord(sign) in _SELECTORS:
            return ""
        plain = _SAME_LOOK.get(sign) or unicodedata.normalize("NFKC", sign)
        if plain and self._covered.issuperset(plain):
            return plain
        base = unicodedata.normalize("NFD", sign)[0]
        return base + BOX if base != sign and base in self._covered else BOX
