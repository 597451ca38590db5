"""The step diagram of a procedure (sơ đồ hướng dẫn): large numbered boxes with pictures, A4 or A3.

For people with little knowledge of the law (DOMAIN §10.4 row 2): what to bring, where to go, what one is
given, how long one waits, what one comes home with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.documents.blocks import (
    WHITE,
    Block,
    Outline,
    backed,
    beside,
    ellipse,
    grid,
    largest,
    padded,
    paragraph,
    sized,
    stacked,
)
from app.documents.drawing import ACCENT, GREY, Drawing
from app.documents.measures import Align
from app.documents.poster_parts import banner, foot, hung_up
from app.documents.procedure_words import fee_words, limit_words, with_shared
from app.documents.sheet_pdf import Sheet
from app.documents.sheet_template import Needs

FORM = "steps"
NEEDS = with_shared(
    Needs(
        texts={
            "title": (),
            "code": ("code",),
            "bring": (),
            "more_papers": ("number",),
            "no_papers": (),
            "counter": (),
            "fee": ("fee",),
            "slip": (),
            "slip_kept": (),
            "wait": (),
            "take": (),
            "take_with": (),
            "hotline": ("hotline",),
            "printed": ("date",),
            "page": ("page", "pages"),
        },
        lists={},
        codes={},
    )
)

_MOST_PICTURES = 8
_PICTURE = 66.0


@dataclass(frozen=True, slots=True)
class _Step:
    picture: str
    title: str
    said: Sequence[Block]


@dataclass(frozen=True, slots=True)
class StepPoster:
    """Record as of the public sheet: `office`, `procedure`, `day`, `practice`."""

    drawing: Drawing
    record: Mapping[str, Any]

    def sheets(self) -> list[Sheet]:
        """Return the pages; one, unless names are very long."""
        return hung_up(self.drawing, self.record, self._blocks, self._foot, least=0.78)

    @property
    def _procedure(self) -> Mapping[str, Any]:
        return self.record["procedure"]  # type: ignore[no-any-return]  # a record of our own making

    def _blocks(self, width: float) -> tuple[list[Block], list[Block]]:
        drawing, words = self.drawing, self.drawing.words
        size = _PICTURE
        blocks = [
            banner(drawing, self.record["office"], words.text("title"), width),
            self._name(width),
        ]
        steps = self._steps(width - size - 92)
        for number, step in enumerate(steps, 1):
            box = self._box(number, step, width, size)
            blocks.append(box if number == len(steps) else stacked([box, self._arrow(width)], 3))
        return blocks, [self._name(width)]

    def _name(self, width: float) -> Block:
        sizes = (23.0, 20.0, 17.0, 14.0, 11.0)
        name = self.drawing.words.clean(self._procedure["name"])
        return largest(name, self.drawing.bold(1), sizes, width, Align.CENTRE)

    def _steps(self, width: float) -> list[_Step]:
        drawing, words, procedure = self.drawing, self.drawing.words, self._procedure
        office = self.record["office"]
        points = [words.clean(point) for point in office.get("points") or ()]
        place = points[0] if points else words.clean(office.get("centre"))
        fee = words.text("fee", fee=fee_words(words, procedure))
        results = "; ".join(words.clean(result).rstrip(".") for result in procedure.get("results") or ())
        text, strong = drawing.regular(11), drawing.bold(12.5)
        return [
            _Step("bag", words.text("bring"), [self._papers(width)]),
            _Step(
                "counter",
                words.text("counter"),
                [paragraph(place, strong, width), paragraph(fee, text, width)],
            ),
            _Step("slip", words.text("slip"), [paragraph(words.text("slip_kept"), text, width)]),
            _Step(
                "wait",
                words.text("wait"),
                [
                    largest(
                        limit_words(words, procedure),
                        drawing.bold(1, ACCENT),
                        (24.0, 19.0, 15.0),
                        width,
                        Align.LEFT,
                    )
                ],
            ),
            _Step(
                "result",
                words.text("take"),
                [paragraph(results, strong, width), paragraph(words.text("take_with"), text, width)],
            ),
        ]

    def _papers(self, width: float) -> Block:
        """Return the papers everybody brings as pictures with their names."""
        drawing, words = self.drawing, self.drawing.words
        papers = [paper for paper in self._procedure.get("papers") or () if not paper.get("conditional")]
        if not papers:
            return paragraph(words.text("no_papers"), drawing.regular(11), width)
        shown, left = papers[:_MOST_PICTURES], len(papers) - _MOST_PICTURES
        cells = []
        for paper in shown:
            name = words.clean(paper["name"])
            picture = drawing.picture(drawing.pictograms.picture_of(name), 30)
            room = (width - 10) / 2 - 36
            cells.append(beside([picture, paragraph(name, drawing.regular(9.5), room)], 6, Align.CENTRE))
        made = [grid(cells, 2, width, 5)]
        if left > 0:
            made.append(
                paragraph(words.text("more_papers", number=str(left)), drawing.bold(9.5, GREY), width)
            )
        return stacked(made, 3)

    def _box(self, number: int, step: _Step, width: float, size: float) -> Block:
        drawing = self.drawing
        room = width - size - 92
        tint = drawing.tint(ACCENT)
        disc = Block(44, 44, (Outline(0, 0, ellipse(22, 22, 22, 22), 1.0, tint),))
        figure = paragraph(str(number), drawing.bold(26, WHITE), 44, Align.CENTRE)
        badge = Block(44, 44, (*disc.marks, *figure.at(0, (44 - figure.height) / 2 - 1)))
        said = stacked([paragraph(step.title, drawing.bold(15, ACCENT), room), *step.said], 3)
        text = sized(said, width=room, height=size, align=Align.LEFT)
        row = beside([badge, drawing.picture(step.picture, size), text], 12, Align.CENTRE)
        return backed(
            padded(Block(width - 24, row.height, row.marks), 12, 8), line=tint, thickness=1.4, radius=10
        )

    def _arrow(self, width: float) -> Block:
        middle = width / 2
        steps = (
            ("M", (middle - 16, 0.0)),
            ("L", (middle + 16, 0.0)),
            ("L", (middle, 11.0)),
            ("Z", ()),
        )
        return Block(width, 11, (Outline(0, 0, steps, 1.0, self.drawing.tint(ACCENT)),))

    def _foot(self, width: float, page: int, pages: int) -> Block:
        words, office = self.drawing.words, self.record["office"]
        texts = []
        hotline = words.phone(office.get("hotline"))
        if hotline:
            texts.append(words.text("hotline", hotline=hotline))
        texts.append(words.text("code", code=words.clean(self._procedure["code"])))
        texts.append(words.text("printed", date=words.clean(self.record.get("day"))))
        if pages > 1:
            texts.append(words.text("page", page=str(page), pages=str(pages)))
        return foot(self.drawing, texts, str(self._procedure["code"]), width, 54)
