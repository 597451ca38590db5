"""Every step of the table through its form, with real keys: nothing needed left out, nothing typed lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from app.domain.identifiers import Subject
from app.domain.lifecycle import STEPS, Status
from app.domain.moments import VIET_NAM, to_milliseconds
from app.use_cases.manage_people import NewClerk
from app.use_cases.show_dossier import DossierDetail
from tests.support.desks import request
from tests.support.keyboard import focused, press, type_keys, write
from tests.support.running_window import RunningWindow
from ui.accessibility import nameless
from ui.dossiers.standing_words import standing
from ui.dossiers.step_dialog import StepDialog
from ui.office_page import DOSSIERS

PROCESSING: tuple[tuple[str, dict[str, object]], ...] = (("transfer", {}),)
CONSULTED = (
    *PROCESSING,
    ("consult", {"agency": "Công an xã", "content": "x", "answer_due_at": "2026-11-27"}),
)
ASKED = (*PROCESSING, ("ask_supplement", {"missing": ["Giấy chứng sinh"]}))
DONE = (*PROCESSING, ("finish", {}))
RETURNED = (*DONE, ("return", {"returned_to_kind": "applicant"}))
CORRECTION = (*RETURNED, ("ask_correction", {"content": "sai chữ đệm"}))

CASES: dict[str, tuple[tuple[tuple[str, dict[str, object]], ...], dict[str, str], Status]] = {
    "refuse": ((), {"reason": "Không thuộc thẩm quyền"}, Status.REFUSED),
    "accept": ((), {}, Status.RECEIVED),
    "transfer": ((), {}, Status.PROCESSING),
    "hand_over": ((), {}, Status.RECEIVED),
    "ask_supplement": (PROCESSING, {"missing": "Giấy chứng sinh"}, Status.SUPPLEMENT),
    "receive_supplement": (ASKED, {}, Status.PROCESSING),
    "appraise": (PROCESSING, {"eligible": "yes"}, Status.PROCESSING),
    "consult": (
        PROCESSING,
        {"agency": "Trạm y tế", "content": "xác minh", "answer_due_at": "27/11/2026"},
        Status.PROCESSING,
    ),
    "answer": (CONSULTED, {"agency": "công an xã", "content": "đúng"}, Status.PROCESSING),
    "demand_payment": (PROCESSING, {"amount": "1.250.000", "content": "lệ phí trước bạ"}, Status.OBLIGATION),
    "payment_met": ((*PROCESSING, ("demand_payment", {"amount": 10_000})), {}, Status.PROCESSING),
    "submit": (PROCESSING, {}, Status.PROCESSING),
    "approve": (PROCESSING, {"document_number": "12/QĐ"}, Status.PROCESSING),
    "send_back": (PROCESSING, {"reason": "Dự thảo còn sai sót"}, Status.PROCESSING),
    "reject": (PROCESSING, {"reason": "Không đủ điều kiện"}, Status.REFUSED),
    "extend": (PROCESSING, {"due_at": "04/12/2026", "reason": "mưa lũ"}, Status.PROCESSING),
    "finish": (PROCESSING, {"results": "Giấy khai sinh"}, Status.DONE),
    "return": (DONE, {}, Status.RETURNED),
    "ask_stop": (PROCESSING, {"reason": "không còn nhu cầu"}, Status.WITHDRAWAL_ASKED),
    "resume": ((*PROCESSING, ("ask_stop", {})), {}, Status.PROCESSING),
    "stop": ((*PROCESSING, ("ask_stop", {})), {"papers_returned": "toàn bộ"}, Status.STOPPED),
    "close": (ASKED, {"reason": "quá hạn", "agreed": "tick"}, Status.STOPPED),
    "ask_correction": (RETURNED, {"content": "sai chữ đệm"}, Status.RETURNED),
    "correct": (CORRECTION, {}, Status.RETURNED),
    "report_loss": (PROCESSING, {"cause": "lũ cuốn"}, Status.PROCESSING),
}
"""Step → the steps before it, what is typed into which field, and the status it leads to."""


def test_no_step_of_the_table_is_left_out() -> None:
    assert CASES.keys() == STEPS.keys() - {"receive", "register", "void"}


def _receive(window: RunningWindow, **parts: Any) -> Subject:
    """Receive a dossier with a term of three working days and let the window know."""
    outcome = window.desk.receive(request(**{"procedure": "1.004873", **parts}), window.desk.acting())
    window.office._session.feed.announce(outcome.changes)
    window.settle()
    return outcome.value.subject


def _at(window: RunningWindow, steps: tuple[tuple[str, dict[str, object]], ...], **parts: Any) -> Subject:
    """Bring a dossier to where a step begins, and stand on it in the list."""
    people = window.desk.people
    people.register(NewClerk("Sùng Thị Mỷ", "Tư pháp", ""), "khóa 2", window.desk.acting())
    subject = _receive(window, **parts)
    for name, fields in steps:
        outcome = window.desk.step(subject, name, window.desk.acting(), fields)
        window.office._session.feed.announce(outcome.changes)
    window.office._turn_to(DOSSIERS)
    window.settle()
    window.office._dossiers.show_dossier(subject)
    window.settle()
    return subject


def _detail(window: RunningWindow) -> DossierDetail:
    detail = window.office._dossiers._detail.detail
    assert detail is not None
    return detail


@contextmanager
def _asking(window: RunningWindow, step: str) -> Iterator[StepDialog]:
    window.office._dossiers._handle(step)
    yield window.dialog(StepDialog)
    window.settle()


def _type(dialog: StepDialog, field: str, text: str) -> None:
    """Type into a field as a person does, with marks where the words have them."""
    asked = dialog.asked[field]
    asked.begin()
    if field in {"eligible", "agreed"}:
        press(Qt.Key.Key_Space)
    elif field == "missing":
        write(text, asked.text)  # type: ignore[attr-defined]
    elif field == "results":
        asked.rows[0][0].clear()  # type: ignore[attr-defined]
        write(text, asked.rows[0][0])  # type: ignore[attr-defined]
    else:
        write(text, asked.editor.focusProxy() or asked.editor)


@pytest.mark.parametrize("step", CASES)
def test_a_step_is_taken_through_its_form(window: RunningWindow, step: str) -> None:
    before, typed, reached = CASES[step]
    online = {"channel": "online", "accept": False} if step in {"refuse", "accept"} else {}
    subject = _at(window, before, **online)
    with _asking(window, step) as dialog:
        assert list(nameless(dialog)) == []
        assert dialog.isAncestorOf(focused())
        assert focused() is not dialog.act
        for field, text in typed.items():
            _type(dialog, field, text)
        press(Qt.Key.Key_Return, ctrl=True)
        window.until(lambda: not dialog.isVisible() if dialog in window.frame.children() else True)
    detail = window.desk.show(subject)
    steps = [item.step for item in detail.history if item.step]
    assert steps[-1] == step
    assert detail.dossier.status is reached
    window.settle()


@pytest.mark.parametrize("step", [name for name in CASES if STEPS[name].required and name != "hand_over"])
def test_what_a_step_needs_is_asked_for_at_its_field(window: RunningWindow, step: str) -> None:
    before, _typed, _reached = CASES[step]
    subject = _at(window, before, **({"channel": "online", "accept": False} if step == "refuse" else {}))
    count = len(window.desk.show(subject).history)
    with _asking(window, step) as dialog:
        press(Qt.Key.Key_Return, ctrl=True)
        marked = {name for name, asked in dialog.asked.items() if asked.mark == "bad"}
        assert marked == set(STEPS[step].required)
        assert dialog.isVisible()
        press(Qt.Key.Key_Escape)
    window.no_dialog()
    assert len(window.desk.show(subject).history) == count


def test_escape_asks_before_it_throws_away_what_was_typed(window: RunningWindow) -> None:
    _at(window, PROCESSING)
    with _asking(window, "send_back") as dialog:
        _type(dialog, "reason", "Dự thảo sai")
        press(Qt.Key.Key_Escape)
        assert dialog.isVisible()
        assert dialog.leaving.words == "Những gì đã gõ chưa được lưu."
        press(Qt.Key.Key_Return)
        assert not dialog.leaving.words
        assert dialog.values()["reason"] == "Dự thảo sai"
        press(Qt.Key.Key_Escape)
        press(Qt.Key.Key_Escape)
        assert dialog.isVisible()
        press(Qt.Key.Key_Escape)
        press(Qt.Key.Key_Tab)
        press(Qt.Key.Key_Return)
    window.no_dialog()


def test_an_untouched_form_is_left_at_once(window: RunningWindow) -> None:
    _at(window, PROCESSING)
    with _asking(window, "appraise"):
        press(Qt.Key.Key_Escape)
    window.no_dialog()


def test_a_refusal_of_the_rules_stands_at_its_field(window: RunningWindow) -> None:
    _at(window, DONE)
    with _asking(window, "return") as dialog:
        dialog.asked["returned_to_kind"].box.choose("authorised")  # type: ignore[attr-defined]
        _type(dialog, "returned_to", "Vừ A Páo")
        press(Qt.Key.Key_Return, ctrl=True)
        window.until(lambda: dialog.asked["authorisation"].mark == "bad")
        _type(dialog, "authorisation", "Giấy ủy quyền số 5")
        dialog.asked["fingerprint"].begin()
        press(Qt.Key.Key_Space)
        assert not dialog.asked["witness"].isHidden()
        _type(dialog, "witness", "Trưởng bản Lò Văn Ín")
        press(Qt.Key.Key_Return, ctrl=True)
        window.no_dialog()
    told = _detail(window).history[-1] if _detail(window).history[-1].step else _detail(window).history[-2]
    assert told.details["authorisation"] == "Giấy ủy quyền số 5"
    assert told.details["fingerprint"] is True


def test_the_applicant_is_asked_for_no_paper_of_a_representative(window: RunningWindow) -> None:
    _at(window, DONE, submitter={"full_name": "Vừ A Páo"})
    with _asking(window, "return") as dialog:
        hidden = {name for name, asked in dialog.asked.items() if asked.isHidden()}
        assert hidden == {"returned_to", "authorisation", "witness"}
        dialog.asked["returned_to_kind"].box.choose("submitter")  # type: ignore[attr-defined]
        assert dialog.values()["returned_to"] == "Vừ A Páo"
        dialog._leave_or_stay("leave")
    window.no_dialog()


def test_thirty_papers_can_be_ticked_and_more_typed(window: RunningWindow) -> None:
    subject = _at(window, PROCESSING, procedure="1.013978")
    with _asking(window, "ask_supplement") as dialog:
        missing: Any = dialog.asked["missing"]
        assert len(missing.ticks) > 15
        assert dialog.height() <= window.frame.height()
        assert dialog.act.isVisible()
        for tick, _paper in missing.ticks:
            tick.setFocus()
            press(Qt.Key.Key_Space)
        write("Đơn ghi sai tên: Giàng Thị Mỷ Dợ", missing.text)
        press(Qt.Key.Key_Return, ctrl=True)
        window.no_dialog()
    asked = next(item for item in window.desk.show(subject).history if item.step == "ask_supplement")
    assert len(asked.details["missing"]) == len(missing.ticks) + 1


def test_days_are_typed_or_taken_some_working_days_ahead(window: RunningWindow) -> None:
    _at(window, PROCESSING)
    with _asking(window, "consult") as dialog:
        due: Any = dialog.asked["answer_due_at"]
        assert [offer.days for offer in dialog._stock.offers] == [1, 2, 3, 5, 10]
        due._take(dialog._stock.offers[2].at)
        # 24/11 is a day off this year, so three working days from 23/11 end on 27/11.
        assert (due.day.text(), due.hour.text()) == ("27/11/2026", "17:00")
        due.begin()
        due.day.clear()
        due.hour.clear()
        type_keys("31/02/2026")
        press(Qt.Key.Key_Return)
        assert focused() is due.hour
        _type(dialog, "agency", "Công an xã")
        _type(dialog, "content", "xác minh")
        press(Qt.Key.Key_Return, ctrl=True)
        window.until(lambda: due.mark == "bad")
        dialog._leave_or_stay("leave")
    window.no_dialog()


def test_an_amount_is_read_as_people_write_it(window: RunningWindow) -> None:
    _at(window, PROCESSING)
    with _asking(window, "demand_payment") as dialog:
        dialog.asked["amount"].begin()
        type_keys("1 250 000")
        assert dialog.asked["amount"].said == "1.250.000 đồng"
        press(Qt.Key.Key_Tab)
        assert dialog.values()["amount"] == 1_250_000
        dialog._leave_or_stay("leave")
    window.no_dialog()


def test_a_usual_reason_is_a_press_away_and_stands_in_vietnamese(window: RunningWindow) -> None:
    window.window.change_language("en")
    _at(window, PROCESSING)
    with _asking(window, "send_back") as dialog:
        reason: Any = dialog.asked["reason"]
        reason._take_usual("Dự thảo còn sai sót")
        reason._take_usual("Hồ sơ còn thiếu giấy tờ")
        assert dialog.values()["reason"] == "Dự thảo còn sai sót. Hồ sơ còn thiếu giấy tờ"
        dialog._leave_or_stay("leave")
    window.no_dialog()


@pytest.mark.qt_log_ignore("This plugin does not support (grabbing the keyboard|raise)", extend=True)
def test_the_usual_step_is_large_and_the_others_stand_in_groups(window: RunningWindow) -> None:
    _at(window, PROCESSING)
    offered = window.office._dossiers._detail.offered
    assert offered is not None
    assert offered.usual is not None
    assert offered.usual.text() == "Ghi kết quả thẩm định"
    offered.show_steps()
    menu = next(menu for menu in offered.findChildren(QMenu) if menu.isVisible())
    keys = [action.data() for action in menu.actions() if action.data()]
    assert {"ask_supplement", "extend", "ask_stop", "reject", "void", "report_loss", "on_the_spot"} < set(
        keys
    )
    assert "appraise" not in keys
    letters = [action.text().split("&")[1][0].lower() for action in menu.actions() if "&" in action.text()]
    assert len(letters) == len(set(letters)) == len(keys)
    consult = next(action for action in menu.actions() if action.data() == "consult")
    press_on = getattr(Qt.Key, f"Key_{consult.text().split('&')[1][0].upper()}")
    QTest.keyClick(menu, press_on)
    dialog = window.dialog(StepDialog)
    assert dialog._step.name == "consult"
    press(Qt.Key.Key_Escape)
    window.no_dialog()
    window.settle()


def test_terms_that_run_are_told(window: RunningWindow, clock: Any) -> None:
    subject = _at(window, CONSULTED)
    page = window.office._dossiers
    session = window.office._session

    def told() -> str:
        session.refresh_stock()
        page._read(subject)
        window.settle()
        return "\n".join(
            f"{one.label}: {one.text} [{one.look}]" for one in standing(_detail(window), session.today)
        )

    assert "Lấy ý kiến: Công an xã: trả lời trước 17:00 27/11/2026 []" in told()
    clock.set(datetime(2026, 11, 24, 9, 0, tzinfo=VIET_NAM))
    window.desk.step(subject, "extend", window.desk.acting(), {"due_at": "2026-12-04", "reason": "mưa lũ"})
    assert "Gia hạn: đã gia hạn một lần; trước đó hẹn 17:00 27/11/2026" in told()
    window.desk.step(subject, "ask_supplement", window.desk.acting(), {"missing": ["CCCD"]})
    assert "Bổ sung: chờ bổ sung đến 17:00 09/12/2026 [warn]" in told()
    assert _detail(window).course.supplement_due_at == to_milliseconds(
        datetime(2026, 12, 9, 17, 0, tzinfo=VIET_NAM)
    )
