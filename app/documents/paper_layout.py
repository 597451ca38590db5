"""Lays a paper out on pages of its template's size: nothing lost, nothing over anything else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.documents.fonts import Faces
from app.documents.measures import Align
from app.documents.page_parts import KEEP_AT_ALL_COST, Page, Rule, Strip, Text
from app.documents.pagination import height, split, stack
from app.documents.paper_record import Words
from app.documents.paper_sections import FIELD_GAP, ROOMY, TIGHT, PaperSections
from app.documents.paper_template import PaperTemplate
from app.documents.strip_making import Column, strips
from app.documents.text_flow import Line, Run, flow, shortened

_ABOVE_FOOT = 3.0
_CUT_EDGE = 1.2
"""Room between the texts of a row and the line where a page cuts it."""
_FOOT, _RUNNING_HEAD = 8.0, 8.5
_THIN = 0.5
_WATERMARK_SHARE = 0.36
"""Size of the mark of practice, as a share of the page's shorter side."""


def lay_out(template: PaperTemplate, words: Words, faces: Faces) -> list[Page]:
    """Return the pages of all copies (liên), one copy after the other.

    Raises DomainProblem ``paper.no_room`` when the fixed texts of the template fill a page by themselves, and
    ``paper.bad_record``.
    """
    return [page for copy in template.copies or ("",) for page in _Copy(template, words, faces, copy).pages()]


@dataclass
class _Copy:
    """One copy of a paper."""

    template: PaperTemplate
    words: Words
    faces: Faces
    copy: str

    def pages(self) -> Iterator[Page]:
        sheet = self.template.sheet
        groups = self._groups()
        for number, group in enumerate(groups, 1):
            feet = self._foot(number, len(groups))
            head = self._heading if number > 1 else []
            tall = sheet.height or sheet.top + sheet.bottom + height(group) + height(feet) + _ABOVE_FOOT
            top = tall - sheet.top
            placed_head = stack(head, top)
            body = stack(group, top - height(head))
            foot = stack(feet, sheet.bottom + height(feet))
            yield Page(
                heading=(*placed_head.texts, *body.repeated),
                body=body.texts,
                foot=foot.texts,
                rules=(*body.rules, *placed_head.rules, *foot.rules),
                squares=body.squares,
                watermark=self._watermark(sheet.width, tall),
                size=(sheet.width, tall),
            )

    def _groups(self) -> list[list[Strip]]:
        """Divide the strips into pages, closer set where that saves one."""
        # Before any foot is measured: what it says depends on the letters met so far.
        _ = self._heading
        roomy, tight = (
            self._sections.strips(self.template.blocks, self.words, self.copy, density)
            for density in (ROOMY, TIGHT)
        )
        if not self.template.sheet.height:
            return [roomy]
        groups = self._divided(roomy)
        if len(groups) == 1:
            return groups
        closer = self._divided(tight)
        return closer if len(closer) < len(groups) else groups

    def _divided(self, strips_of_copy: Sequence[Strip]) -> list[list[Strip]]:
        sheet = self.template.sheet
        room = sheet.height - sheet.top - sheet.bottom - _ABOVE_FOOT
        if height(strips_of_copy) <= room - height(self._foot(1, 1)):
            return [list(strips_of_copy)]
        several = room - height(self._foot(1, 2)) - 2 * _CUT_EDGE
        groups = split(strips_of_copy, several, several - height(self._heading))
        return [_mended(group) for group in groups]

    @cached_property
    def _sections(self) -> PaperSections:
        return PaperSections(self.faces, self._left, self._right, self.template.size)

    @property
    def _left(self) -> float:
        return self.template.sheet.left

    @property
    def _right(self) -> float:
        return self.template.sheet.width - self.template.sheet.right

    @property
    def _width(self) -> float:
        return self._right - self._left

    @cached_property
    def _heading(self) -> list[Strip]:
        """The head of every page but the first: whose paper this is, and which copy."""
        said = self.words.lines(self.template.running_head)
        if not said and not self.copy:
            return []
        which = flow([[Run(self.copy, self.faces.regular, _RUNNING_HEAD)]], self._width / 3)
        room = self._width - _longest(which) - FIELD_GAP
        runs = [shortened(Run(text, self.faces.bold, _RUNNING_HEAD), room) for text in said]
        whose = [line for run in runs for line in flow([[run]], room)]
        made = strips([self._column(whose), self._column(which, Align.RIGHT)], keep=KEEP_AT_ALL_COST)
        return [*made, self._line_across(6, 2)]

    def _foot(self, page: int, pages: int) -> list[Strip]:
        """Return the foot of a page; it is as high on the last page as on the others."""
        regular, bold = self.faces.regular, self.faces.bold
        texts = self.words.lines(self.template.footer)
        if self.words.lacking:
            texts.append(self.words.common_text("missing_letters"))
        notes = flow([[Run(" ".join(texts), regular, _FOOT)]], self._width)
        made = [*strips([self._column(notes)], keep=KEEP_AT_ALL_COST)]
        if pages > 1:
            label = self.words.common_text("page", page=str(page), pages=str(pages))
            number = flow([[Run(label, bold, _FOOT)]], self._width / 3)
            room = self._width - _longest(number) - FIELD_GAP
            said = self.words.common_text("continued")
            more = flow([[Run(said, bold, _FOOT)]], room) if page < pages else []
            columns = [self._column(more), self._column(number, Align.RIGHT)]
            made += strips(columns, keep=KEEP_AT_ALL_COST)
        return [self._line_across(3, 0), *made] if made else []

    def _watermark(self, width: float, tall: float) -> Text | None:
        """Centre the mark of practice on the page; whoever draws turns it upwards from left to right."""
        if not self.words.record.get("practice"):
            return None
        word, bold = self.words.common_text("practice"), self.faces.bold
        wide = bold.width(word)
        size = min(_WATERMARK_SHARE * min(width, tall), width / wide)
        return Text(-wide * size / 2, -size / 3, word, bold, size)

    def _column(self, lines: Sequence[Line], align: Align = Align.LEFT) -> Column:
        return Column(lines, self._left, self._width, align)

    def _line_across(self, room: float, y: float) -> Strip:
        return Strip(room, keep=KEEP_AT_ALL_COST, rules=(Rule(self._left, y, self._right, y, _THIN),))


def _mended(group: Sequence[Strip]) -> list[Strip]:
    """Give the texts of a row or frame that was cut between pages room from the lines that close it there."""
    made = list(group)
    first = next((place for place, strip in enumerate(made) if not strip.again), 0)
    if made[first].border:
        made[first] = made[first].with_room(above=_CUT_EDGE)
    if made[-1].border and not made[-1].below:
        made[-1] = made[-1].with_room(below=_CUT_EDGE)
    return made


def _longest(lines: Sequence[Line]) -> float:
    return max((line.end for line in lines), default=0.0)
