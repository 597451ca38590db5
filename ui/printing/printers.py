"""The printers of this computer, and pages on their way to one of them.

Besides real printers there is one that always answers: a PDF file in a folder. A choice is kept as a
name; ``pdf:FOLDER`` names the folder.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ui.printing.pages import PRINT_DPI, Page

PDF = "pdf:"


def printer_names() -> Sequence[str]:
    """Return the printers the system knows, its own choice first."""
    default = QPrinterInfo.defaultPrinterName()
    names = QPrinterInfo.availablePrinterNames()
    return sorted(names, key=lambda name: (name != default, name))


def usable_printer(chosen: str) -> str:
    """Return the printer to use: the chosen one if it is there, else the system's; empty without any."""
    if chosen.startswith(PDF):
        return chosen
    names = printer_names()
    if chosen in names:
        return chosen
    return QPrinterInfo.defaultPrinterName() if names else ""


def print_pages(
    pages: Sequence[Page], printer_name: str, title: str, offset_mm: tuple[float, float] = (0.0, 0.0)
) -> bool:
    """Print pages at their true size; tell whether the printer took them. ``title`` names no citizen.

    ``offset_mm``: how far to the right and downwards, for a printer that feeds askew.
    """
    if not pages or not printer_name:
        return False
    printer = _printer(printer_name, title)
    printer.setPageLayout(_layout(pages[0].millimetres))
    painter = QPainter()
    if not painter.begin(printer):
        return False
    try:
        for number, page in enumerate(pages):
            if number:
                printer.setPageLayout(_layout(page.millimetres))
                if not printer.newPage():
                    return False
            painter.drawImage(_target(printer, page, offset_mm), page.picture)
    finally:
        ended = painter.end()
    return ended and printer.printerState() != QPrinter.PrinterState.Error


def _printer(name: str, title: str) -> QPrinter:
    if name.startswith(PDF):
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(Path(name.removeprefix(PDF)) / f"{title}.pdf"))
    else:
        printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
    printer.setResolution(PRINT_DPI)
    printer.setDocName(title)
    printer.setFullPage(True)
    return printer


def _layout(millimetres: QSizeF) -> QPageLayout:
    """Return the layout of one page: its size without regard to which side is longer, and no margins."""
    wide = millimetres.width() > millimetres.height()
    upright = QSizeF(millimetres.height(), millimetres.width()) if wide else millimetres
    size = QPageSize(upright, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    way = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    return QPageLayout(size, way, QMarginsF(0, 0, 0, 0))


def _target(printer: QPrinter, page: Page, offset_mm: tuple[float, float]) -> QRectF:
    """Return where a page goes: true size, made smaller only when the printer's sheet is smaller."""
    sheet = printer.paperRect(QPrinter.Unit.DevicePixel)
    dots = printer.resolution() / 25.4
    wide, tall = page.millimetres.width() * dots, page.millimetres.height() * dots
    shrink = min(1.0, sheet.width() / wide, sheet.height() / tall)
    right, down = offset_mm
    return QRectF(right * dots, down * dots, wide * shrink, tall * shrink)
