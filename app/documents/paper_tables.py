"""Tables of papers as strips: heading in one or two storeys, rows that are not cut, totals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Any

from app.documents.fonts import Faces
from app.documents.measures import POINTS_PER_MM, Align
from app.documents.page_parts import KEEP_ANYWHERE, KEEP_AT_ALL_COST, KEEP_TOGETHER, Border, Rule, Strip
from app.documents.pagination import height
from app.documents.paper_blocks import Table, TableColumn
from app.documents.paper_record import Words, bad_record
from app.documents.strip_making import Column, strips
from app.documents.text_flow import Line, Run, balanced, flow

_THIN = 0.5
_SIDE = 2.5
_LETTERS = 1.25
"""A column is at least so many times the size of its letters wide: any one letter fits."""
_ALIGNS = {"left": Align.LEFT, "centre": Align.CENTRE, "right": Align.RIGHT}
_MOST_COLUMNS = 40


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the columns of one table stand."""

    columns: tuple[TableColumn, ...]
    border: Border
    size: float
    edge: float
    """Room above and below the texts of a cell."""
    least: float
    """Height of a row at least."""
    cells: tuple[str, ...]
    """Names of the cells of a row."""


class PaperTables:
    """Makes tables between two edges of the page."""

    def __init__(self, faces: Faces, left: float, right: float, size: float) -> None:
        """Keep the faces, the edges and the size of running text, in points."""
        self._regular, self._bold = faces.regular, faces.bold
        self._left, self._right, self._size = left, right, size

    def strips(self, table: Table, words: Words, edge: float) -> Iterator[Strip]:
        """Return the strips of a table.

        Raises DomainProblem ``paper.bad_record`` for rows that do not fit the columns, ``paper.no_room`` for
        more columns than the page has room for.
        """
        columns = table.columns or _columns_of_record(table.rows, words)
        cells = len(table.cells or columns)
        rows = words.rows(table.rows, cells)
        missing = table.least_rows - len(rows)
        label = words.fill(table.label) if table.label else ""
        if not rows and missing <= 0:
            said = " ".join(filter(None, (label, words.fill(table.empty) if table.empty else "")))
            if table.empty and said:
                yield from self._text(said, KEEP_ANYWHERE)
            return
        if label:
            yield from self._text(label, KEEP_TOGETHER)
        yield Strip(2, keep=KEEP_TOGETHER)
        size = table.size or self._size
        least = table.row_height_mm * POINTS_PER_MM
        grid = _Grid(columns, self._border(columns, size), size, edge, least, table.cells)
        head = tuple(self._head(grid, words))
        yield from head
        rows += [[""] * cells for _ in range(missing)]
        totals = words.rows(table.totals, cells) if table.totals else []
        made = [self._row(grid, row, words, bold=False) for row in rows]
        made += [self._row(grid, row, words, bold=True) for row in totals]
        for number, row in enumerate(made, 1):
            # The sum does not stand alone on a page.
            tied = totals and len(rows) <= number < len(made)
            last = replace(row[-1], keep=KEEP_TOGETHER) if tied else row[-1]
            yield from (replace(strip, repeated=head) for strip in (*row[:-1], last))
        yield Strip(4, keep=KEEP_ANYWHERE)

    def _text(self, text: str, keep: int) -> list[Strip]:
        lines = flow([[Run(text, self._regular, self._size)]], self._right - self._left)
        return strips([Column(lines, self._left, self._right - self._left)], keep=keep)

    def _border(self, columns: Sequence[TableColumn], size: float) -> Border:
        """Share the width out; no column is narrower than its widest letter."""
        room = self._right - self._left
        least = 2 * _SIDE + _LETTERS * size
        spare = room - least * len(columns)
        if spare < 0:
            raise bad_record("columns", "too_many_columns")
        total = sum(column.width for column in columns)
        wanted = [max(room * column.width / total - least, 0.0) for column in columns]
        scale = spare / sum(wanted) if sum(wanted) else 0.0
        edges = [self._left]
        for extra in wanted:
            edges.append(edges[-1] + least + extra * scale)
        edges[-1] = self._right
        return Border(tuple(edges), _THIN)

    def _head(self, grid: _Grid, words: Words) -> Iterator[Strip]:
        """Return the heading; its lines are drawn by itself where columns share a heading above theirs."""
        clean = words.letters.printable
        heads = [clean(column.head) for column in grid.columns]
        if not any(column.group for column in grid.columns):
            for strip in self._heads(grid.border, heads, grid):
                yield replace(strip, keep=KEEP_AT_ALL_COST)
            return
        groups = _grouped(grid.columns)
        edges = grid.border.columns
        spans = [(edges[first], edges[last]) for _, first, last in groups]
        upper_edges = (*(left for left, _ in spans), edges[-1])
        # A column without a group has its own heading in the upper storey, and nothing below it.
        upper = [clean(name) if name else heads[first] for name, first, _ in groups]
        lower = [head if column.group else "" for head, column in zip(heads, grid.columns, strict=True)]
        storeys = [(Border(upper_edges, _THIN), upper), (grid.border, lower)]
        for place, (border, texts) in enumerate(storeys):
            made = self._heads(border, texts, grid)
            for number, strip in enumerate(made):
                rules = [Rule(x, 0, x, strip.height, _THIN) for x in border.columns]
                if number == 0 and place == 0:
                    rules.append(Rule(edges[0], 0, edges[-1], 0, _THIN))
                if number == 0 and place == 1:
                    rules += [
                        Rule(left, 0, right, 0, _THIN)
                        for (name, _, _), (left, right) in zip(groups, spans, strict=True)
                        if name
                    ]
                yield replace(strip, border=None, below=False, rules=tuple(rules), keep=KEEP_AT_ALL_COST)

    def _heads(self, border: Border, texts: Sequence[str], grid: _Grid) -> list[Strip]:
        cells = [[text] for text in texts]
        grid = replace(grid, least=0.0)
        return self._line_of_cells(border, cells, [Align.CENTRE] * len(cells), grid, bold=True)

    def _row(self, grid: _Grid, row: Sequence[Any], words: Words, *, bold: bool) -> list[Strip]:
        named = dict(zip(grid.cells, row, strict=True)) if grid.cells else {}
        texts = [
            [words.fill(pattern, named) for pattern in column.lines]
            if column.lines
            else [words.value(row[column.cell], column.written)]
            for column in grid.columns
        ]
        aligns = [column.align for column in grid.columns]
        return self._line_of_cells(grid.border, texts, aligns, grid, bold=bold)

    def _line_of_cells(
        self,
        border: Border,
        texts: Sequence[Sequence[str]],
        aligns: Sequence[Align],
        grid: _Grid,
        *,
        bold: bool,
    ) -> list[Strip]:
        face = self._bold if bold else self._regular
        columns = []
        for cell, align, (left, right) in zip(texts, aligns, pairwise(border.columns), strict=True):
            width = right - left - 2 * _SIDE
            lines: list[Line] = []
            for text in filter(None, cell):
                run = Run(text, face, grid.size)
                lines += balanced(run, width) if align is Align.CENTRE else flow([[run]], width)
            columns.append(Column(lines, left + _SIDE, width, align))
        if not any(column.lines for column in columns):
            empty = Strip(max(grid.least, 1.25 * grid.size), ((),) * len(texts), border=border, below=True)
            return [empty.with_room(above=grid.edge, below=grid.edge)]
        made = strips(columns, keep=KEEP_ANYWHERE, border=border)
        made[0] = made[0].with_room(above=grid.edge)
        filler = max(grid.least - height(made), 0.0)
        made[-1] = replace(made[-1].with_room(below=grid.edge + filler), below=True)
        return made


