"""Money in the window: find a dossier, take what is due, today's slips, the fee table."""

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.identifiers import Subject
from app.use_cases.fee_request import FeeRequest
from tests.support.desks import request
from tests.support.keyboard import press, write
from tests.support.running_window import RunningWindow
from ui.money.fee_table_dialog import FeeTableDialog, RateDialog
from ui.money.page import MoneyPage
from ui.money.receipt_dialog import ReceiptDialog
from ui.office_page import MONEY
from ui.widgets.reason_dialog import ReasonDialog

EXTRACT, DEATH, BIRTH = "2.000635", "1.000656", "1.001193"


@pytest.fixture
def page(window: RunningWindow) -> MoneyPage:
    """The page in front."""
    window.office._turn_to(MONEY)
    window.settle()
    return window.office._money


def received(window: RunningWindow, name: str = "Giàng A Mẫu", procedure: str = EXTRACT) -> Subject:
    desk = window.desk
    made = request(procedure=procedure, applicant={"full_name": name})
    subject: Subject = desk.receive(made, desk.acting()).value.subject
    return subject


def find(window: RunningWindow, page: MoneyPage, typed: str) -> None:
    page._collecting.wanted.setFocus(Qt.FocusReason.TabFocusReason)
    write(typed)
    page._collecting._soon.now("search")
    window.settle()


def held(window: RunningWindow, subject: Subject) -> list[Any]:
    return window.desk.money.collect.of_dossier(subject)


def column(page: MoneyPage, number: int) -> list[str]:
    return [page._table.item(row, number).text() for row in range(page._table.rowCount())]


def test_a_dossier_is_found_and_paid_for(window: RunningWindow, page: MoneyPage) -> None:
    subject = received(window)
    received(window, "Sùng Thị Mỷ")
    find(window, page, "mau giang")
    form = page._collecting
    assert form.found.rowCount() == 1
    assert form.fee.amount.text() == "8.000 đồng"
    assert form.payment.pages_field.isHidden()
    assert not form.payment.copies_field.isHidden()
    form.payment.copies.set_number(3)
    form.print_slip.setChecked(False)
    window.settle()
    assert form.fee.amount.text() == "24.000 đồng"
    form.take.click()
    window.settle()
    (taken,) = held(window, subject)
    assert (taken.amount, taken.number) == (24_000, 1)
    assert column(page, 0) == ["1"]
    assert column(page, 4) == ["24.000"]
    assert "24.000 đồng" in page._totals.text()
    assert form.wanted.hasFocus()
    assert not form.take.isEnabled()


def test_the_slip_is_ordered_with_the_money(window: RunningWindow, page: MoneyPage) -> None:
    subject = received(window)
    find(window, page, "mau")
    page._collecting.take.click()
    window.settle()
    window.until(lambda: any(p.form == "fee" and p.fact for p in window.desk.show(subject).papers))
    window.settle()


def test_a_second_time_is_asked_about(window: RunningWindow, page: MoneyPage) -> None:
    subject, desk = received(window), window.desk
    desk.money.collect(subject, FeeRequest(), desk.acting())
    find(window, page, "mau")
    form = page._collecting
    form.print_slip.setChecked(False)
    form.take.click()
    window.settle()
    assert "số 1" in form.question.words
    form.question.pressed.emit("again")
    window.settle()
    assert [one.number for one in held(window, subject)] == [1, 2]


@pytest.mark.parametrize(
    ("procedure", "words"), [(DEATH, "Biểu phí chưa có mức thu"), (BIRTH, "Thủ tục này miễn phí")]
)
def test_what_cannot_be_collected_says_why(
    window: RunningWindow, page: MoneyPage, procedure: str, words: str
) -> None:
    subject = received(window, procedure=procedure)
    find(window, page, "mau")
    page._collecting.take.click()
    window.settle()
    assert words in page._collecting.complaint.words
    assert held(window, subject) == []


def test_an_exemption_without_its_paper_is_marked(window: RunningWindow, page: MoneyPage) -> None:
    received(window, procedure="2.002516")
    find(window, page, "mau")
    form = page._collecting
    form.payment.group.choose("poor")
    form.payment.proof.clear()
    form.take.click()
    window.settle()
    assert form.payment.proof_field.mark == "bad"


