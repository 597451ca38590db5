"""Draws the papers that people look at from plain records: words, pictures, places and PDF put together.

Implements the port `Sheets` of the use cases. Templates with the schema ``sheet/1`` lie beside the others in
`resources/papers/`; an office may lay its own file over each.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.documents.shared_texts import COMMON, read_common
from app.documents.template_reading import bad_template
from app.domain.problems import DomainProblem
from app.domain.sheet_forms import (
    BOARD,
    FORMS,
    PICTURE,
    PLATE,
    PROCEDURE,
    PROCEDURE_LIST,
    ROLL,
    SIZES,
    STEPS,
    TICKET,
)

if TYPE_CHECKING:
    from app.documents.drawing import Drawing
    from app.documents.fonts import Faces
    from app.documents.pictograms import Pictograms
    from app.documents.sheet_pdf import Sheet
    from app.documents.sheet_template import Needs, SheetTemplate

FOLDER = "papers"
_SUM_LETTERS = 12

Make = Callable[["Drawing", Mapping[str, Any]], "list[Sheet]"]


class SheetRenderer:
    """Use it from one thread, the documents lane. Nothing is read before the first sheet."""

    def __init__(self, resources: Path, faces: "Callable[[], Faces]", own: Path | None = None) -> None:
        """Take the shipped resources, what gives the faces, and the office's folder."""
        self._resources = resources
        self._faces = faces
        self._own = own

    def draw(self, form: str, record: Mapping[str, Any]) -> bytes:
        """Draw a sheet as PDF on the paper named in the record (`paper`), else on the form's usual one.

        Same record, templates, pictures and fonts: same bytes. Raises DomainProblem ``paper.unknown_form``,
        ``paper.unknown_size`` (`size`, `allowed`), ``paper.bad_template``, ``paper.no_room``.
        """
        from app.documents.sheet_pdf import draw_sheets  # noqa: PLC0415 - reportlab must wait for the first paper

        if form not in FORMS:
            raise DomainProblem("paper.unknown_form", form=form[:40], allowed=", ".join(FORMS))
        size = str(record.get("paper") or SIZES[form][0])
        if size not in SIZES[form]:
            raise DomainProblem("paper.unknown_size", size=size[:20], allowed=", ".join(SIZES[form]))
        needs, make = _maker(form)
        drawing = self.drawing(form, needs, one_colour=size == ROLL)
        title = self._template(form, needs).title
        return draw_sheets(make(drawing, record), drawing.faces, title)

    def drawing(self, form: str, needs: "Needs", *, one_colour: bool) -> "Drawing":
        """Return pens, pictures and words of a form. Raises DomainProblem ``paper.bad_template``."""
        from app.documents.drawing import Drawing  # noqa: PLC0415 - the same
        from app.documents.sheet_template import SheetWords  # noqa: PLC0415 - the same

        common = read_common(_decoded(self._file(COMMON)), f"{FOLDER}/{COMMON}.json")
        words = SheetWords(self._template(form, needs), common, self._faces().letters)
        return Drawing(self._faces(), self._pictograms, words, one_colour=one_colour)

    def version(self, form: str) -> str:
        """Return what a form is drawn with: the day of its template and a sum over everything on it."""
        needs, _make = _maker(form)
        template = self._template(form, needs)
        files = [self._file(form), self._file(COMMON)]
        files += sorted((self._resources / "pictograms").glob("*.json"))
        files += sorted((self._resources / "fonts").glob("*.ttf"))
        total = hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files))
        return f"{template.version}+{total.hexdigest()[:_SUM_LETTERS]}"

    def check(self, form: str, content: object, file: str) -> None:
        """Read a decoded file as the template of a form. Raises DomainProblem ``paper.bad_template``."""
        from app.documents.sheet_template import read_sheet_template  # noqa: PLC0415 - the same

        read_sheet_template(content, file, _maker(form)[0])

    def _template(self, form: str, needs: "Needs") -> "SheetTemplate":
        from app.documents.sheet_template import read_sheet_template  # noqa: PLC0415 - the same

        return read_sheet_template(_decoded(self._file(form)), f"{FOLDER}/{form}.json", needs)

    @cached_property
    def _pictograms(self) -> "Pictograms":
        from app.documents.pictograms import load_pictograms  # noqa: PLC0415 - the same

        return load_pictograms(self._resources)

    def _file(self, form: str) -> Path:
        own = None if self._own is None else self._own / FOLDER / f"{form}.json"
        return own if own is not None and own.is_file() else self._resources / FOLDER / f"{form}.json"


def _maker(form: str) -> "tuple[Needs, Make]":
    """Return what a form needs of its template, and what makes its pages."""
    from app.documents.board_poster import BOARD_NEEDS, PLATE_NEEDS, BoardPoster, DeskPlate  # noqa: PLC0415 - the same
    from app.documents.list_poster import NEEDS as LIST_NEEDS  # noqa: PLC0415 - the same
    from app.documents.list_poster import ListPoster  # noqa: PLC0415 - the same
    from app.documents.picture_slip import NEEDS as PICTURE_NEEDS  # noqa: PLC0415 - the same
    from app.documents.picture_slip import PictureSlip  # noqa: PLC0415 - the same
    from app.documents.procedure_poster import NEEDS as PROCEDURE_NEEDS  # noqa: PLC0415 - the same
    from app.documents.procedure_poster import ProcedurePoster  # noqa: PLC0415 - the same
    from app.documents.step_poster import NEEDS as STEP_NEEDS  # noqa: PLC0415 - the same
    from app.documents.step_poster import StepPoster  # noqa: PLC0415 - the same
    from app.documents.ticket_paper import NEEDS as TICKET_NEEDS  # noqa: PLC0415 - the same
    from app.documents.ticket_paper import TicketPaper  # noqa: PLC0415 - the same

    def picture(drawing: "Drawing", record: Mapping[str, Any]) -> "list[Sheet]":
        slip = PictureSlip.of_record(drawing, record)
        return slip.roll() if drawing.one_colour else slip.sheets()

    makers: dict[str, tuple[Needs, Make]] = {
        PICTURE: (PICTURE_NEEDS, picture),
        TICKET: (TICKET_NEEDS, lambda drawing, record: TicketPaper(drawing, record).roll()),
        PROCEDURE: (PROCEDURE_NEEDS, lambda drawing, record: ProcedurePoster(drawing, record).sheets()),
        PROCEDURE_LIST: (LIST_NEEDS, lambda drawing, record: ListPoster(drawing, record).sheets()),
        STEPS: (STEP_NEEDS, lambda drawing, record: StepPoster(drawing, record).sheets()),
        BOARD: (BOARD_NEEDS, lambda drawing, record: BoardPoster(drawing, record).sheets()),
        PLATE: (PLATE_NEEDS, lambda drawing, record: DeskPlate(drawing, record).sheets()),
    }
    return makers[form]


def _decoded(file: Path) -> object:
    try:
        return json.loads(file.read_text("utf-8"))
    except ValueError as error:
        raise bad_template(f"{FOLDER}/{file.name}", "", "not_json") from error
