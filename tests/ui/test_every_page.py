"""What holds for every page, in both languages and at every scale: nothing cut, nothing nameless."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from app.localization.catalogue import catalogue
from tests.support.desks import request
from tests.support.running_window import RunningWindow
from ui.accessibility import nameless
from ui.citizens.page import FEEDBACK, QUEUE, RATING, TRIPS
from ui.office_page import CERTIFY, CITIZENS, DOSSIERS, MONEY, RECEIVE, REPORTS, SETTINGS
from ui.sign_in.commune_search import CommuneSearch
from ui.sign_in.first_start import FirstStartPage
from ui.sign_in.recover_page import RecoverPage
from ui.sign_in.recovery_sheet import RecoverySheetPage
from ui.sign_in.sign_in_page import SignInPage
from ui.style.sheet import dress_window
from ui.widgets.text import OneLine

SCALES = {"100 %": (1366, 738), "150 %": (910, 492), "200 %": (683, 369)}
"""The window on a screen of 1366 x 768, in logical pixels."""

LONG = {
    "full_name": "Giàng Thị Mỷ Dợ Sung Páo Nhìa Chứ Vừ A Lềnh Ế Ậ Ỗ Ẵ",
    "id_number": "011301001234",
    "birth_date": "1990-05",
    "ethnicity": "08",
    "address": "Bản Huổi Chan 2, xã Thanh Chăn, huyện Điện Biên, tỉnh Điện Biên",
    "village": "Huổi Chan 2",
    "phone": "0912345",
}

Turn = Callable[[RunningWindow], None]


def _receive(window: RunningWindow) -> None:
    window.office._turn_to(RECEIVE)
    receive = window.office._receive
    receive._presenter._set_procedure("1.000894")
    record = {"applicant": LONG, "submitter": LONG, "parties": [LONG], "organisation": {"name": "HTX"}}
    receive._form.fill(record)
    receive._form._papers.tick_usual()
    window.settle()
    receive._presenter._check()


def _saved(window: RunningWindow) -> None:
    _receive(window)
    window.office._receive._do("save")
    window.until(lambda: window.office._receive._saved.received is not None)
    window.settle()


def _dossiers(window: RunningWindow) -> None:
    _saved(window)
    window.office._turn_to(DOSSIERS)
    window.settle()
    window.office._dossiers._table.selectRow(0)


def _settings(window: RunningWindow) -> None:
    window.office._turn_to(SETTINGS)


def _citizens(place: int) -> Turn:
    def turn(window: RunningWindow) -> None:
        desk = window.desk
        desk.queue.draw(desk.acting(), {"priority": ["elderly", "far"]})
        desk.queue.next("Quầy 1", desk.acting())
        desk.feedback.add({"text": f"{LONG['full_name']} phản ánh", "full_name": "Vừ A Páo"}, desk.acting())
        desk.ratings.give({"kinder": 5}, desk.acting(), {"comment": LONG["address"]})
        desk.receive(request(applicant=LONG), desk.acting())
        window.office._turn_to(CITIZENS)
        window.office._citizens.turn_to(place)
        window.settle()
        window.office._citizens._panels[FEEDBACK]._list.setCurrentRow(0)  # type: ignore[attr-defined]

    return turn


def _reports(window: RunningWindow) -> None:
    _saved(window)
    window.office._turn_to(REPORTS)
    window.settle()


def _certify(window: RunningWindow) -> None:
    window.office._turn_to(CERTIFY)
    form = window.office._certify._form
    form.name.setText(LONG["full_name"])
    form.title.setText(
        "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất"
    )
    form.signer.setText(LONG["full_name"])
    window.office._certify.save()
    window.settle()
    form.name.setText(LONG["full_name"])
    window.settle()
    form.payment.group.choose("ethnic_hardship")


def _money(window: RunningWindow) -> None:
    _saved(window)
    window.office._turn_to(MONEY)
    collecting = window.office._money._collecting
    collecting._search("giang")
    window.settle()


PAGES: dict[str, Turn] = {
    "certify": _certify,
    "money": _money,
    "receive": _receive,
    "saved": _saved,
    "dossiers": _dossiers,
    "settings": _settings,
    "reports": _reports,
    "queue": _citizens(QUEUE),
    "trips": _citizens(TRIPS),
    "feedback": _citizens(FEEDBACK),
    "rating": _citizens(RATING),
}


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, window: RunningWindow) -> RunningWindow:
    """Return the window with one of the pages in front."""
    PAGES[request.param](window)
    window.settle()
    return window


def _texts(root: QWidget) -> Iterator[tuple[QWidget, str]]:
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root):
            continue
        if isinstance(widget, QLabel | QAbstractButton) and widget.text():
            yield widget, widget.text()
        if isinstance(widget, QLineEdit) and widget.placeholderText():
            yield widget, widget.placeholderText()


def _cut(root: QWidget) -> list[str]:
    """Return the texts that have less room than they need."""
    found = []
    for widget, text in _texts(root):
        if isinstance(widget, OneLine | QLineEdit):
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            fits = widget.heightForWidth(widget.width()) <= widget.height() + 1
        else:
            wanted, room = widget.sizeHint(), widget.size()
            fits = wanted.width() <= room.width() + 1 and wanted.height() <= room.height() + 1
        if not fits:
            found.append(f"{text!r} {widget.sizeHint()} in {widget.size()}")
    return found


def _speak(page: RunningWindow, language: str) -> None:
    """Change the language; Qt tells the widgets of it by events."""
    page.window.change_language(language)
    QApplication.processEvents()
    page.settle()
    QApplication.processEvents()


def test_no_text_is_cut(page: RunningWindow) -> None:
    for language in ("vi", "en"):
        _speak(page, language)
        for scale, size in SCALES.items():
            page.frame.resize(*size)
            QApplication.processEvents()
            assert _cut(page.frame) == [], (language, scale)


def test_whatever_the_keyboard_reaches_has_a_name(page: RunningWindow) -> None:
    assert [f"{type(widget).__name__} {widget.objectName()}" for widget in nameless(page.frame)] == []


def test_a_letter_leads_to_one_place(page: RunningWindow) -> None:
    for language in ("vi", "en"):
        _speak(page, language)
        assert _letters_taken_twice(page) == [], language


def _letters_taken_twice(page: RunningWindow) -> list[tuple[str, str]]:
    taken: dict[str, str] = {}
    twice = []
    for widget, text in _texts(page.frame):
        place = text.find("&")
        if isinstance(widget, QLineEdit) or place < 0 or not text[place + 1 : place + 2].isalnum():
            continue
        letter = text[place + 1].lower()
        assert letter.isascii(), text
        if letter in taken and taken[letter] != text:
            twice.append((taken[letter], text))
        taken[letter] = text
    return twice


def test_the_language_changes_with_everything_open(page: RunningWindow) -> None:
    vietnamese = catalogue("vi")
    _speak(page, "en")
    messages = {
        message: text
        for message, text in vietnamese._catalog.items()  # type: ignore[attr-defined]
        if isinstance(message, str) and "{" not in message and text and text != message
    }
    left_over = {text for text in messages.values() if text not in messages} - {"Nam"}
    shown = {text.removesuffix(" *") for _widget, text in _texts(page.frame)}
    assert shown & left_over == set()


def test_the_language_stays_for_the_next_start(window: RunningWindow) -> None:
    window.office.language_asked.emit("en")
    assert window.window.entrance.language() == "en"


@pytest.fixture(params=["first", "sign_in", "recover", "sheet"])
def way_in(request: pytest.FixtureRequest, window: RunningWindow) -> Iterator[QWidget]:
    """Return one of the pages before an office is open."""
    search = CommuneSearch(window.window.entrance.units())
    made: QWidget = {
        "first": lambda: FirstStartPage(search, practice=True),
        "sign_in": lambda: SignInPage(["Quàng Thị Hương", "Giàng A Mẫu"], practice=True),
        "recover": lambda: RecoverPage(["Quàng Thị Hương"], practice=True),
        "sheet": lambda: RecoverySheetPage("7HQX-2M4P-KD9T-WVEN-3RGA-B8CJ", practice=False),
    }[request.param]()
    dress_window(made)
    made.show()
    yield made
    made.close()
    made.deleteLater()


def test_no_text_is_cut_on_the_way_in(way_in: QWidget) -> None:
    for scale, size in SCALES.items():
        way_in.resize(*size)
        QApplication.processEvents()
        assert _cut(way_in) == [], scale
    assert list(nameless(way_in)) == []


def test_the_window_fits_a_small_screen(window: RunningWindow) -> None:
    least = window.frame.minimumSize()
    assert least.width() <= SCALES["200 %"][0]
    assert least.height() <= SCALES["200 %"][1]
