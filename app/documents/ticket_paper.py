"""The queue ticket (phiếu số thứ tự) on a roll of 80 mm: its number as large as the paper (NĐ 118 Đ13)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.documents.blocks import (
    BLACK,
    WHITE,
    Block,
    backed,
    beside,
    largest,
    padded,
    paragraph,
    ruler,
    sized,
    space,
    stacked,
)
from app.documents.drawing import ROLL_PRINTED, ROLL_WIDTH, Drawing
from app.documents.measures import Align
from app.documents.sheet_pdf import Sheet
from app.documents.sheet_template import MOMENT, Needs
from app.domain.moments import from_milliseconds

FORM = "ticket"
NEEDS = Needs(
    texts={
        "title": (),
        "counter": ("counter",),
        "field": ("field",),
        "at": MOMENT,
        "ahead": ("number",),
        "next": (),
        "priority": (),
        "wait": (),
    },
    lists={},
    codes={"priorities": ("value",), "pictures": ("value",)},
)

_NUMBER_SIZES = (110.0, 92.0, 76.0, 60.0, 46.0, 34.0)


@dataclass(frozen=True, slots=True)
class TicketPaper:
    """One ticket. Record: `centre`, `number`, `priority` (codes), `counter`, `field`, `at` (ms), `ahead`."""

    drawing: Drawing
    record: Mapping[str, Any]

    def roll(self) -> list[Sheet]:
        """Return the ticket, as long as it needs."""
        drawing, words, record = self.drawing, self.drawing.words, self.record
        width = ROLL_PRINTED
        centre = Align.CENTRE
        parts = [
            space(4, width),
            paragraph(words.clean(record.get("centre")), drawing.bold(10), width, centre),
            self._practice(width),
            paragraph(words.text("title"), drawing.bold(12), width, centre),
            largest(words.clean(record.get("number")), drawing.bold(1), _NUMBER_SIZES, width, centre),
            self._priority(width),
            self._where(width),
            ruler(width, 1),
            self._waiting(width),
            paragraph(self._at(), drawing.regular(9), width, centre),
            paragraph(words.text("wait"), drawing.regular(9), width, centre),
            space(12, width),
        ]
        body = stacked(parts, 5)
        return [Sheet(Block(ROLL_WIDTH, body.height, body.at((ROLL_WIDTH - width) / 2, 0)))]

    def _practice(self, width: float) -> Block:
        if not self.record.get("practice"):
            return Block(width, 0)
        words = self.drawing.words
        text = f"{words.common('practice')} - {words.common('practice_note')}"
        said = paragraph(text, self.drawing.bold(10, WHITE), width - 12, Align.CENTRE)
        return backed(padded(said, 6, 3), fill=BLACK)

    def _priority(self, width: float) -> Block:
        """Return the signs of who goes first: elderly, pregnant, disabled people (Đ13)."""
        codes = [str(code) for code in self.record.get("priority") or ()]
        if not codes:
            return Block(width, 0)
        drawing, words = self.drawing, self.drawing.words
        said = ", ".join(words.code("priorities", code) for code in codes)
        signs = beside([drawing.picture(words.code("pictures", code), 34) for code in codes[:4]], 8)
        text = [
            paragraph(words.text("priority"), drawing.bold(15), width - 20, Align.CENTRE),
            paragraph(said, drawing.regular(9.5), width - 20, Align.CENTRE),
        ]
        inner = stacked([sized(signs, width=width - 20), *text], 3)
        return backed(padded(inner, 10, 7), line=BLACK, thickness=2, radius=8)

    def _where(self, width: float) -> Block:
        drawing, words = self.drawing, self.drawing.words
        counter, field = words.clean(self.record.get("counter")), words.clean(self.record.get("field"))
        said = []
        if counter:
            text = words.text("counter", counter=counter)
            said.append(largest(text, drawing.bold(1), (22.0, 18.0, 15.0, 13.0), width, Align.CENTRE))
        if field:
            said.append(paragraph(words.text("field", field=field), drawing.bold(11), width, Align.CENTRE))
        return stacked(said, 2) if said else Block(width, 0)

    def _waiting(self, width: float) -> Block:
        ahead = self.record.get("ahead")
        if ahead is None:
            return Block(width, 0)
        words = self.drawing.words
        text = words.text("ahead", number=str(ahead)) if ahead else words.text("next")
        return paragraph(text, self.drawing.bold(12), width, Align.CENTRE)

    def _at(self) -> str:
        at = self.record.get("at")
        return "" if at is None else self.drawing.words.moment("at", from_milliseconds(int(at)))
