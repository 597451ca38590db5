"""The slip (Mẫu 01) with one template: words, layout and PDF put together, each loaded once."""

import hashlib
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.documents.slip_content import compose
from app.documents.slip_template import FILE_NAME, SlipTemplate, load_template
from app.documents.wording import Wording
from app.domain.slip import Slip

if TYPE_CHECKING:
    from app.documents.fonts import Faces
    from app.documents.slip_layout import SlipLayout

_SUM_LETTERS = 12


class SlipPaper:
    """Draws slips with the template in a folder that holds `papers/slip.json`."""

    def __init__(self, folder: Path, resources: Path, faces: "Callable[[], Faces]") -> None:
        """Take the folders of template and fonts, and what gives the faces; nothing is read yet."""
        self._folder = folder
        self._resources = resources
        self._faces = faces

    @property
    def version(self) -> str:
        """The template's date and a sum over it and the fonts.

        Raises as `load_template` does; OSError when a font is missing.
        """
        return self._loaded[1]

    def draw(self, slip: Slip) -> bytes:
        """Draw a slip on A5, two copies."""
        from app.documents.pdf_pages import draw  # noqa: PLC0415 - reportlab must wait for the first paper

        content = compose(slip, self._loaded[0], self._words)
        return draw(self._layout.pages(content), content.document_title)

    def draw_narrow(self, slip: Slip) -> bytes:
        """Draw a slip on a roll of 80 mm: the same words, one column."""
        from app.documents.narrow_slip import NarrowSlip  # noqa: PLC0415 - reportlab must wait for the first paper
        from app.documents.sheet_pdf import draw_sheets  # noqa: PLC0415 - reportlab must wait for the first paper

        content = compose(slip, self._loaded[0], self._words)
        return draw_sheets(NarrowSlip(self._faces()).sheets(content), self._faces(), content.document_title)

    @cached_property
    def _loaded(self) -> tuple[SlipTemplate, str]:
        # Read at one moment, so that the version always names the wording in use.
        template = load_template(self._folder)
        files = [self._folder / FILE_NAME, *sorted((self._resources / "fonts").glob("*.ttf"))]
        total = hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files))
        return template, f"{template.version}+{total.hexdigest()[:_SUM_LETTERS]}"

    @cached_property
    def _words(self) -> Wording:
        return Wording(self._loaded[0], self._faces().letters)

    @cached_property
    def _layout(self) -> "SlipLayout":
        from app.documents.slip_layout import SlipLayout  # noqa: PLC0415 - reportlab must wait for the first paper

        return SlipLayout(self._faces(), self._loaded[0].margins_mm)
