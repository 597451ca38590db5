"""Makes strips from lines: columns side by side, with or without a border."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from app.documents.measures import Align as Align  # noqa: PLC0414 - known by this name here too
from app.documents.page_parts import KEEP_TOGETHER, Border, Strip, Text
from app.documents.text_flow import Line

# Room for a line of lower-case letters with their marks; capitals with two marks take what they need more.
_ABOVE, _BELOW = 0.96, 0.27


@dataclass(frozen=True, slots=True)
class Column:
    """Lines between two edges of the page, in points from its left edge."""

    lines: Sequence[Line]
    left: float
    width: float
    align: Align = Align.LEFT


def strips(columns: Sequence[Column], *, keep: int, border: Border | None = None) -> list[Strip]:
    """Return one strip for each line of the longest column; the lines beside each other share a base line.

    The lines of one paragraph are kept together; `keep` says how the last one holds to what follows.
    """
    rows = list(zip_longest(*(column.lines for column in columns)))
    made = []
    for place, row in enumerate(rows, 1):
        bond = keep if place == len(rows) else max(keep, KEEP_TOGETHER)
        made.append(_strip(columns, row, begins=place == 1, keep=bond, border=border))
    return made


def space(height: float, *, keep: int, border: Border | None = None) -> Strip:
    """Return room between strips."""
    return Strip(height, keep=keep, border=border)


def _strip(
    columns: Sequence[Column], row: Sequence[Line | None], *, begins: bool, keep: int, border: Border | None
) -> Strip:
    lines = [line for line in row if line is not None]
    size = max(text.size for line in lines for text in line.texts)
    above = max(size * _ABOVE, *(line.above for line in lines))
    below = max(size * _BELOW, *(line.below for line in lines))
    placed = tuple(_placed(column, line, above) for column, line in zip(columns, row, strict=True))
    return Strip(above + below, placed, begins=begins, keep=keep, border=border)


def _placed(column: Column, line: Line | None, base: float) -> tuple[Text, ...]:
    if line is None:
        return ()
    left = column.left + column.align.value * (column.width - line.end)
    return tuple(Text(left + text.x, base, text.text, text.face, text.size) for text in line.texts)
