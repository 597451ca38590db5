"""The card of posters in the running window: what it asks, what it shows, what it prints."""

from pathlib import Path

from app.domain.sheet_forms import BOARD, PLATE, PROCEDURE, PROCEDURE_LIST, STEPS
from tests.support.running_window import RunningWindow
from ui.office_page import SETTINGS
from ui.posters.card import PostersCard
from ui.printing.preview import PreviewDialog
from ui.widgets.choice import Choice


def card_of(window: RunningWindow) -> PostersCard:
    window.office._turn_to(SETTINGS)
    window.settle()
    return window.office._settings._posters


def test_it_asks_only_for_what_the_paper_is_of(window: RunningWindow) -> None:
    card = card_of(window)
    asked = {}
    for form in (PROCEDURE, STEPS, PROCEDURE_LIST, BOARD, PLATE):
        card._form.choose(form)
        _form, _size, procedure, clerk = card._fields
        asked[form] = (procedure.isVisibleTo(card), clerk.isVisibleTo(card))
    assert asked == {
        PROCEDURE: (True, False),
        STEPS: (True, False),
        PROCEDURE_LIST: (False, False),
        BOARD: (False, False),
        PLATE: (False, True),
    }
    assert [card._size.itemText(place) for place in range(card._size.count())] == ["A4", "A5"]


def test_without_a_procedure_it_says_so_and_draws_nothing(window: RunningWindow) -> None:
    card = card_of(window)
    card._form.choose(PROCEDURE)
    card._show.click()
    window.settle()
    assert "Hãy chọn thủ tục trước." in card._fields[2]._line.text()
    assert window.frame.findChildren(PreviewDialog) == []


def test_a_poster_is_shown_and_printed(window: RunningWindow, tmp_path: Path) -> None:
    desk = window.desk
    desk.settings.set_on_device("printer.sheets", f"pdf:{tmp_path}", desk.acting())
    card = card_of(window)
    card._form.choose(STEPS)
    card._procedure.take(Choice("1.001193", "Đăng ký khai sinh"))
    card._size.choose("A3")
    card._show.click()
    dialog = window.dialog(PreviewDialog)
    dialog._printed()
    window.until(lambda: bool(card.notice.words))
    assert card.notice.words == "Đã gửi ra máy in."
    assert [file.suffix for file in tmp_path.iterdir() if file.suffix == ".pdf"] == [".pdf"]


def test_the_plate_of_a_clerk_is_shown(window: RunningWindow) -> None:
    card = card_of(window)
    card._form.choose(PLATE)
    window.until(lambda: card._clerk.count() > 0)
    card._size.choose("A5")
    card._show.click()
    dialog = window.dialog(PreviewDialog)
    dialog.reject()
    window.settle()
    assert card.notice.words == ""
