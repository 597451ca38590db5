"""Spreadsheets read back: numbers are numbers, dates are dates, and a name that begins with = is a name."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from app.documents.spreadsheets import spreadsheet
from app.domain.report_tables import CellKind
from app.domain.sheets import Sheet, SheetChart, SheetColumn
from app.domain.timeliness import Share

LONG = "Giàng Thị Mỷ Dợ Sung Páo Nhìa Chứ Vừ A Lềnh Ế Ậ Ỗ Ẵ"
COLUMNS = (
    SheetColumn("name", "Họ và tên", CellKind.TEXT, ems=20),
    SheetColumn("at", "Hẹn trả", CellKind.MOMENT, "Ngày", 14),
    SheetColumn("day", "Nhận", CellKind.DAY, "Ngày", 11),
    SheetColumn("late", "Quá hạn", CellKind.COUNT),
    SheetColumn("amount", "Số tiền", CellKind.MONEY),
    SheetColumn("share", "Tỷ lệ", CellKind.SHARE),
)
AT = datetime(2026, 11, 23, 17, 0)  # noqa: DTZ001 - cells hold local moments
ROWS = (
    (LONG, AT, AT, 3, 10_000, Share(988, 1_000)),
    ('=HYPERLINK("x")', None, None, 0, None, Share(0, 0)),
)


def sheet(**parts: Any) -> Sheet:
    stated: Mapping[str, Any] = {
        "title": "Kết quả: giải quyết [hồ sơ] theo lĩnh vực 2026",
        "period": "Từ ngày 01/11/2026 đến ngày 30/11/2026",
        "header": ("UBND XÃ THANH NƯA", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"),
        "columns": COLUMNS,
        "rows": ROWS,
        "totals": ("Tổng số", None, None, 3, 10_000, Share(988, 1_000)),
        **parts,
    }
    return Sheet(**stated)


def opened(one: Sheet) -> Any:
    return load_workbook(BytesIO(spreadsheet(one, "Hồ sơ", "Biểu đồ")))


def cells(page: Any) -> dict[str, Any]:
    """Return the cells that say something, by what they say."""
    return {str(cell.value): cell for row in page.iter_rows() for cell in row if cell.value is not None}


def test_every_value_is_what_it_is() -> None:
    page = opened(sheet()).worksheets[0]
    row = next(row for row in page.iter_rows() if row[0].value == LONG)
    assert [cell.value for cell in row] == [LONG, AT, AT, 3, 10_000, 0.988, "988/1000"]
    assert [cell.number_format for cell in row[1:6]] == [
        *("dd/mm/yyyy hh:mm", "dd/mm/yyyy", "#,##0", "#,##0", "0.0%"),
    ]


@pytest.mark.parametrize("text", ["=1+1", "+84912345678", "-5", "@SUM(A1)", '=cmd|"/c calc"!A1'])
def test_a_text_is_never_a_formula(text: str) -> None:
    found = cells(opened(sheet(rows=((text, None, None, 0, None, None),))).worksheets[0])[text]
    assert (found.data_type, found.value) == ("s", text)
    assert found.quotePrefix


def test_the_heading_stays_in_sight_and_on_every_printed_page() -> None:
    page = opened(sheet()).worksheets[0]
    first = next(row[0].row for row in page.iter_rows() if row[0].value == LONG)
    assert page.freeze_panes == f"B{first}"
    assert page.print_title_rows == f"${first - 2}:${first - 1}"
    assert page.page_setup.orientation == "landscape"
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert {str(one) for one in page.merged_cells.ranges} >= {f"B{first - 2}:C{first - 2}"}


def test_title_totals_and_what_is_wrong_stand_on_it() -> None:
    page = opened(sheet(problems=("Số liệu không khớp.",), practice_note="THỬ")).worksheets[0]
    found = cells(page)
    assert "KẾT QUẢ: GIẢI QUYẾT [HỒ SƠ] THEO LĨNH VỰC 2026" in found
    assert found["Số liệu không khớp."].font.color.rgb.endswith("A61B1B")
    assert "THỬ" in found
    assert found["Tổng số"].font.bold
    assert len(page.title) <= 31


def test_a_number_that_does_not_count_is_struck_through() -> None:
    page = opened(sheet(struck=frozenset({1}))).worksheets[0]
    found = cells(page)
    assert found['=HYPERLINK("x")'].font.strike
    assert not found[LONG].font.strike


def test_a_chart_stands_beside_its_figures_on_a_page_of_its_own() -> None:
    bars = (("Hộ tịch", (7, 2)), ("=Chứng thực", (3, 0)))
    book = opened(sheet(chart=SheetChart("Biểu", ("early", "late"), ("Trước hạn", "Quá hạn"), bars)))
    page = book["Biểu đồ"]
    assert [[cell.value for cell in row] for row in page["A1:C3"]] == [
        [None, "Trước hạn", "Quá hạn"],
        ["Hộ tịch", 7, 2],
        ["=Chứng thực", 3, 0],
    ]
    assert page["A3"].data_type == "s"
    (chart,) = page._charts
    assert [series.val.numRef.f for series in chart.series] == ["'Biểu đồ'!$B$2:$B$3", "'Biểu đồ'!$C$2:$C$3"]


def test_rows_are_tall_enough_for_long_names() -> None:
    page = opened(sheet()).worksheets[0]
    first = next(row[0].row for row in page.iter_rows() if row[0].value == LONG)
    assert page.row_dimensions[first].height > page.row_dimensions[first + 1].height
