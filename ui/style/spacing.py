"""Distances that grow with the type: everything is counted in em, one em being the height of the base font.

No size in pixels stands anywhere else, so the window keeps its proportions at any type size and scale.
"""

from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication

BASE_POINTS = 11.5
"""Legible at arm's length on a 1366x768 screen."""
_SMALLEST_EM = 12


@dataclass(frozen=True, slots=True)
class Spacing:
    """The steps of the scale, in logical pixels. At the base size an em is 15 or 16 pixels."""

    em: int

    @classmethod
    def of(cls, font: QFont) -> "Spacing":
        """Measure the base font."""
        return cls(max(_SMALLEST_EM, QFontInfo(font).pixelSize()))

    def ems(self, count: float) -> int:
        """Return ``count`` em."""
        return round(self.em * count)

    @property
    def tight(self) -> int:
        """Between a label and its field."""
        return self.ems(0.25)

    @property
    def half(self) -> int:
        """Between things of one group; the rhythm of the page."""
        return self.ems(0.5)

    @property
    def one(self) -> int:
        """Between groups; the margin inside a card."""
        return self.em

    @property
    def field(self) -> int:
        """Height of a field or a button: comfortable to hit, with room for stacked marks (Ế, Ậ)."""
        return self.ems(2.2)


def space() -> Spacing:
    """Return the scale of the running application."""
    return Spacing.of(QApplication.font())


def width_of(font: QFont, text: str) -> int:
    """Return how wide ``text`` is in ``font``, in logical pixels."""
    return QFontMetrics(font).horizontalAdvance(text)
