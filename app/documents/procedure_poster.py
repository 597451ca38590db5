"""The public sheet of one procedure, A4 or A3: papers, where, how long, the fee, by which law (Đ8 k1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.documents.blocks import Block, beside, largest, paragraph, ruler, sized, stacked
from app.documents.drawing import GREY, WARNING, Drawing
from app.documents.measures import Align
from app.documents.poster_parts import (
    banner,
    card,
    cards,
    foot,
    heading,
    hung_up,
    labelled,
)
from app.documents.procedure_words import fee_missing, fee_words, limit_words, with_shared
from app.documents.sheet_pdf import Sheet
from app.documents.sheet_template import Needs

FORM = "procedure"
NEEDS = with_shared(
    Needs(
        texts={
            "title": (),
            "code": ("code",),
            "limit": (),
            "fee": (),
            "fee_missing": (),
            "where": (),
            "papers": (),
            "no_papers": (),
            "originals": ("number",),
            "copies": ("number",),
            "conditional": (),
            "short_list": (),
            "results": (),
            "decides": (),
            "who": (),
            "legal": (),
            "unsure": (),
            "updated": ("date",),
            "printed": ("date",),
            "hotline": ("hotline",),
            "lookup": ("lookup",),
            "hours": ("hours",),
            "page": ("page", "pages"),
        },
        lists={},
        codes={"channels": (), "kinds": ()},
    )
)


@dataclass(frozen=True, slots=True)
class ProcedurePoster:
    """Record: `office`, `procedure` (see `app.use_cases.public_sheets`), `day`, `practice`."""

    drawing: Drawing
    record: Mapping[str, Any]

    def sheets(self) -> list[Sheet]:
        """Return the pages."""
        return hung_up(self.drawing, self.record, self._blocks, self._foot)

    def _blocks(self, width: float) -> tuple[list[Block], list[Block]]:
        drawing, words = self.drawing, self.drawing.words
        procedure = self._procedure
        name = largest(
            words.clean(procedure["name"]),
            drawing.bold(1),
            (24.0, 21.0, 18.0, 15.0, 12.0),
            width,
            Align.CENTRE,
        )
        number = paragraph(self._number(), drawing.bold(11, GREY), width, Align.CENTRE)
        again = [paragraph(words.clean(procedure["name"]), drawing.bold(11), width), number]
        blocks = [
            banner(drawing, self._office, words.text("title"), width),
            name,
            number,
            self._cards(width),
            heading(drawing, words.text("papers"), width),
            *self._papers(width),
            *self._details(width),
        ]
        return blocks, again

    @property
    def _procedure(self) -> Mapping[str, Any]:
        return self.record["procedure"]  # type: ignore[no-any-return]  # a record of our own making

    @property
    def _office(self) -> Mapping[str, Any]:
        return self.record["office"]  # type: ignore[no-any-return]  # the same

    def _number(self) -> str:
        words = self.drawing.words
        code = words.text("code", code=words.clean(self._procedure["code"]))
        return f"{code} · {words.clean(self._procedure['field'])}"

    def _cards(self, width: float) -> Block:
        drawing, words, procedure = self.drawing, self.drawing.words, self._procedure
        each = (width - 16) / 3
        inside = each - 20
        limit = paragraph(limit_words(words, procedure), drawing.bold(14), inside, Align.CENTRE)
        fee = fee_words(words, procedure)
        long = len(fee) > 40  # noqa: PLR2004 - several charges are set smaller
        said = [paragraph(fee, drawing.bold(10.5 if long else 14), inside, Align.CENTRE)]
        if fee_missing(procedure):
            text = words.text("fee_missing")
            said.append(paragraph(text, drawing.bold(9, WARNING), inside, Align.CENTRE))
        points = [words.clean(point) for point in self._office.get("points") or ()]
        place = points[0] if points else words.clean(self._office.get("centre"))
        channels = ", ".join(words.code("channels", code) for code in procedure.get("channels") or ())
        where = [paragraph(place, drawing.bold(10.5), inside, Align.CENTRE)]
        if channels:
            where.append(paragraph(channels, drawing.regular(9.5), inside, Align.CENTRE))
        return cards(
            drawing,
            [
                card(drawing, "wait", words.text("limit"), [limit], each),
                card(drawing, "money", words.text("fee"), said, each),
                card(drawing, "office", words.text("where"), where, each),
            ],
        )

    def _papers(self, width: float) -> list[Block]:
        drawing, words = self.drawing, self.drawing.words
        papers = self._procedure.get("papers") or ()
        if not papers:
            return [paragraph(words.text("no_papers"), drawing.regular(10.5), width)]
        rows = [self._paper(number, paper, width) for number, paper in enumerate(papers, 1)]
        if self._procedure.get("short_list"):
            rows.append(paragraph(words.text("short_list"), drawing.regular(8.5, GREY), width))
        return rows

    def _paper(self, number: int, paper: Mapping[str, Any], width: float) -> Block:
        """Return one paper: number, picture, name, and beside it how many and whether it is given back."""
        drawing, words = self.drawing, self.drawing.words
        name = words.clean(paper["name"])
        right, figure, size = 108.0, 22.0, 26.0
        room = width - right - figure - size - 3 * 7
        counts = [
            words.text(kind, number=str(paper[kind])) for kind in ("originals", "copies") if paper.get(kind)
        ]
        said = ", ".join(filter(None, (words.code("kinds", str(paper.get("kind"))), *counts)))
        text = [paragraph(name, drawing.regular(10.5), room)]
        if paper.get("conditional"):
            text.append(paragraph(words.text("conditional"), drawing.regular(8.5, GREY), room))
        picture = drawing.picture(drawing.pictograms.picture_of(name), size)
        row = beside(
            [
                paragraph(str(number), drawing.bold(12), figure, Align.RIGHT),
                picture,
                sized(stacked(text, 1), width=room, align=Align.LEFT),
                paragraph(said, drawing.regular(9), right, Align.RIGHT),
            ],
            7,
            Align.CENTRE,
        )
        return stacked([row, ruler(width, 0.4, drawing.tint(GREY))], 3)

    def _details(self, width: float) -> list[Block]:
        drawing, words, procedure = self.drawing, self.drawing.words, self._procedure
        joined = "; ".join
        rows = [
            ("results", joined(words.clean(result).rstrip(".") for result in procedure.get("results") or ())),
            ("who", words.clean(procedure.get("applicant"))),
            ("decides", words.clean(procedure.get("decider"))),
            ("legal", joined(words.clean(basis) for basis in procedure.get("legal_basis") or ())),
        ]
        made = [labelled(drawing, words.text(label), text, width) for label, text in rows if text]
        if procedure.get("unsure"):
            made.append(paragraph(words.text("unsure"), drawing.bold(9, WARNING), width))
        return made

    def _foot(self, width: float, page: int, pages: int) -> Block:
        words, office = self.drawing.words, self._office
        lines = [
            words.text("updated", date=words.clean(self._procedure.get("updated"))),
            words.text("printed", date=words.clean(self.record.get("day"))),
        ]
        texts = ["  ".join(lines)]
        for name in ("hotline", "lookup", "hours"):
            value = words.phone(office.get(name)) if name == "hotline" else words.clean(office.get(name))
            if value:
                texts.append(words.text(name, **{name: value}))
        if pages > 1:
            texts.append(words.text("page", page=str(page), pages=str(pages)))
        return foot(self.drawing, texts, str(self._procedure["code"]), width)
