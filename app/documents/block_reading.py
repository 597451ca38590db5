"""Reads the blocks of a template strictly."""

from collections.abc import Callable, Mapping

from app.documents.measures import Align
from app.documents.paper_blocks import (
    BigText,
    Block,
    Box,
    Contract,
    Fields,
    Items,
    Labelled,
    Letterhead,
    Line,
    Paragraph,
    Placed,
    Signatures,
    Signer,
    Space,
    Table,
    TableColumn,
    Title,
)
from app.documents.template_reading import Known, Node, Pattern, optional

SIZES = (6.0, 200.0)
"""Smallest and largest letters, in points."""
_ALIGNS = {"left": Align.LEFT, "centre": Align.CENTRE, "right": Align.RIGHT}
_MOST_COLUMNS = 40


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
