"""The page for people at the counter, on a real office."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from tests.support.desks import person, request
from tests.support.keyboard import press
from tests.support.running_window import RunningWindow
from ui.citizens.page import FEEDBACK, QUEUE, RATING, TRIPS
from ui.office_page import CITIZENS, SETTINGS
from ui.rating.screen import RatingScreen
from ui.settings_page.villages_card import VillagesCard


def _panel(window: RunningWindow, place: int) -> Any:
    window.office._turn_to(CITIZENS)
    window.office._citizens.turn_to(place)
    window.settle()
    return window.office._citizens._panels[place]


def test_a_number_is_drawn_called_and_shown_on_the_wall(window: RunningWindow) -> None:
    panel = _panel(window, QUEUE)
    panel._counter.setText("Quầy 1")
    panel._draw.click()
    window.settle()
    panel._chips["pregnant"].setChecked(True)
    panel._draw.click()
    window.settle()
    assert panel._count.text() == "2 người đang chờ"
    assert not panel._chips["pregnant"].isChecked(), "the next person is somebody else"
    panel.begin()
    press(Qt.Key.Key_Return)
    window.settle()
    assert panel._number.text().endswith("002"), "who is pregnant goes first"
    assert panel._about.text() == "Phụ nữ mang thai"
    panel._show_wall()
    assert "002 Quầy 1" in panel._wall.accessibleDescription()
    panel._next.click()
    window.settle()
    assert panel._number.text().endswith("001")
    assert "001 Quầy 1" in panel._wall.accessibleDescription()
    panel._next.click()
    window.settle()
    assert "Không còn ai chờ" in panel._notice.words


def test_absent_goes_away_and_comes_back(window: RunningWindow) -> None:
    panel = _panel(window, QUEUE)
    panel._counter.setText("Quầy 1")
    panel._draw.click()
    window.settle()
    panel._next.click()
    window.settle()
    panel._marks[2].click()
    window.settle()
    assert panel._count.text() == "1 người đang chờ"
    assert panel._number.text() == "–"


def test_faces_are_pressed_one_question_after_another(window: RunningWindow) -> None:
    panel = _panel(window, RATING)
    panel._first.click()
    screen = panel._screen
    assert isinstance(screen, RatingScreen)
    for mark in (5, 4, 0, 3):
        if mark:
            screen._faces.faces[mark].click()
        else:
            screen._go_on()
    window.settle()
    assert panel._screen is None
    summary = window.desk.ratings.report(panel.session.today, panel.session.today).summary
    marks = {row.item.code: row.by_mark for row in summary.rows if row.answers}
    assert marks == {"faster": (0, 0, 0, 0, 1), "cheaper": (0, 0, 0, 1, 0), "kinder": (0, 0, 1, 0, 0)}


def test_leaving_the_screen_at_once_keeps_nothing(window: RunningWindow) -> None:
    panel = _panel(window, RATING)
    panel._first.click()
    panel._screen.close()
    window.settle()
    assert window.desk.ratings.report(panel.session.today, panel.session.today).summary.ratings == 0


def test_a_paper_is_entered_with_faces_and_a_comment(window: RunningWindow) -> None:
    panel = _panel(window, RATING)
    panel._rows["time"].faces[2].click()
    panel._comment.setPlainText("Chờ lâu")
    panel._save()
    window.settle()
    assert panel._rows["time"].mark == 0
    report = window.desk.ratings.report(panel.session.today, panel.session.today)
    assert report.comments == ("Chờ lâu",)
    panel._save()
    window.settle()
    assert "Chưa trả lời câu nào" in panel._notice.words


def test_feedback_is_taken_in_found_and_answered(window: RunningWindow) -> None:
    panel = _panel(window, FEEDBACK)
    panel._save()
    window.settle()
    assert panel._fields["text"].mark == "bad"
    panel._text.setPlainText("Đi ba lần chưa xong giấy")
    panel._channel.choose("hotline")
    panel._save()
    window.settle()
    assert panel._text.toPlainText() == ""
    assert "Đã lưu số 1-" in panel._notice.words
    panel._list.setCurrentRow(0)
    panel._detail._answer.setPlainText("Đã trả tận nhà.")
    panel._detail._give()
    window.settle()
    (item,) = window.desk.feedback.list(window.desk.acting())
    assert item.answer == "Đã trả tận nhà."
    panel._search.setText("giấy khai")
    panel._ask()
    window.settle()
    assert panel._list.count() == 0


def test_a_trip_is_listed_by_village(window: RunningWindow) -> None:
    desk = window.desk
    desk.receive(request(applicant=person(village="Bồ Hóng")), desk.acting())
    panel = _panel(window, TRIPS)
    assert [(trip.name, len(trip.results)) for trip in panel._trips] == [("Bồ Hóng", 1)]


def test_villages_are_entered_in_a_table_or_from_a_file(window: RunningWindow, tmp_path: Path) -> None:
    window.office._turn_to(SETTINGS)
    window.settle()
    card = window.office._settings.findChild(VillagesCard)
    assert card is not None
    card._add()
    card._table.item(0, 0).setText("Bản Bồ Hóng")
    card._table.item(0, 1).setText("18")
    card._table.item(0, 5).setCheckState(Qt.CheckState.Checked)
    card._save()
    window.settle()
    known = window.desk.villages.on(card.session.today)
    assert [(one.name, one.distance_km, one.far) for one in known.all] == [("Bản Bồ Hóng", 18, True)]
    card._table.item(0, 1).setText("gần")
    card._save()
    window.settle()
    assert "Dòng 1, cột km" in card._notice.words
    table = tmp_path / "bản.csv"
    table.write_text("Tên bản;km\nCo Mỵ;3\n", encoding="utf-8")
    card.take_file(table)
    window.settle()
    assert card._table.rowCount() == 2
    places = card.session.tables.places
    assert places is not None
    assert len(places.villages) == 2, "the receive page knows them at once"
