"""What the tests of the window share: our style, a page on a screen, an office to work in."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.localization.translate import set_language
from tests.support.desks import MONDAY, SetClock, new_counter
from tests.support.running_window import RunningWindow, running_window
from ui.application import make_application
from ui.style.sheet import dress_window

Show = Callable[..., QWidget]

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """Return the application in our style, for all tests."""
    return make_application(RESOURCES)


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    """Begin every test in the first language of the window."""
    set_language("vi")
    yield
    set_language("vi")


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    """Return what shows widgets under each other, the first with the keyboard, until the test ends."""
    pages: list[QWidget] = []

    def shown(*widgets: QWidget, width: int = 900, height: int = 600) -> QWidget:
        page = QWidget()
        dress_window(page)
        column = QVBoxLayout(page)
        for widget in widgets:
            column.addWidget(widget)
        page.resize(width, height)
        page.show()
        page.activateWindow()
        widgets[0].setFocus()
        pages.append(page)
        qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
        return page

    yield shown
    for page in pages:
        page.close()
        page.deleteLater()


@pytest.fixture
def office_folder(tmp_path: Path) -> Path:
    """Return an office folder of the test's own."""
    counter = new_counter(tmp_path / "office")
    counter.desk.close()
    return counter.folder


@pytest.fixture
def clock() -> SetClock:
    """Return the clock on the wall: Monday 23/11/2026, 09:12."""
    return SetClock(MONDAY)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, office_folder: Path, clock: SetClock) -> Iterator[RunningWindow]:
    """Return the running window, signed in, the receive page in front."""
    with running_window(qtbot, qapp, office_folder, clock) as running:
        running.sign_in()
        yield running
