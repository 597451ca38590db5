"""The blocks a paper is made of, as a template describes them, and how each is read from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.documents.measures import Align
from app.documents.template_reading import Known, Node, Pattern, optional

SIZES = (6.0, 200.0)
"""Smallest and largest letters, in points."""
_ALIGNS = {"left": Align.LEFT, "centre": Align.CENTRE, "right": Align.RIGHT}
_MOST_COLUMNS = 40


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Agency, state and motto, place and date (Nghị định 30/2020/NĐ-CP)."""

    agency: str
    """Name of the list with the agency's lines, superior one first."""
    number: Pattern | None
    place_date: Pattern | None


@dataclass(frozen=True, slots=True)
class Title:
    """Name of the paper; below it the copy (liên), the code and beside it the QR code."""

    lines: tuple[Pattern, ...]
    under: tuple[Pattern, ...]
    code: Pattern | None
    """Label of the code, which is set large."""
    qr: Pattern | None
    size: float


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label with its value. Left out when the value is empty, unless it is to be filled in by hand."""

    label: Pattern
    value: Pattern
    strong: bool
    blank: bool


@dataclass(frozen=True, slots=True)
class Fields:
    """Rows of labelled values; two of a row stand in two columns where they fit."""

    rows: tuple[tuple[Labelled, ...], ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text over the whole width. Left out when one of its words is empty."""

    text: Pattern
    bold: bool
    align: Align
    size: float | None
    indent: bool


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered or with dashes."""

    of: str
    label: Pattern | None
    numbered: bool
    empty: Pattern | None
    """Said when the list is empty; without it an empty list and its label are left out."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: what it shows of each row, and its share of the width."""

    head: str
    cell: int
    """Which cell it shows, when there are no `lines`."""
    lines: tuple[Pattern, ...]
    """Lines over several cells, whose names are the words in braces; one with an empty cell is left out."""
    width: float
    align: Align
    group: str
    """Columns beside each other with the same group have one heading above theirs."""
    written: str
    """How the cell is written, as behind a colon in braces."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its heading comes again on every page."""

    rows: str
    cells: tuple[str, ...]
    """Names of the cells of a row; empty when the record brings its own columns."""
    columns: tuple[TableColumn, ...]
    label: Pattern | None
    empty: Pattern | None
    totals: str
    """Name of the table whose rows are set bold at the end; empty for none."""
    size: float | None
    least_rows: int
    """So many rows at least, empty ones for writing by hand."""
    row_height_mm: float


@dataclass(frozen=True, slots=True)
class Signer:
    """One column of signatures."""

    role: tuple[Pattern, ...]
    note: tuple[Pattern, ...]
    name: Pattern | None
    below: tuple[Pattern, ...]
    recipients: tuple[Pattern, ...]
    """With these the column is no signature but where the paper goes (Nơi nhận); set small, to the left."""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Columns of signatures beside each other."""

    columns: tuple[Signer, ...]
    room_mm: float


@dataclass(frozen=True, slots=True)
class BigText:
    """One line of a box."""

    text: Pattern
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Box:
    """Large centred texts, framed or not."""

    lines: tuple[BigText, ...]
    border: bool


@dataclass(frozen=True, slots=True)
class Space:
    """Room between blocks."""

    height_mm: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line across."""


