"""A report as a table without words: columns, lines, totals, what to draw, and the dossiers behind figures.

The same table goes to the screen, to paper, to a spreadsheet and to JSON; `app.localization` words it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from app.domain.identifiers import Subject
from app.domain.periods import Period
from app.domain.problems import DomainProblem
from app.domain.timeliness import CountedDossier, ReportSettings, Share

BOOK: Final = "book"
RESULTS: Final = "results"
PERIODIC: Final = "periodic"
CLERKS: Final = "clerks"
FIELDS: Final = "fields"
VILLAGES: Final = "villages"
CHANNELS: Final = "channels"
LATE_BIRTHS: Final = "late-births"
WORKLOAD: Final = "workload"
DUE: Final = "due"
CASH: Final = "cash"
SETTLEMENT: Final = "settlement"
CERTIFICATIONS: Final = "certifications"
REPORTS = (
    *(PERIODIC, RESULTS, BOOK, FIELDS, CLERKS, VILLAGES, CHANNELS, LATE_BIRTHS, WORKLOAD, DUE),
    *(CASH, SETTLEMENT, CERTIFICATIONS),
)
"""The reports by the names commands give them, in the order in which one chooses from them."""
OF_NOW = frozenset({WORKLOAD, DUE})
"""These tell how things stand now; their period is today."""

UNTIMED = frozenset({BOOK, LATE_BIRTHS, CASH, SETTLEMENT, CERTIFICATIONS})
"""These do not ask whether something was on time."""


class CellKind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    CODE = "code"
    """One of the program's own words (a channel, a status), worded when shown."""
    COUNT = "count"
    SHARE = "share"
    DAY = "day"
    """Milliseconds, shown as a day."""
    MOMENT = "moment"
    MONEY = "money"


Cell = str | int | Share | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``group``: the heading it shares with its neighbours; ``ems``: how wide, in letters."""

    key: str
    kind: CellKind
    group: str = ""
    ems: int = 9


@dataclass(frozen=True, slots=True)
class Line:
    """One line: cells by column (and more, for scripts), and the dossiers behind its figures by column."""

    cells: Mapping[str, Cell]
    behind: Mapping[str, tuple[Subject, ...]] = field(default_factory=dict)
    subject: Subject | None = None
    """The one dossier the line is about."""
    struck: bool = False
    """A number that does not count, shown struck through (số hủy)."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars, where one looks rather than reads: for each label one value per series, stacked."""

    series: tuple[str, ...]
    bars: tuple[tuple[str, tuple[int, ...]], ...]
    label: Column | None = None
    """The column the labels come from, when they are to be worded like its cells."""


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A whole report. ``at``: when it was made (ms). ``problems`` stand on it wherever it is shown."""

    name: str
    period: Period
    settings: ReportSettings
    at: int
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    totals: Line | None = None
    chart: Chart | None = None
    problems: tuple[DomainProblem, ...] = ()
    practice: bool = False


def figures(**lists: Sequence[CountedDossier]) -> Line:
    """Return a line of counts with the dossiers behind each."""
    return Line(
        {name: len(dossiers) for name, dossiers in lists.items()},
        {name: tuple(dossier.subject for dossier in dossiers) for name, dossiers in lists.items()},
    )


def labelled(line: Line, **cells: Cell) -> Line:
    """Return a line with more cells, the labels first."""
    return Line({**cells, **line.cells}, line.behind, line.subject, line.struck)
