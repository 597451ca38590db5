"""The receive page on a real office: what a clerk does, and what comes of it."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea
from pytestqt.qtbot import QtBot

from app.domain.moments import VIET_NAM
from tests.support.desks import MONDAY, SetClock
from tests.support.keyboard import CARD, focused, press, scan, type_keys, write
from tests.support.receiving import choose_procedure, fill_form, receive_form, receive_page
from tests.support.running_window import RunningWindow, running_window
from ui.dossiers.amend_dialog import AmendDialog
from ui.printing.preview import PreviewDialog
from ui.widgets.reason_dialog import ReasonDialog


def test_a_birth_registration_is_received_by_keyboard_alone(window: RunningWindow) -> None:
    fill_form(window)
    press(Qt.Key.Key_S, ctrl=True)
    window.until(lambda: receive_page(window)._saved.received is not None)
    window.settle()
    received = receive_page(window)._saved.received
    assert received is not None
    assert received.code.startswith("TAM-03328-")
    dossier = window.desk.show(received.subject).dossier
    assert dossier.full_name == "Giàng A Mẫu"
    assert dossier.values["birth_date"] == "1990-05-17"
    assert receive_page(window)._saved._due.text() == "Thứ Hai, 23/11/2026"
    assert receive_page(window)._saved.notice.words == "Chưa in giấy hẹn."
    press(Qt.Key.Key_Return)
    assert receive_page(window)._stack.currentIndex() == 0
    assert receive_form(window).record().get("applicant", {}) == {}


def test_the_appointment_is_shown_while_typing_and_changes_at_fifteen(
    window: RunningWindow, clock: SetClock
) -> None:
    choose_procedure(window, "khai sinh")
    panel = receive_page(window)._panel
    assert panel._day.text() == "Thứ Hai, 23/11/2026"
    clock.set(datetime(2026, 11, 23, 15, 1, tzinfo=VIET_NAM))
    receive_page(window)._presenter._tick()
    window.settle()
    assert panel._rule.text() == "Nhận sau 15:00 nên trả vào ngày làm việc tiếp theo."


def test_a_scanned_card_fills_the_applicant_wherever_the_keyboard_is(window: RunningWindow) -> None:
    choose_procedure(window, "khai sinh")
    receive_form(window)._return._sets.setFocus()
    scan(CARD)
    applicant = receive_form(window).record()["applicant"]
    assert applicant == {
        "full_name": "Vừ Thị Dợ",
        "id_number": "011301001234",
        "birth_date": "1990-05-17",
        "sex": "Nữ",
        "address": "Bản Huổi Chan, xã Thanh Chăn, huyện Điện Biên, Điện Biên",
    }
    assert receive_form(window)._return._sets.text() == "1"
    window.settle()


def test_a_card_scanned_at_the_second_person_fills_that_person(window: RunningWindow) -> None:
    choose_procedure(window, "dang ky ket hon")
    assert receive_form(window)._extras.is_open("party")
    receive_form(window)._extras.party.begin()
    scan(CARD)
    record = receive_form(window).record()
    assert record["parties"][0]["full_name"] == "Vừ Thị Dợ"
    assert record["parties"][0]["role"] == "spouse"
    assert "applicant" not in record
    window.settle()


def test_a_spoilt_name_is_pointed_out(window: RunningWindow) -> None:
    scan(CARD.replace("Vừ Thị Dợ", "VU THI DO"))
    field = receive_form(window).field("full_name")
    assert field is not None
    assert field.mark == "warn"
    window.settle()


def test_odd_numbers_warn_and_do_not_stop(window: RunningWindow) -> None:
    choose_procedure(window, "khai sinh")
    write("Giàng A Mẫu")
    press(Qt.Key.Key_Return)
    write("0112")
    window.until(lambda: (receive_form(window).field("id_number") or _missing()).mark == "warn")
    assert "4 chữ số thay vì 12" in (receive_form(window).field("id_number") or _missing()).said
    press(Qt.Key.Key_S, ctrl=True)
    window.until(lambda: receive_page(window)._saved.received is not None)
    window.settle()


def test_the_same_open_procedure_is_pointed_out(window: RunningWindow) -> None:
    fill_form(window)
    press(Qt.Key.Key_S, ctrl=True)
    window.until(lambda: receive_page(window)._saved.received is not None)
    press(Qt.Key.Key_Return)
    fill_form(window)
    window.until(receive_page(window)._cautions.isVisible)
    assert "TAM-03328-" in receive_page(window)._cautions.words
    window.settle()


def test_what_is_missing_is_refused_at_its_field(window: RunningWindow) -> None:
    press(Qt.Key.Key_S, ctrl=True)
    assert receive_form(window)._procedure.field.mark == "bad"
    assert focused() is receive_form(window)._procedure.picker
    choose_procedure(window, "khai sinh")
    press(Qt.Key.Key_S, ctrl=True)
    field = receive_form(window).field("full_name")
    assert field is not None
    assert field.mark == "bad"
    assert focused() is field.editor
    window.settle()


def test_an_impossible_birth_date_is_refused_and_the_year_alone_is_not(window: RunningWindow) -> None:
    choose_procedure(window, "khai sinh")
    write("Lò Thị Ín")
    born = receive_form(window).field("birth_date")
    assert born is not None
    born.editor.setFocus()
    write("31/02/1990")
    press(Qt.Key.Key_S, ctrl=True)
    assert born.mark == "bad"
    assert isinstance(born.editor, QLineEdit)
    born.editor.clear()
    write("1962")
    press(Qt.Key.Key_S, ctrl=True)
    window.until(lambda: receive_page(window)._saved.received is not None)
    window.settle()


def test_papers_are_ticked_counted_and_added(window: RunningWindow) -> None:
    choose_procedure(window, "khai sinh")
    papers = receive_form(window)._papers
    papers.tick_usual()
    usual = papers.values()
    assert [paper["originals"] for paper in usual] == [1] * len(usual)
    papers._rows[0].copies.setFocus()
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    assert papers.values()[0]["copies"] == 2
    papers._add_own()
    write("Giấy ra viện")
    assert papers.values()[-1] == {"name": "Giấy ra viện", "originals": 1, "copies": 0}
    window.settle()


def test_the_draft_survives_a_power_cut(
    qtbot: QtBot, qapp: QApplication, window: RunningWindow, clock: SetClock
) -> None:
    fill_form(window)
    receive_form(window)._papers.tick_usual()
    receive_page(window)._presenter._drafts.keep_now()
    window.settle()
    drafts = window.desk.drafts.kept("receive")
    assert drafts[0]["record"]["applicant"]["full_name"] == "Giàng A Mẫu"
    # The power goes: nothing is left or closed; another window opens the same folder later.
    clock.set(MONDAY + timedelta(minutes=20))
    folder = window.window.entrance._folder
    with running_window(qtbot, qapp, folder, clock) as later:
        later.sign_in()
        form = receive_form(later)
        assert form.restored.words.startswith("Hồ sơ nhập dở lúc 09:12 23/11/2026")
        assert form.record()["applicant"]["full_name"] == "Giàng A Mẫu"
        assert len(form.record()["documents"]) == len(receive_form(window).record()["documents"])
        receive_page(later)._do("save")
        later.until(lambda: receive_page(later)._saved.received is not None)
        later.settle()
        assert later.desk.drafts.kept("receive") == []


def test_a_form_emptied_by_mistake_comes_back(window: RunningWindow) -> None:
    fill_form(window)
    press(Qt.Key.Key_N, ctrl=True)
    assert "applicant" not in receive_form(window).record()
    assert receive_form(window).restored.words == "Đã xóa trắng mẫu nhập."
    receive_form(window).restored.pressed.emit("back")
    assert receive_form(window).record()["applicant"]["full_name"] == "Giàng A Mẫu"
    assert receive_form(window).record()["procedure"] == "1.001193"
    window.settle()


def test_a_former_commune_in_an_address_is_explained(window: RunningWindow) -> None:
    field = receive_form(window).field("address")
    assert field is not None
    field.editor.setFocus()
    write("Bản Nà Nghè, xã Thanh Chăn")
    assert field.said == "xã Thanh Chăn nay thuộc Xã Thanh Nưa."
    window.settle()


def test_the_slip_is_seen_before_anything_is_saved(window: RunningWindow) -> None:
    fill_form(window)
    receive_page(window)._show_preview()
    preview = window.dialog(PreviewDialog)
    assert not preview._print.isVisible()
    bar = preview.findChild(QScrollArea).verticalScrollBar()
    press(Qt.Key.Key_PageDown)
    assert bar.value() > 0
    preview.reject()
    window.no_dialog()
    window.settle()
    assert window.desk.find("giang") == []


def test_save_and_print_shows_the_slip_and_prints_it_into_a_file(
    window: RunningWindow, tmp_path: object
) -> None:
    acting = window.desk.acting()
    window.desk.settings.set_on_device("printer.slips", f"pdf:{tmp_path}", acting)
    fill_form(window)
    press(Qt.Key.Key_P, ctrl=True)
    preview = window.dialog(PreviewDialog)
    press(Qt.Key.Key_Return)
    window.no_dialog()
    del preview
    saved = receive_page(window)._saved
    window.until(lambda: saved.notice.words == "Đã gửi giấy hẹn ra máy in.")
    assert [file.suffix for file in tmp_path.glob("*.pdf")] == [".pdf"]
    assert saved.received is not None
    detail = window.desk.show(saved.received.subject)
    assert [item.kind for item in detail.history] == ["dossier.received", "paper.issued"]
    window.settle()


def test_without_a_printer_the_slip_is_kept_and_offered(
    window: RunningWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.printing.print_desk.usable_printer", lambda _chosen: "")
    window.desk.settings.set_on_device("printer.ask", value=False, acting=window.desk.acting())
    fill_form(window)
    press(Qt.Key.Key_P, ctrl=True)
    notice = receive_page(window)._saved.notice
    window.until(lambda: notice.words.startswith("Máy này chưa cài máy in."))
    assert len(notice._buttons) == 3
    window.settle()


def test_a_correction_gives_a_new_slip_and_a_void_closes_the_dossier(window: RunningWindow) -> None:
    window.desk.settings.set_on_device("printer.ask", value=False, acting=window.desk.acting())
    fill_form(window)
    press(Qt.Key.Key_P, ctrl=True)
    saved = receive_page(window)._saved
    window.until(lambda: saved.notice.isVisible() and "máy in" in saved.notice.words)
    window.settle()
    assert saved.received is not None
    subject = saved.received.subject
    saved._amend.click()
    dialog = window.dialog(AmendDialog)
    dialog._person._lines["full_name"].setText("Giàng A Mẩu")
    dialog.act.click()
    assert dialog._reason.mark == "bad"
    dialog._reason.text.setPlainText("sai dấu")
    dialog.act.click()
    window.no_dialog()
    window.settle()
    detail = window.desk.show(subject)
    assert detail.dossier.full_name == "Giàng A Mẩu"
    window.until(lambda: [p.copy_number for p in window.desk.show(subject).papers] == [0, 0])
    saved._void.click()
    why = window.dialog(ReasonDialog)
    why._field.text.setPlainText("nhầm người")
    why.act.click()
    window.no_dialog()
    window.settle()
    assert window.desk.show(subject).dossier.voided
    assert saved.notice.words.startswith("Đã hủy tiếp nhận.")
    assert not saved._amend.isEnabled()


def test_saving_twice_saves_once(window: RunningWindow) -> None:
    fill_form(window)
    receive_page(window)._do("save")
    receive_page(window)._do("save")
    window.until(lambda: receive_page(window)._saved.received is not None)
    window.settle()
    assert len(window.desk.find("giang a mau")) == 1


def test_a_procedure_is_found_by_its_code_with_the_arrows(window: RunningWindow) -> None:
    type_keys("1.00")
    picker = receive_form(window)._procedure.picker
    assert picker.list_open
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert picker.chosen is not None
    assert picker.chosen.key.startswith("1.00")
    assert not picker.list_open
    window.settle()


def test_a_doubtful_clock_is_put_to_the_clerk(window: RunningWindow, clock: SetClock) -> None:
    fill_form(window)
    window.settle()
    receive_page(window)._presenter._drafts.keep_now()
    window.settle()
    clock.set(MONDAY - timedelta(days=400))
    press(Qt.Key.Key_S, ctrl=True)
    dialog = window.dialog()
    dialog._moment.setText("23/11/2026 09:30")
    dialog.act.click()
    window.until(lambda: receive_page(window)._saved.received is not None)
    window.settle()
    received = receive_page(window)._saved.received
    assert received is not None
    assert window.desk.show(received.subject).dossier.received_at == received.received_at


def _missing() -> object:
    raise AssertionError
