"""Closing the day as a clerk does it: look, close with a remark, print, look at a former day."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.domain.facts import FactDraft
from tests.support.desks import MONDAY, request
from tests.support.keyboard import press, write
from tests.support.running_window import RunningWindow
from ui.closing.close_dialog import CloseDialog
from ui.closing.page import ClosingPage
from ui.office_page import CLOSING
from ui.printing.preview import PreviewDialog


def texts(root: QWidget) -> Iterator[str]:
    for widget in root.findChildren(QLabel):
        if widget.isVisibleTo(root) and widget.text():
            yield widget.text()


def money_and_work(window: RunningWindow) -> None:
    """Receive two dossiers, take money for one."""
    desk = window.desk
    for name in ("Giàng Thị Mỷ Dợ Sung Páo Nhìa Chứ Vừ A Lềnh", "Lò Thị Hoa"):
        received = desk.receive(request(applicant={"full_name": name}), desk.acting()).value
    acting = desk.acting()
    with desk.office.writing(acting) as tx:
        place = tx.take_number("fee", 2026)
        fields = {"amount": 12000, "method": "cash", "book": place.book, "number": place.number}
        tx.record(FactDraft("fee.collected", received.subject, acting.at, fields))


@pytest.fixture
def page(window: RunningWindow) -> ClosingPage:
    """The page in front, after some work."""
    money_and_work(window)
    window.office._turn_to(CLOSING)
    window.settle()
    return window.office._closing


def asked(window: RunningWindow, page: ClosingPage) -> CloseDialog:
    """Press the button; the keyboard is then at the remark."""
    page._close.click()
    dialog: CloseDialog = window.dialog(CloseDialog)
    window.until(dialog.note.hasFocus)
    return dialog


def closed(window: RunningWindow, page: ClosingPage, note: str = "") -> None:
    asked(window, page)
    write(note)
    press(Qt.Key.Key_Return)
    window.no_dialog()
    window.until(lambda: page._shown is not None)
    window.settle()


def test_the_page_says_what_would_be_closed(page: ClosingPage) -> None:
    said = list(texts(page))
    assert "Ngày đang mở: 23/11/2026" in said
    assert said.count("Phiếu thu tạm") == 1
    assert "1–2" in said
    assert "12.000 đồng" in said
    assert "Chưa chốt ngày nào." in said


def test_a_day_is_closed_with_a_remark_and_its_sheet_shown(window: RunningWindow, page: ClosingPage) -> None:
    closed(window, page, "Đủ tiền")
    (shown,) = window.desk.close_day.sheets()
    assert (shown.closed.note, shown.closed.sheet.total("receive")) == ("Đủ tiền", 2)
    said = list(texts(page))
    assert "23/11/2026" in said
    assert any("Đủ tiền" in text and "chờ gửi" in text for text in said)
    assert page._print.isVisible()
    assert not page._close.isVisible()


def test_closing_again_with_nothing_new_is_not_offered(window: RunningWindow, page: ClosingPage) -> None:
    closed(window, page)
    page._now.click()
    window.settle()
    assert not page._close.isEnabled()
    money_and_work(window)
    page._again.click()
    window.settle()
    assert page._close.isEnabled()
    assert "Ngày này đã chốt. Việc phát sinh từ đó thành bảng bổ sung." in list(texts(page))


def test_a_former_sheet_is_chosen_from_the_list_and_printed(window: RunningWindow, page: ClosingPage) -> None:
    closed(window, page)
    page._now.click()
    window.settle()
    (former,) = [one for one in page._rows.findChildren(QPushButton) if one.text() == "23/11/2026"]
    former.click()
    page._print.click()
    preview = window.dialog(PreviewDialog)
    preview.reject()
    window.no_dialog()


def test_a_day_that_is_no_day_or_not_yet_is_told(window: RunningWindow, page: ClosingPage) -> None:
    page._day.setText("hôm qua")
    page._again.click()
    assert page._day_field.mark == "bad"
    later = (MONDAY + timedelta(1)).strftime("%d/%m/%Y")
    page._day.setText(later)
    page._again.click()
    window.settle()
    assert page._day_field.mark == ""
    assert not page._close.isEnabled()
    assert "Chưa đến ngày 24/11/2026. Chưa chốt gì. Kiểm tra lại ngày." in list(texts(page))


def test_a_refusal_keeps_the_dialog_and_what_was_typed(window: RunningWindow, page: ClosingPage) -> None:
    dialog = asked(window, page)
    write("Đủ tiền")
    window.desk.close_day(MONDAY.date(), window.desk.acting())
    press(Qt.Key.Key_Return)
    window.until(lambda: dialog.complaint.words)
    assert dialog.note.text() == "Đủ tiền"
    dialog.reject()
    window.no_dialog()
