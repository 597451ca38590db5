"""What every paper that is looked at is drawn with: its pens, its pictures, its words."""

from dataclasses import dataclass

from app.documents.blocks import BLACK, Block, Pen, Tint, paragraph
from app.documents.fonts import Faces
from app.documents.measures import POINTS_PER_MM, Align
from app.documents.pictograms import Pictograms
from app.documents.sheet_template import SheetWords

A5 = (148 * POINTS_PER_MM, 210 * POINTS_PER_MM)
A4 = (210 * POINTS_PER_MM, 297 * POINTS_PER_MM)
A3_OF_A4 = 2**0.5
"""An A3 sheet is an A4 sheet enlarged: the same poster, read from further away."""

ROLL_WIDTH, ROLL_PRINTED = 80 * POINTS_PER_MM, 72 * POINTS_PER_MM
"""A thermal roll and the 576 dots of it that a printer of 203 dots an inch reaches."""

ACCENT: Tint = (0.06, 0.23, 0.42)
"""Deep blue; dark enough to carry white letters on a printer without colours too."""
SOFT: Tint = (0.90, 0.93, 0.96)
GREY: Tint = (0.36, 0.38, 0.41)
WARNING: Tint = (0.62, 0.07, 0.07)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Pens, pictures and words of one form. ``one_colour``: for a printer that knows only black."""

    faces: Faces
    pictograms: Pictograms
    words: SheetWords
    one_colour: bool = False

    def regular(self, size: float, tint: Tint = BLACK) -> Pen:
        """Return a pen for running text."""
        return Pen(self.faces.regular, size, self.tint(tint))

    def bold(self, size: float, tint: Tint = BLACK) -> Pen:
        """Return a pen for what a hurried eye looks for."""
        return Pen(self.faces.bold, size, self.tint(tint))

    def tint(self, wanted: Tint) -> Tint:
        """Return a tint this paper can show: black for every dark one where there are no colours."""
        if not self.one_colour:
            return wanted
        dark = sum(wanted) / 3 < 0.7  # noqa: PLR2004 - lighter grounds are left white on a roll
        return BLACK if dark else (1.0, 1.0, 1.0)

    def picture(self, name: str, size: float) -> Block:
        """Return a picture."""
        return self.pictograms.draw(name, size, one_colour=self.one_colour)

    def captioned(self, name: str, size: float, text: str, pen: Pen, width: float) -> Block:
        """Return a picture with a text beneath it."""
        picture = self.picture(name, size)
        caption = paragraph(text, pen, width, Align.CENTRE)
        height = picture.height + (3 + caption.height if caption.height else 0)
        marks = (*picture.at((width - size) / 2, 0), *caption.at(0, picture.height + 3))
        return Block(width, height, marks)
