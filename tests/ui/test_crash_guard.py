import sys
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui.crash_guard import CrashGuard


@pytest.fixture
def shown(qapp: object) -> Iterator[list[tuple[str, int]]]:
    del qapp
    texts: list[tuple[str, int]] = []
    guard = CrashGuard(lambda reference: texts.append((reference, threading.get_ident())))
    guard.install()
    yield texts
    guard.uninstall()


def _fail() -> None:
    raise KeyError("x")


def test_a_fault_of_another_thread_is_shown_on_the_gui_thread(
    qtbot: QtBot, shown: list[tuple[str, int]], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("ERROR")
    thread = threading.Thread(target=_fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(shown))
    reference, where = shown[0]
    assert where == threading.get_ident()
    assert f"fault {reference}" in caplog.text
    assert "KeyError" in caplog.text


def test_a_fault_that_repeats_is_logged_each_time_and_shown_once(
    qtbot: QtBot, shown: list[tuple[str, int]], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("ERROR")
    guard = CrashGuard(lambda reference: shown.append((reference, 0)))
    for _time in range(5):
        guard.take(KeyError("again"))
    qtbot.waitUntil(lambda: caplog.text.count("fault ") == 5)
    assert len(shown) == 1


@pytest.mark.usefixtures("qapp")
def test_the_hooks_of_python_are_given_back() -> None:
    before = sys.excepthook
    guard = CrashGuard(lambda _reference: None)
    guard.install()
    assert sys.excepthook is not before
    guard.uninstall()
    assert sys.excepthook is sys.__excepthook__
