"""A sheet: a report with finished words, ready to be written as a spreadsheet or drawn as a paper."""

from dataclasses import dataclass, field
from datetime import datetime

from app.domain.report_tables import CellKind
from app.domain.timeliness import Share

SheetCell = str | int | datetime | Share | None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column; ``group`` is a heading shared with its neighbours. ``ems``: width in letters."""

    key: str
    head: str
    kind: CellKind
    group: str = ""
    ems: int = 9


@dataclass(frozen=True, slots=True)
class SheetChart:
    """Bars with their words: for each label one value per series."""

    title: str
    keys: tuple[str, ...]
    """What the series are, in the program's words; colours go by them."""
    series: tuple[str, ...]
    bars: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that stands on it. Moments are local; a struck row is a number that does not count."""

    title: str
    period: str
    header: tuple[str, ...]
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[SheetCell, ...], ...]
    totals: tuple[SheetCell, ...] | None = None
    struck: frozenset[int] = frozenset()
    """Places of struck rows, from 0."""
    summary: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    """What is wrong with the figures; stands before them."""
    chart: SheetChart | None = None
    values: dict[str, str] = field(default_factory=dict)
    """Who made it, where, who signs."""
    made_at: int = 0
    practice_note: str = ""
    """What a sheet of practice says of itself; empty on a real one."""
    register: bool = False
    """It is the register of form 07, which has a paper of its own."""
