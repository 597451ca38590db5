"""The blocks of a paper as strips between two edges of the page: sizes and gaps are decided here."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.documents.fonts import Face, Faces
from app.documents.measures import POINTS_PER_MM, Align
from app.documents.page_parts import (
    KEEP_ANYWHERE,
    KEEP_AT_ALL_COST,
    KEEP_TOGETHER,
    Border,
    Rule,
    Square,
    Strip,
)
from app.documents.pagination import height
from app.documents.paper_blocks import (
    Block,
    Box,
    Fields,
    Items,
    Labelled,
    Letterhead,
    Line,
    Paragraph,
    Placed,
    Signatures,
    Signer,
    Space,
    Table,
    Title,
)
from app.documents.paper_record import Words
from app.documents.paper_tables import PaperTables
from app.documents.strip_making import Column, space, strips
from app.documents.template_reading import Pattern
from app.documents.text_flow import Line as TextLine
from app.documents.text_flow import Run, balanced, flow

FIELD_GAP = 9.0
_QR = 20 * POINTS_PER_MM
_NARROW = 110 * POINTS_PER_MM
"""On a page with less room than this between its margins, letterhead and QR code stand above each other."""
_THIN, _THICK = 0.5, 1.4
_CODE_STEPS = (1.68, 1.58, 1.47, 1.37, 1.26, 1.16)
"""Sizes of the code, as multiples of running text: the largest that fits is taken."""


@dataclass(frozen=True, slots=True)
class Density:
    """How close a paper is set."""

    cell_edge: float
    signing: float
    """Share of the room for signing that is left."""


ROOMY, TIGHT = Density(1.4, 1.0), Density(0.5, 0.7)


class PaperSections:
    """Makes the strips of one paper."""

    def __init__(self, faces: Faces, left: float, right: float, size: float) -> None:
        """Keep the faces, the edges and the size of running text, in points."""
        self._regular, self._bold = faces.regular, faces.bold
        self._left, self._right, self._size = left, right, size
        self._tables = PaperTables(faces, left, right, size)

    @property
    def _width(self) -> float:
        return self._right - self._left

    def strips(self, blocks: Iterable[Placed], words: Words, copy: str, density: Density) -> list[Strip]:
        """Return the strips of all blocks that have something to say, for one copy (liên)."""
        shown = [
            placed.block
            for placed in blocks
            if all(map(words.says, placed.when)) and not any(map(words.says, placed.unless))
        ]
        # What sets this paper apart is said below its title; without a title at its very head.
        after = next((number for number, block in enumerate(shown, 1) if isinstance(block, Title)), 0)
        made = [] if after else list(self._notices(words.notices))
        for number, block in enumerate(shown, 1):
            if isinstance(block, Signatures):
                _hold_on(made)
            made += self._block(block, words, copy, density)
            if number == after:
                made += self._notices(words.notices)
        return made

    def _block(self, block: Block, words: Words, copy: str, density: Density) -> Iterable[Strip]:  # noqa: C901, PLR0911 - one case for each type
        match block:
            case Letterhead():
                return self._letterhead(block, words)
            case Title():
                return self._title(block, words, copy)
            case Fields():
                return self._fields(block, words)
            case Paragraph():
                return self._paragraph(block, words)
            case Items():
                return self._items(block, words)
            case Table():
                return self._tables.strips(block, words, density.cell_edge)
            case Signatures():
                return self._signatures(block, words, block.room_mm * density.signing * POINTS_PER_MM)
            case Box():
                return self._box(block, words)
            case Space():
                return [space(block.height_mm * POINTS_PER_MM, keep=KEEP_ANYWHERE)]
            case Line():
                return [Strip(6, keep=KEEP_ANYWHERE, rules=(Rule(self._left, 3, self._right, 3, _THIN),))]

    def _letterhead(self, block: Letterhead, words: Words) -> Iterable[Strip]:
        small = self._size - 1
        *superior, own = words.items(block.agency) or [""]
        country, *motto = map(words.letters.printable, words.common.motto)
        narrow = self._width < _NARROW
        width = self._width if narrow else 0.43 * self._width
        state_width = self._width if narrow else self._width - width - FIELD_GAP
        office = self._centred(superior, self._regular, small, width)
        office += self._centred([own], self._bold, small, width)
        named = len(office)
        office += self._centred(words.lines(_some(block.number)), self._regular, self._size, width)
        state = self._centred([country], self._bold, small, state_width)
        state += self._centred(motto, self._bold, self._size, state_width)
        underlined = len(state) - 1
        state += self._centred(words.lines(_some(block.place_date)), self._regular, self._size, state_width)
        left = Column(office, self._left, width, Align.CENTRE)
        right = Column(state, self._right - state_width, state_width, Align.CENTRE)
        if narrow:
            made = [*strips([left], keep=KEEP_TOGETHER)] if office else []
            return [*made, *strips([right], keep=KEEP_TOGETHER), space(5, keep=KEEP_TOGETHER)]
        # The number stands beside place and date (Nghị định 30/2020): room is left above the shorter side.
        if len(office) > named:
            office[named:named] = [TextLine()] * max(0, underlined + 1 - named)
        made = strips([left, right], keep=KEEP_TOGETHER)
        made[underlined] = _underlined(made[underlined], right)
        return [*made, space(7, keep=KEEP_TOGETHER)]

    def _title(self, block: Title, words: Words, copy: str) -> Iterable[Strip]:
        content = words.scanned(block.qr) if block.qr else ""
        beside = bool(content) and self._width >= _NARROW
        width = self._width - (_QR + FIELD_GAP if beside else 0)
        lines = self._centred(words.lines(block.lines), self._bold, block.size, width)
        lines += self._centred([*words.lines(block.under), copy], self._regular, self._size, width)
        if block.code:
            lines += self._code(words.fill(block.code), words.code, width)
        made = strips([Column(lines, self._left, width, Align.CENTRE)], keep=KEEP_TOGETHER)
        if beside:
            square = Square(self._right - _QR, 0, _QR, content)
            filler = Strip(max(0.0, _QR - height(made)), keep=KEEP_TOGETHER)
            first, *rest = [*made, filler] if made else [Strip(_QR, keep=KEEP_TOGETHER)]
            made = _beside([replace(first, square=square), *rest], _QR)
        elif content:
            square = Square(self._left + (self._width - _QR) / 2, 0, _QR, content)
            made = [*made, Strip(_QR, keep=KEEP_TOGETHER, square=square)]
        return [*made, space(5, keep=KEEP_TOGETHER)]

    def _code(self, label: str, code: str, width: float) -> list[TextLine]:
        """Set the code as large as it fits beside its label, else cut."""
        if not code:
            return []
        written = Run(label, self._regular, self._size)
        sizes = [self._size * step for step in _CODE_STEPS]
        runs = [Run(code, self._bold, size) for size in sizes]
        beside = [run for run in runs if written.width + FIELD_GAP + run.width <= width]
        alone = [run for run in runs if run.width <= width]
        chosen = (beside or alone or runs[-1:])[0]
        return flow([[written], [chosen]], width, FIELD_GAP)

    def _notices(self, notices: Sequence[str]) -> Iterable[Strip]:
        if notices:
            lines = self._centred(notices, self._bold, self._size, self._width - 12)
            yield from self._framed(lines, border=True)

    def _fields(self, block: Fields, words: Words) -> Iterator[Strip]:
        for row in block.rows:
            runs = [runs for field in row if (runs := self._runs(field, words))]
            if not runs:
                continue
            half = (self._width - FIELD_GAP) / 2
            widths = [sum(run.width for run in each) + self._size for each in runs]
            if len(runs) == 2 and max(widths) <= half:  # noqa: PLR2004 - two columns
                pair = [flow([each], half) for each in runs]
                columns = [Column(pair[0], self._left, half), Column(pair[1], self._right - half, half)]
            else:
                columns = [Column(flow(runs, self._width, FIELD_GAP), self._left, self._width)]
            yield from strips(columns, keep=KEEP_ANYWHERE)

    def _runs(self, field: Labelled, words: Words) -> list[Run]:
        value, label = words.fill(field.value), words.fill(field.label)
        if not value and not field.blank:
            return []
        face, size = (self._bold, self._size + 1) if field.strong else (self._regular, self._size)
        shown = (
            Run(value, face, size) if value else Run(words.common_text("blank"), self._regular, self._size)
        )
        return [Run(label, self._regular, self._size), shown] if label else [shown]

    def _paragraph(self, block: Paragraph, words: Words) -> Iterable[Strip]:
        text = words.fill(block.text)
        if not text:
            return []
        run = Run(text, self._bold if block.bold else self._regular, block.size or self._size)
        if block.align is not Align.LEFT:
            return strips([self._column(balanced(run, self._width), block.align)], keep=KEEP_ANYWHERE)
        lines = flow([[run]], self._width, indent=2.5 * self._size if block.indent else 0.0)
        return strips([self._column(lines)], keep=KEEP_ANYWHERE)

    def _items(self, block: Items, words: Words) -> Iterator[Strip]:
        items = words.items(block.of)
        empty = words.fill(block.empty) if block.empty and not items else ""
        if not items and not empty:
            return
        label = words.fill(block.label) if block.label else ""
        if label:
            lines = flow([[Run(label, self._regular, self._size)]], self._width)
            yield from strips([self._column(lines)], keep=KEEP_TOGETHER)
        marks = [f"{number}." if block.numbered else "-" for number in range(1, len(items) + 1)]
        runs = [Run(mark, self._regular, self._size) for mark in marks]
        indent = max((run.width for run in runs), default=0.0) + 4
        for mark, item in zip(runs, items, strict=True):
            lines = flow([[Run(item, self._regular, self._size)]], self._width - indent)
            text = Column(lines, self._left + indent, self._width - indent)
            yield from strips([self._column(flow([[mark]], indent)), text], keep=KEEP_ANYWHERE)
        if empty:
            lines = flow([[Run(empty, self._regular, self._size)]], self._width)
            yield from strips([self._column(lines)], keep=KEEP_ANYWHERE)

    def _signatures(self, block: Signatures, words: Words, room: float) -> Iterable[Strip]:
        count = len(block.columns)
        width = (self._width - 12 * (count - 1)) / count
        lefts = [self._left + place * (width + 12) for place in range(count)]
        above = [
            self._signer(signer, words, left, width)
            for signer, left in zip(block.columns, lefts, strict=True)
        ]
        below = []
        for signer, left in zip(block.columns, lefts, strict=True):
            names = self._centred(words.lines(_some(signer.name)), self._bold, self._size, width)
            names += self._centred(words.lines(signer.below), self._regular, self._size, width)
            below.append(Column(names, left, width, Align.CENTRE))
        if not any(column.lines for column in (*above, *below)):
            return
        yield space(5, keep=KEEP_AT_ALL_COST)
        signed = any(column.lines for column in below)
        made = strips(above, keep=KEEP_AT_ALL_COST)
        yield from made
        # Who reads where the paper goes reads beside the empty room, not above it.
        listed = [c.lines for c, signer in zip(above, block.columns, strict=True) if not signer.recipients]
        used = height(made[max(map(len, listed), default=0) :])
        yield space(max(room - used, 0.0), keep=KEEP_AT_ALL_COST if signed else KEEP_ANYWHERE)
        yield from strips(below, keep=KEEP_ANYWHERE)

    def _signer(self, signer: Signer, words: Words, left: float, width: float) -> Column:
        if signer.recipients:
            head, *rest = words.lines(signer.recipients) or [""]
            small = self._size - 1
            lines = flow([[Run(head, self._bold, small)]], width)
            lines += [line for text in rest for line in flow([[Run(text, self._regular, small)]], width)]
            return Column(lines, left, width)
        titles = self._centred(words.lines(signer.role), self._bold, self._size, width)
        titles += self._centred(words.lines(signer.note), self._regular, self._size - 1, width)
        return Column(titles, left, width, Align.CENTRE)

    def _box(self, block: Box, words: Words) -> Iterable[Strip]:
        lines = []
        for big in block.lines:
            text = words.fill(big.text)
            face = self._bold if big.bold else self._regular
            lines += self._centred([text], face, big.size, self._width - 12)
        return self._framed(lines, border=block.border) if lines else []

    def _framed(self, lines: Sequence[TextLine], *, border: bool) -> Iterator[Strip]:
        frame = Border((self._left, self._right), _THICK) if border else None
        column = Column(lines, self._left + 6, self._width - 12, Align.CENTRE)
        yield space(3, keep=KEEP_TOGETHER)
        yield space(2, keep=KEEP_TOGETHER, border=frame)
        yield from strips([column], keep=KEEP_TOGETHER, border=frame)
        yield space(3, keep=KEEP_TOGETHER, border=frame)
        yield space(4, keep=KEEP_ANYWHERE)

    def _centred(self, texts: Iterable[str], face: Face, size: float, width: float) -> list[TextLine]:
        """Set texts below each other, each on lines of about equal length."""
        return [line for text in texts if text for line in balanced(Run(text, face, size), width)]

    def _column(self, lines: Sequence[TextLine], align: Align = Align.LEFT) -> Column:
        return Column(lines, self._left, self._width, align)


def _some(pattern: Pattern | None) -> tuple[Pattern, ...]:
    return () if pattern is None else (pattern,)


def _beside(made: Sequence[Strip], tall: float) -> list[Strip]:
    """Keep the strips together that stand beside something so tall: it hangs from the first of them."""
    edges = [height(made[:place]) for place in range(1, len(made) + 1)]
    return [
        replace(strip, keep=KEEP_AT_ALL_COST) if edge < tall else strip
        for strip, edge in zip(made, edges, strict=True)
    ]


def _hold_on(made: list[Strip]) -> None:
    """Keep the last text with what follows, and the room after it: who signs sees what for."""
    for place in range(len(made) - 1, -1, -1):
        made[place] = replace(made[place], keep=max(made[place].keep, KEEP_TOGETHER))
        if not made[place].empty:
            return


def _underlined(strip: Strip, column: Column) -> Strip:
    """Draw a line as long as the text in a column below it."""
    texts = [text for part in strip.columns for text in part if text.x >= column.left]
    y = strip.height + 0.5
    line = Rule(texts[0].x, y, texts[-1].right, y, _THIN)
    return replace(strip.with_room(below=3), rules=(line,))
