"""Blocks of a paper that is looked at: letters, shapes and codes put beside and below each other.

A block is a rectangle with marks inside it. Blocks are only ever stacked, set side by side or framed, so what
they hold cannot overlap. In a block `y` runs downwards from the upper edge; all lengths are in points.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.documents.fonts import Face
from app.documents.measures import Align
from app.documents.text_flow import Line, Run, balanced, flow

Tint = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""

BLACK: Tint = (0.0, 0.0, 0.0)
WHITE: Tint = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Pen:
    """What letters are written with: a face, a size in points and a tint."""

    face: Face
    size: float
    tint: Tint = BLACK

    def sized(self, size: float) -> "Pen":
        """Return the pen in another size."""
        return replace(self, size=size)


Step = tuple[str, tuple[float, ...]]
"""One step of an outline: M, L, C or Z with its points, as in SVG with absolute places."""

_ABOVE, _BELOW = 0.96, 0.27
_ROUND = 0.5523
"""How far the handles of a quarter circle reach, in radii."""


@dataclass(frozen=True, slots=True)
class Letters:
    """A text on one base line."""

    x: float
    y: float
    text: str
    face: Face
    size: float
    tint: Tint = BLACK

    @property
    def right(self) -> float:
        """Where the text ends."""
        return self.x + self.size * self.face.width(self.text)

    @property
    def ink(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of what is seen; `y` downwards."""
        above, below = self.face.top(self.text) * self.size, self.face.bottom(self.text) * self.size
        return self.x, self.y - above, self.right, self.y + below


@dataclass(frozen=True, slots=True)
class Outline:
    """A shape: its steps, in units of `scale`, from (x, y); filled, drawn as a line, or both."""

    x: float
    y: float
    steps: tuple[Step, ...]
    scale: float = 1.0
    fill: Tint | None = None
    line: Tint | None = None
    thickness: float = 0.0


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code with its quiet zone; (x, y) is its upper left corner."""

    x: float
    y: float
    size: float
    content: str


Mark = Letters | Outline | Code


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle and what stands in it; earlier marks lie beneath later ones."""

    width: float
    height: float
    marks: tuple[Mark, ...] = ()

    def at(self, x: float, y: float) -> tuple[Mark, ...]:
        """Return the marks with the block's upper left corner at (x, y)."""
        return tuple(replace(mark, x=mark.x + x, y=mark.y + y) for mark in self.marks)


def space(height: float, width: float = 0.0) -> Block:
    """Return room between blocks."""
    return Block(width, height)


def paragraph(text: str, pen: Pen, width: float, align: Align = Align.LEFT) -> Block:
    """Return a text on as many lines as it needs; centred lines are about equally long."""
    if not text:
        return Block(width, 0.0)
    run = Run(text, pen.face, pen.size)
    lines = flow([[run]], width) if align is Align.LEFT else balanced(run, width)
    return set_lines(lines, width, align, pen.tint)


def set_lines(lines: Sequence[Line], width: float, align: Align = Align.LEFT, tint: Tint = BLACK) -> Block:
    """Return lines below each other, with room for the highest and deepest letters in them."""
    marks: list[Mark] = []
    y = 0.0
    for line in lines:
        size = max((text.size for text in line.texts), default=0.0)
        y += max(size * _ABOVE, line.above)
        left = align.value * (width - line.end)
        marks += [Letters(left + text.x, y, text.text, text.face, text.size, tint) for text in line.texts]
        y += max(size * _BELOW, line.below)
    return Block(width, y, tuple(marks))


def largest(text: str, pen: Pen, sizes: Sequence[float], width: float, align: Align) -> Block:
    """Return a text in the largest of the sizes that keeps it on one line, else on two, else the last."""
    for lines in (1, 2):
        for size in sizes:
            run = Run(text, pen.face, size)
            # A word that is cut would hide how large the text can really be.
            whole = all(Run(word, pen.face, size).width <= width for word in text.split())
            if whole and len(flow([[run]], width)) <= lines:
                return paragraph(text, pen.sized(size), width, align)
    return paragraph(text, pen.sized(sizes[-1]), width, align)


def stacked(blocks: Iterable[Block], gap: float = 0.0, align: Align = Align.LEFT) -> Block:
    """Return blocks below each other; those without height are left out, and so is their gap."""
    standing = [block for block in blocks if block.height > 0]
    width = max((block.width for block in standing), default=0.0)
    marks: list[Mark] = []
    y = 0.0
    for place, block in enumerate(standing):
        y += gap if place else 0.0
        marks += block.at(align.value * (width - block.width), y)
        y += block.height
    return Block(width, y, tuple(marks))


