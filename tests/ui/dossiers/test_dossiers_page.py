"""The dossiers page on a real office."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt

from app.domain.identifiers import FactId, Subject
from app.domain.lifecycle import Status
from app.domain.moments import VIET_NAM
from app.localization.dossier_text import status_text
from app.use_cases.show_dossier import Answer, OpenQuestion
from tests.support.desks import SetClock, request
from tests.support.keyboard import press, scan, type_keys, write
from tests.support.running_window import RunningWindow
from ui.dossiers.amend_dialog import AmendDialog
from ui.dossiers.detail_words import answers, question
from ui.dossiers.filters import DUE, MINE, UNSENT
from ui.dossiers.page import DossiersPage
from ui.dossiers.step_dialog import StepDialog
from ui.dossiers.table_model import CODE, STATUS
from ui.office_page import DOSSIERS, RECEIVE
from ui.style.spacing import space
from ui.widgets.reason_dialog import ReasonDialog


def _page(window: RunningWindow) -> DossiersPage:
    return window.office._dossiers


def _receive(window: RunningWindow, name: str, **parts: object) -> Subject:
    """Receive a dossier and let the window know, as the receive page does."""
    outcome = window.desk.receive(request(applicant={"full_name": name}, **parts), window.desk.acting())
    window.office._session.feed.announce(outcome.changes)
    window.settle()
    return outcome.value.subject


def _open(window: RunningWindow) -> DossiersPage:
    window.office._turn_to(DOSSIERS)
    window.settle()
    return _page(window)


def _status(window: RunningWindow) -> int:
    detail = _page(window)._detail.detail
    assert detail is not None
    return int(detail.dossier.status)


def test_a_dossier_goes_from_reception_to_return(window: RunningWindow) -> None:
    _receive(window, "Giàng A Mẫu")
    page = _open(window)
    window.settle()
    for step, status in (("transfer", 4), ("finish", 9), ("return", 10)):
        page._handle(step)
        dialog = window.dialog(StepDialog)
        dialog.act.click()
        window.no_dialog()
        window.until(partial(lambda wanted: _status(window) == wanted, status))
        window.settle()
    assert page._model.data(page._model.index(0, 6)) == "Đã trả kết quả"


def test_the_search_is_at_hand_from_everywhere(window: RunningWindow) -> None:
    for name in ("Giàng A Mẫu", "Vừ Thị Dợ", "Đường Văn Đăng"):
        _receive(window, name)
    window.office._turn_to(RECEIVE)
    press(Qt.Key.Key_K, ctrl=True)
    type_keys("duong dang")
    window.until(lambda: _page(window)._model.rowCount() == 1)
    assert window.office._stack.currentIndex() == DOSSIERS
    press(Qt.Key.Key_Return)
    window.settle()
    detail = _page(window)._detail.detail
    assert detail is not None
    assert detail.dossier.full_name == "Đường Văn Đăng"
    press(Qt.Key.Key_K, ctrl=True)
    press(Qt.Key.Key_Escape)
    window.until(lambda: _page(window)._model.rowCount() == 3)
    window.settle()


def test_vietnamese_with_marks_finds_the_same(window: RunningWindow) -> None:
    _receive(window, "Đường Văn Đăng")
    press(Qt.Key.Key_K, ctrl=True)
    write("Đường")
    window.until(lambda: _page(window)._model.rowCount() == 1)
    window.settle()


def test_a_card_scanned_on_the_list_looks_for_its_owner(window: RunningWindow) -> None:
    _receive(window, "Giàng A Mẫu")
    outcome = window.desk.receive(
        request(applicant={"full_name": "Vừ Thị Dợ", "id_number": "011301001234"}), window.desk.acting()
    )
    window.office._session.feed.announce(outcome.changes)
    _open(window)
    scan()
    window.until(lambda: _page(window)._model.rowCount() == 1)
    assert window.office._search.text() == "011301001234"
    window.settle()


def test_lists_hold_what_their_names_say(window: RunningWindow, clock: SetClock) -> None:
    _receive(window, "Giàng A Mẫu")
    done = _receive(window, "Vừ Thị Dợ")
    for step in ("transfer", "finish", "return"):
        window.desk.step(done, step, window.desk.acting())
    page = _open(window)
    counts = {}
    for key in (MINE, DUE, UNSENT):
        page.show_list(key)
        window.settle()
        counts[key] = page._model.rowCount()
    assert counts == {MINE: 1, DUE: 1, UNSENT: 2}
    clock.set(datetime(2026, 11, 24, 9, 0, tzinfo=VIET_NAM))
    page.show_list(DUE)
    window.settle()
    assert page._counted.text() == "1 hồ sơ"


def test_a_new_dossier_does_not_move_the_row_one_looks_at(window: RunningWindow) -> None:
    _receive(window, "Giàng A Mẫu")
    page = _open(window)
    window.settle()
    assert page._table.currentIndex().row() == 0
    _receive(window, "Vừ Thị Dợ")
    window.settle()
    assert page._model.rowCount() == 2
    assert page._table.currentIndex().row() == 1
    detail = page._detail.detail
    assert detail is not None
    assert detail.dossier.full_name == "Giàng A Mẫu"


def test_a_correction_from_the_list_stands_in_the_history(window: RunningWindow) -> None:
    subject = _receive(window, "Giàng A Mẫu")
    page = _open(window)
    window.settle()
    page._handle("amend")
    dialog = window.dialog(AmendDialog)
    dialog._person._lines["phone"].setText("0912345678")
    dialog._reason.text.setPlainText("bổ sung số điện thoại")
    dialog.act.click()
    window.no_dialog()
    window.settle()
    assert window.desk.show(subject).dossier.values["phone"] == "0912345678"
    detail = page._detail.detail
    assert detail is not None
    assert detail.history[-1].changes[0].after == "0912345678"


def test_a_disputed_field_is_asked_with_who_and_when_and_settled(window: RunningWindow) -> None:
    subject = _receive(window, "Giàng A Mẫu")
    at = window.desk.acting().at
    asked = OpenQuestion(
        "village",
        (
            Answer("Nà Nghè", FactId(bytes(32)), "Quàng Thị Hương", at),
            Answer("Huổi Chan", FactId(bytes(32)), "Lò Văn Ín", at),
        ),
    )
    assert question(asked).startswith("Hai người ghi thôn, bản khác nhau")
    assert [words for words, _value in answers(asked)] == [
        "Nà Nghè – Quàng Thị Hương, 09:12 23/11/2026",
        "Huổi Chan – Lò Văn Ín, 09:12 23/11/2026",
    ]
    page = _open(window)
    window.settle()
    page._decide("village", "Huổi Chan")
    dialog = window.dialog(ReasonDialog)
    dialog._field.text.setPlainText("đã hỏi người dân")
    dialog.act.click()
    window.no_dialog()
    window.settle()
    assert window.desk.show(subject).dossier.values["village"] == "Huổi Chan"


def _shown(window: RunningWindow) -> tuple[str | None, int]:
    """Return whose dossier is shown, and the row one stands on."""
    detail = _page(window)._detail.detail
    return (detail.dossier.full_name if detail else None), _page(window)._table.currentIndex().row()


def test_what_is_shown_is_always_the_chosen_row(window: RunningWindow) -> None:
    for name in ("Giàng A Mẫu", "Vừ Thị Dợ", "Đường Văn Đăng"):
        _receive(window, name)
    page = _open(window)
    assert _shown(window) == ("Đường Văn Đăng", 0)
    for typed, shown in (("vu thi", ("Vừ Thị Dợ", 0)), ("nobody", (None, -1)), ("giang", ("Giàng A Mẫu", 0))):
        page.search(typed)
        window.settle()
        assert _shown(window) == shown
    page.search("")
    window.settle()
    assert _shown(window) == ("Giàng A Mẫu", 2)


def test_all_shows_all_again_after_coming_from_the_strip(window: RunningWindow) -> None:
    for name in ("Giàng A Mẫu", "Vừ Thị Dợ"):
        _receive(window, name)
    page = _open(window)
    window.office._search.search_for("giang")
    window.settle()
    window.office._show_waiting()
    page._filters._chips["all"].click()
    window.settle()
    assert page._filters.key == "all"
    assert page._model.rowCount() == 2
    assert window.office._search.text() == ""


def test_a_step_begins_in_its_first_field_never_on_the_act(window: RunningWindow) -> None:
    _receive(window, "Giàng A Mẫu")
    _open(window)
    window.settle()
    press(Qt.Key.Key_Return, ctrl=True)
    dialog = window.dialog(StepDialog)
    assert dialog.asked["holder"].editor.hasFocus()
    dialog.asked["note"].begin()
    type_keys("a b")
    assert dialog.values()["note"] == "a b"
    press(Qt.Key.Key_Return, ctrl=True)
    window.no_dialog()
    window.until(lambda: _status(window) == Status.PROCESSING)
    window.settle()


def test_a_provisional_code_and_every_status_have_room(window: RunningWindow) -> None:
    window.frame.resize(1366, 738)
    _receive(window, "Giàng A Mẫu")
    page = _open(window)
    table, words = page._table, page._table.fontMetrics()
    code = page._model.data(page._model.index(0, CODE))
    assert code is not None
    assert code.startswith("TAM-")
    assert words.horizontalAdvance(code) + space().one <= table.columnWidth(CODE)
    shown = (Status.RECEIVED, Status.DONE, Status.SUPPLEMENT)
    statuses = [status_text(status, voided=False) for status in shown]
    widest = max(words.horizontalAdvance(text) for text in statuses)
    assert widest + 2 * space().one <= table.columnWidth(STATUS)
    assert table.horizontalHeader().length() <= table.viewport().width()
