"""What holds for every finished page: each mark has its place for itself, between the margins."""

from collections.abc import Iterator
from itertools import combinations

from app.documents.page_parts import Page, Square, Text

Box = tuple[float, float, float, float]
SLACK = 0.01


def texts_of(page: Page) -> tuple[Text, ...]:
    """Every text on a page."""
    return (*page.heading, *page.body, *page.foot)


def assert_clean(page: Page, inside: Box) -> None:
    """No text or code lies on another or outside the box; no rule runs through one."""
    marks = [(text.text, text.ink) for text in texts_of(page)]
    marks += [("QR", _square_box(square)) for square in page.squares]
    for (one, its_box), (other, other_box) in _neighbours(marks):
        assert not _meet(its_box, other_box), f"{one!r} lies on {other!r}"
    for name, box in marks:
        assert box[0] >= inside[0] - SLACK, name
        assert box[1] >= inside[1] - SLACK, name
        assert box[2] <= inside[2] + SLACK, name
        assert box[3] <= inside[3] + SLACK, name
        for rule in page.rules:
            line = (
                min(rule.x1, rule.x2) - rule.thickness / 2,
                min(rule.y1, rule.y2) - rule.thickness / 2,
                max(rule.x1, rule.x2) + rule.thickness / 2,
                max(rule.y1, rule.y2) + rule.thickness / 2,
            )
            assert not _meet(box, line), f"a rule runs through {name!r}"


def _neighbours(marks: list[tuple[str, Box]]) -> Iterator[tuple[tuple[str, Box], tuple[str, Box]]]:
    yield from combinations(marks, 2)


def _square_box(square: Square) -> Box:
    return square.x, square.y, square.x + square.size, square.y + square.size


def _meet(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2] - SLACK
        and other[0] < one[2] - SLACK
        and one[1] < other[3] - SLACK
        and other[1] < one[3] - SLACK
    )
