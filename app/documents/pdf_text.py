"""Writes texts as operators of a PDF page.

reportlab's own text object measures every text again and writes every number through a slow path: with it
half the time of a paper went into showing letters. Only its public way of cutting fonts into subsets is used.
"""

from collections.abc import Iterable
from typing import cast

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.documents.page_parts import Text

# Inside a PDF string brackets and the backslash are escaped, and everything beyond ASCII is written in octal.
_ESCAPED = {code: f"\\{code:03o}" for code in (*range(32), *range(127, 256))} | {
    ord(sign): f"\\{sign}" for sign in "()\\"
}


class PdfTexts:
    """Shows texts on the pages of one document; texts that come again are cut into subsets once."""

    def __init__(self, canvas: Canvas) -> None:
        """Write into `canvas`, whose pages may end between calls."""
        self._canvas = canvas
        # The fonts of reportlab ask for the document, and the canvas has no other way to it.
        self._document = canvas._doc  # type: ignore[attr-defined]  # noqa: SLF001
        self._shown: dict[tuple[str, str], list[tuple[str, str]]] = {}

    def show(self, texts: Iterable[Text]) -> None:
        """Show texts on the current page."""
        operators = _Operators(self._written(texts))
        self._canvas.drawText(operators)  # type: ignore[arg-type]  # it only asks for the code

    def _written(self, texts: Iterable[Text]) -> Iterable[str]:
        yield "BT"
        set_font = None
        for text in texts:
            yield f"1 0 0 1 {text.x:.2f} {text.y:.2f} Tm"
            for font, letters in self._cut(text.face.name, text.text):
                if set_font != (font, text.size):
                    set_font = (font, text.size)
                    yield f"{font} {text.size:g} Tf"
                yield f"({letters}) Tj"
        yield "ET"

    def _cut(self, face: str, letters: str) -> list[tuple[str, str]]:
        """Return the pieces of a text with the name of the subset each is shown in."""
        found = self._shown.get((face, letters))
        if found is None:
            font = cast(TTFont, pdfmetrics.getFont(face))
            found = self._shown[face, letters] = [
                (font.getSubsetInternalName(subset, self._document), _escaped(codes))
                for subset, codes in font.splitString(letters, self._document)
            ]
        return found


def _escaped(codes: bytes) -> str:
    return codes.decode("latin-1").translate(_ESCAPED)


class _Operators:
    """What `Canvas.drawText` takes: anything that can give its code."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._code = "\n".join(lines)

    def getCode(self) -> str:  # noqa: N802 - reportlab asks for it by this name
        return self._code
