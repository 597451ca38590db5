"""The faces of the papers: registers them with reportlab and measures text in them."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.documents.letters import BOX, Letters

_FILES = {"BeVietnamPro": "BeVietnamPro-Regular.ttf", "BeVietnamPro-Bold": "BeVietnamPro-Bold.ttf"}
_UNITS = 1000
"""Units per em of Be Vietnam Pro, and of reportlab's widths."""


@dataclass(frozen=True, slots=True)
class Face:
    """One registered face. All measures are for size 1; multiply by the size in points."""

    name: str
    widths: dict[str, float]
    tops: dict[str, float]
    bottoms: dict[str, float]

    def width(self, text: str) -> float:
        """Return how wide a text is. Raises KeyError for a letter the face lacks: `Letters` comes first."""
        return sum(map(self.widths.__getitem__, text))

    def top(self, text: str) -> float:
        """Return how far the ink of a text reaches above the base line."""
        return max(map(self.tops.__getitem__, text), default=0.0)

    def bottom(self, text: str) -> float:
        """Return how far the ink of a text reaches below the base line."""
        return max(map(self.bottoms.__getitem__, text), default=0.0)


@dataclass(frozen=True, slots=True)
class Faces:
    """The two faces every paper is drawn with."""

    regular: Face
    bold: Face

    @property
    def letters(self) -> Letters:
        """The letters both faces hold."""
        return Letters(self.regular.widths.keys() & self.bold.widths.keys())


def font_files(resources: Path) -> Iterable[Path]:
    """Return the files of the faces."""
    return [resources / "fonts" / file for file in _FILES.values()]


def register_faces(resources: Path) -> Faces:
    """Read the fonts from the resources folder and make them known to reportlab.

    Raises OSError when a file is missing; `reportlab.pdfbase.ttfonts.TTFError` when it is no font.
    """
    regular, bold = (_registered(name, resources / "fonts" / file) for name, file in _FILES.items())
    return Faces(regular, bold)


def _registered(name: str, file: Path) -> Face:
    # Without `asciiReadable` only the letters used are embedded, not all of ASCII.
    font = TTFont(name, str(file), asciiReadable=0)
    pdfmetrics.registerFont(font)
    glyphs: dict[int, int] = font.face.charToGlyph
    outlines = _ink(font)
    letters = {code: chr(code) for code in glyphs if chr(code).isprintable()}
    face = Face(
        name,
        widths={letter: font.face.charWidths[code] / _UNITS for code, letter in letters.items()},
        tops={letter: outlines[glyphs[code]][0] for code, letter in letters.items()},
        bottoms={letter: outlines[glyphs[code]][1] for code, letter in letters.items()},
    )
    if BOX not in face.widths:
        raise ValueError(f"The font {file.name} has no {BOX}, the sign for letters it lacks")
    return face


def _ink(font: TTFont) -> list[tuple[float, float]]:
    """Read from the outlines how far each glyph reaches above and below the base line.

    Font-wide ascent and descent would be no use: Ẳ stands 22 % higher than the face claims.
    """
    places: list[int] = font.face.glyphPos
    table: bytes = font.face.get_table("glyf")  # type: ignore[no-untyped-call]  # the stubs leave it untyped
    ink = []
    for start, end in pairwise(places):
        if start == end:
            ink.append((0.0, 0.0))
            continue
        _, _, lowest, _, highest = struct.unpack_from(">hhhhh", table, start)
        ink.append((highest / _UNITS, -lowest / _UNITS))
    return ink
