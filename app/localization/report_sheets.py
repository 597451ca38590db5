"""A report put into words: the sheet that goes to paper, to a spreadsheet, to the screen."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from app.domain.moments import VIET_NAM, from_milliseconds, to_milliseconds
from app.domain.report_tables import (
    BOOK,
    CASH,
    CERTIFICATIONS,
    DUE,
    LATE_BIRTHS,
    OF_NOW,
    PERIODIC,
    UNTIMED,
    Cell,
    CellKind,
    Column,
    Line,
    ReportTable,
)
from app.domain.sheets import Sheet, SheetCell, SheetChart, SheetColumn
from app.domain.timeliness import Share
from app.localization.formats import money, number, short_date, short_moment
from app.localization.problem_text import problem_text
from app.localization.report_text import (
    code_text,
    head_text,
    not_stated,
    period_text,
    report_title,
    say,
    settings_text,
    share_text,
)
from app.localization.translate import N_

_TOTAL = N_("Total")
_FIGURE = N_("{name}: {figure}")
_NOW = N_("As of {moment}")
_HOW = N_("Punctuality: {how}.")
_IDENTITY = N_(
    "Check: {received} received + {carried} carried over = {resolved} resolved + {pending} in process."
)
_FORM_UNCERTAIN = N_("Compare the columns with the official form before first use.")
_PRACTICE = N_("PRACTICE – of no validity")
_SUMMED = {
    BOOK: ("count", "void", "sets"),
    LATE_BIRTHS: ("registered", "on_time", "late", "unknown"),
    DUE: ("overdue", "due_soon"),
    CASH: ("count", "void", "cash", "transfer", "amount"),
    CERTIFICATIONS: ("count", "void", "pages", "copies"),
}
"""Lists whose totals are told in words above them."""
_MONEY_KEYS = frozenset({"cash", "transfer", "amount"})


def sheet_of(
    table: ReportTable,
    header: Sequence[str] = (),
    values: Mapping[str, str] | None = None,
    language: str | None = None,
) -> Sheet:
    """Word a report. ``header``: the letterhead; ``values``: place, maker, who signs."""
    return Sheet(
        title=report_title(table.name, language, on_paper=True),
        period=_period(table, language),
        header=tuple(header),
        columns=tuple(_column(column, language) for column in table.columns),
        rows=tuple(_row(line, table.columns, language) for line in table.lines),
        totals=_totals(table, language),
        struck=frozenset(place for place, line in enumerate(table.lines) if line.struck),
        summary=tuple(_summary(table, language)),
        remarks=tuple(_remarks(table, language)),
        problems=tuple(problem_text(one.code, one.details) for one in table.problems),
        chart=_chart(table, language),
        values=_values(table, values or {}),
        made_at=table.at,
        practice_note=say(_PRACTICE, language) if table.practice else "",
        register=table.name == BOOK,
    )


def _values(table: ReportTable, values: Mapping[str, str]) -> dict[str, str]:
    """Add the name of the book to the values of a register."""
    if table.name != BOOK or table.totals is None:
        return dict(values)
    return {**values, "book": str(table.totals.cells.get("books") or "–")}


def _period(table: ReportTable, language: str | None) -> str:
    if table.name in OF_NOW:
        return say(_NOW, language).format(moment=short_moment(from_milliseconds(table.at)))
    return period_text(table.period, language)


def _column(column: Column, language: str | None) -> SheetColumn:
    group = head_text(column.group, language=language) if column.group else ""
    return SheetColumn(
        column.key, head_text(column.key, column.group, language), column.kind, group, column.ems
    )


def _row(line: Line, columns: Sequence[Column], language: str | None) -> tuple[SheetCell, ...]:
    return tuple(
        _cell(line.cells.get(column.key), column, language, label=place == 0)
        for place, column in enumerate(columns)
    )


def _cell(cell: Cell, column: Column, language: str | None, *, label: bool) -> SheetCell:
    if column.kind is CellKind.CODE and isinstance(cell, str) and cell:
        return code_text(cell, language)
    if column.kind in {CellKind.DAY, CellKind.MOMENT} and isinstance(cell, int):
        return from_milliseconds(cell).replace(tzinfo=None)
    if label and cell == "":
        return not_stated(language)
    return cell


def _totals(table: ReportTable, language: str | None) -> tuple[SheetCell, ...] | None:
    """Return the line of totals; lists whose totals are no sums of columns have none."""
    if table.totals is None or table.name in {BOOK, LATE_BIRTHS, DUE} or not table.lines:
        return None
    cells = [
        _cell(table.totals.cells.get(column.key), column, language, label=False) for column in table.columns
    ]
    return (say(_TOTAL, language), *cells[1:])


def _summary(table: ReportTable, language: str | None) -> Iterable[str]:
    totals: Mapping[str, Cell] = {} if table.totals is None else table.totals.cells
    for key in _SUMMED.get(table.name, ()):
        if key in {"void", "unknown"} and not totals.get(key):
            continue
        yield _told(key, totals.get(key), language)
    for key in ("punctual", "late_share"):
        share = totals.get(key)
        if isinstance(share, Share):
            yield _told(key, share, language)
    if table.name == PERIODIC and not table.problems:
        figures = {key: totals.get(key) for key in ("received", "carried", "resolved", "pending")}
        yield say(_IDENTITY, language).format(**figures)


def _told(key: str, cell: Cell, language: str | None) -> str:
    if isinstance(cell, Share):
        figure = share_text(cell, language)
    elif isinstance(cell, int):
        figure = money(cell, language) if key in _MONEY_KEYS else number(cell, language)
    else:
        figure = str(cell or "–")
    return say(_FIGURE, language).format(name=head_text(key, language=language), figure=figure)


def _remarks(table: ReportTable, language: str | None) -> Iterable[str]:
    if table.name in {PERIODIC, BOOK}:
        yield say(_FORM_UNCERTAIN, language)
    if table.name not in UNTIMED:
        yield say(_HOW, language).format(how=settings_text(table.settings, language))


def _chart(table: ReportTable, language: str | None) -> SheetChart | None:
    chart = table.chart
    if chart is None:
        return None
    bars = []
    for name, values in chart.bars:
        worded: SheetCell = name
        if chart.label is not None:
            worded = _cell(name, chart.label, language, label=True)
        bars.append((str(worded), values))
    series = tuple(head_text(key, language=language) for key in chart.series)
    return SheetChart(report_title(table.name, language), chart.series, series, tuple(bars))


def cell_text(cell: SheetCell, kind: CellKind, language: str | None = None) -> str:
    """Return a cell as people read it."""
    if cell is None:
        return ""
    if isinstance(cell, Share):
        return share_text(cell, language)
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int):
        return number(cell, language)
    return short_date(cell.date()) if kind is CellKind.DAY else short_moment(cell)


_REGISTER_CELLS = (
    *("number", "code", "procedure_name", "sets", "applicant", "address", "phone", "competent"),
    *("received_at", "due_at", "returned_at", "return_at", "signed"),
)
"""The columns of the register's paper; its last one, for remarks, names the book where there are several."""
_WRITTEN = {CellKind.DAY: "short_date", CellKind.MOMENT: "stamp"}


