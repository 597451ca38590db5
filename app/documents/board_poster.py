"""The board of officers and the plate on a desk: who sits here and how to reach them (NĐ 118/2025 Đ9 k8).

The decree wants name, position and telephone of the head and the deputies, and name, position, field of work
and telephone of every officer posted, at the office.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.documents.blocks import (
    WHITE,
    Block,
    backed,
    beside,
    largest,
    padded,
    paragraph,
    ruler,
    scaled,
    sized,
    stacked,
)
from app.documents.drawing import A4, A5, ACCENT, GREY, SOFT, Drawing
from app.documents.measures import POINTS_PER_MM, Align
from app.documents.poster_parts import (
    banner,
    foot,
    heading,
    hung_up,
    table_row,
)
from app.documents.sheet_pdf import Sheet
from app.documents.sheet_template import Needs
from app.domain.sheet_forms import A5 as SMALL

BOARD, PLATE = "board", "plate"
BOARD_NEEDS = Needs(
    texts={
        "title": (),
        "management": (),
        "officers": (),
        "leaders": (),
        "leaders_note": (),
        "no_officers": (),
        "no_phone": (),
        "hotline": ("hotline",),
        "printed": ("date",),
        "page": ("page", "pages"),
    },
    lists={"heads": (5, 5)},
    codes={},
)
PLATE_NEEDS = Needs(texts={"phone": ("phone",), "field": ("field",)}, lists={}, codes={})

_PLATE_MARGIN = 11 * POINTS_PER_MM
_NAME_SIZES = (58.0, 50.0, 43.0, 37.0, 32.0, 27.0)
_GAP = 8.0


@dataclass(frozen=True, slots=True)
class BoardPoster:
    """Record: `office`, `management`, `leaders`, `officers` (name, position, field, phone), `day`."""

    drawing: Drawing
    record: Mapping[str, Any]

    def sheets(self) -> list[Sheet]:
        """Return the pages; one for any office of usual size."""
        return hung_up(self.drawing, self.record, self._blocks, self._foot, least=0.78)

    def _blocks(self, width: float) -> tuple[list[Block], list[Block]]:
        drawing, words = self.drawing, self.drawing.words
        heads = self._heads(width)
        officers = [self._officer(place, one, width) for place, one in enumerate(self._people("officers"), 1)]
        none = paragraph(words.text("no_officers"), drawing.regular(11), width, Align.CENTRE)
        blocks = [
            banner(drawing, self.record["office"], words.text("title"), width),
            *self._management(width),
            heading(drawing, words.text("officers"), width),
            *([stacked([heads, officers[0]], 3), *officers[1:]] if officers else [none]),
            *self._leaders(width),
        ]
        return blocks, [heads]

    def _people(self, name: str) -> Sequence[Mapping[str, Any]]:
        return self.record.get(name) or ()

    def _phone(self, person: Mapping[str, Any]) -> str:
        words = self.drawing.words
        return words.phone(person.get("phone")) or words.text("no_phone")

    def _management(self, width: float) -> list[Block]:
        """Return the head and the deputies as cards, two in a row, the head alone on top."""
        people = self._people("management")
        if not people:
            return []
        made = [heading(self.drawing, self.drawing.words.text("management"), width)]
        made.append(sized(self._card(people[0], width * 0.62), width=width))
        rest = people[1:]
        for first in range(0, len(rest), 2):
            pair = [self._card(one, (width - 10) / 2) for one in rest[first : first + 2]]
            made.append(sized(beside(pair, 10), width=width))
        return made

    def _card(self, person: Mapping[str, Any], width: float) -> Block:
        drawing, words = self.drawing, self.drawing.words
        inside = width - 20
        parts = [
            largest(
                words.clean(person.get("name")), drawing.bold(1), (19.0, 16.5, 14.0), inside, Align.CENTRE
            ),
            paragraph(words.clean(person.get("position")), drawing.regular(10.5), inside, Align.CENTRE),
            paragraph(self._phone(person), drawing.bold(16, ACCENT), inside, Align.CENTRE),
        ]
        body = padded(stacked(parts, 1.5), 10, 7)
        tint = drawing.tint(ACCENT)
        return backed(body, fill=drawing.tint(SOFT), line=tint, thickness=1, radius=6)

    def _wide(self, width: float) -> tuple[float, float, float, float, float]:
        room = width - 22 - 98 - 4 * _GAP
        return 22.0, room * 0.36, room * 0.30, room * 0.34, 98.0

    def _heads(self, width: float) -> Block:
        pen = self.drawing.bold(9.5, ACCENT)
        aligns = (Align.RIGHT, Align.LEFT, Align.LEFT, Align.LEFT, Align.RIGHT)
        heads = self.drawing.words.list("heads")
        cells = [
            (text, pen, wide, align)
            for text, wide, align in zip(heads, self._wide(width), aligns, strict=True)
        ]
        return stacked([table_row(cells, _GAP), ruler(width, 1, self.drawing.tint(ACCENT))], 2)

    def _officer(self, place: int, person: Mapping[str, Any], width: float) -> Block:
        drawing, words = self.drawing, self.drawing.words
        number, name, position, field, phone = self._wide(width)
        has_phone = bool(words.clean(person.get("phone")))
        cells = [
            (str(place), drawing.regular(11, GREY), number, Align.RIGHT),
            (words.clean(person.get("name")), drawing.bold(12), name, Align.LEFT),
            (words.clean(person.get("position")), drawing.regular(10), position, Align.LEFT),
            (words.clean(person.get("field")), drawing.regular(10), field, Align.LEFT),
            (
                self._phone(person),
                drawing.bold(13) if has_phone else drawing.regular(10, GREY),
                phone,
                Align.RIGHT,
            ),
        ]
        return stacked([table_row(cells, _GAP), ruler(width, 0.5, drawing.tint(GREY))], 4)

    def _leaders(self, width: float) -> list[Block]:
        """Return the telephones of the leaders, for whoever was kept waiting or asked for extra money."""
        people = self._people("leaders")
        if not people:
            return []
        drawing, words = self.drawing, self.drawing.words
        inside = width - 28
        parts = [
            paragraph(words.text("leaders"), drawing.bold(14, WHITE), inside, Align.CENTRE),
            paragraph(words.text("leaders_note"), drawing.regular(10, WHITE), inside, Align.CENTRE),
        ]
        for person in people:
            said = ", ".join(filter(None, map(words.clean, (person.get("name"), person.get("position")))))
            row = beside(
                [
                    paragraph(said, drawing.regular(11.5, WHITE), inside - 138),
                    paragraph(self._phone(person), drawing.bold(16, WHITE), 130, Align.RIGHT),
                ],
                8,
                Align.CENTRE,
            )
            parts.append(row)
        return [backed(padded(stacked(parts, 4), 14, 9), fill=drawing.tint(ACCENT), radius=8)]

    def _foot(self, width: float, page: int, pages: int) -> Block:
        words, office = self.drawing.words, self.record["office"]
        texts = []
        hotline = words.phone(office.get("hotline"))
        if hotline:
            texts.append(words.text("hotline", hotline=hotline))
        texts.append(words.text("printed", date=words.clean(self.record.get("day"))))
        if pages > 1:
            texts.append(words.text("page", page=str(page), pages=str(pages)))
        return foot(self.drawing, ["  ".join(texts)], "", width)


@dataclass(frozen=True, slots=True)
class DeskPlate:
    """Record: `office` and `person`. A4 is folded to a tent with two faces, A5 stands in a holder."""

    drawing: Drawing
    record: Mapping[str, Any]

    def sheets(self) -> list[Sheet]:
        """Return the one sheet."""
        mark = self.drawing.words.common("practice") if self.record.get("practice") else ""
        if self.record.get("paper") == SMALL:
            short, long = A5
            return [Sheet(self._face(long, short), mark)]
        short, long = A4
        face = self._face(long, short / 2)
        fold = ruler(long, 0.4, self.drawing.tint(GREY))
        upright = Block(long, short, (*fold.at(0, short / 2), *face.at(0, short / 2)))
        return [Sheet(upright, mark, Block(long, short, face.at(0, short / 2)))]

    def _face(self, width: float, height: float) -> Block:
        """Return one face: the office small, the name as large as it fits, then what one does, the phone."""
        drawing, words = self.drawing, self.drawing.words
        person, office = self.record["person"], self.record["office"]
        inside = width - 2 * _PLATE_MARGIN
        centre = words.clean(office.get("centre"))
        band = backed(
            padded(paragraph(centre, drawing.bold(13, WHITE), inside - 24, Align.CENTRE), 12, 6),
            fill=drawing.tint(ACCENT),
            radius=5,
        )
        field, phone = words.clean(person.get("field")), words.phone(person.get("phone"))
        parts = [
            largest(words.clean(person.get("name")), drawing.bold(1), _NAME_SIZES, inside, Align.CENTRE),
            paragraph(words.clean(person.get("position")), drawing.regular(20), inside, Align.CENTRE),
        ]
        if field:
            parts.append(
                paragraph(words.text("field", field=field), drawing.bold(16, ACCENT), inside, Align.CENTRE)
            )
        if phone:
            text = words.text("phone", phone=phone)
            parts.append(largest(text, drawing.bold(1), (30.0, 25.0, 20.0), inside, Align.CENTRE))
        said = stacked(parts, 4)
        room = height - 2 * _PLATE_MARGIN - band.height - 6
        if said.height > room:
            said = scaled(said, room / said.height)
        body = stacked([band, sized(said, width=inside, height=room)], 6)
        return Block(width, height, body.at(_PLATE_MARGIN, _PLATE_MARGIN))
