"""The blocks a paper is made of, as a template describes them."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.documents.measures import Align
from app.documents.template_reading import Known, Pattern


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