def _columns_of_record(name: str, words: Words) -> tuple[TableColumn, ...]:
    """Read the columns that the record itself brings. Raises DomainProblem ``paper.bad_record``."""
    given = (words.record.get("columns") or {}).get(name) or ()
    if not 1 <= len(given) <= _MOST_COLUMNS:
        raise bad_record(name, "wrong_length")
    columns = []
    for cell, column in enumerate(given):
        if not isinstance(column, Mapping) or not isinstance(column.get("head"), str):
            raise bad_record(name, "not_readable")
        width, align = column.get("width", 10), column.get("align", "left")
        if not isinstance(width, int | float) or width <= 0 or align not in _ALIGNS:
            raise bad_record(name, "not_readable")
        columns.append(
            TableColumn(
                head=column["head"],
                cell=cell,
                lines=(),
                width=float(width),
                align=_ALIGNS[align],
                group=str(column.get("group") or ""),
                written=str(column.get("written") or ""),
            )
        )
    return tuple(columns)


def _grouped(columns: Sequence[TableColumn]) -> list[tuple[str, int, int]]:
    """Return the cells of the upper storey: the group's name, its first column and the one after its last."""
    found = []
    place = 0
    for group, members in groupby(columns, key=lambda column: column.group):
        count = len(list(members))
        if group:
            found.append((group, place, place + count))
        else:
            found.extend(("", each, each + 1) for each in range(place, place + count))
        place += count
    return found
