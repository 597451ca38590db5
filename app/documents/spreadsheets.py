"""Writes a sheet as an XLSX file that spreadsheet programs open: real numbers, real dates, text as text.

Import this module only where a file is written: openpyxl costs more than the sign-in window may.
"""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from itertools import groupby
from textwrap import wrap

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from app.domain.report_tables import CellKind
from app.domain.sheets import Sheet, SheetCell, SheetChart, SheetColumn
from app.domain.timeliness import Share

_FORMATS = {
    CellKind.COUNT: "#,##0",
    CellKind.MONEY: "#,##0",
    CellKind.DAY: "dd/mm/yyyy",
    CellKind.MOMENT: "dd/mm/yyyy hh:mm",
}
_SHARE_FORMAT = "0.0%"
_THIN = Side(style="thin", color="8593A3")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD_FILL = PatternFill("solid", fgColor="E3F0F9")
_TOTAL_FILL = PatternFill("solid", fgColor="F2F4F7")
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_FONT = "Times New Roman"
"""What administrative documents are set in (Nghị định 30/2020/NĐ-CP)."""
_PLAIN, _BOLD, _TITLE = Font(_FONT, 11), Font(_FONT, 11, bold=True), Font(_FONT, 14, bold=True)
_WRONG = Font(_FONT, 11, bold=True, color="A61B1B")
_COLOURS = {
    **dict.fromkeys(("early", "rest"), "17653A"),
    **dict.fromkeys(("late", "overdue"), "A61B1B"),
    "due_soon": "B7791F",
}
_OTHER_COLOUR = "1976C5"
_NARROWEST, _WIDEST = 6, 60
_LINE = 15.0
"""Points from one line of text to the next."""
_LABEL_WIDTH = 34
_MOST_NAME = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def spreadsheet(sheet: Sheet, fraction_head: str, chart_name: str) -> bytes:
    """Return a sheet as XLSX; its chart stands on a page of its own, with the figures it is drawn from.

    ``fraction_head``: heading of the column that has numerator and denominator beside a percentage.
    """
    book = Workbook()
    page = book.active
    page.title = _page_name(sheet.title)
    columns = tuple(_columns(sheet, fraction_head))
    row = _head(page, sheet, len(columns))
    row = _headings(page, columns, row)
    page.freeze_panes = page.cell(row, 2)
    page.print_title_rows = f"{row - _storeys(columns)}:{row - 1}"
    for place, cells in enumerate(sheet.rows):
        _row(page, row, columns, _spread(cells, sheet), struck=place in sheet.struck)
        row += 1
    if sheet.totals is not None:
        _row(page, row, columns, _spread(sheet.totals, sheet), total=True)
        row += 1
    for text in sheet.remarks:
        row += 1
        _text(page, row, text, len(columns), Font(_FONT, 11, italic=True))
    for number, column in enumerate(columns, 1):
        page.column_dimensions[get_column_letter(number)].width = _width(column)
    _printing(page)
    if sheet.chart is not None:
        _chart_page(book.create_sheet(_page_name(chart_name)), sheet.chart)
    book.properties.creator, book.properties.title = "", sheet.title
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _columns(sheet: Sheet, fraction_head: str) -> Iterable[SheetColumn]:
    """Yield the columns; beside a percentage stands what it is of."""
    for column in sheet.columns:
        yield column
        if column.kind is CellKind.SHARE:
            yield SheetColumn(f"{column.key}_of", fraction_head, CellKind.TEXT, column.group, 14)


def _spread(cells: Iterable[SheetCell], sheet: Sheet) -> list[SheetCell]:
    spread: list[SheetCell] = []
    for cell, column in zip(cells, sheet.columns, strict=True):
        spread.append(cell)
        if column.kind is CellKind.SHARE:
            spread.append(
                f"{cell.numerator}/{cell.denominator}" if isinstance(cell, Share) and cell.denominator else ""
            )
    return spread


def _head(page: Worksheet, sheet: Sheet, width: int) -> int:
    """Write what stands above the table; returns the row below it."""
    row = 1
    for line in sheet.header:
        _text(page, row, line, width, _BOLD if line == sheet.header[-1] else _PLAIN)
        row += 1
    if sheet.practice_note:
        _text(page, row, sheet.practice_note, width, _WRONG)
        row += 1
    _text(page, row + 1, sheet.title.upper(), width, _TITLE, centred=True)
    _text(page, row + 2, sheet.period, width, centred=True)
    row += 3
    for text in sheet.problems:
        _text(page, row, text, width, _WRONG)
        row += 1
    for text in sheet.summary:
        _text(page, row, text, width)
        row += 1
    return row + 1


def _text(
    page: Worksheet, row: int, text: str, width: int, font: Font | None = None, *, centred: bool = False
) -> None:
    """Write a text over the width of the table."""
    cell = page.cell(row, 1)
    _put_text(cell, text)
    cell.font = font or _PLAIN
    cell.alignment = Alignment(horizontal="center" if centred else "left", vertical="center", wrap_text=True)
    page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)


