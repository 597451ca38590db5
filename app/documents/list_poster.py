"""The public list of procedures by field, A4 or A3, with the day of its content (NĐ 118/2025 Đ8 k1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.documents.blocks import WHITE, Block, Pen, backed, padded, paragraph, ruler, stacked
from app.documents.drawing import ACCENT, GREY, Drawing
from app.documents.measures import Align
from app.documents.poster_parts import banner, foot, hung_up, table_row
from app.documents.procedure_words import fee_words, limit_words, with_shared
from app.documents.sheet_pdf import Sheet
from app.documents.sheet_template import Needs

FORM = "procedure_list"
NEEDS = with_shared(
    Needs(
        texts={
            "title": (),
            "count": ("number", "fields"),
            "empty": (),
            "group": ("field", "number"),
            "note": (),
            "printed": ("date",),
            "hotline": ("hotline",),
            "lookup": ("lookup",),
            "page": ("page", "pages"),
        },
        lists={"heads": (5, 5)},
        codes={},
    )
)

_NUMBER, _CODE, _LIMIT, _FEE = 22.0, 62.0, 82.0, 96.0
_GAP = 6.0


@dataclass(frozen=True, slots=True)
class ListPoster:
    """Record: `office`, `groups` (each `field` and `procedures`), `day`, `practice`."""

    drawing: Drawing
    record: Mapping[str, Any]

    def sheets(self) -> list[Sheet]:
        """Return the pages; the heads of the columns come again on each."""
        return hung_up(self.drawing, self.record, self._blocks, self._foot, gap=3)

    def _blocks(self, width: float) -> tuple[list[Block], list[Block]]:
        drawing, words = self.drawing, self.drawing.words
        groups = self.record.get("groups") or ()
        heads = self._heads(width)
        total = sum(len(group["procedures"]) for group in groups)
        count = words.text("count", number=str(total), fields=str(len(groups)))
        blocks = [
            banner(drawing, self.record["office"], words.text("title"), width),
            paragraph(count if groups else words.text("empty"), drawing.regular(10), width, Align.CENTRE),
            *([heads] if groups else ()),
        ]
        number = 0
        for group in groups:
            rows = []
            for procedure in group["procedures"]:
                number += 1
                rows.append(self._row(number, procedure, width))
            # The name of a field never stands alone at the end of a page.
            blocks += [stacked([self._group(group, width), rows[0]], 3), *rows[1:]]
        return blocks, [heads]

    def _name_width(self, width: float) -> float:
        return width - _NUMBER - _CODE - _LIMIT - _FEE - 4 * _GAP

    def _heads(self, width: float) -> Block:
        pen = self.drawing.bold(9, ACCENT)
        wide = (_NUMBER, _CODE, self._name_width(width), _LIMIT, _FEE)
        aligns = (Align.RIGHT, Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT)
        heads = self.drawing.words.list("heads")
        cells = [(text, pen, w, align) for text, w, align in zip(heads, wide, aligns, strict=True)]
        return stacked([table_row(cells, _GAP), ruler(width, 1.2, self.drawing.tint(ACCENT))], 2)

    def _group(self, group: Mapping[str, Any], width: float) -> Block:
        words = self.drawing.words
        text = words.text("group", field=words.clean(group["field"]), number=str(len(group["procedures"])))
        said = paragraph(text, self.drawing.bold(10.5, WHITE), width - 12)
        return backed(padded(said, 6, 2), fill=self.drawing.tint(ACCENT), radius=3)

    def _row(self, number: int, procedure: Mapping[str, Any], width: float) -> Block:
        drawing, words = self.drawing, self.drawing.words
        small = drawing.regular(9)
        cells: list[tuple[str, Pen, float, Align]] = [
            (str(number), drawing.regular(9, GREY), _NUMBER, Align.RIGHT),
            (words.clean(procedure["code"]), small, _CODE, Align.LEFT),
            (words.clean(procedure["name"]), drawing.regular(9.5), self._name_width(width), Align.LEFT),
            (limit_words(words, procedure), small, _LIMIT, Align.LEFT),
            (fee_words(words, procedure), small, _FEE, Align.LEFT),
        ]
        return stacked([table_row(cells, _GAP), ruler(width, 0.4, drawing.tint(GREY))], 1.5)

    def _foot(self, width: float, page: int, pages: int) -> Block:
        words, office = self.drawing.words, self.record["office"]
        texts = [words.text("printed", date=words.clean(self.record.get("day"))), words.text("note")]
        hotline, lookup = words.phone(office.get("hotline")), words.clean(office.get("lookup"))
        if hotline:
            texts.append(words.text("hotline", hotline=hotline))
        if lookup:
            texts.append(words.text("lookup", lookup=lookup))
        texts.append(words.text("page", page=str(page), pages=str(pages)))
        return foot(self.drawing, ["  ".join(texts[:1] + texts[2:]), texts[1]], "", width)
