import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.support.keyboard import focused, press, type_keys, write
from tests.ui.conftest import Show
from ui.widgets.birth_date import BirthDateEdit
from ui.widgets.buttons import ChoiceBox
from ui.widgets.choice import Choice
from ui.widgets.count_field import CountField
from ui.widgets.notice import Notice
from ui.widgets.picker import Picker

GROUPS = [Choice("03", "Thái"), Choice("08", "HMông"), Choice("29", "Khơ-mú")]


def _find(typed: str) -> list[Choice]:
    return [group for group in GROUPS if group.title.lower().startswith(typed.lower())] if typed else GROUPS


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [
        ("17051990", "1990-05-17", "17/05/1990"),
        ("17/5/90", "1990-05-17", "17/05/1990"),
        ("5/1990", "1990-05", "05/1990"),
        ("1962", "1962", "1962"),
        ("31/02/1990", "31/02/1990", "31/02/1990"),
        ("", "", ""),
    ],
)
def test_a_birth_date_is_read_as_people_know_it(show: Show, typed: str, value: str, shown: str) -> None:
    field, after = BirthDateEdit(), QLineEdit()
    show(field, after)
    type_keys(typed)
    after.setFocus()
    assert (field.value, field.text()) == (value, shown)


def test_a_picker_takes_the_marked_line_and_moves_on(show: Show) -> None:
    picker, after = Picker(_find), QLineEdit()
    picked: list[str] = []
    picker.picked.connect(picked.append)
    show(picker, after)
    write("k")
    assert picker.list_open
    press(Qt.Key.Key_Return)
    assert picked == ["29"]
    assert picker.text() == "Khơ-mú"
    assert focused() is after


def test_nothing_is_chosen_that_was_not_asked_for(show: Show) -> None:
    picker, after = Picker(_find), QLineEdit()
    show(picker, after)
    press(Qt.Key.Key_Down)
    assert picker.list_open
    press(Qt.Key.Key_Tab)
    assert picker.chosen is None
    assert focused() is after


def test_arrows_lead_the_list_and_escape_closes_it(show: Show) -> None:
    picker, after = Picker(_find), QLineEdit()
    show(picker, after)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Escape)
    assert not picker.list_open
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert picker.chosen == GROUPS[0]


def test_typing_takes_a_choice_back(show: Show) -> None:
    picker = Picker(_find)
    picked: list[str] = []
    picker.picked.connect(picked.append)
    show(picker, QLineEdit())
    picker.choose(GROUPS[0])
    write("x")
    assert picker.chosen is None
    assert picked == [""]
    assert not picker.list_open


def test_a_count_goes_up_and_down_within_its_bounds(show: Show) -> None:
    count, after = CountField(1, 3), QLineEdit()
    told: list[int] = []
    count.counted.connect(told.append)
    show(count, after)
    for _press in range(4):
        press(Qt.Key.Key_Up)
    assert count.number == 3
    for _press in range(4):
        press(Qt.Key.Key_Down)
    assert count.number == 1
    assert told == [2, 3, 2, 1]
    count.selectAll()
    type_keys("9")
    after.setFocus()
    assert count.text() == "3"


def test_a_closed_list_keeps_its_choice_when_it_is_worded_anew(show: Show) -> None:
    box = ChoiceBox()
    show(box)
    box.fill([("", ""), ("Nam", "Nam"), ("Nữ", "Nữ")])
    box.choose("Nữ")
    box.fill([("", ""), ("Nam", "Male"), ("Nữ", "Female")])
    assert (box.key, box.currentText()) == ("Nữ", "Female")
    box.choose("nobody")
    assert box.key == ""


def test_a_notice_is_hidden_until_it_has_something_to_say(show: Show) -> None:
    notice = Notice("warn")
    pressed: list[str] = []
    notice.pressed.connect(pressed.append)
    show(QLineEdit(), notice)
    assert not notice.isVisible()
    notice.say("Mất điện", (("again", "Thử lại"), ("open", "Mở")))
    assert notice.isVisible()
    assert notice.accessibleName() == "Mất điện"
    notice._buttons[1].click()  # type: ignore[attr-defined]  # a button
    assert pressed == ["open"]
    notice.be_silent()
    assert not notice.isVisible()


def test_scrolling_past_a_list_chooses_nothing(show: Show) -> None:
    box = ChoiceBox()
    box.addItems(["tiền mặt", "chuyển khoản"])
    show(box)
    middle = QPointF(box.rect().center())
    down = QWheelEvent(
        middle,
        QPointF(box.mapToGlobal(middle)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt takes it by place
    )
    QApplication.sendEvent(box, down)
    assert box.currentText() == "tiền mặt"
    assert not down.isAccepted()