def paper_record(sheet: Sheet, language: str = "vi") -> tuple[str, dict[str, Any]]:
    """Return the form a sheet is drawn with, and its record (``app.documents`` draws it)."""
    values: dict[str, Any] = {**sheet.values, "period": sheet.period, "issued_at": {"at": sheet.made_at}}
    lists = {
        "header": list(sheet.header),
        "summary": [*sheet.problems, *sheet.summary],
        "remarks": list(sheet.remarks),
    }
    record: dict[str, Any] = {"values": values, "lists": lists, "practice": bool(sheet.practice_note)}
    if sheet.register:
        values["clerk"], values["clerk_position"] = values.get("maker", ""), values.get("maker_position", "")
        record["lists"] = {"header": lists["header"]}
        return "register", {**record, "tables": {"rows": [_register_row(row, sheet) for row in sheet.rows]}}
    values["title"] = sheet.title
    rows = [_paper_row(row, sheet, language) for row in sheet.rows]
    totals = [] if sheet.totals is None else [_paper_row(sheet.totals, sheet, language)]
    columns = [_paper_column(column) for column in sheet.columns]
    return "table", {**record, "tables": {"rows": rows, "totals": totals}, "columns": {"rows": columns}}


def _paper_column(column: SheetColumn) -> dict[str, Any]:
    told = {"head": column.head, "width": column.ems, "align": _align(column.kind), "group": column.group}
    return {**told, "written": _WRITTEN[column.kind]} if column.kind in _WRITTEN else told


def _register_row(row: Sequence[SheetCell], sheet: Sheet) -> list[Any]:
    cells = {column.key: cell for column, cell in zip(sheet.columns, row, strict=True)}
    remarks = [str(cells[key]) for key in ("remark", "book") if cells.get(key)]
    return [*(_paper_cell(cells.get(key)) for key in _REGISTER_CELLS), ", ".join(remarks)]


def _paper_row(row: Sequence[SheetCell], sheet: Sheet, language: str) -> list[Any]:
    return [
        _paper_cell(cell) if column.kind in _WRITTEN else cell_text(cell, column.kind, language)
        for cell, column in zip(row, sheet.columns, strict=True)
    ]


def _paper_cell(cell: SheetCell) -> Any:  # noqa: ANN401 - a value of a paper's record
    if isinstance(cell, datetime):
        return {"at": to_milliseconds(cell.replace(tzinfo=VIET_NAM))}
    return "" if cell is None else str(cell)


def _align(kind: CellKind) -> str:
    if kind in {CellKind.COUNT, CellKind.MONEY}:
        return "right"
    return "left" if kind in {CellKind.TEXT, CellKind.CODE} else "centre"
