"""The whole window on a real office folder, driven as a person drives it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.machine.clock import Clock
from app.use_cases.desk import Desk
from tests.support.desks import PASSPHRASE
from tests.support.folder_entrance import ClockedEntrance
from ui.application import Window
from ui.office_page import OfficePage
from ui.sign_in.sign_in_page import SignInPage

PATIENCE_MS = 20_000


class RunningWindow:
    """The window, and short ways to what tests look at."""

    def __init__(self, qtbot: Any, window: Window) -> None:
        self._qtbot = qtbot
        self.window = window

    def until(self, condition: Callable[[], object]) -> None:
        """Wait for a condition."""
        self._qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def settle(self) -> None:
        """Wait until nothing is under way on any lane."""
        self.until(lambda: self.window.runner.under_way == 0)

    def sign_in(self) -> None:
        """Sign in as the only clerk."""
        self.until(lambda: isinstance(self.page, SignInPage))
        page = self.page
        assert isinstance(page, SignInPage)
        page.passphrase.setText(PASSPHRASE)
        page._go.click()
        self.until(lambda: isinstance(self.page, OfficePage))
        self.settle()

    @property
    def frame(self) -> QWidget:
        """The window itself."""
        return self.window.frame

    @property
    def page(self) -> QWidget | None:
        """What the frame shows."""
        return self.window.frame.page

    @property
    def office(self) -> OfficePage:
        """The office at work."""
        assert isinstance(self.page, OfficePage)
        return self.page

    @property
    def desk(self) -> Desk:
        """The desk behind it, for looking at what was written."""
        return self.office._session.desk

    def dialog(self, kind: type[QDialog] = QDialog) -> Any:
        """Wait for a dialog and return it."""
        self.until(lambda: self._open(kind))
        return self._open(kind)[0]

    def no_dialog(self) -> None:
        """Wait until every dialog is closed."""
        self.until(lambda: not self._open(QDialog))

    def _open(self, kind: type[QDialog]) -> list[QDialog]:
        return [dialog for dialog in self.frame.findChildren(kind) if dialog.isVisible()]


@contextmanager
def running_window(
    qtbot: Any, application: QApplication, folder: Path, clock: Clock
) -> Iterator[RunningWindow]:
    """Run the window on a folder; leave it in order at the end."""
    window = Window(application, ClockedEntrance(folder, clock))
    window.frame.resize(1366, 738)
    window.start()
    window.frame.activateWindow()
    try:
        yield RunningWindow(qtbot, window)
    finally:
        window.frame.close()
        window.leave()
        window.frame.deleteLater()
        window.setParent(None)
        window.deleteLater()
