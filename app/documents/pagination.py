"""Stacks strips on pages: breaks where it hurts least, repeats table headings, closes frames."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from app.documents.page_parts import Rule, Square, Strip, Text
from app.domain.problems import DomainProblem


@dataclass(frozen=True, slots=True)
class Stack:
    """Strips put on one page, with everything at its place on the page."""

    texts: tuple[Text, ...]
    repeated: tuple[Text, ...]
    """The texts of headings said again."""
    rules: tuple[Rule, ...]
    squares: tuple[Square, ...]


def height(strips: Sequence[Strip]) -> float:
    """Return how high strips stand on each other."""
    return sum(strip.height for strip in strips)


def split(strips: Sequence[Strip], room_first: float, room_later: float) -> list[list[Strip]]:
    """Divide strips into pages with so much room on the first and on each later one.

    A page ends after the last strip that can best be left alone. Room between strips is dropped at the head
    of a page, and the heading of a table is repeated there.

    Raises DomainProblem ``paper.no_room`` when a page holds nothing.
    """
    pages: list[list[Strip]] = []
    rest = list(strips)
    while rest:
        page = [*(replace(strip, again=True) for strip in rest[0].repeated), *rest] if pages else rest
        end = _fitting(page, room_later if pages else room_first)
        if end < len(page):
            # A heading alone is no progress: what it was repeated for must fit below it.
            if end <= len(page) - len(rest):
                raise DomainProblem("paper.no_room")
            end = _best_break(page, len(page) - len(rest), end)
        pages.append(page[:end])
        rest = page[end:]
        while rest and rest[0].empty:
            del rest[0]
    return pages


def stack(strips: Sequence[Strip], top: float) -> Stack:
    """Put strips below each other, the first one's upper edge at `top`."""
    texts: list[Text] = []
    repeated: list[Text] = []
    rules: list[Rule] = []
    squares: list[Square] = []
    y = top
    for block in _blocks(strips):
        edges = [y, *(y := y - strip.height for strip in block)]
        placed = list(zip(block, edges, strict=False))
        (repeated if block[0].again else texts).extend(_read(placed))
        for strip, edge in placed:
            rules.extend(Rule(r.x1, edge - r.y1, r.x2, edge - r.y2, r.thickness) for r in strip.rules)
            if strip.square:
                square = strip.square
                squares.append(Square(square.x, edge - square.y - square.size, square.size, square.content))
    return Stack(tuple(texts), tuple(repeated), (*rules, *_border_rules(strips, top)), tuple(squares))


def _blocks(strips: Sequence[Strip]) -> list[list[Strip]]:
    blocks: list[list[Strip]] = []
    for strip in strips:
        # What goes on below a repeated heading is no part of it.
        if strip.begins or not blocks or blocks[-1][-1].again != strip.again:
            blocks.append([])
        blocks[-1].append(strip)
    return blocks


def _read(block: Sequence[tuple[Strip, float]]) -> Iterator[Text]:
    """Yield the texts of a block as a person reads them: one column after the other."""
    for column in range(len(block[0][0].columns)):
        for strip, y in block:
            for text in strip.columns[column]:
                yield Text(text.x, y - text.y, text.text, text.face, text.size)


def _fitting(page: Sequence[Strip], room: float) -> int:
    used = 0.0
    for count, strip in enumerate(page):
        used += strip.height
        if used > room:
            return count
    return len(page)


def _best_break(page: Sequence[Strip], least: int, most: int) -> int:
    """Return after how many strips to end the page: the latest place among those that hurt least."""
    places = range(least + 1, most + 1)
    return min(places, key=lambda place: (page[place - 1].keep, -place))


def _border_rules(strips: Sequence[Strip], top: float) -> list[Rule]:
    """Draw the borders, one long line per column for as long as the same border goes on."""
    rules: list[Rule] = []
    y = top
    for border, group in groupby(strips, key=lambda strip: strip.border):
        inside = list(group)
        bottom = y - height(inside)
        if border:
            left, right, thickness = border.columns[0], border.columns[-1], border.thickness
            rules.extend(Rule(x, y, x, bottom, thickness) for x in border.columns)
            rules.append(Rule(left, y, right, y, thickness))
            for strip in inside[:-1]:
                y -= strip.height
                if strip.below:
                    rules.append(Rule(left, y, right, y, thickness))
            rules.append(Rule(left, bottom, right, bottom, thickness))
        y = bottom
    return rules