Block = Letterhead | Title | Fields | Paragraph | Items | Table | Signatures | Box | Space | Line


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and when it is printed: all of `when` and none of `unless` say something."""

    block: Block
    when: tuple[str, ...]
    unless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contract:
    """What a record of this form brings: the names a template may use."""

    known: Known
    lists: frozenset[str]
    tables: Mapping[str, tuple[str, ...] | None]
    """Names of the cells of each table; None for one that brings its own columns."""

    def names(self) -> frozenset[str]:
        """Every name a condition may ask for."""
        return frozenset((*self.known.words, *self.lists, *self.tables))


def read_block(node: Node, contract: Contract) -> Placed:
    """Read one block. Raises DomainProblem ``paper.bad_template``."""
    kind = node.items().get("type")
    if kind is None:
        raise node.bad("missing", "type")
    required, may, read = _READERS[kind.name(_READERS)]
    fields = node.fields(("type", *required), (*may, "when", "unless"))
    names = contract.names()
    when, unless = (
        tuple(item.name(names) for item in fields[name].list()) if name in fields else ()
        for name in ("when", "unless")
    )
    return Placed(read(fields, contract), when, unless)


_Read = Mapping[str, Node]


def _patterns(fields: _Read, name: str, contract: Contract, most: int = 12) -> tuple[Pattern, ...]:
    known = contract.known
    return optional(fields, name, lambda n: tuple(item.pattern(known) for item in n.list(0, most)), ())


def _pattern(fields: _Read, name: str, contract: Contract) -> Pattern | None:
    return optional(fields, name, lambda node: node.pattern(contract.known), None)


def _size(fields: _Read) -> float | None:
    return optional(fields, "size", lambda node: node.number(*SIZES), None)


def _flag(fields: _Read, name: str, *, default: bool = False) -> bool:
    return optional(fields, name, Node.flag, default)


def _align(fields: _Read, default: str) -> Align:
    return _ALIGNS[optional(fields, "align", lambda node: node.name(_ALIGNS), default)]


def _letterhead(fields: _Read, contract: Contract) -> Block:
    agency = fields["agency"].name(contract.lists)
    return Letterhead(agency, _pattern(fields, "number", contract), _pattern(fields, "place_date", contract))


def _title(fields: _Read, contract: Contract) -> Block:
    return Title(
        lines=_patterns(fields, "lines", contract),
        under=_patterns(fields, "under", contract),
        code=_pattern(fields, "code", contract),
        qr=_pattern(fields, "qr", contract),
        size=_size(fields) or 13.5,
    )


def _fields(fields: _Read, contract: Contract) -> Block:
    rows = (row.list(1, 4) for row in fields["rows"].list(1))
    return Fields(tuple(tuple(_labelled(item, contract) for item in row) for row in rows))


def _labelled(node: Node, contract: Contract) -> Labelled:
    fields = node.fields(("label", "value"), ("strong", "blank"))
    return Labelled(
        label=fields["label"].pattern(contract.known),
        value=fields["value"].pattern(contract.known),
        strong=_flag(fields, "strong"),
        blank=_flag(fields, "blank"),
    )


def _paragraph(fields: _Read, contract: Contract) -> Block:
    return Paragraph(
        text=fields["text"].pattern(contract.known),
        bold=_flag(fields, "bold"),
        align=_align(fields, "left"),
        size=_size(fields),
        indent=_flag(fields, "indent"),
    )


def _items(fields: _Read, contract: Contract) -> Block:
    return Items(
        of=fields["of"].name(contract.lists),
        label=_pattern(fields, "label", contract),
        numbered=_flag(fields, "numbered", default=True),
        empty=_pattern(fields, "empty", contract),
    )


def _table(fields: _Read, contract: Contract) -> Block:
    rows = fields["rows"].name(contract.tables)
    cells = contract.tables[rows]
    if cells is None and "columns" in fields:
        raise fields["columns"].bad("columns_of_record")
    if cells is not None and "columns" not in fields:
        raise fields["rows"].bad("missing", "columns")
    columns: tuple[TableColumn, ...] = ()
    if cells is not None:
        items = fields["columns"].list(1, _MOST_COLUMNS)
        columns = tuple(_column(item, cells, contract) for item in items)
    totals = optional(fields, "totals", lambda node: node.name(contract.tables), "")
    if totals and contract.tables[totals] != cells:
        raise fields["totals"].bad("other_cells")
    return Table(
        rows=rows,
        cells=cells or (),
        columns=columns,
        label=_pattern(fields, "label", contract),
        empty=_pattern(fields, "empty", contract),
        totals=totals,
        size=_size(fields),
        least_rows=optional(fields, "least_rows", lambda node: node.whole(0, 60), 0),
        row_height_mm=optional(fields, "row_height_mm", lambda node: node.number(0, 60), 0.0),
    )


def _column(node: Node, cells: tuple[str, ...], contract: Contract) -> TableColumn:
    shown = "lines" if "lines" in node.items() else "cell"
    fields = node.fields(("head", shown, "width"), ("align", "group", "written"))
    known = Known(cells, contract.known.formats)
    lines = tuple(item.pattern(known) for item in fields["lines"].list(1, 6)) if shown == "lines" else ()
    return TableColumn(
        head=fields["head"].text(),
        cell=0 if lines else cells.index(fields["cell"].name(cells)),
        lines=lines,
        width=fields["width"].number(1, 1000),
        align=_align(fields, "left"),
        group=optional(fields, "group", Node.text, ""),
        written=optional(fields, "written", lambda item: item.name(contract.known.formats), ""),
    )


def _signatures(fields: _Read, contract: Contract) -> Block:
    columns = tuple(_signer(item, contract) for item in fields["columns"].list(1, 4))
    return Signatures(columns, optional(fields, "room_mm", lambda node: node.number(0, 60), 13.0))


def _signer(node: Node, contract: Contract) -> Signer:
    fields = node.fields((), ("role", "note", "name", "below", "recipients"))
    return Signer(
        role=_patterns(fields, "role", contract),
        note=_patterns(fields, "note", contract),
        name=_pattern(fields, "name", contract),
        below=_patterns(fields, "below", contract),
        recipients=_patterns(fields, "recipients", contract),
    )


def _box(fields: _Read, contract: Contract) -> Block:
    lines = []
    for item in fields["lines"].list(1, 20):
        inside = item.fields(("text",), ("size", "bold"))
        size = _size(inside) or 14.0
        text = inside["text"].pattern(contract.known)
        lines.append(BigText(text, size, _flag(inside, "bold", default=True)))
    return Box(tuple(lines), _flag(fields, "border", default=True))


def _space(fields: _Read, _contract: Contract) -> Block:
    return Space(fields["height_mm"].number(0, 200))


def _line(_fields: _Read, _contract: Contract) -> Block:
    return Line()


_READERS: dict[str, tuple[tuple[str, ...], tuple[str, ...], Callable[[_Read, Contract], Block]]] = {
    "letterhead": (("agency",), ("number", "place_date"), _letterhead),
    "title": ((), ("lines", "under", "code", "qr", "size"), _title),
    "fields": (("rows",), (), _fields),
    "paragraph": (("text",), ("bold", "align", "size", "indent"), _paragraph),
    "list": (("of",), ("label", "numbered", "empty"), _items),
    "table": (
        ("rows",),
        ("columns", "label", "empty", "totals", "size", "least_rows", "row_height_mm"),
        _table,
    ),
    "signatures": (("columns",), ("room_mm",), _signatures),
    "box": (("lines",), ("border",), _box),
    "space": (("height_mm",), (), _space),
    "line": ((), (), _line),
}
"""Of each type of block: the fields it needs, the fields it may have, and what reads it."""
