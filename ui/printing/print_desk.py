"""Takes an issued paper to the printer. Printing is a step of its own: it may fail, and be tried again."""

import tempfile
from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.localization.translate import _
from app.settings.definitions import (
    PRINTER_ASK,
    PRINTER_COPIES,
    PRINTER_NARROW,
    PRINTER_OFFSETS,
    PRINTER_SHEETS,
    PRINTER_SLIPS,
)
from app.settings.printer_offsets import offset_of
from ui.entrance import PageImage
from ui.printing.pages import PRINT_DPI, SHEET_DPI, Page, pages_of
from ui.printing.preview import PreviewDialog
from ui.printing.printers import print_pages, usable_printer
from ui.session import Session


class Printed(Enum):
    """How a way to the printer ended."""

    DONE = "done"
    NO_PRINTER = "no_printer"
    FAILED = "failed"
    NOT_NOW = "not_now"
    """The person looked at it and closed it."""


Then = Callable[[Printed], None]


class PrintDesk(QObject):
    """Prints for one window."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        """Print for an office."""
        super().__init__(parent)
        self._session = session
        self._parent = parent
        self._kept: list[Path] = []

    def print_pdf(self, pdf: bytes, title: str, then: Then, *, look: bool = False) -> None:
        """Print a paper as the settings of this device say. ``title`` is a code and names no citizen.

        ``look``: a large sheet, which is always shown first and printed once.
        """
        once = {PRINTER_ASK: True, PRINTER_COPIES: 1} if look else {}
        dpi = SHEET_DPI if look else PRINT_DPI
        self._session.read(
            lambda desk: {**desk.settings.device_settings(), **once},
            lambda settings: self._drawn(pdf, title, settings, then, dpi),
            owner=self,
        )

    def preview(self, pdf: bytes) -> None:
        """Show a paper that cannot be printed yet."""
        self._pages(pdf, lambda pages: PreviewDialog(pages, self._parent, printable=False).open())

    def _drawn(self, pdf: bytes, title: str, settings: dict[str, Any], then: Then, dpi: int) -> None:
        self._pages(pdf, lambda pages: self._show(pages, pdf, title, settings, then), dpi)

    def _pages(self, pdf: bytes, done: Callable[[list[Page]], None], dpi: int = PRINT_DPI) -> None:
        drawing = self._session.drawing

        def drawn(images: Sequence[PageImage]) -> None:
            done(pages_of(images, dpi))

        self._session.draw(lambda: drawing.page_images(pdf, dpi), drawn, owner=self)

    def _show(self, pages: list[Page], pdf: bytes, title: str, settings: dict[str, Any], then: Then) -> None:
        if not settings.get(PRINTER_ASK):
            self._print(pages, title, settings, then)
            return
        dialog = PreviewDialog(pages, self._parent)
        dialog.wanted.connect(lambda: self._print(pages, title, settings, then))
        dialog.file_wanted.connect(lambda: self.keep_file(pdf, title))
        dialog.rejected.connect(lambda: then(Printed.NOT_NOW))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _print(self, pages: list[Page], title: str, settings: dict[str, Any], then: Then) -> None:
        name = usable_printer(_chosen(pages, settings))
        if not name:
            then(Printed.NO_PRINTER)
            return
        copies = int(settings.get(PRINTER_COPIES) or 1)
        offset = offset_of(name, settings.get(PRINTER_OFFSETS) or ())
        done = all(print_pages(pages, name, title, offset) for _copy in range(copies))
        then(Printed.DONE if done else Printed.FAILED)

    def keep_file(self, pdf: bytes, title: str) -> bool:
        """Ask where to keep the PDF, and keep it; tell whether it was kept."""
        name, _filter = QFileDialog.getSaveFileName(
            self._parent, _("Keep the PDF file"), f"{title}.pdf", "PDF (*.pdf)"
        )
        if not name:
            return False
        Path(name).write_bytes(pdf)
        return True

    def open_file(self, pdf: bytes, title: str) -> None:
        """Open the PDF with the system's viewer, from a file that goes when the window closes."""
        folder = Path(tempfile.mkdtemp(prefix="motcua-"))
        file = folder / f"{title}.pdf"
        file.write_bytes(pdf)
        self._kept.append(file)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

    def forget_files(self) -> None:
        """Delete what was opened with a viewer: it names citizens."""
        for file in self._kept:
            file.unlink(missing_ok=True)
            file.parent.rmdir()
        self._kept.clear()


_ROLL_MM, _A5_MM = 82, 211
"""Nothing narrower than the one needs anything but a roll; nothing longer than the other fits on A5."""


def _chosen(pages: Sequence[Page], settings: dict[str, Any]) -> str:
    """Return the printer for the paper these pages are made for; without one of its own, that for slips."""
    size = pages[0].millimetres if pages else None
    name = PRINTER_SLIPS
    if size is not None and size.width() <= _ROLL_MM:
        name = PRINTER_NARROW
    elif size is not None and max(size.width(), size.height()) > _A5_MM:
        name = PRINTER_SHEETS
    return str(settings.get(name) or settings.get(PRINTER_SLIPS) or "")