def _put_text(cell: Cell, text: str) -> None:
    """Put a text into a cell as text: a name that begins with = is no formula, here and when edited."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", text)
    cell.data_type = "s"
    cell.quotePrefix = text[:1] in "=+-@" and bool(text)


def _storeys(columns: Iterable[SheetColumn]) -> int:
    return 2 if any(column.group for column in columns) else 1


def _headings(page: Worksheet, columns: tuple[SheetColumn, ...], row: int) -> int:
    """Write the heading in one or two storeys; returns the row below it."""
    storeys = _storeys(columns)
    for number, column in enumerate(columns, 1):
        for storey in range(storeys):
            _heading(page.cell(row + storey, number), "")
        below = storeys > 1 and bool(column.group)
        _heading(page.cell(row + int(below), number), column.head)
        if storeys > 1 and not below:
            page.merge_cells(start_row=row, start_column=number, end_row=row + 1, end_column=number)
    if storeys > 1:
        number = 1
        for group, several in groupby(columns, key=lambda column: column.group):
            count = len(tuple(several))
            if group:
                _heading(page.cell(row, number), group)
                page.merge_cells(
                    start_row=row, start_column=number, end_row=row, end_column=number + count - 1
                )
            number += count
    for storey in range(storeys):
        heads = [(one.head if storey == storeys - 1 else one.group, _width(one)) for one in columns]
        page.row_dimensions[row + storey].height = _height(heads)
    return row + storeys


def _heading(cell: Cell, text: str) -> None:
    _put_text(cell, text)
    cell.font = _BOLD
    cell.fill, cell.border, cell.alignment = _HEAD_FILL, _BOX, _CENTRE


def _row(
    page: Worksheet,
    row: int,
    columns: tuple[SheetColumn, ...],
    cells: Iterable[SheetCell],
    *,
    struck: bool = False,
    total: bool = False,
) -> None:
    values = list(cells)
    for number, (column, value) in enumerate(zip(columns, values, strict=True), 1):
        cell = page.cell(row, number)
        _put(cell, value, column.kind)
        cell.font = Font(_FONT, 11, bold=total, strike=struck)
        cell.border = _BOX
        if total:
            cell.fill = _TOTAL_FILL
    texts = [
        (value, _width(column))
        for value, column in zip(values, columns, strict=True)
        if isinstance(value, str)
    ]
    page.row_dimensions[row].height = _height(texts)


def _width(column: SheetColumn) -> int:
    return max(_NARROWEST, min(_WIDEST, column.ems + 2))


def _height(texts: Iterable[tuple[str, int]]) -> float:
    """Return the height of a row of texts in columns of so many letters, in points.

    Not every program finds it by itself when a file is opened.
    """
    return _LINE * max((len(wrap(text, width - 1)) or 1 for text, width in texts), default=1) + 3


def _put(cell: Cell, value: SheetCell, kind: CellKind) -> None:
    """Put a value into a cell as what it is."""
    right = isinstance(value, int | Share)
    if isinstance(value, Share):
        if value.denominator:
            cell.value, cell.number_format = value.numerator / value.denominator, _SHARE_FORMAT
    elif isinstance(value, datetime):
        cell.value, cell.number_format = value, _FORMATS.get(kind, _FORMATS[CellKind.MOMENT])
    elif isinstance(value, int):
        cell.value, cell.number_format = value, _FORMATS.get(kind, _FORMATS[CellKind.COUNT])
    elif value:
        _put_text(cell, value)
    wrapped = isinstance(value, str)
    cell.alignment = Alignment(horizontal="right" if right else "left", vertical="top", wrap_text=wrapped)


def _printing(page: Worksheet) -> None:
    """Print across, as wide as the paper, the heading on every page."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddFooter.right.text = "&P/&N"
    page.page_margins.left = page.page_margins.right = 0.5
    page.page_margins.top, page.page_margins.bottom = 0.5, 0.75
    page.page_margins.footer = 0.35


def _chart_page(page: Worksheet, chart: SheetChart) -> None:
    """Write the figures of a chart and the chart beside them."""
    for number, name in enumerate(("", *chart.series), 1):
        _heading(page.cell(1, number), name)
    for row, (label, values) in enumerate(chart.bars, 2):
        cell = page.cell(row, 1)
        _put_text(cell, label)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        page.row_dimensions[row].height = _height([(label, _LABEL_WIDTH)])
        for number, value in enumerate(values, 2):
            page.cell(row, number, value).number_format = "#,##0"
    page.column_dimensions["A"].width = _LABEL_WIDTH
    for number in range(len(chart.series)):
        page.column_dimensions[get_column_letter(number + 2)].width = 13
    _printing(page)
    last = len(chart.bars) + 1
    drawn = BarChart()
    drawn.type, drawn.grouping, drawn.overlap = "bar", "stacked", 100
    drawn.title, drawn.gapWidth = chart.title, 40
    drawn.add_data(
        Reference(page, min_col=2, max_col=len(chart.series) + 1, min_row=1, max_row=last),
        titles_from_data=True,
    )
    drawn.set_categories(Reference(page, min_col=1, min_row=2, max_row=last))
    # From above to below, as the table has them; and axes that are not hidden by newer programs.
    drawn.x_axis.scaling.orientation = "maxMin"
    drawn.x_axis.delete = drawn.y_axis.delete = False
    drawn.y_axis.number_format = "#,##0"
    drawn.legend.position = "b"
    for series, key in zip(drawn.series, chart.keys, strict=True):
        series.graphicalProperties.solidFill = _COLOURS.get(key, _OTHER_COLOUR)
    drawn.width, drawn.height = 24, max(9, min(40, 3.5 + 0.8 * len(chart.bars)))
    page.add_chart(drawn, f"{get_column_letter(len(chart.series) + 3)}2")


def _page_name(title: str) -> str:
    return title.translate(_NOT_IN_NAMES).strip()[:_MOST_NAME].strip() or "1"
