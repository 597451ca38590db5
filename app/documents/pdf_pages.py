"""Draws laid-out pages as PDF bytes: same pages, same bytes, and nothing personal in its properties.

Paths are handed to reportlab written out; its way of writing numbers one by one is slow.
"""

from collections.abc import Sequence
from io import BytesIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from app.documents.page_parts import Page, Rule, Square, Text
from app.documents.pdf_text import PdfTexts
from app.documents.qr import QUIET, qr_code

_AUTHOR = "Một Cửa Vùng Cao"
_LIGHT = 0.9
"""Grey of the watermark: seen at once, and the text over it stays legible on a bad printer."""
_DEGREES = 55


def draw(pages: Sequence[Page], title: str, offset: tuple[float, float] = (0.0, 0.0)) -> bytes:
    """Return the PDF of pages; `title` is the name of the form.

    `offset` moves all that is drawn to the right and downwards, in points.
    """
    # ASCII85 is on by default and makes every stream a quarter larger.
    rl_config.useA85 = 0
    buffer = BytesIO()
    first = next(text.face.name for page in pages for text in (*page.body, *page.heading, *page.foot))
    # Without a first font of ours every page would list Helvetica, which is not embedded.
    canvas = Canvas(
        buffer,
        pagesize=pages[0].size,
        invariant=1,
        pageCompression=1,
        initialFontName=first,  # type: ignore[arg-type]  # a name; the stubs say float
        lang="vi-VN",
    )
    canvas.setTitle(title)
    canvas.setAuthor(_AUTHOR)
    canvas.setSubject("")
    canvas.setCreator(_AUTHOR)
    texts = PdfTexts(canvas)
    squares: dict[str, tuple[str, int]] = {}
    for page in pages:
        canvas.setPageSize(page.size)
        if offset != (0.0, 0.0):
            canvas.translate(offset[0], -offset[1])
        _draw_page(canvas, texts, page, squares)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw_page(canvas: Canvas, texts: PdfTexts, page: Page, squares: dict[str, tuple[str, int]]) -> None:
    if page.watermark:
        _draw_watermark(canvas, page.watermark, page.size)
    for square in page.squares:
        _draw_square(canvas, square, squares)
    _draw_rules(canvas, page.rules)
    texts.show((*page.heading, *page.body, *page.foot))


def _draw_rules(canvas: Canvas, rules: Sequence[Rule]) -> None:
    for thickness in sorted({rule.thickness for rule in rules}):
        canvas.setLineWidth(thickness)
        lines = [
            f"{rule.x1:.2f} {rule.y1:.2f} m {rule.x2:.2f} {rule.y2:.2f} l"
            for rule in rules
            if rule.thickness == thickness
        ]
        canvas.drawPath(PDFPathObject(code=lines), stroke=1, fill=0)


def _draw_square(canvas: Canvas, square: Square, drawn: dict[str, tuple[str, int]]) -> None:
    """Draw a QR code. It is kept in the PDF once, in units of one module, and shown on every copy."""
    if square.content not in drawn:
        drawn[square.content] = f"qr{len(drawn)}", _define_square(canvas, f"qr{len(drawn)}", square.content)
    name, side = drawn[square.content]
    canvas.saveState()
    canvas.translate(square.x, square.y)
    canvas.scale(square.size / side, square.size / side)
    canvas.doForm(name)
    canvas.restoreState()


def _define_square(canvas: Canvas, name: str, content: str) -> int:
    """Define a QR code as a form of the PDF and return how many modules it is wide."""
    code = qr_code(content)
    side = code.modules + 2 * QUIET
    canvas.beginForm(name, 0, 0, side, side)
    canvas.setFillGray(1)
    canvas.rect(0, 0, side, side, stroke=0, fill=1)
    canvas.setFillGray(0)
    runs = [f"{QUIET + run.first} {side - QUIET - run.row - 1} {run.length} 1 re" for run in code.runs]
    canvas.drawPath(PDFPathObject(code=runs), stroke=0, fill=1)
    canvas.endForm()
    return side


def _draw_watermark(canvas: Canvas, text: Text, size: tuple[float, float]) -> None:
    canvas.saveState()
    canvas.translate(size[0] / 2, size[1] / 2)
    canvas.rotate(_DEGREES)
    canvas.setFillGray(_LIGHT)
    canvas.setFont(text.face.name, text.size)
    canvas.drawString(text.x, text.y, text.text)
    canvas.restoreState()
