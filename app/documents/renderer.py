"""Draws papers from values: template, words, layout and PDF put together, each loaded once.

Nothing of reportlab is imported before the first paper: that costs more than the sign-in window may.
"""

import hashlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.documents.paper_record import Words
from app.documents.slip_content import compose
from app.documents.slip_template import FILE_NAME, SlipTemplate, load_template
from app.documents.template_shelf import TemplateShelf
from app.documents.wording import Wording
from app.domain.sheet_forms import FORMS as SHEETS
from app.domain.sheet_forms import ROLL
from app.domain.slip import Slip

if TYPE_CHECKING:
    from app.documents.fonts import Faces
    from app.documents.sheet_renderer import SheetRenderer
    from app.documents.slip_layout import SlipLayout

_SLIP = "slip"
_SUM_LETTERS = 12


class PaperRenderer:
    """Implements the port `Papers` of the use cases. Use it from one thread, the documents lane."""

    def __init__(self, resources: Path, own: Path | None = None) -> None:
        """Take the folder with `papers/` and `fonts/`, and the office's folder; nothing is read yet."""
        self._resources = resources
        self._own = own
        self.shelf = TemplateShelf(resources, own)

    def draw(self, form: str, record: Mapping[str, Any]) -> bytes:
        """Draw a paper from its record as PDF; same record, templates and fonts, same bytes.

        A record may name the size it is drawn in (`paper`): `80mm` is a roll.

        Raises DomainProblem ``paper.unknown_form``, ``paper.bad_template``, ``paper.bad_record`` (`field`,
        `reason`), ``paper.no_room``; OSError when a font is missing.
        """
        if form in SHEETS:
            return self.sheets.draw(form, record)
        roll = record.get("paper") == ROLL
        if form == _SLIP:
            slip = Slip.from_record(record)
            return self._narrow_slip(slip) if roll else self.slip(slip)
        from app.documents.paper_layout import lay_out  # noqa: PLC0415 - reportlab must wait for the first paper
        from app.documents.pdf_pages import draw  # noqa: PLC0415 - reportlab must wait for the first paper

        shelved = self.shelf[f"{form}_{ROLL}" if roll else form]
        template = shelved.template
        words = Words(record, shelved.common, self._faces.letters)
        return draw(lay_out(template, words, self._faces), template.title, template.sheet.offset)

    def version(self, form: str) -> str:
        """What wording and fonts papers of a form are drawn with. Raises as `draw`."""
        if form in SHEETS:
            return self.sheets.version(form)
        return self.template_version if form == _SLIP else self.shelf[form].version

    @property
    def template_version(self) -> str:
        """What wording and fonts papers are drawn with: the template's date and a sum over the files.

        Raises as `load_template` does; OSError when a font is missing.
        """
        return self._loaded[1]

    def slip(self, slip: Slip) -> bytes:
        """Draw Mẫu 01 as a PDF of two copies (lưu, giao); same slip, template and fonts, same bytes.

        Raises as `load_template` does; DomainProblem ``paper.no_room`` when the template's fixed texts leave
        no room for the dossier; OSError when a font is missing.
        """
        from app.documents.pdf_pages import draw  # noqa: PLC0415 - reportlab must wait for the first paper

        content = compose(slip, self._template, self._words)
        return draw(self._layout.pages(content), content.document_title)

    def _narrow_slip(self, slip: Slip) -> bytes:
        """Draw Mẫu 01 on a roll of 80 mm: the same words, one column."""
        from app.documents.narrow_slip import NarrowSlip  # noqa: PLC0415 - reportlab must wait for the first paper
        from app.documents.sheet_pdf import draw_sheets  # noqa: PLC0415 - reportlab must wait for the first paper

        content = compose(slip, self._template, self._words)
        return draw_sheets(NarrowSlip(self._faces).sheets(content), self._faces, content.document_title)

    @cached_property
    def sheets(self) -> "SheetRenderer":
        """What draws the papers that people look at: pictures, tickets, posters."""
        from app.documents.sheet_renderer import SheetRenderer  # noqa: PLC0415 - only when first wanted

        return SheetRenderer(self._resources, lambda: self._faces, self._own)

    @cached_property
    def _loaded(self) -> tuple[SlipTemplate, str]:
        # Read at one moment, so that the version always names the wording in use.
        template = load_template(self._resources)
        files = [self._resources / FILE_NAME, *sorted((self._resources / "fonts").glob("*.ttf"))]
        total = hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files))
        return template, f"{template.version}+{total.hexdigest()[:_SUM_LETTERS]}"

    @property
    def _template(self) -> SlipTemplate:
        return self._loaded[0]

    @cached_property
    def _faces(self) -> "Faces":
        from app.documents.fonts import register_faces  # noqa: PLC0415 - reportlab must wait for the first paper

        return register_faces(self._resources)

    @cached_property
    def _words(self) -> Wording:
        return Wording(self._template, self._faces.letters)

    @cached_property
    def _layout(self) -> "SlipLayout":
        from app.documents.slip_layout import SlipLayout  # noqa: PLC0415 - reportlab must wait for the first paper

        return SlipLayout(self._faces, self._template.margins_mm)
