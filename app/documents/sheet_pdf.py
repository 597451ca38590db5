"""Draws sheets of blocks as PDF bytes: same sheets, same bytes, and nothing personal in its properties."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from app.documents.blocks import Block, Code, Letters, Mark, Outline
from app.documents.fonts import Faces
from app.documents.page_parts import Text
from app.documents.pdf_text import PdfTexts
from app.documents.qr import QUIET, qr_code

_AUTHOR = "Một Cửa Vùng Cao"
_LIGHT = 0.88
"""Grey of the watermark: seen at once, and the text over it stays legible on a bad printer."""
_DEGREES = 55
_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished page: its marks stand where they stand in `body`, whose size is the paper's."""

    body: Block
    watermark: str = ""
    turned: Block | None = None
    """Of the same size, standing on its head: the other face of a paper that is folded."""


def draw_sheets(sheets: Sequence[Sheet], faces: Faces, title: str) -> bytes:
    """Return the PDF of sheets, each of its own size; `title` is the name of the paper."""
    # ASCII85 is on by default and makes every stream a quarter larger.
    rl_config.useA85 = 0
    buffer = BytesIO()
    # Without a first font of ours every page would list Helvetica, which is not embedded.
    canvas = Canvas(
        buffer,
        invariant=1,
        pageCompression=1,
        initialFontName=faces.regular.name,  # type: ignore[arg-type]  # a name; the stubs say float
        lang="vi-VN",
    )
    canvas.setTitle(title)
    canvas.setAuthor(_AUTHOR)
    canvas.setSubject("")
    canvas.setCreator(_AUTHOR)
    texts = PdfTexts(canvas)
    for sheet in sheets:
        canvas.setPageSize((sheet.body.width, sheet.body.height))
        if sheet.watermark:
            _watermark(canvas, sheet, faces)
        _draw(canvas, texts, sheet.body)
        if sheet.turned is not None:
            canvas.saveState()
            canvas.translate(sheet.body.width, sheet.body.height)
            canvas.rotate(180)
            _draw(canvas, texts, sheet.turned)
            canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw(canvas: Canvas, texts: PdfTexts, body: Block) -> None:
    for _, same in groupby(body.marks, key=_look):
        marks = list(same)
        first = marks[0]
        if isinstance(first, Letters):
            canvas.setFillColorRGB(*first.tint)
            texts.show(_on_page(marks, body.height))
        else:
            for mark in marks:
                _draw_shape(canvas, mark, body.height)


def _look(mark: Mark) -> object:
    """Tell which marks are drawn in one go: letters of one tint."""
    return mark.tint if isinstance(mark, Letters) else None


def _on_page(marks: Iterable[Mark], height: float) -> Iterable[Text]:
    return (
        Text(mark.x, height - mark.y, mark.text, mark.face, mark.size)
        for mark in marks
        if isinstance(mark, Letters)
    )


def _draw_shape(canvas: Canvas, mark: Mark, height: float) -> None:
    if isinstance(mark, Code):
        _draw_code(canvas, mark, height)
    elif isinstance(mark, Outline):
        if mark.fill is not None:
            canvas.setFillColorRGB(*mark.fill)
        if mark.line is not None:
            canvas.setStrokeColorRGB(*mark.line)
            canvas.setLineWidth(mark.thickness)
            canvas.setLineJoin(1)
            canvas.setLineCap(1)
        path = PDFPathObject(code=[_written(mark, step, points, height) for step, points in mark.steps])
        canvas.drawPath(path, stroke=int(mark.line is not None), fill=int(mark.fill is not None))


def _written(mark: Outline, step: str, points: Sequence[float], height: float) -> str:
    numbers = " ".join(
        f"{mark.x + value * mark.scale if place % 2 == 0 else height - mark.y - value * mark.scale:.2f}"
        for place, value in enumerate(points)
    )
    return f"{numbers} {_OPERATORS[step]}".strip()


def _draw_code(canvas: Canvas, mark: Code, height: float) -> None:
    made = qr_code(mark.content)
    module = mark.size / (made.modules + 2 * QUIET)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(mark.x, height - mark.y - mark.size, mark.size, mark.size, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    runs = []
    for run in made.runs:
        x = mark.x + (QUIET + run.first) * module
        y = height - mark.y - (QUIET + run.row + 1) * module
        runs.append(f"{x:.3f} {y:.3f} {run.length * module:.3f} {module:.3f} re")
    canvas.drawPath(PDFPathObject(code=runs), stroke=0, fill=1)


def _watermark(canvas: Canvas, sheet: Sheet, faces: Faces) -> None:
    """Write the word across the page, from lower left to upper right, as large as it fits."""
    width, height = sheet.body.width, sheet.body.height
    size = 0.9 * min(width, height) / faces.bold.width(sheet.watermark)
    canvas.saveState()
    canvas.translate(width / 2, height / 2)
    canvas.rotate(_DEGREES)
    canvas.setFillGray(_LIGHT)
    canvas.setFont(faces.bold.name, size)
    canvas.drawString(-faces.bold.width(sheet.watermark) * size / 2, -size / 3, sheet.watermark)
    canvas.restoreState()
