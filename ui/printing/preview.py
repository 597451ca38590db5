"""Shows a paper as it will come out, before it is printed or instead of it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.localization.translate import N_
from ui.language.wording import Wording
from ui.printing.pages import Page
from ui.style.sheet import dress
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.text import is_language_change


class PageView(QWidget):
    """One page, as wide as there is room, sharp on dense screens."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        """Show a page."""
        super().__init__(parent)
        self._page = page
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Keep the proportions of the paper."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how tall the page is at a width."""
        size = self._page.millimetres
        return round(width * size.height() / size.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the height in step with the width."""
        super().resizeEvent(event)
        self.setFixedHeight(self.heightForWidth(event.size().width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        dense = self.size() * self.devicePixelRatioF()
        smooth = Qt.TransformationMode.SmoothTransformation
        picture = self._page.picture.scaled(QSize(dense), Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        painter.drawImage(0, 0, picture)


class PreviewDialog(QDialog):
    """The pages under each other. Enter prints, Escape closes."""

    wanted = Signal()
    """The person wants it printed."""
    file_wanted = Signal()
    """The person wants the PDF file."""

    def __init__(self, pages: Sequence[Page], parent: QWidget, *, printable: bool = True) -> None:
        """Show pages; without ``printable`` they are only looked at (the dossier is not saved yet)."""
        super().__init__(parent)
        self._wording = Wording()
        self._wording.say(self.setWindowTitle, N_("Slip"))
        inner = QWidget()
        dress(inner, "page")
        column = QVBoxLayout(inner)
        column.setSpacing(space().one)
        for page in pages:
            column.addWidget(PageView(page))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._print, self._keep, self._close = button("primary", "printer"), button(), button("quiet")
        self._wording.say(self._print.setText, N_("&Print"))
        self._wording.say(self._keep.setText, N_("PDF &file …"))
        self._wording.say(self._close.setText, N_("&Close"))
        self._print.clicked.connect(self._printed)
        self._keep.clicked.connect(self.file_wanted)
        self._close.clicked.connect(self.reject)
        self._print.setVisible(printable)
        self._keep.setVisible(printable)
        row = QHBoxLayout()
        row.addWidget(self._print)
        row.addWidget(self._keep)
        row.addStretch(1)
        row.addWidget(self._close)
        page_column = QVBoxLayout(self)
        page_column.addWidget(scroll)
        page_column.addLayout(row)
        first = self._print if printable else self._close
        first.setDefault(True)
        # The keyboard scrolls; Enter still presses the button, and a stray Space prints nothing.
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._wording.name(scroll, N_("Slip"))
        scroll.setFocus()
        self._fit(parent)

    def _fit(self, parent: QWidget) -> None:
        room = parent.window().size()
        self.resize(min(space().ems(52), room.width() - space().one), round(room.height() * 0.94))

    @Slot()
    def _printed(self) -> None:
        self.wanted.emit()
        self.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if is_language_change(event):
            self._wording.renew()
