"""Draws papers from values: template, words, layout and PDF put together, each loaded once.

Nothing of reportlab is imported before the first paper: that costs more than the sign-in window may.
"""

import hashlib
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


class PaperRenderer:
    """Implements the port `Papers` of the use cases. Use it from one thread, the documents lane."""

    def __init__(self, resources: Path) -> None:
        """Take the folder with `papers/` and `fonts/`; nothing is read yet."""
        self._resources = resources

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
        from app.documents.slip_pdf import draw  # noqa: PLC0415 - reportlab must wait for the first paper

        content = compose(slip, self._template, self._words)
        return draw(self._layout.pages(content), content.document_title)

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
