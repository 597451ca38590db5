"""Parts all posters share: the office above, the name of the poster, cards, tables, the foot of a page."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.documents.blocks import (
    WHITE,
    Block,
    Pen,
    backed,
    beside,
    code,
    largest,
    padded,
    paragraph,
    ruler,
    scaled,
    sized,
    stacked,
)
from app.documents.drawing import A3_OF_A4, A4, ACCENT, GREY, SOFT, Drawing
from app.documents.measures import POINTS_PER_MM, Align
from app.documents.sheet_pdf import Sheet
from app.domain.problems import DomainProblem
from app.domain.sheet_forms import A3

MARGIN = 13 * POINTS_PER_MM
_FACTORS = (1.35, 1.25, 1.15, 1.07, 1.0, 0.92, 0.85, 0.78)

Make = Callable[[float], tuple[Sequence[Block], Sequence[Block]]]
"""Makes the blocks of a poster for a width, and those that later pages begin with."""
Below = Callable[[float, int, int], Block]
"""Makes the foot for a width, of page so many of so many."""


def banner(drawing: Drawing, office: Mapping[str, Any], title: str, width: float) -> Block:
    """Return the band every poster begins with: who hangs it, and what it is."""
    words = drawing.words
    inside = width - 24
    *superior, own = [words.clean(line) for line in office.get("header") or ("",)]
    lines = [
        *(paragraph(line, drawing.regular(10, WHITE), inside, Align.CENTRE) for line in superior),
        paragraph(own, drawing.bold(11.5, WHITE), inside, Align.CENTRE),
        largest(title, drawing.bold(1, WHITE), (24.0, 21.0, 18.0), inside, Align.CENTRE),
    ]
    return backed(padded(stacked(lines, 2), 12, 9), fill=drawing.tint(ACCENT), radius=6)


def card(drawing: Drawing, picture: str, head: str, said: Sequence[Block], width: float) -> Block:
    """Return a framed card: a picture, what it is about in small letters, and what is said in large ones."""
    inside = width - 20
    parts = [
        sized(drawing.picture(picture, 34), width=inside),
        paragraph(head, drawing.regular(9.5, GREY), inside, Align.CENTRE),
        *said,
    ]
    return padded(stacked(parts, 3), 10, 8)


def cards(drawing: Drawing, made: Sequence[Block], gap: float = 8) -> Block:
    """Return cards side by side, all as high as the highest."""
    high = max(block.height for block in made)
    framed = [
        backed(
            sized(block, width=block.width, height=high, down=0.0),
            fill=drawing.tint(SOFT),
            line=drawing.tint(ACCENT),
            thickness=0.8,
            radius=6,
        )
        for block in made
    ]
    return beside(framed, gap)


def heading(drawing: Drawing, text: str, width: float) -> Block:
    """Return the head of a section with a line beneath it."""
    tint = drawing.tint(ACCENT)
    return stacked([paragraph(text, drawing.bold(13, ACCENT), width), ruler(width, 1.2, tint)], 2)


def labelled(drawing: Drawing, label: str, text: str, width: float) -> Block:
    """Return a label in a column of its own, and what it says; nothing where it says nothing."""
    if not text:
        return Block(width, 0)
    left = width * 0.24
    head = paragraph(label, drawing.bold(10, ACCENT), left)
    return beside([head, paragraph(text, drawing.regular(10), width - left - 8)], 8)


def table_row(cells: Sequence[tuple[str, Pen, float, Align]], gap: float = 6) -> Block:
    """Return cells side by side: text, pen, width and where it stands."""
    return beside([paragraph(text, pen, wide, align) for text, pen, wide, align in cells], gap)


def foot(drawing: Drawing, texts: Sequence[str], qr: str, width: float, size: float = 60) -> Block:
    """Return the foot of a poster: remarks, and the code for whoever scans."""
    square = code(qr, size) if qr else Block(0, 0)
    room = width - (square.width + 10 if qr else 0)
    lines = [paragraph(text, drawing.regular(8.5, GREY), room) for text in texts if text]
    left = stacked(lines, 1.5) if lines else Block(room, 0)
    row = beside([sized(left, width=room, align=Align.LEFT), square], 10 if qr else 0, Align.CENTRE)
    return stacked([ruler(width, 0.8, drawing.tint(ACCENT)), row], 4)


def hung_up(
    drawing: Drawing,
    record: Mapping[str, Any],
    make: Make,
    below: Below,
    *,
    gap: float = 5,
    least: float = 1.0,
) -> list[Sheet]:
    """Return the pages of a poster: on one page as large as it fits, else on as many as it needs.

    `least`: how much smaller than usual it may be set to stay on one page.

    Raises DomainProblem ``paper.no_room`` for a block that is higher than a page.
    """
    width = A4[0] - 2 * MARGIN
    room = A4[1] - 2 * MARGIN - below(width, 1, 1).height - 8
    pages: list[list[Block]] = []
    for factor in (one for one in _FACTORS if one >= least):
        blocks, _again = make(width / factor)
        if stacked(blocks, gap).height * factor <= room:
            pages = [[scaled(stacked(blocks, gap), factor)]]
            break
    else:
        pages = _pages_of(*make(width), room, gap)
    return [
        _sheet(drawing, record, stacked(page, gap), below(width, place, len(pages)))
        for place, page in enumerate(pages, 1)
    ]


def _pages_of(blocks: Sequence[Block], again: Sequence[Block], room: float, gap: float) -> list[list[Block]]:
    """Divide blocks into pages; later ones begin with the blocks in `again`."""
    pages: list[list[Block]] = [[]]
    used = 0.0
    for block in blocks:
        if block.height <= 0:
            continue
        if used + block.height > room and pages[-1]:
            pages.append(list(again))
            used = sum(one.height + gap for one in again)
        if used + block.height > room:
            raise DomainProblem("paper.no_room")
        pages[-1].append(block)
        used += block.height + gap
    return pages


def _sheet(drawing: Drawing, record: Mapping[str, Any], body: Block, below: Block) -> Sheet:
    """Return one page on A4, or the same enlarged on A3."""
    width, height = A4
    marks = (*body.at(MARGIN, MARGIN), *below.at(MARGIN, height - MARGIN - below.height))
    page = Block(width, height, marks)
    mark = drawing.words.common("practice") if record.get("practice") else ""
    return Sheet(scaled(page, A3_OF_A4) if record.get("paper") == A3 else page, mark)
