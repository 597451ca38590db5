"""Tells a scanned identity card from typing, key by key. No Qt in it.

A card's text begins with twelve digits and a ``|``. Twelve digits alone are what a clerk types all day;
with the bar after them, without a pause, they are a scan: from there on every key is kept from the
field, up to Enter or a pause, and the field gets back what it held before the first digit.
"""

from enum import Enum

PAUSE_MS = 250
"""A scanner never waits this long between two keys, not even over a remote desktop."""
SCAN_END_MS = 400
"""A scan without a closing Enter has ended after this much silence."""

_DIGITS = 12
_BARS = "|¦\\"
"""The bar, and what a keyboard layout other than the scanner's own makes of it."""
_MARK_CHARS = 3
"""``]Q1``: some scanners name the symbology first."""
_MOST_CHARS = 2000


class Verdict(Enum):
    """What becomes of a key."""

    PASS = "pass"  # noqa: S105 - no password
    """Let it through."""
    PASS_AND_KEEP = "pass_and_keep"  # noqa: S105 - no password
    """Let it through, but first note what the field holds: this may be the beginning of a scan."""
    TURN_BACK = "turn_back"
    """It is a scan: keep the key and give the field back what it held."""
    SWALLOW = "swallow"
    """It belongs to a scan: keep it from the field."""
    END = "end"
    """It ends the scan: keep it from the field; `take` has the text."""


class Burst:
    """Follows the keys of one keyboard."""

    def __init__(self) -> None:
        """Start with nothing typed."""
        self._run = ""
        self._last_at = 0
        self._scanning = False

    @property
    def scanning(self) -> bool:
        """Whether keys are being kept from the field now."""
        return self._scanning

    def text(self, typed: str, at_ms: int) -> Verdict:
        """Judge typed text: one character from a key, or several from an input method."""
        paused = at_ms - self._last_at > PAUSE_MS
        self._last_at = at_ms
        if self._scanning:
            self._run = (self._run + typed)[:_MOST_CHARS]
            return Verdict.SWALLOW
        if paused:
            self._run = ""
        before, self._run = self._run, self._run + typed
        if self._is_card_start():
            self._scanning = True
            return Verdict.TURN_BACK
        if _all_digits(self._run):
            # Digits typed hard before a scan: the card's are the last twelve.
            self._run = self._run[-_DIGITS:]
            return Verdict.PASS if before else Verdict.PASS_AND_KEEP
        if not self._may_become_card():
            # The last key may itself be the first of a scan that follows hard upon typing.
            self._run = typed
            if not self._may_become_card():
                self._run = ""
                return Verdict.PASS
            before = ""
        return Verdict.PASS_AND_KEEP if not before else Verdict.PASS

    def backspace(self, at_ms: int) -> Verdict:
        """Judge a Backspace: inside a scan it comes from an input tool that rewrites a letter (aa to â)."""
        self._last_at = at_ms
        if self._scanning:
            self._run = self._run[:-1]
            return Verdict.SWALLOW
        self._run = ""
        return Verdict.PASS

    def enter(self, at_ms: int) -> Verdict:
        """Judge Enter or Tab."""
        self._last_at = at_ms
        if self._scanning:
            return Verdict.END
        self._run = ""
        return Verdict.PASS

    def other(self) -> Verdict:
        """Judge a key that types nothing: Shift comes between a scanner's letters, an arrow ends typing."""
        return Verdict.SWALLOW if self._scanning else Verdict.PASS

    def moved(self) -> None:
        """Begin anew when the keyboard goes to another field, unless a scan is under way."""
        if not self._scanning:
            self._run = ""

    def take(self) -> str:
        """Return the scanned text and begin anew."""
        scanned, self._run, self._scanning = self._run, "", False
        return scanned

    def _digits(self) -> str:
        return self._run[_MARK_CHARS:] if self._run.startswith("]") else self._run

    def _is_card_start(self) -> bool:
        digits = self._digits()
        head, bar = digits[:_DIGITS], digits[_DIGITS : _DIGITS + 1]
        return len(head) == _DIGITS and _all_digits(head) and bool(bar) and bar in _BARS

    def _may_become_card(self) -> bool:
        digits = self._digits()
        return len(digits) <= _DIGITS and (not digits or _all_digits(digits))


def _all_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
