"""The sections of the slip as strips, from letterhead to foot: sizes, gaps and frames are decided here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

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
from app.documents.slip_content import Appointment, Signature, SlipContent
from app.documents.slip_people import Field, Row
from app.documents.strip_making import Column, space, strips
from app.documents.text_flow import Line, Run, balanced, flow, shortened

BODY = 9.5
"""Size of running text, in points; nothing a citizen has to read is smaller."""
_LETTERHEAD, _HINT, _FOOT, _RUNNING_HEAD = 8.5, 8.5, 8.0, 8.5
_TITLE, _OWNER = 13.5, 10.5
_CODE_SIZES = (16.0, 15.0, 14.0, 13.0, 12.0, 11.0)
_CODE_BELOW_LABEL = 14.0
"""Above this size the code stays beside its label; a smaller one is given a line of its own instead."""
_HOUR, _DATE, _PHONE = 17.0, 14.5, 14.5

_QR = 20 * POINTS_PER_MM
_FIELD_GAP = 9.0
_NUMBER_COLUMN, _COUNT_COLUMN, _CELL_SIDE = 23.0, 29.0, 2.5
_THIN, _THICK = 0.5, 1.4


@dataclass(frozen=True, slots=True)
class Density:
    """How much is put on a page, in points."""

    papers: float
    """Size of the listed papers."""
    cell_edge: float
    """Room above and below each of them."""
    signing_room: float
    """Empty height to sign in, or for a thumb (điểm chỉ)."""


ROOMY, TIGHT, DENSE = Density(BODY, 1.2, 36.0), Density(BODY, 0.5, 26.0), Density(8.5, 0.5, 26.0)


class SlipSections:
    """Makes the sections of one slip between two edges, in points from the left edge of the page."""

    def __init__(self, faces: Faces, left: float, right: float) -> None:
        """Keep the faces and the edges."""
        self._regular, self._bold = faces.regular, faces.bold
        self._left, self._right = left, right

    @property
    def _width(self) -> float:
        return self._right - self._left

    def running_text(self, content: SlipContent, density: Density) -> list[Strip]:
        """Return what follows the title, down to the signatures; the same for all copies."""
        return [
            *self._notices((*content.code_notes, *content.marks)),
            *self._paragraph(content.opening),
            *self._people(content.people),
            *self._rows(content.request),
            *self._documents(content, density),
            space(3, keep=KEEP_ANYWHERE),
            *self._rows(content.counts, keep=KEEP_TOGETHER),
            *self._appointment(content.appointment),
            *self._rows(content.closing, keep=KEEP_TOGETHER),
            *self._signatures(content.signatures, density.signing_room),
        ]

    def heading(self, content: SlipContent, copy: str) -> list[Strip]:
        """Return the head of every page but the first: whose paper this is, and which copy."""
        which = flow([[Run(copy, self._regular, _RUNNING_HEAD)]], self._width / 3)
        room = self._width - _longest(which) - _FIELD_GAP
        runs = [Run(text, self._bold, _RUNNING_HEAD) for text in content.continued_heading]
        whose = [line for run in runs for line in flow([[shortened(run, room)]], room)]
        made = strips([self._column(whose), self._column(which, Align.RIGHT)], keep=KEEP_AT_ALL_COST)
        return [*made, self._line_across(6, 2)]

    def foot(self, content: SlipContent, page: int, pages: int) -> list[Strip]:
        """Return the foot of a page; it is no higher on the last page than on the others."""
        notes = flow([[Run(" ".join(content.footer), self._regular, _FOOT)]], self._width)
        label = content.page_label.format(page=page, pages=pages) if pages > 1 else ""
        number = flow([[Run(label, self._bold, _FOOT)]], self._width / 3)
        room = self._width - _longest(number) - _FIELD_GAP
        more = flow([[Run(content.continued, self._bold, _FOOT)]], room) if page < pages else []
        return [
            self._line_across(3, 0),
            *strips([self._column(notes)], keep=KEEP_AT_ALL_COST),
            *strips([self._column(more), self._column(number, Align.RIGHT)], keep=KEEP_AT_ALL_COST),
        ]

    def letterhead(self, content: SlipContent) -> list[Strip]:
        """Return office, state, place and date; the same for all copies."""
        *superior, own = content.letterhead or ("",)
        country, *motto = content.motto
        width = 0.43 * self._width
        office = self._centred(superior, self._regular, _LETTERHEAD, width)
        office += self._centred([own], self._bold, _LETTERHEAD, width)
        state_width = self._width - width - _FIELD_GAP
        state = self._centred([country], self._bold, _LETTERHEAD, state_width)
        state += self._centred(motto, self._bold, BODY, state_width)
        underlined = len(state) - 1
        state += self._centred([content.place_and_date], self._regular, BODY, state_width)
        left = Column(office, self._left, width, Align.CENTRE)
        right = Column(state, self._right - state_width, state_width, Align.CENTRE)
        made = strips([left, right], keep=KEEP_TOGETHER)
        made[underlined] = _underlined(made[underlined], right)
        return [*made, space(7, keep=KEEP_TOGETHER)]

    def title(self, content: SlipContent, copy: str) -> list[Strip]:
        """Return title and code; this tells one copy from the other."""
        width = self._width - _QR - _FIELD_GAP
        lines = self._centred(content.title, self._bold, _TITLE, width)
        lines += self._centred([copy], self._regular, BODY, width)
        lines += self._code(content, width)
        made = strips([Column(lines, self._left, width, Align.CENTRE)], keep=KEEP_TOGETHER)
        square = Square(self._right - _QR, 0, _QR, content.qr)
        filler = max(0.0, _QR - height(made))
        return [replace(made[0], square=square), *made[1:], space(filler + 5, keep=KEEP_TOGETHER)]

    def _code(self, content: SlipContent, width: float) -> list[Line]:
        """Set the code as large as it fits: beside its label, else below it, else cut."""
        label = Run(content.code_label, self._regular, BODY)
        codes = [Run(content.code, self._bold, size) for size in _CODE_SIZES]
        for code in codes:
            beside = label.width + _FIELD_GAP + code.width <= width
            if beside or (code.width <= width and code.size <= _CODE_BELOW_LABEL):
                return flow([[label], [code]], width, _FIELD_GAP)
        return flow([[label], [codes[-1]]], width, _FIELD_GAP)

    def _notices(self, notices: Sequence[str]) -> Iterable[Strip]:
        """Frame what makes this paper different from an everyday one."""
        if not notices:
            return
        border = Border((self._left, self._right), _THICK)
        lines = self._centred(notices, self._bold, BODY, self._width - 12)
        column = Column(lines, self._left + 6, self._width - 12, Align.CENTRE)
        yield space(2, keep=KEEP_TOGETHER, border=border)
        yield from strips([column], keep=KEEP_TOGETHER, border=border)
        yield space(3, keep=KEEP_TOGETHER, border=border)
        yield space(4, keep=KEEP_TOGETHER)

    def _people(self, rows: Sequence[Row]) -> Iterable[Strip]:
        for row in rows:
            groups = [self._runs(field, _OWNER if field.strong else BODY) for field in row]
            yield from strips([self._column(flow(groups, self._width, _FIELD_GAP))], keep=KEEP_ANYWHERE)

    def _rows(self, rows: Sequence[Row], *, keep: int = KEEP_ANYWHERE) -> Iterable[Strip]:
        for row in rows:
            groups = [self._runs(field, BODY) for field in row]
            yield from strips([self._column(flow(groups, self._width, _FIELD_GAP))], keep=keep)

    def _documents(self, content: SlipContent, density: Density) -> Iterable[Strip]:
        yield from self._paragraph(content.documents_label)
        if not content.documents:
            return
        yield space(2, keep=KEEP_TOGETHER)
        counts = (self._right - 2 * _COUNT_COLUMN, self._right - _COUNT_COLUMN)
        border = Border((self._left, self._left + _NUMBER_COLUMN, *counts, self._right), _THIN)
        aligns = (Align.CENTRE,) * 4
        head = _spread(self._table_row(content.table_heads, border, aligns, self._bold, _HINT), density)
        head = [replace(strip, keep=KEEP_AT_ALL_COST) for strip in head]
        yield from head
        aligns = (Align.CENTRE, Align.LEFT, Align.CENTRE, Align.CENTRE)
        for document in content.documents:
            row = self._table_row(document, border, aligns, self._regular, density.papers)
            yield from (replace(strip, repeated=tuple(head)) for strip in _spread(row, density))

    def _table_row(
        self, cells: Sequence[str], border: Border, aligns: Sequence[Align], face: Face, size: float
    ) -> list[Strip]:
        columns = []
        for cell, align, (left, right) in zip(cells, aligns, pairwise(border.columns), strict=True):
            width = right - left - 2 * _CELL_SIDE
            lines = flow([[Run(cell, face, size)]], width)
            columns.append(Column(lines, left + _CELL_SIDE, width, align))
        return strips(columns, keep=KEEP_ANYWHERE, border=border)

    def _appointment(self, appointment: Appointment) -> Iterable[Strip]:
        border = Border((self._left, self._right), _THICK)
        inside = self._width - 12
        hour = [[Run(appointment.label, self._bold, BODY + 1)], [Run(appointment.hour, self._bold, _HOUR)]]
        groups = [hour, [[Run(appointment.date, self._bold, _DATE)]]]
        groups.append([self._runs(field, _PHONE) for field in appointment.phone])
        lines = [line for group in groups for line in flow(group, inside, _FIELD_GAP)]
        column = Column(lines, self._left + 6, inside, Align.CENTRE)
        yield space(4, keep=KEEP_TOGETHER)
        yield space(2, keep=KEEP_TOGETHER, border=border)
        yield from strips([column], keep=KEEP_TOGETHER, border=border)
        yield space(3, keep=KEEP_TOGETHER, border=border)
        yield space(4, keep=KEEP_TOGETHER)

    def _signatures(self, signatures: tuple[Signature, Signature], room: float) -> Iterable[Strip]:
        width = self._width / 2 - 6
        above, below = [], []
        for signature, left in zip(signatures, (self._left, self._right - width), strict=True):
            titles = self._centred([signature.title], self._bold, BODY, width)
            titles += self._centred([signature.hint], self._regular, _HINT, width)
            names = self._centred(signature.below[:1], self._bold, BODY, width)
            names += self._centred(signature.below[1:], self._regular, BODY, width)
            above.append(Column(titles, left, width, Align.CENTRE))
            below.append(Column(names, left, width, Align.CENTRE))
        yield space(5, keep=KEEP_AT_ALL_COST)
        yield from strips(above, keep=KEEP_AT_ALL_COST)
        yield space(room, keep=KEEP_AT_ALL_COST)
        yield from strips(below, keep=KEEP_AT_ALL_COST)

    def _centred(self, texts: Iterable[str], face: Face, size: float, width: float) -> list[Line]:
        """Set texts below each other, each on lines of about equal length."""
        return [line for text in texts for line in balanced(Run(text, face, size), width)]

    def _paragraph(self, text: str) -> Iterable[Strip]:
        lines = flow([[Run(text, self._regular, BODY)]], self._width)
        return strips([self._column(lines)], keep=KEEP_TOGETHER)

    def _runs(self, field: Field, strong_size: float) -> list[Run]:
        label = Run(field.label, self._regular, BODY)
        face, size = (self._bold, strong_size) if field.strong else (self._regular, BODY)
        return [label, Run(field.value, face, size)]

    def _column(self, lines: Sequence[Line], align: Align = Align.LEFT) -> Column:
        return Column(lines, self._left, self._width, align)

    def _line_across(self, room: float, y: float) -> Strip:
        return Strip(room, keep=KEEP_AT_ALL_COST, rules=(Rule(self._left, y, self._right, y, _THIN),))


def _spread(row: list[Strip], density: Density) -> list[Strip]:
    """Close a row of the table and give its texts air."""
    row[0] = row[0].with_room(above=density.cell_edge)
    row[-1] = replace(row[-1].with_room(below=density.cell_edge), below=True)
    return row


def _underlined(strip: Strip, column: Column) -> Strip:
    """Draw a line as long as the text in a column below it."""
    texts = [text for part in strip.columns for text in part if text.x >= column.left]
    y = strip.height + 0.5
    line = Rule(texts[0].x, y, texts[-1].right, y, _THIN)
    return replace(strip.with_room(below=3), rules=(line,))


def _longest(lines: Sequence[Line]) -> float:
    return max((line.end for line in lines), default=0.0)
