from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.background.soon import Soon


def test_only_the_last_of_many_requests_is_done(qtbot: QtBot) -> None:
    parent = QObject()
    soon = Soon(parent)
    done: list[int] = []
    for number in range(5):
        soon("draft", 10, lambda number=number: done.append(number))
    qtbot.waitUntil(lambda: bool(done))
    assert done == [4]


def test_each_key_waits_for_itself_and_may_be_cancelled(qtbot: QtBot) -> None:
    parent = QObject()
    soon = Soon(parent)
    done: list[str] = []
    soon("check", 5, lambda: done.append("check"))
    soon("draft", 5, lambda: done.append("draft"))
    soon.cancel("draft")
    qtbot.waitUntil(lambda: done == ["check"])
    soon("draft", 60_000, lambda: done.append("kept"))
    soon.now("draft")
    assert done == ["check", "kept"]
