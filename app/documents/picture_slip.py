"""The picture slip (giấy hẹn bằng hình): when, where, what to bring and whom to call, for who does not read.

It says what the appointment slip says and goes with it; it is no form of the annex of Thông tư
03/2025/TT-VPCP (DOMAIN §10.4 rows 2 and 28). Drawn on A5 and on a roll of 80 mm from the same record.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.documents.blocks import (
    BLACK,
    WHITE,
    Block,
    backed,
    beside,
    code,
    grid,
    largest,
    padded,
    paragraph,
    ruler,
    sized,
    space,
    stacked,
)
from app.documents.day_signs import calendar_page, clock, half_day, nights, week
from app.documents.drawing import A5, GREY, ROLL_PRINTED, ROLL_WIDTH, Drawing
from app.documents.measures import POINTS_PER_MM, Align
from app.documents.sheet_pdf import Sheet
from app.documents.sheet_template import MOMENT, Needs
from app.domain.slip import Slip
from app.domain.slip_parts import FeePayment, FeeState

FORM = "picture"
NEEDS = Needs(
    texts={
        "title": (),
        "month": MOMENT,
        "weekday": MOMENT,
        "hour": MOMENT,
        "nights": ("number",),
        "no_appointment": (),
        "come": (),
        "bring": (),
        "call": (),
        "call_hotline": (),
        "no_phone": (),
        "fee": ("amount",),
        "code": ("code",),
        "continued": (),
    },
    lists={"week": (7, 7), "always": (0, 6)},
    codes={"bring": ("value",), "return_ways": ("value",)},
)

_MARGIN = 9 * POINTS_PER_MM
_SHORT = 44
"""Letters a name may have to stand under its picture; longer ones stand beside it."""
_DENSITIES = ((4, 58.0, 9.0), (5, 46.0, 8.5), (6, 36.0, 8.0))
"""Pictures in a row, their size, and the size of the names."""
_PHONE_SIZES = (36.0, 32.0, 28.0, 24.0, 20.0, 16.0)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to bring: its picture, and its name for whoever helps to read."""

    picture: str
    name: str


