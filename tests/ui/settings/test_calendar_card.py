"""The calendar in the settings: a day is changed by hand, a touched appointment moved."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app.domain.moments import from_milliseconds
from tests.support.desks import request
from tests.support.running_window import RunningWindow
from ui.office_page import SETTINGS
from ui.settings_page.calendar_card import CalendarCard
from ui.settings_page.calendar_dialogs import DayDialog, TouchedDialog
from ui.settings_page.page import SettingsPage
from ui.widgets.buttons import ChoiceBox


@pytest.fixture
def card(window: RunningWindow) -> CalendarCard:
    """The card, filled."""
    window.office._turn_to(SETTINGS)
    page = window.office.findChild(SettingsPage)
    window.settle()
    found = page.findChild(CalendarCard)
    assert found is not None
    return found


def _fill(qtbot: QtBot, dialog: DayDialog, day: str, name: str, kind: str = "holiday") -> None:
    qtbot.keyClicks(dialog.day, day)
    assert isinstance(dialog.kind, ChoiceBox)
    dialog.kind.choose(kind)
    qtbot.keyClicks(dialog.name, name)


def test_a_holiday_is_checked_then_kept_and_the_touched_slip_moved(
    qtbot: QtBot, window: RunningWindow, card: CalendarCard
) -> None:
    desk = window.desk
    received = desk.receive(request(procedure="1.004873"), desk.acting(), paper=True).value
    desk.print_paper(received.subject, "slip", desk.acting())
    card.change_wanted.emit()
    dialog = window.dialog(DayDialog)
    _fill(qtbot, dialog, "26/11/2026", "Nghi theo thong bao")
    dialog.act.click()
    window.settle()
    assert desk.calendar.touched() == []
    assert dialog.complaint.isVisible()
    dialog.act.click()
    touched = window.dialog(TouchedDialog)
    assert [line.text() for line in touched._days.values()] == ["30/11/2026"]
    window.settle()
    assert card.unfit.isVisible()
    touched.move_wanted.emit(desk.calendar.touched()[0], None, touched.reason.text())
    window.settle()
    touched.act.click()
    window.no_dialog()
    window.settle()
    due = desk.show(received.subject).dossier.due_at
    assert due is not None
    assert from_milliseconds(due).date() == date(2026, 11, 30)
    assert not card.unfit.isVisible()


@pytest.mark.parametrize(
    ("day", "name", "kind", "wrong"),
    [
        ("26/13/2026", "x", "holiday", "day"),
        ("26/11/2026", "", "holiday", "name"),
        ("26/11/2026", "x", "make_up_workday", "kind"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    qtbot: QtBot, window: RunningWindow, card: CalendarCard, day: str, name: str, kind: str, wrong: str
) -> None:
    card.change_wanted.emit()
    dialog = window.dialog(DayDialog)
    _fill(qtbot, dialog, day, name, kind)
    dialog.act.click()
    assert [field for field in dialog._fields if dialog._fields[field].mark] == [wrong]
    dialog.reject()
    window.no_dialog()


def test_changing_a_field_after_the_check_asks_for_another_check(
    qtbot: QtBot, window: RunningWindow, card: CalendarCard
) -> None:
    card.change_wanted.emit()
    dialog = window.dialog(DayDialog)
    _fill(qtbot, dialog, "26/11/2026", "Nghi")
    dialog.act.click()
    window.settle()
    qtbot.keyClicks(dialog.name, " bu")
    dialog.act.click()
    window.settle()
    assert all(not row.entered for row in window.desk.calendar.rows(2026))
    dialog.act.click()
    window.no_dialog()
    window.settle()
    assert [row.day.name for row in window.desk.calendar.rows(2026) if row.entered] == ["Nghi bu"]
    card.clear_wanted.emit(next(one.change for one in card._days if one.entered))
    window.settle()
    assert all(not row.entered for row in window.desk.calendar.rows(2026))
