"""The one window: shows one page at a time, from sign-in to the office, and asks before it closes."""

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.localization.translate import _
from ui.style.sheet import dress_window
from ui.style.spacing import space
from ui.widgets.text import is_language_change

_WIDE_EMS, _TALL_EMS = 84, 44
_LEAST_WIDE_EMS, _LEAST_TALL_EMS = 40, 24


class MainWindow(QWidget):
    """A frame. What is in it decides for itself; the window only carries the title and the farewell."""

    closing = Signal()
    """The person closes the window."""
    painted = Signal()
    """The first page stands on the screen; told once."""

    def __init__(self) -> None:
        """Make an empty window."""
        super().__init__()
        self.setObjectName("mainWindow")
        dress_window(self)
        self._stack = QStackedLayout(self)
        self._place = ""
        self._was_painted = False
        self.setMinimumSize(space().ems(_LEAST_WIDE_EMS), space().ems(_LEAST_TALL_EMS))
        self._fit_screen()
        self._retranslate()

    def _fit_screen(self) -> None:
        """Take the wished size, or as much of it as the screen has."""
        room = self.screen().availableGeometry().size()
        wide, tall = space().ems(_WIDE_EMS), space().ems(_TALL_EMS)
        self.resize(min(wide, room.width()), min(tall, room.height()))

    @property
    def page(self) -> QWidget | None:
        """What is shown now."""
        return self._stack.currentWidget()

    def show_page(self, page: QWidget) -> None:
        """Show a page in place of the one before, which is done with."""
        before = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()

    def set_place(self, place: str) -> None:
        """Name the office in the title; empty before one is open."""
        self._place = place
        self._retranslate()

    def _retranslate(self) -> None:
        name = _("Một Cửa Vùng Cao")
        self.setWindowTitle(f"{self._place} – {name}" if self._place else name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell that the first page has been painted, as soon as Qt is done with it."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if is_language_change(event):
            self._retranslate()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the person leaves; nothing needs to be asked, a draft keeps what is unfinished."""
        self.closing.emit()
        event.accept()
