"""Twenty seconds for a certification: real keys, from the name to the next name."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.use_cases.ports import ListFilter
from tests.support.keyboard import CARD, focused, press, scan, type_keys, until, write
from tests.support.running_window import RunningWindow
from ui.certify.form import usual_papers
from ui.certify.page import CertifyPage
from ui.office_page import CERTIFY
from ui.widgets.reason_dialog import ReasonDialog


@pytest.fixture
def page(window: RunningWindow) -> CertifyPage:
    """The page in front, the keyboard at the name."""
    window.office._turn_to(CERTIFY)
    window.settle()
    return window.office._certify


class Keys:
    """Counts what a hand presses."""

    def __init__(self) -> None:
        self.pressed = 0

    def type(self, text: str) -> None:
        """Press one key for each character; Vietnamese names are committed by the input method."""
        if text.isascii():
            type_keys(text)
        else:
            write(text)
        self.pressed += len(text)

    def enter(self) -> None:
        """Press Enter."""
        press(Qt.Key.Key_Return)
        self.pressed += 1


def numbers(page: CertifyPage) -> list[str]:
    return [page._table.item(row, 0).text() for row in range(page._table.rowCount())]


def test_a_certification_takes_few_keys_and_no_time(
    window: RunningWindow, page: CertifyPage, capsys: pytest.CaptureFixture[str]
) -> None:
    keys, began = Keys(), time.perf_counter()
    keys.type("Lo Van Pom")
    keys.enter()
    keys.type("cccd")
    keys.enter()
    keys.type("3")
    keys.enter()
    keys.type("2")
    keys.enter()
    window.settle()
    seconds = time.perf_counter() - began
    with capsys.disabled():
        print(f"\n{keys.pressed} keys, {seconds:.2f} s of the machine's time for one certification")  # noqa: T201
    # A slow hand presses two keys a second: ten seconds, half of what is allowed.
    assert keys.pressed == 20
    (row,) = window.desk.money.certify.latest(window.desk.clock.now().at)
    assert (row.full_name, row.entry.title) == ("Lo Van Pom", "Căn cước công dân")
    assert (row.entry.pages, row.entry.copies, row.entry.number) == (3, 2, 1)
    assert row.collection is not None
    assert row.collection.amount == 10_000
    assert focused() is page._form.name
    assert (page._form.name.text(), page._form.title.text(), page._form.payment.pages.number) == ("", "", 1)
    until(_bot(window), lambda: numbers(page) == ["1"])
    assert "10.000 đồng" in page._notice.words


def test_the_next_one_begins_at_once_and_numbers_run_on(window: RunningWindow, page: CertifyPage) -> None:
    for name in ("Giàng A Mẫu", "Sùng Thị Mỷ"):
        keys = Keys()
        for text in (name, "Giấy khai sinh", "1", "5"):
            keys.type(text)
            keys.enter()
        window.settle()
    until(_bot(window), lambda: numbers(page) == ["2", "1"])
    assert page._table.item(0, 2).text() == "Sùng Thị Mỷ"


def test_what_is_due_follows_every_key(window: RunningWindow, page: CertifyPage) -> None:
    payment = page._form.payment
    payment.pages.setFocus(Qt.FocusReason.TabFocusReason)
    type_keys("30")
    window.settle()
    assert page._fee.amount.text() == "32.000 đồng"
    press(Qt.Key.Key_Return)
    type_keys("2")
    window.settle()
    assert page._fee.amount.text() == "64.000 đồng"
    payment.group.choose("poor")
    window.settle()
    assert page._fee.amount.text() == "0 đồng"
    assert payment.proof.text() == "Giấy chứng nhận hộ nghèo còn hạn"


def test_a_card_fills_the_name_and_goes_on_to_the_paper(window: RunningWindow, page: CertifyPage) -> None:
    scan(CARD)
    window.settle()
    assert page._form.name.text() == "Vừ Thị Dợ"
    assert page._form.title.hasFocus()
    assert page._form.person()["id_number"] == "011301001234"


def test_what_is_missing_is_marked_and_nothing_is_saved(window: RunningWindow, page: CertifyPage) -> None:
    page.save()
    window.settle()
    assert page._form.name_field.mark == "bad"
    assert page._form.name.hasFocus()
    write("Lò Văn Pọm")
    page.save()
    window.settle()
    assert page._form.title_field.mark == "bad"
    assert window.desk.find.count(ListFilter()) == 0


def test_a_second_enter_saves_nothing_twice(window: RunningWindow, page: CertifyPage) -> None:
    page._form.name.setText("Lò Văn Pọm")
    page._form.title.setText("Học bạ")
    page.save()
    page.save()
    window.settle()
    assert window.desk.find.count(ListFilter()) == 1


def test_undoing_asks_why_and_strikes_the_line(window: RunningWindow, page: CertifyPage) -> None:
    page._form.name.setText("Lò Văn Pọm")
    page._form.title.setText("Học bạ")
    page.save()
    window.settle()
    until(_bot(window), lambda: numbers(page) == ["1"])
    page._table.selectRow(0)
    page._void.click()
    dialog = window.dialog(ReasonDialog)
    dialog._field.text.setPlainText("đếm sai số trang")
    dialog.act.click()
    window.no_dialog()
    window.settle()
    (row,) = window.desk.money.certify.latest(window.desk.clock.now().at)
    assert (row.entry.void, row.entry.void_reason) == (True, "đếm sai số trang")
    assert row.collection is not None
    assert row.collection.void
    page._table.selectRow(0)
    assert page._table.item(0, 0).font().strikeOut()
    assert not page._void.isEnabled()


def test_signatures_are_charged_by_the_case(window: RunningWindow, page: CertifyPage) -> None:
    page._form.kind.setCurrentIndex(1)
    window.settle()
    assert page._form.procedure == "2.000884"
    assert page._form.payment.pages_field.isHidden()
    assert page._fee.amount.text() == "10.000 đồng"


def test_usual_papers_are_found_by_words_and_by_first_letters() -> None:
    assert [one.title for one in usual_papers("cccd")] == ["Căn cước công dân"]
    assert usual_papers("khai sinh")[0].title == "Giấy khai sinh"
    assert usual_papers("bang tot")[0].title == "Bằng tốt nghiệp trung học phổ thông"
    assert usual_papers("hoa don tien dien") == []
    assert usual_papers(" ") == ()


def test_the_page_speaks_both_languages(window: RunningWindow, page: CertifyPage) -> None:
    assert page._save.text() == "&Lưu và trả ngay"
    window.window.change_language("en")
    QApplication.processEvents()
    window.settle()
    assert page._save.text() == "&Save and return"
    assert page._form.kind.currentText() == "Copies of an original"


def _bot(window: RunningWindow) -> object:
    return window._qtbot
