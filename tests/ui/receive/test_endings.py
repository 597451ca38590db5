"""The other ways a reception ends: papers are missing, it is refused, it stays registered, it is settled."""

from typing import Any

from PySide6.QtCore import Qt

from app.domain.lifecycle import Status
from tests.support.keyboard import press, write
from tests.support.running_window import RunningWindow
from ui.dossiers.step_dialog import StepDialog
from ui.four_on_the_spot.dialog import FourOnTheSpotDialog
from ui.office_page import RECEIVE


def _fill(window: RunningWindow, **record: object) -> Any:
    window.office._turn_to(RECEIVE)
    page = window.office._receive
    page._presenter._set_procedure("1.001193")
    page._form.fill({"applicant": {"full_name": "Giàng A Mẫu"}, **record})
    page._edited()
    window.settle()
    return page


def _saved_status(window: RunningWindow, page: Any) -> Status:
    window.until(lambda: page._saved.received is not None)
    window.settle()
    return window.desk.show(page._saved.received.subject).dossier.status


def test_missing_papers_are_asked_for_with_a_paper(window: RunningWindow) -> None:
    page = _fill(window)
    page._acts._made["ask_supplement"].click()
    dialog = window.dialog(StepDialog)
    assert dialog.asked["missing"].ticks[0][1] == "Tờ khai đăng ký khai sinh"
    press(Qt.Key.Key_Return, ctrl=True)
    assert dialog.asked["missing"].mark == "bad"
    write("Giấy chứng sinh bản gốc", dialog.asked["missing"].text)
    press(Qt.Key.Key_Return, ctrl=True)
    assert _saved_status(window, page) is Status.SUPPLEMENT
    window.until(lambda: page._after._issued is not None)
    assert page._after._issued.paper.form == "supplement"
    assert not page._saved._due.isVisible()
    window.settle()


def test_a_refusal_keeps_the_form_until_it_is_given(window: RunningWindow) -> None:
    page = _fill(window)
    page._acts._made["refuse"].click()
    dialog = window.dialog(StepDialog)
    press(Qt.Key.Key_Escape)
    window.no_dialog()
    assert page.record()["applicant"]["full_name"] == "Giàng A Mẫu"
    page._acts._made["refuse"].click()
    dialog = window.dialog(StepDialog)
    dialog.asked["reason"].begin()
    write("Không thuộc thẩm quyền")
    press(Qt.Key.Key_Return, ctrl=True)
    assert _saved_status(window, page) is Status.REFUSED
    assert page._saved._done.text() == "Đã từ chối tiếp nhận"
    window.until(lambda: page._after._issued is not None)
    assert page._after._issued.paper.form == "refusal"
    window.settle()


def test_an_unfinished_form_is_not_turned_away(window: RunningWindow) -> None:
    page = _fill(window, applicant={})
    page._acts._made["refuse"].click()
    window.settle()
    window.no_dialog()
    assert page._form.field("applicant.full_name").mark == "bad"


def test_only_what_came_online_can_stay_registered(window: RunningWindow) -> None:
    page = _fill(window)
    assert page._acts._made["register"].isHidden()
    page = _fill(window, channel="online")
    assert not page._acts._made["register"].isHidden()
    page._acts._made["register"].click()
    assert _saved_status(window, page) is Status.REGISTERED
    assert page._saved._done.text() == "Đã ghi nhận, chưa tiếp nhận"


def test_what_was_just_received_can_be_settled_on_the_spot(window: RunningWindow) -> None:
    page = _fill(window)
    press(Qt.Key.Key_S, ctrl=True)
    assert _saved_status(window, page) is Status.RECEIVED
    page._saved._spot.click()
    dialog = window.dialog(FourOnTheSpotDialog)
    window.settle()
    assert dialog._subject == page._saved.received.subject
    press(Qt.Key.Key_Escape)
    window.no_dialog()
    window.settle()