def beside(blocks: Iterable[Block], gap: float = 0.0, align: Align = Align.LEFT) -> Block:
    """Return blocks next to each other; `align` says where the lower ones stand: LEFT is at the top."""
    standing = list(blocks)
    height = max((block.height for block in standing), default=0.0)
    marks: list[Mark] = []
    x = 0.0
    for place, block in enumerate(standing):
        x += gap if place else 0.0
        marks += block.at(x, align.value * (height - block.height))
        x += block.width
    return Block(x, height, tuple(marks))


def padded(block: Block, across: float, down: float | None = None) -> Block:
    """Return a block with empty room around it."""
    high = across if down is None else down
    return Block(block.width + 2 * across, block.height + 2 * high, block.at(across, high))


def sized(
    block: Block, *, width: float = 0.0, height: float = 0.0, align: Align = Align.CENTRE, down: float = 0.5
) -> Block:
    """Return a block in an at least so large one; `down` is the share of the free height above it."""
    wide, high = max(width, block.width), max(height, block.height)
    return Block(wide, high, block.at(align.value * (wide - block.width), down * (high - block.height)))


def backed(
    block: Block,
    *,
    fill: Tint | None = None,
    line: Tint | None = None,
    thickness: float = 0.0,
    radius: float = 0.0,
) -> Block:
    """Return a block on a ground of its own size, or with a frame around it."""
    inset = thickness / 2
    steps = rectangle(inset, inset, block.width - 2 * inset, block.height - 2 * inset, radius)
    ground = Outline(0.0, 0.0, steps, 1.0, fill, line, thickness)
    return Block(block.width, block.height, (ground, *block.marks))


def ruler(width: float, thickness: float, tint: Tint = BLACK) -> Block:
    """Return a line across."""
    return Block(width, thickness, (Outline(0.0, 0.0, rectangle(0, 0, width, thickness), 1.0, tint),))


def code(content: str, size: float) -> Block:
    """Return a QR code, its quiet zone included."""
    return Block(size, size, (Code(0.0, 0.0, size, content),))


def grid(cells: Sequence[Block], columns: int, width: float, gap: float) -> Block:
    """Return cells in rows, each row as high as its highest cell."""
    room = (width - gap * (columns - 1)) / columns
    rows = [
        beside([sized(cell, width=room, down=0.0) for cell in cells[first : first + columns]], gap)
        for first in range(0, len(cells), columns)
    ]
    return stacked(rows, gap)


def scaled(block: Block, factor: float) -> Block:
    """Return a block larger or smaller in every way."""
    return Block(block.width * factor, block.height * factor, tuple(_grown(m, factor) for m in block.marks))


def _grown(mark: Mark, factor: float) -> Mark:
    x, y = mark.x * factor, mark.y * factor
    if isinstance(mark, Outline):
        thick = mark.thickness * factor
        return replace(mark, x=x, y=y, scale=mark.scale * factor, thickness=thick)
    return replace(mark, x=x, y=y, size=mark.size * factor)


def rectangle(x: float, y: float, width: float, height: float, radius: float = 0.0) -> tuple[Step, ...]:
    """Return the outline of a rectangle, with rounded corners if a radius is given."""
    right, bottom, r = x + width, y + height, min(radius, width / 2, height / 2)
    if r <= 0:
        corners = ((x, y), (right, y), (right, bottom), (x, bottom))
        return (("M", corners[0]), *(("L", corner) for corner in corners[1:]), ("Z", ()))
    k = r * (1 - _ROUND)
    return (
        ("M", (x + r, y)),
        ("L", (right - r, y)),
        ("C", (right - k, y, right, y + k, right, y + r)),
        ("L", (right, bottom - r)),
        ("C", (right, bottom - k, right - k, bottom, right - r, bottom)),
        ("L", (x + r, bottom)),
        ("C", (x + k, bottom, x, bottom - k, x, bottom - r)),
        ("L", (x, y + r)),
        ("C", (x, y + k, x + k, y, x + r, y)),
        ("Z", ()),
    )


def ellipse(x: float, y: float, across: float, down: float) -> tuple[Step, ...]:
    """Return the outline of an ellipse around (x, y)."""
    a, d = across * _ROUND, down * _ROUND
    return (
        ("M", (x + across, y)),
        ("C", (x + across, y + d, x + a, y + down, x, y + down)),
        ("C", (x - a, y + down, x - across, y + d, x - across, y)),
        ("C", (x - across, y - d, x - a, y - down, x, y - down)),
        ("C", (x + a, y - down, x + across, y - d, x + across, y)),
        ("Z", ()),
    )
