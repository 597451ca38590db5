"""From the first page into the office and back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.desks import PASSPHRASE, SetClock, new_counter
from tests.support.keyboard import press, scan, write
from tests.support.running_window import RunningWindow, running_window
from ui.office_page import OfficePage
from ui.passphrase import Strength, strength
from ui.sign_in.first_start import FirstStartPage
from ui.sign_in.recover_page import RecoverPage
from ui.sign_in.recovery_sheet import RecoverySheetPage
from ui.sign_in.sign_in_page import SignInPage


@pytest.fixture
def empty(qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: SetClock) -> Iterator[RunningWindow]:
    """Return the window on a folder in which there is nothing yet."""
    with running_window(qtbot, qapp, tmp_path / "new", clock) as running:
        yield running


@pytest.fixture
def closed(qtbot: QtBot, qapp: QApplication, office_folder: Path, clock: SetClock) -> Iterator[RunningWindow]:
    """Return the window before anybody has signed in."""
    with running_window(qtbot, qapp, office_folder, clock) as running:
        running.until(lambda: isinstance(running.page, SignInPage))
        yield running


def test_an_office_is_set_up_by_keyboard_alone(empty: RunningWindow) -> None:
    empty.until(lambda: isinstance(empty.page, FirstStartPage))
    page = empty.page
    assert isinstance(page, FirstStartPage)
    write("thanh chan")
    press(Qt.Key.Key_Return)
    assert page._commune.text() == "Xã Thanh Nưa"
    press(Qt.Key.Key_Return)
    for typed in ("Lò Thị Hạnh", "Công chức", "0912345678", "nương ngô trên núi", "nương ngô trên núi"):
        write(typed)
        press(Qt.Key.Key_Return)
    page._go.click()
    empty.until(lambda: isinstance(empty.page, RecoverySheetPage))
    sheet = empty.page
    assert isinstance(sheet, RecoverySheetPage)
    assert not sheet._go.isEnabled()
    sheet._kept.setChecked(True)
    sheet._go.click()
    empty.until(lambda: isinstance(empty.page, OfficePage))
    empty.settle()
    assert empty.desk.clerk.full_name == "Lò Thị Hạnh"
    assert empty.desk.this.unit == "03328"
    assert empty.office._settings._welcome.isVisible()
    empty.until(empty.office._settings._profile._editors["hotline"].widget.hasFocus)


def test_what_is_missing_at_first_start_is_pointed_out(empty: RunningWindow) -> None:
    empty.until(lambda: isinstance(empty.page, FirstStartPage))
    page = empty.page
    assert isinstance(page, FirstStartPage)
    page._next.click()
    assert page._commune_field.mark == "bad"
    write("nua")
    press(Qt.Key.Key_Return)
    page._next.click()
    page._passphrase.setText("ngắn")
    page._go.click()
    assert page._passphrase_field.mark == "bad"
    page._name.setText("Lò Thị Hạnh")
    page._passphrase.setText("nương ngô trên núi")
    page._go.click()
    assert page._again_field.said == "Hai lần nhập không giống nhau."


def test_a_wrong_passphrase_keeps_the_door_shut_and_lets_one_try_again(closed: RunningWindow) -> None:
    page = closed.page
    assert isinstance(page, SignInPage)
    press(Qt.Key.Key_Return)
    assert page._field.mark == "bad"
    write("sai rồi")
    press(Qt.Key.Key_Return)
    closed.until(lambda: page._field.said.startswith("Mật khẩu sai"))
    assert page.passphrase.hasSelectedText()
    write(PASSPHRASE)
    press(Qt.Key.Key_Return)
    closed.until(lambda: isinstance(closed.page, OfficePage))
    closed.settle()


def test_a_card_scanned_at_the_door_does_not_land_in_the_passphrase(closed: RunningWindow) -> None:
    page = closed.page
    assert isinstance(page, SignInPage)
    write("mật")
    scan()
    assert page.passphrase.text() == "mật"
    closed.settle()


def test_the_key_of_the_recovery_sheet_opens_the_office(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, clock: SetClock
) -> None:
    counter = new_counter(tmp_path / "office")
    counter.desk.close()
    with running_window(qtbot, qapp, counter.folder, clock) as running:
        running.until(lambda: isinstance(running.page, SignInPage))
        assert isinstance(running.page, SignInPage)
        running.page._lost.click()
        page = running.page
        assert isinstance(page, RecoverPage)
        page._key.setText("AAAA-BBBB")
        page._passphrase.setText("mật khẩu mới")
        page._again.setText("mật khẩu mới")
        page._go.click()
        running.until(lambda: page._key_field.mark == "bad")
        page._key.setText(counter.recovery_key)
        page._go.click()
        running.until(lambda: isinstance(running.page, OfficePage))
        running.settle()


def test_signing_out_closes_the_office_and_asks_again(window: RunningWindow) -> None:
    window.office.signing_out.emit()
    window.until(lambda: isinstance(window.page, SignInPage))
    window.sign_in()
    assert isinstance(window.page, OfficePage)


@pytest.mark.parametrize(
    ("passphrase", "found"),
    [
        ("1234567", Strength.TOO_SHORT),
        ("12345678", Strength.WEAK),
        ("aaaaaaaaaa", Strength.WEAK),
        ("matkhau9", Strength.FAIR),
        ("nương ngô", Strength.GOOD),
        ("Hoaban2026", Strength.FAIR),
        ("nương ngô xanh trên núi", Strength.GOOD),
    ],
)
def test_the_strength_of_a_passphrase(passphrase: str, found: Strength) -> None:
    assert strength(passphrase) is found


def test_after_a_fault_one_can_sign_in_again(
    closed: RunningWindow, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("ERROR")
    page = closed.page
    assert isinstance(page, SignInPage)
    reported: list[str] = []
    monkeypatch.setattr(closed.window.guard, "_show", reported.append)
    with monkeypatch.context() as broken:
        broken.setattr("ui.session.stock_of", lambda *_parts: 1 // 0)
        page.passphrase.setText(PASSPHRASE)
        page._go.click()
        closed.until(lambda: page._field.mark == "bad")
    assert page._go.isEnabled()
    assert not page._busy.isVisible()
    closed.settle()
    assert len(reported) == 1
    closed.sign_in()
    assert isinstance(closed.page, OfficePage)


def test_exchange_now_leads_an_office_that_has_not_joined_to_the_province(window: RunningWindow) -> None:
    window.office._strip._exchange.click()
    assert window.office._stack.currentWidget() is window.office._settings
    assert window.office._settings._province._server.hasFocus()
    window.settle()
