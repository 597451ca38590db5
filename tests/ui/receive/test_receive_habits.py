"""Small things of the receive page that a clerk would stumble over a hundred times a day."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.support.keyboard import CARD, focused, press, scan, type_keys, write
from tests.support.receiving import choose_procedure, fill_form, receive_form, receive_page
from tests.support.running_window import RunningWindow


def test_typing_without_a_pause_is_kept_within_a_second(window: RunningWindow) -> None:
    drafts = receive_page(window)._presenter._drafts
    soon = receive_page(window)._presenter._later
    choose_procedure(window, "khai sinh")
    drafts.keep_now()
    window.settle()
    write("Giàng")
    due = soon._timers["draft"].remainingTime()
    for letter in "AMẪU":
        write(letter)
    assert soon._timers["draft"].isActive()
    assert soon._timers["draft"].remainingTime() <= due
    window.settle()


def test_an_empty_form_leaves_no_draft_and_a_saved_one_neither(window: RunningWindow) -> None:
    drafts = receive_page(window)._presenter._drafts
    fill_form(window)
    drafts.keep_now()
    # The draft is still being kept when the dossier is saved, and a letter is typed while it is.
    press(Qt.Key.Key_S, ctrl=True)
    drafts.changed()
    drafts.keep_now()
    window.until(lambda: receive_page(window)._saved.received is not None)
    window.settle()
    drafts.keep_now()
    window.settle()
    assert window.desk.drafts.kept("receive") == []


def test_a_draft_in_which_nothing_stands_is_not_announced(window: RunningWindow) -> None:
    empty = {"record": {"sets": 1, "channel": "direct", "return_at": "counter"}}
    window.desk.drafts("receive", empty, window.desk.acting(), None)
    receive_page(window)._presenter._drafts.restore(receive_page(window)._presenter._restored)
    window.settle()
    assert receive_form(window).restored.words == ""
    assert window.desk.drafts.kept("receive") == []


def test_a_card_does_not_silently_replace_what_was_typed(window: RunningWindow) -> None:
    fill_form(window)
    scan(CARD)
    assert receive_form(window).record()["applicant"]["full_name"] == "Vừ Thị Dợ"
    receive_form(window).restored.pressed.emit("back")
    assert receive_form(window).record()["applicant"]["full_name"] == "Giàng A Mẫu"
    window.settle()


def test_a_second_card_fills_the_second_person_who_is_awaited(window: RunningWindow) -> None:
    choose_procedure(window, "dang ky ket hon")
    write("Giàng A Mẫu")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_S, ctrl=True)
    name = receive_form(window).field("parties[0].full_name")
    assert name is not None
    assert name.mark == "bad"
    receive_form(window)._return._sets.setFocus()
    scan(CARD)
    record = receive_form(window).record()
    assert record["applicant"]["full_name"] == "Giàng A Mẫu"
    assert record["parties"][0]["full_name"] == "Vừ Thị Dợ"
    window.settle()


def test_a_choice_is_found_without_marks(window: RunningWindow) -> None:
    sex = receive_form(window)._applicant._sex
    sex.setFocus()
    type_keys("nu")
    assert sex.key == "Nữ"
    window.settle()


@pytest.mark.parametrize("size", [(1366, 738), (910, 492)])
def test_a_new_form_begins_at_its_top(window: RunningWindow, size: tuple[int, int]) -> None:
    window.frame.resize(*size)
    fill_form(window)
    receive_form(window)._extras.set_open("note", opened=True)
    QApplication.processEvents()
    bar = receive_form(window).verticalScrollBar()
    bar.setValue(bar.maximum())
    receive_page(window)._do("save")
    window.until(lambda: receive_page(window)._saved.received is not None)
    window.settle()
    receive_page(window)._saved._new.click()
    QApplication.processEvents()
    assert bar.value() == 0
    assert focused() is receive_form(window)._procedure.picker
    receive_form(window)._procedure.picker.close_list()
    window.settle()


def test_enter_goes_from_the_last_field_to_the_act_and_an_opened_section_is_seen(
    window: RunningWindow,
) -> None:
    window.frame.resize(910, 492)
    form = receive_form(window)
    form._return._way.setFocus()
    press(Qt.Key.Key_Return)
    assert focused() is receive_page(window)._acts._made["save_print"]
    chip = form._extras._chips["party"]
    chip.setFocus()
    press(Qt.Key.Key_Return)
    QApplication.processEvents()
    QApplication.processEvents()
    card = form._extras._cards["party"]
    top = card.mapTo(form.viewport(), card.rect().topLeft()).y()
    assert top < form.viewport().height() // 2
    assert form._extras.party.field("full_name").editor.hasFocus()
    window.settle()
