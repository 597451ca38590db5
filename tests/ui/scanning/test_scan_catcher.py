from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QSpinBox,
)
from pytestqt.qtbot import QtBot

from tests.support.keyboard import CARD, NEW_CARD, press, scan, type_keys, write
from tests.ui.conftest import Show
from ui.scanning.scan_catcher import ScanCatcher
from ui.widgets.choice import Choice
from ui.widgets.picker import Picker


@pytest.fixture
def scanned(qapp: QApplication) -> Iterator[list[str]]:
    catcher = ScanCatcher(qapp)
    catcher.watch()
    texts: list[str] = []
    catcher.scanned.connect(texts.append)
    yield texts
    catcher.setParent(None)
    catcher.deleteLater()


@pytest.mark.parametrize("card", [CARD, NEW_CARD])
def test_a_scan_leaves_the_field_as_it_was(show: Show, scanned: list[str], card: str) -> None:
    field = QLineEdit("bản Nà Nghè")
    edited: list[str] = []
    field.textEdited.connect(edited.append)
    show(field)
    field.setSelection(4, 2)
    scan(card)
    assert scanned == [card]
    assert field.text() == "bản Nà Nghè"
    assert field.selectedText() == "Nà"
    assert edited[-1] == "bản Nà Nghè"


def test_a_scan_sent_by_an_input_method_is_caught_too(show: Show, scanned: list[str]) -> None:
    field = QLineEdit()
    show(field)
    for character in CARD:
        write(character)
    press(Qt.Key.Key_Return)
    assert scanned == [CARD]
    assert field.text() == ""


def test_a_scan_without_enter_ends_by_itself(qtbot: QtBot, show: Show, scanned: list[str]) -> None:
    field = QLineEdit()
    show(field)
    type_keys(CARD)
    assert scanned == []
    qtbot.waitUntil(lambda: scanned == [CARD])
    assert field.text() == ""
    type_keys("Giang A Mau")
    assert field.text() == "Giang A Mau"


def test_a_picker_gets_its_choice_back(show: Show, scanned: list[str]) -> None:
    thai = Choice("03", "Thái")
    picker = Picker(lambda _typed: [thai])
    picked: list[str] = []
    picker.picked.connect(picked.append)
    show(picker, QLineEdit())
    picker.choose(thai)
    scan()
    assert scanned == [CARD]
    assert picker.chosen == thai
    assert picker.text() == "Thái"
    assert picked == ["", "03"]


def test_other_widgets_get_back_what_they_held(show: Show, scanned: list[str]) -> None:
    spin, text, box, view = QSpinBox(), QPlainTextEdit("ghi chú"), QComboBox(), QListView()
    spin.setRange(0, 99)
    spin.setValue(3)
    box.addItems(["0 không", "1 có"])
    box.setCurrentIndex(1)
    model = QStandardItemModel()
    for line in ("Giàng", "0 Lò", "1 Vừ"):
        model.appendRow(QStandardItem(line))
    view.setModel(model)
    show(spin, text, box, view)
    view.setCurrentIndex(model.index(0, 0))
    for widget in (spin, text, box, view):
        widget.setFocus()
        scan()
    assert scanned == [CARD] * 4
    assert (spin.value(), text.toPlainText(), box.currentIndex()) == (3, "ghi chú", 1)
    assert view.currentIndex().row() == 0


def test_an_ordinary_number_stays_in_its_field(show: Show, scanned: list[str]) -> None:
    field = QLineEdit()
    show(field)
    type_keys("011301001234")
    press(Qt.Key.Key_Return)
    assert scanned == []
    assert field.text() == "011301001234"


def test_a_field_that_goes_away_while_watched_does_no_harm(
    qtbot: QtBot, show: Show, scanned: list[str]
) -> None:
    first, second = QLineEdit(), QLineEdit()
    show(first, second)
    type_keys("0113")
    first.deleteLater()
    second.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is second)
    scan()
    assert scanned == [CARD]
    assert second.text() == ""
