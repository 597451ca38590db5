"""Draws papers from values: template, words, layout and PDF put together, each loaded once.

Nothing of reportlab is imported before the first paper: that costs more than the sign-in window may.
"""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.documents.paper_record import Words
from app.documents.slip_paper import SlipPaper
from app.documents.template_shelf import TemplateShelf
from app.domain.sheet_forms import FORMS as SHEETS
from app.domain.sheet_forms import ROLL
from app.domain.slip import Slip

if TYPE_CHECKING:
    from app.documents.fonts import Faces
    from app.documents.sheet_renderer import SheetRenderer

_SLIP = "slip"


class PaperRenderer:
    """Implements the port `Papers` of the use cases. Use it from one thread, the documents lane."""

    def __init__(self, resources: Path, own: Path | None = None) -> None:
        """Take the folder with `papers/` and `fonts/`, and the office's folder; nothing is read yet."""
        self._resources = resources
        self._own = own
        self.shelf = TemplateShelf(resources, own)
        self._slip_read: tuple[tuple[str, int, int], SlipPaper] | None = None

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
            return self._slip.draw_narrow(slip) if roll else self._slip.draw(slip)
        from app.documents.paper_layout import lay_out  # noqa: PLC0415 - reportlab must wait for the first paper
        from app.documents.pdf_pages import draw  # noqa: PLC0415 - reportlab must wait for the first paper

        shelved = self.shelf[f"{form}_{ROLL}" if roll else form]
        template = shelved.template
        words = Words(record, shelved.common, self._faces.letters)
        return draw(lay_out(template, words, self._faces), template.title, template.sheet.offset)

    def version(self, form: str, record: Mapping[str, Any] | None = None) -> str:
        """What wording and fonts a paper is drawn with; a record may name its size. Raises as `draw`."""
        if form in SHEETS:
            return self.sheets.version(form)
        if form == _SLIP:
            return self.template_version
        roll = record is not None and record.get("paper") == ROLL
        return self.shelf[f"{form}_{ROLL}" if roll else form].version

    @property
    def template_version(self) -> str:
        """What wording and fonts the slip is drawn with: the template's date and a sum over the files.

        Raises as `load_template` does; OSError when a font is missing.
        """
        return self._slip.version

    def slip(self, slip: Slip) -> bytes:
        """Draw Mẫu 01 as a PDF of two copies (lưu, giao); same slip, template and fonts, same bytes.

        Raises as `load_template` does; DomainProblem ``paper.no_room`` when the template's fixed texts leave
        no room for the dossier; OSError when a font is missing.
        """
        return self._slip.draw(slip)

    @cached_property
    def sheets(self) -> "SheetRenderer":
        """What draws the papers that people look at: pictures, tickets, posters."""
        from app.documents.sheet_renderer import SheetRenderer  # noqa: PLC0415 - only when first wanted

        return SheetRenderer(self._resources, lambda: self._faces, self._own)

    @property
    def _slip(self) -> SlipPaper:
        """The slip with the template in use; read again when its file has changed."""
        file = self.shelf.in_use(_SLIP)
        told = file.stat()
        state = (str(file), told.st_mtime_ns, told.st_size)
        if self._slip_read is None or self._slip_read[0] != state:
            self._slip_read = state, SlipPaper(file.parent.parent, self._resources, lambda: self._faces)
        return self._slip_read[1]

    @cached_property
    def _faces(self) -> "Faces":
        from app.documents.fonts import register_faces  # noqa: PLC0415 - reportlab must wait for the first paper

        return register_faces(self._resources)
