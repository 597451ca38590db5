"""Builds the window and runs it: `run` is what composition calls.

    run(entrance, resources, open_now=None) -> exit code

``entrance`` (`ui.entrance.Entrance`) is the way into an office folder; ``resources`` the folder of the
shipped data; ``open_now``, for the practice office, opens an office without asking anybody. Returns when
the person has left: the network abandoned, papers and saves finished, the database closed.

Nothing heavy is imported before the first window is painted (`ui.preload` does it in idle moments).
"""

import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from ui.background.gui_thread_collector import GuiThreadCollector
from ui.crash_guard import CrashGuard
from ui.language.switch import LanguageSwitch
from ui.main_window import MainWindow
from ui.preload import Preload
from ui.style.lettering import load_fonts
from ui.style.palette import qt_palette
from ui.style.sheet import SHEET, style_sheet
from ui.style.spacing import Spacing
from ui.way_in import WayIn

if TYPE_CHECKING:
    from app.use_cases.desk import Desk
    from ui.background.lanes import Lanes
    from ui.background.task_runner import TaskRunner
    from ui.entrance import Entrance
    from ui.scanning.scan_catcher import ScanCatcher

_STYLE = "fusion"
"""The one style that looks alike everywhere; asking for it where it is the usual one costs a search."""
_LEAVING_SECONDS = 2.5
"""How long leaving may take: papers and saves in progress end well within it."""


def run(entrance: "Entrance", resources: Path, open_now: "Callable[[], Desk] | None" = None) -> int:
    """Show the window until the person leaves; return the exit code of the program."""
    application = make_application(resources)
    window = Window(application, entrance, open_now)
    window.start()
    code = application.exec()
    window.leave()
    return code


def make_application(resources: Path) -> QApplication:
    """Return the Qt application in our style: fonts, colours, sheet."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
    application.setApplicationName("motcua")
    application.setWindowIcon(QIcon(str(resources / "icons" / "motcua.png")))
    if application.style().name() != _STYLE:
        application.setStyle(_STYLE)
    font = load_fonts(resources / "fonts")
    application.setFont(font)
    application.setPalette(qt_palette())
    template = (resources / "style" / "window.qss").read_text(encoding="utf-8")
    application.setProperty(SHEET, style_sheet(template, font, Spacing.of(font)))
    return application


class Window(QObject):
    """The running window with everything that lives as long as it: lanes, relay, guard, language."""

    def __init__(
        self, application: QApplication, entrance: "Entrance", open_now: "Callable[[], Desk] | None" = None
    ) -> None:
        """Build the parts; nothing is shown yet."""
        super().__init__(application)
        self._application = application
        self._entrance = entrance
        self.frame = MainWindow()
        self.guard = CrashGuard(self._show_fault, self)
        self.guard.install()
        self._collector = GuiThreadCollector(self)
        self.language = LanguageSwitch(application, entrance.language())
        self.way_in = WayIn(self, open_now, self)
        self.frame.closing.connect(self.way_in.leave_office)

    @cached_property
    def lanes(self) -> "Lanes":
        """Where work is done; started with the first work."""
        from ui.background.lanes import Lanes  # noqa: PLC0415 - no work before the first page is painted

        return Lanes.start()

    @cached_property
    def runner(self) -> "TaskRunner":
        """What brings results back."""
        from ui.background.task_runner import TaskRunner  # noqa: PLC0415 - no work before the first page is painted

        runner = TaskRunner(self)
        runner.unexpected.connect(self.guard.take)
        return runner

    @cached_property
    def scans(self) -> "ScanCatcher":
        """What catches scanned cards; made once the first page has been painted."""
        from ui.scanning.scan_catcher import ScanCatcher  # noqa: PLC0415 - nobody scans before that

        return ScanCatcher(self._application)

    @property
    def entrance(self) -> "Entrance":
        """The way into the office folder."""
        return self._entrance

    def start(self) -> None:
        """Show the first page; once it is painted, import the rest."""
        self.frame.painted.connect(self._warm_up)
        self.way_in.begin()
        self.frame.show()

    @Slot()
    def _warm_up(self) -> None:
        self.scans.watch()
        self.runner.run(self.lanes.documents, self._entrance.warm_up, _nothing, owner=self)
        Preload(self).start()

    def change_language(self, language: str) -> None:
        """Show everything in another language, and begin in it next time."""
        self.language.change(language)
        self._entrance.keep_language(language)

    def leave(self) -> None:
        """End everything in order; see `ui/decisions/0001-lanes.md`."""
        self.lanes.close(self.way_in.close, _LEAVING_SECONDS)
        self._collector.stop()
        self.guard.uninstall()

    def _show_fault(self, reference: str) -> None:
        from ui.fault_dialog import show_fault  # noqa: PLC0415 - hardly ever needed

        show_fault(self.frame, reference)


def _nothing(_: None) -> None:
    """Want no result."""
