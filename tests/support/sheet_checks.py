"""What holds for every sheet of blocks: each text and code has its place for itself, on the paper."""

from collections.abc import Iterable
from io import BytesIO

import pypdfium2
import zxingcpp
from PIL import Image

from app.documents.blocks import Block, Code, Letters, Mark
from app.documents.drawing import ROLL_PRINTED, ROLL_WIDTH
from app.documents.sheet_pdf import Sheet

SLACK = 0.01
Box = tuple[float, float, float, float]


def box_of(mark: Mark) -> Box | None:
    """Left, top, right, bottom of a text or code; None for a shape."""
    if isinstance(mark, Letters):
        return mark.ink
    if isinstance(mark, Code):
        return mark.x, mark.y, mark.x + mark.size, mark.y + mark.size
    return None


def assert_clear(body: Block, left: float = 0.0, right: float | None = None) -> None:
    """No text or code lies on another, or outside the given edges of the paper."""
    edge = body.width if right is None else right
    placed = sorted((box[1], box, mark) for mark in body.marks if (box := box_of(mark)))
    for place, (_, box, mark) in enumerate(placed):
        name = mark.text if isinstance(mark, Letters) else "QR"
        assert box[0] >= left - SLACK, name
        assert box[2] <= edge + SLACK, name
        assert box[1] >= -SLACK, name
        assert box[3] <= body.height + SLACK, name
        for top, other, _other_mark in placed[place + 1 :]:
            if top >= box[3] - SLACK:
                break
            apart = other[0] >= box[2] - SLACK or other[2] <= box[0] + SLACK
            assert apart, f"something lies on {name!r}"


def assert_on_roll(sheet: Sheet) -> None:
    """Everything stands on the 72 mm a thermal printer reaches."""
    side = (ROLL_WIDTH - ROLL_PRINTED) / 2
    assert sheet.body.width == ROLL_WIDTH
    assert_clear(sheet.body, side, ROLL_WIDTH - side)


def letters_on(sheets: Iterable[Sheet]) -> str:
    """Every letter on the sheets, in reading order, without any space."""
    texts = [mark.text for sheet in sheets for mark in sheet.body.marks if isinstance(mark, Letters)]
    return "".join("".join(texts).split())


def pictures(pdf: bytes, scale: float = 3.0) -> list[Image.Image]:
    """A picture of every page."""
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        return [page.render(scale=scale).to_pil().convert("L") for page in document]


def codes(pdf: bytes) -> list[str]:
    """What the QR codes on each page say."""
    return [code.text for page in pictures(pdf) for code in zxingcpp.read_barcodes(page)]