@dataclass(frozen=True, slots=True)
class PictureSlip:
    """Makes the sheets of one picture slip."""

    drawing: Drawing
    slip: Slip
    asked: Sequence[str] = ()
    """Papers the office has asked for beside what is always brought."""

    @classmethod
    def of_record(cls, drawing: Drawing, record: Mapping[str, Any]) -> "PictureSlip":
        """Read the record of a paper: the slip's own, and `bring`, the names of papers asked for."""
        return cls(drawing, Slip.from_record(record), tuple(map(str, record.get("bring") or ())))

    def sheets(self) -> list[Sheet]:
        """Return the pages on A5."""
        width, height = A5
        inside = width - 2 * _MARGIN
        room = height - 2 * _MARGIN
        foot = self._foot(inside, 66)
        top = stacked([self._head(inside), self._when(inside), self._where(inside, 54)], 9)
        pages: list[list[Block]] = []
        for density in _DENSITIES:
            rows = self._rows(inside, density)
            pages = _paged([top, *rows], room - foot.height - 9, self._again(inside))
            if len(pages) == 1:
                break
        else:
            # A further sheet has room to spare: large pictures again.
            rows = self._rows(inside, _DENSITIES[1])
            pages = _paged([top, *rows], room - foot.height - 24, self._again(inside))
        return [self._page(blocks, foot, place + 1 < len(pages)) for place, blocks in enumerate(pages)]

    def roll(self) -> list[Sheet]:
        """Return the one page on a roll of 80 mm, as long as it needs."""
        inside = ROLL_PRINTED
        when = self._when_narrow(inside)
        rows = self._rows(inside, (3, 46.0, 8.5))
        parts = [
            space(4, inside),
            self._head(inside),
            when,
            self._where_narrow(inside),
            *rows,
            self._foot_narrow(inside),
            space(12, inside),
        ]
        body = stacked(parts, 9)
        side = (ROLL_WIDTH - ROLL_PRINTED) / 2
        # A roll shows no grey: the mark of practice stands in the head, and there is no watermark.
        return [Sheet(Block(ROLL_WIDTH, body.height, body.at(side, 0)))]

    # --- parts ---------------------------------------------------------------------------------------

    def _page(self, blocks: Sequence[Block], foot: Block, more: bool) -> Sheet:  # noqa: FBT001 - one of two
        width, height = A5
        said = list(blocks)
        if more:
            text = self.drawing.words.text("continued")
            said.append(paragraph(text, self.drawing.bold(8.5), foot.width, Align.RIGHT))
        body = stacked(said, 7)
        marks = (*body.at(_MARGIN, _MARGIN), *foot.at(_MARGIN, height - _MARGIN - foot.height))
        return Sheet(Block(width, height, marks), self._watermark())

    def _watermark(self) -> str:
        return self.drawing.words.common("practice") if self.slip.practice else ""

    def _head(self, width: float) -> Block:
        drawing, words, slip = self.drawing, self.drawing.words, self.slip
        centre = self._centre()
        half = width * 0.44
        title = paragraph(words.text("title"), drawing.bold(15), half)
        office = paragraph(centre, drawing.regular(8, GREY), width - half - 6, Align.RIGHT)
        whose = paragraph(words.capitals(slip.applicant.full_name), drawing.bold(12.5), width)
        parts = [beside([title, office], 6, Align.CENTRE), whose, *self._marks(width)]
        return stacked([*parts, ruler(width, 1.2)], 2.5)

    def _centre(self) -> str:
        words, office = self.drawing.words, self.slip.office
        return words.clean(office.centre_name) or " ".join(map(words.clean, office.header_lines))

    def _marks(self, width: float) -> list[Block]:
        words, slip = self.drawing.words, self.slip
        said, marks = [], []
        if slip.practice:
            text = f"{words.common('practice')} - {words.common('practice_note')}"
            white = self.drawing.bold(10, WHITE)
            marks.append(backed(padded(paragraph(text, white, width - 12, Align.CENTRE), 6, 3), fill=BLACK))
        if slip.provisional:
            said.append(words.common("provisional"))
        if slip.copy_number:
            number = str(slip.copy_number)
            if slip.reprinted_at is None:
                said.append(words.common("copy", number=number))
            else:
                said.append(words.common_moment("copy_reprinted", slip.reprinted_at, number=number))
        return [*marks, *(paragraph(text, self.drawing.bold(8.5), width) for text in said)]

    def _again(self, width: float) -> Block:
        """Return the head of a further page: whose paper it is."""
        words = self.drawing.words
        name = words.capitals(self.slip.applicant.full_name)
        lines = [paragraph(name, self.drawing.bold(12.5), width), ruler(width, 1.2)]
        return stacked(lines, 3)

    def _when(self, width: float) -> Block:
        due = self.slip.due_at
        if due is None:
            return self._no_day(width)
        left = width * 0.46
        right = width - left - 10
        page = calendar_page(self.drawing, due, left)
        signs = [half_day(self.drawing, due, 84), clock(due, 78)]
        hour = self._hour(due, right)
        moons = nights(self.drawing, self.slip.issued_at, due, right)
        side = stacked([sized(beside(signs, 12, Align.CENTRE), width=right), hour, moons], 8)
        both = beside([page, sized(side, width=right, height=page.height)], 10)
        return stacked([both, week(self.drawing, due.date(), width, 27)], 8)

    def _when_narrow(self, width: float) -> Block:
        due = self.slip.due_at
        if due is None:
            return self._no_day(width)
        page = calendar_page(self.drawing, due, width * 0.8)
        signs = beside([half_day(self.drawing, due, 62), clock(due, 58)], 14, Align.CENTRE)
        parts = [page, signs, self._hour(due, width), nights(self.drawing, self.slip.issued_at, due, width)]
        return stacked([*parts, week(self.drawing, due.date(), width, 22)], 7, Align.CENTRE)

    def _hour(self, due: datetime, width: float) -> Block:
        text = self.drawing.words.moment("hour", due)
        return largest(text, self.drawing.bold(1), (26.0, 22.0, 19.0), width, Align.CENTRE)

    def _no_day(self, width: float) -> Block:
        """Return what stands where the day would: wait for the call."""
        words, drawing = self.drawing.words, self.drawing
        signs = beside([drawing.picture("wait", 80), drawing.picture("phone", 80)], 26)
        text = paragraph(words.text("no_appointment"), drawing.bold(16), width - 20, Align.CENTRE)
        inner = stacked([sized(signs, width=width - 20), text], 10)
        return backed(padded(inner, 10, 14), line=BLACK, thickness=1.6, radius=8)

    def _where(self, width: float, size: float) -> Block:
        texts = self._place(width - size - 24)
        house = self.drawing.picture(self._way(), size)
        row = beside([house, sized(texts, height=size, align=Align.LEFT)], 10, Align.CENTRE)
        return backed(
            padded(Block(width - 14, row.height, row.marks), 7, 5), line=BLACK, thickness=1, radius=6
        )

    def _where_narrow(self, width: float) -> Block:
        parts = [sized(self.drawing.picture(self._way(), 50), width=width - 14), self._place(width - 14)]
        return backed(padded(stacked(parts, 4), 7, 6), line=BLACK, thickness=1, radius=6)

    def _place(self, width: float) -> Block:
        drawing, words, slip = self.drawing, self.drawing.words, self.slip
        if words.knows("return_ways", slip.return_way):
            return paragraph(words.code("return_ways", slip.return_way), drawing.bold(13), width)
        place = words.clean(slip.return_place) or self._centre()
        hint = paragraph(words.text("come"), drawing.regular(9, GREY), width)
        return stacked([hint, paragraph(place, drawing.bold(13), width)], 1)

    def _way(self) -> str:
        """Return the picture of how the result comes back: a house unless it is sent."""
        way = self.slip.return_way
        return way if self.drawing.words.knows("return_ways", way) else "office"

    def _items(self) -> list[Item]:
        words, slip = self.drawing.words, self.slip
        items = [Item(name, words.code("bring", name)) for name in words.list("always")]
        if slip.fee.state is FeeState.AMOUNT and slip.fee.payment is FeePayment.DUE and slip.fee.total:
            items.append(Item("money", words.text("fee", amount=words.money(slip.fee.total))))
        pictures = self.drawing.pictograms
        items += [Item(pictures.picture_of(name), words.clean(name)) for name in self.asked if name.strip()]
        return items

    def _rows(self, width: float, density: tuple[int, float, float]) -> list[Block]:
        """Return the things to bring, as rows that a page may end after."""
        drawing = self.drawing
        columns, size, letters = density
        items = self._items()
        if not items:
            return []
        column = (width - 6 * (columns - 1)) / columns
        pen = drawing.regular(letters)
        short = [item for item in items if len(item.name) <= _SHORT]
        cells = [drawing.captioned(item.picture, size, item.name, pen, column) for item in short]
        lines = [cells[first : first + columns] for first in range(0, len(cells), columns)]
        rows = [grid(line, columns, width, 6) for line in lines]
        for item in items:
            if item not in short:
                picture = drawing.picture(item.picture, size * 0.7)
                name = paragraph(item.name, pen, width - picture.width - 8)
                rows.append(beside([picture, name], 8, Align.CENTRE))
        head = paragraph(drawing.words.text("bring"), drawing.regular(9, GREY), width)
        return [stacked([head, rows[0]], 3), *rows[1:]]

    def _foot(self, width: float, size: float) -> Block:
        square = self._code(size)
        inside = width - square.width - 8
        sign = self.drawing.pictograms.draw("phone", 42, reverse=True)
        phone = beside([sign, self._phone(inside - 24 - sign.width)], 8, Align.CENTRE)
        box = backed(padded(phone, 8, 7), fill=BLACK, radius=6)
        return beside([sized(box, width=inside), square], 8, Align.CENTRE)

    def _foot_narrow(self, width: float) -> Block:
        sign = sized(self.drawing.pictograms.draw("phone", 34, reverse=True), width=width - 16)
        inner = stacked([sign, self._phone(width - 16)], 3)
        box = backed(padded(inner, 8, 7), fill=BLACK, radius=6)
        return stacked([box, sized(self._code(70), width=width)], 8)

    def _phone(self, width: float) -> Block:
        """Return the one number to call, in digits that can be read from arm's length."""
        drawing, words, slip = self.drawing, self.drawing.words, self.slip
        clerk, hotline = words.phone(slip.clerk.phone), words.phone(slip.office.hotline)
        number, hint = (clerk, "call") if clerk else (hotline, "call_hotline")
        name = words.clean(slip.clerk.full_name)
        if not number:
            text = words.text("no_phone")
            return stacked(
                [
                    paragraph(text, drawing.bold(12, WHITE), width, Align.CENTRE),
                    paragraph(name, drawing.regular(9.5, WHITE), width, Align.CENTRE),
                ],
                2,
            )
        digits = largest(number, drawing.bold(1, WHITE), _PHONE_SIZES, width, Align.CENTRE)
        small = drawing.regular(9.5, WHITE)
        below = paragraph(name, small, width, Align.CENTRE)
        return stacked([paragraph(words.text(hint), small, width, Align.CENTRE), digits, below], 1)

    def _code(self, size: float) -> Block:
        drawing = self.drawing
        text, mark = drawing.words.clean(self.slip.code), drawing.words.common("practice")
        if self.slip.practice and mark not in text:
            text = f"{mark} {text}"
        label = paragraph(
            drawing.words.text("code", code=text), drawing.regular(6.5), max(size, 74), Align.CENTRE
        )
        return stacked([code(self.slip.code, size), label], 0, Align.CENTRE)


def _paged(blocks: Sequence[Block], room: float, heading: Block) -> list[list[Block]]:
    """Divide blocks into pages of so much room; every page but the first begins with a heading."""
    pages: list[list[Block]] = [[]]
    used = 0.0
    for block in blocks:
        high = block.height + 7
        if used + high > room and pages[-1]:
            pages.append([heading])
            used = heading.height + 7
        pages[-1].append(block)
        used += high
    return pages