def test_a_slip_is_voided_with_a_reason_and_a_receipt_noted(window: RunningWindow, page: MoneyPage) -> None:
    subject, desk = received(window), window.desk
    desk.money.collect(subject, FeeRequest(), desk.acting())
    page.begin()
    window.settle()
    page._table.selectRow(0)
    page._receipt.click()
    dialog = window.dialog(ReceiptDialog)
    dialog.number.setText("00000017")
    dialog.act.click()
    window.no_dialog()
    window.settle()
    assert column(page, 6) == ["00000017"]
    page._table.selectRow(0)
    assert not page._receipt.isEnabled()
    page._void.click()
    dialog = window.dialog(ReasonDialog)
    dialog._field.text.setPlainText("thu nhầm")
    dialog.act.click()
    window.no_dialog()
    window.settle()
    assert held(window, subject)[0].void
    assert page._table.item(0, 0).font().strikeOut()
    assert "0 đồng" in page._totals.text()


def test_the_fee_table_shows_how_sure_a_rate_is_and_takes_a_resolution(
    window: RunningWindow, page: MoneyPage
) -> None:
    page.show_fee_table()
    dialog = window.dialog(FeeTableDialog)
    window.settle()
    dialog.wanted.setText("khai tu")
    dialog.only_unknown.setChecked(True)
    rows = [dialog.lines.item(row, 0).text() for row in range(dialog.lines.rowCount())]
    assert DEATH in rows
    assert EXTRACT not in rows
    dialog.lines.selectRow(rows.index(DEATH))
    assert dialog.lines.item(rows.index(DEATH), 2).text() == "chưa cấu hình"
    assert dialog.lines.item(rows.index(DEATH), 4).text() == "chưa xác nhận"
    dialog.change.click()
    rate = window.dialog(RateDialog)
    rate.amount.setText("8.000")
    rate.act.click()
    window.settle()
    assert "nghị quyết" in rate.complaint.words
    rate.source.setText("Nghị quyết 15/2026/NQ-HĐND")
    rate.act.click()
    window.until(lambda: not window._open(RateDialog))
    window.settle()
    charge = window.desk.money.fees.table().charge(f"{DEATH}/registration", window.office._session.today)
    assert charge is not None
    assert charge.amount == 8_000
    dialog.accept()


@pytest.mark.parametrize(
    ("amount", "first", "words"),
    [
        ("tám", "23/11/2026", "số nguyên"),
        ("8000", "32/11/2026", "không phải ngày"),
        ("9" * 30, "1/1/2027", "nhiều nhất"),
    ],
)
def test_a_rate_that_cannot_be_read_is_refused(
    window: RunningWindow, page: MoneyPage, amount: str, first: str, words: str
) -> None:
    page.show_fee_table()
    dialog = window.dialog(FeeTableDialog)
    window.settle()
    dialog.lines.selectRow(0)
    dialog.change.click()
    rate = window.dialog(RateDialog)
    rate.amount.setText(amount)
    rate.first.setText(first)
    rate.source.setText("NQ")
    rate.act.click()
    window.settle()
    assert words in rate.complaint.words
    rate.accept()
    dialog.accept()


def test_a_fee_file_is_imported_or_refused_in_words(
    window: RunningWindow, page: MoneyPage, tmp_path: Path
) -> None:
    page.show_fee_table()
    dialog = window.dialog(FeeTableDialog)
    window.settle()
    file = tmp_path / "bieu-phi.json"
    dialog.import_file(file)
    assert dialog.notice.words
    row = {"procedure": DEATH, "charge": "registration", "name": "Lệ phí", "formula": "flat", "unit": "case"}
    file.write_text(json.dumps({"charges": [{**row, "amount": 5_000, "valid_from": "2026-01-01"}]}))
    dialog.import_file(file)
    window.settle()
    assert "1" in dialog.notice.words
    dialog.accept()


def test_the_page_speaks_both_languages(window: RunningWindow, page: MoneyPage) -> None:
    assert page._void.text() == "Hủ&y phiếu…"
    window.window.change_language("en")
    QApplication.processEvents()
    window.settle()
    assert page._void.text() == "&Void …"


def test_enter_goes_from_the_search_to_what_was_found(window: RunningWindow, page: MoneyPage) -> None:
    received(window)
    received(window, "Giàng A Páo")
    find(window, page, "giang")
    press(Qt.Key.Key_Return)
    assert page._collecting.found.hasFocus()
    assert page._collecting.take.isEnabled()
