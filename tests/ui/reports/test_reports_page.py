"""The reports page as a person uses it: choose, read, follow a figure, take it out of the window."""

from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot

from app.domain.report_tables import DUE, PERIODIC, REPORTS, WORKLOAD
from app.use_cases.reception_request import ReceptionRequest
from tests.support.desks import MONDAY, SetClock
from tests.support.running_window import RunningWindow
from ui.importing.import_dialog import ImportDialog
from ui.office_page import DOSSIERS
from ui.office_page import REPORTS as REPORTS_TAB
from ui.reports.behind_dialog import BehindDialog
from ui.reports.page import ReportsPage


def receive(window: RunningWindow, name: str = "Giàng A Mẫu", procedure: str = "2.000815") -> None:
    line = {"procedure": procedure, "applicant": {"full_name": name, "village": "Bản Nà Lốm"}}
    desk = window.desk
    window.office._session.act(
        lambda _desk, acting: desk.receive(ReceptionRequest.from_record(line), acting),
        lambda _received: None,
        pytest.fail,
    )
    window.settle()


@pytest.fixture
def page(window: RunningWindow) -> ReportsPage:
    """Return the page with one dossier received today."""
    receive(window)
    window.office._turn_to(REPORTS_TAB)
    window.settle()
    return window.office._reports


def shown(page: ReportsPage) -> list[list[str]]:
    model = page._model
    rows, columns = model.rowCount(), model.columnCount()
    return [[str(model.data(model.index(r, c))) for c in range(columns)] for r in range(rows)]


def test_it_begins_with_the_periodic_report_of_this_month(window: RunningWindow, page: ReportsPage) -> None:
    assert (page._choices.name, page._choices._first.text()) == (PERIODIC, "01/11/2026")
    assert shown(page)[0][:3] == ["Chứng thực", "1", "0"]
    assert shown(page)[-1][0] == "Tổng số"
    assert "1 tiếp nhận" in page._summary.text()
    assert window.office._tabs[REPORTS_TAB].text() == "Báo cáo"


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_can_be_looked_at(window: RunningWindow, page: ReportsPage, name: str) -> None:
    page.show_report(name)
    window.settle()
    table = page._model.table
    assert table is not None
    assert table.name == name
    assert page._problem.words == ""
    assert page._choices._first.isEnabled() == (name not in {WORKLOAD, DUE})


def test_enter_on_a_figure_leads_to_the_dossiers_and_on_to_one(
    window: RunningWindow, page: ReportsPage, qtbot: QtBot
) -> None:
    page._table.setCurrentIndex(page._model.index(0, 1))
    page._table.setFocus()
    qtbot.keyClick(page._table, Qt.Key.Key_Return)
    dialog = window.dialog(BehindDialog)
    list_of = dialog.findChild(QTableWidget)
    assert list_of.item(0, 1).text() == "Giàng A Mẫu"
    dialog.act.click()
    window.no_dialog()
    window.settle()
    assert window.office._stack.currentIndex() == DOSSIERS
    detail = window.office._dossiers._detail.detail
    assert detail is not None
    assert detail.dossier.full_name == "Giàng A Mẫu"


def test_a_figure_of_nothing_leads_nowhere(window: RunningWindow, page: ReportsPage) -> None:
    page._look_behind(page._model.index(0, 2))
    window.settle()
    window.no_dialog()


def test_days_that_cannot_be_are_marked(window: RunningWindow, page: ReportsPage) -> None:
    choices = page._choices
    choices._first.setText("31/02/2026")
    choices._typed()
    page._ask()
    assert choices._first_field.mark == "bad"
    assert choices.period.key == "days"
    choices._first.setText("30/11/2026")
    choices._last.setText("01/11/2026")
    page._ask()
    assert choices._last_field.said == "Ngày cuối trước ngày đầu."
    window.settle()


def test_it_counts_anew_when_something_comes_in(window: RunningWindow, page: ReportsPage) -> None:
    receive(window, "Vừ A Lềnh", "1.001193")
    window.settle()
    assert shown(page)[-1][1] == "2"


def test_a_spreadsheet_and_a_pdf_are_written(
    window: RunningWindow, page: ReportsPage, tmp_path: Path
) -> None:
    table = page._model.table
    assert table is not None
    for kind in ("xlsx", "pdf"):
        page._files.write(table, kind, tmp_path / f"bao cao.{kind}")
        window.settle()
        window.until(lambda: page._notice.words.startswith("Đã ghi"))
        page._notice.be_silent()
    assert load_workbook(tmp_path / "bao cao.xlsx").worksheets[0].freeze_panes
    assert (tmp_path / "bao cao.pdf").read_bytes().startswith(b"%PDF")


def test_a_file_that_cannot_be_written_is_told(
    window: RunningWindow, page: ReportsPage, tmp_path: Path
) -> None:
    table = page._model.table
    assert table is not None
    page._files.write(table, "xlsx", tmp_path / "nowhere" / "x.xlsx")
    window.settle()
    window.until(lambda: page._notice.words)
    assert "x.xlsx" not in page._notice.words


def test_the_chart_gives_way_on_a_narrow_screen(window: RunningWindow, page: ReportsPage) -> None:
    page.show_report(WORKLOAD)
    window.settle()
    assert page._chart_area.isVisible()
    window.frame.resize(683, 369)
    window.settle()
    assert not page._chart_area.isVisible()
    assert page._chart.accessibleDescription().startswith("Quàng Thị Hương: ")


def test_the_list_of_the_morning_is_shown_once(window: RunningWindow, clock: SetClock) -> None:
    receive(window)
    clock.set(MONDAY + timedelta(days=1))
    morning = window.office._morning
    assert not morning.isVisible()
    morning.look()
    window.settle()
    assert morning.words.text() == "Hôm nay có 1 hồ sơ quá hạn."
    morning.show_list.click()
    window.settle()
    assert not morning.isVisible()
    assert window.office._stack.currentIndex() == REPORTS_TAB
    assert shown(window.office._reports)[0][0] == "Quá hạn"
    morning.look()
    window.settle()
    assert not morning.isVisible()


def test_a_list_is_taken_over_after_a_look_at_every_row(
    window: RunningWindow, page: ReportsPage, tmp_path: Path
) -> None:
    file = tmp_path / "so cu.csv"
    rows = ["Mã hồ sơ;Thủ tục;Khách;Ngày nhận", "X-1;1.001193;Lò A;02/11/2026", "X-2;1.001193;Lò B;hôm qua"]
    file.write_text("\n".join(rows), encoding="utf-8")
    dialog = ImportDialog(page, window.office._session, file)
    dialog.open()
    window.settle()
    assert "Họ và tên" in dialog.complaint.words
    assert not dialog.act.isEnabled()
    dialog._boxes["full_name"].choose("2")
    window.settle()
    assert dialog._counts.text() == "Sẽ nhập: 1; đã nhập trước đây: 0; không nhập được: 1."
    assert dialog._table.item(0, 0).text() == "3"
    dialog.act.click()
    window.settle()
    assert "so cu-khong-nhap-duoc.csv" in dialog._done.words
    assert (tmp_path / "so cu-khong-nhap-duoc.csv").read_text(encoding="utf-8-sig").count("\n") == 2
    names = {row.full_name for row in window.desk.find("Lò")}
    assert "Lò A" in names
    assert "Lò B" not in names
    dialog.reject()
    window.no_dialog()
