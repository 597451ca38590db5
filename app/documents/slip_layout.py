"""Lays the slip out on A5 pages: which string stands where, in which face and size.

Mẫu 01 of Thông tư 03/2025/TT-VPCP; its official layout was not obtained (certainty U), so this follows the
fields and the order that real provincial systems print, and the letterhead of Nghị định 30/2020/NĐ-CP. What
a person who reads little must find – hour, date and telephone – stands large in a frame of its own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from app.documents.fonts import Faces
from app.documents.measures import A5, POINTS_PER_MM
from app.documents.page_parts import Page, Strip, Text
from app.documents.pagination import height, split, stack
from app.documents.slip_content import SlipContent
from app.documents.slip_sections import DENSE, ROOMY, TIGHT, Density, SlipSections
from app.documents.slip_template import Margins

PAGE_WIDTH, PAGE_HEIGHT = A5

_ABOVE_FOOT = 3.0
_WATERMARK_SIZE = 150.0
_WORTH_A_TRY = 40.0
"""By how much a page may be too full and still be set closer with some hope."""
_SHEET = 2
"""Pages on the two sides of one sheet."""


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all copies have in common, made when first asked for and once only."""

    letterhead: list[Strip]
    running_text: Callable[[Density], list[Strip]]
    foot: Callable[[int, int], list[Strip]]


class SlipLayout:
    """Turns finished strings into pages."""

    def __init__(self, faces: Faces, margins_mm: Margins) -> None:
        """Keep the faces and the edges of what may be printed on."""
        self._bold = faces.bold
        self._top = PAGE_HEIGHT - margins_mm.top * POINTS_PER_MM
        self._bottom = margins_mm.bottom * POINTS_PER_MM
        left, right = margins_mm.left * POINTS_PER_MM, PAGE_WIDTH - margins_mm.right * POINTS_PER_MM
        self._sections = SlipSections(faces, left, right)

    def pages(self, content: SlipContent) -> list[Page]:
        """Return the pages of all copies (liên), one copy after the other.

        Raises DomainProblem ``paper.no_room`` when the fixed texts of the template fill a page by themselves.
        """
        sections = self._sections
        shared = _Shared(
            sections.letterhead(content),
            cache(partial(sections.running_text, content)),
            cache(partial(sections.foot, content)),
        )
        return [page for copy in content.copies for page in self._copy(content, copy, shared)]

    def _copy(self, content: SlipContent, copy: str, shared: _Shared) -> Iterator[Page]:
        heading = self._sections.heading(content, copy)
        opening = [*shared.letterhead, *self._sections.title(content, copy)]
        groups = self._groups(opening, shared, height(heading))
        for number, group in enumerate(groups, 1):
            feet = shared.foot(number, len(groups))
            foot = stack(feet, self._bottom + height(feet))
            head = stack(heading if number > 1 else [], self._top)
            body = stack(group, self._top - (height(heading) if number > 1 else 0))
            yield Page(
                heading=(*head.texts, *body.repeated),
                body=body.texts,
                foot=foot.texts,
                rules=(*body.rules, *head.rules, *foot.rules),
                squares=body.squares,
                watermark=self._watermark(content),
            )

    def _groups(self, opening: list[Strip], shared: _Shared, heading: float) -> list[list[Strip]]:
        """Divide the strips of a copy into pages, closer set where that saves a sheet."""
        room = self._top - self._bottom - _ABOVE_FOOT
        alone = room - height(shared.foot(1, 1))
        strips = [*opening, *shared.running_text(ROOMY)]
        if height(strips) <= alone:
            return [strips]
        if height(strips) <= alone + _WORTH_A_TRY:
            tight = [*opening, *shared.running_text(TIGHT)]
            if height(tight) <= alone:
                return [tight]
        several = room - height(shared.foot(1, 2))
        groups = split(strips, several, several - heading)
        if len(groups) > _SHEET:
            closer = split([*opening, *shared.running_text(DENSE)], several, several - heading)
            return closer if len(closer) == _SHEET else groups
        return groups

    def _watermark(self, content: SlipContent) -> Text | None:
        """Centre the word on the page; whoever draws turns it upwards from left to right."""
        if not content.watermark:
            return None
        width = self._bold.width(content.watermark)
        size = min(_WATERMARK_SIZE, PAGE_WIDTH / width)
        return Text(-width * size / 2, -size / 3, content.watermark, self._bold, size)
