"""A sheet of a few lines of text, for what is no paper of an office: the recovery key."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from ui.printing.printers import printer_names

_POINTS = (16, 20, 12)
_MARGIN_MM = 20


def print_plain_sheet(parent: QWidget, lines: Sequence[str]) -> bool:
    """Ask for a printer and print a line under another; tell whether it was printed."""
    if not printer_names():
        return False
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    return paint_plain_sheet(printer, lines)


def paint_plain_sheet(printer: QPrinter, lines: Sequence[str]) -> bool:
    """Print on a printer that was chosen."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    area = printer.pageRect(QPrinter.Unit.DevicePixel).toRect()
    margin = round(_MARGIN_MM / 25.4 * printer.resolution())
    left, top = area.left() + margin, area.top() + margin
    wrap = int(Qt.TextFlag.TextWordWrap)
    for place, line in enumerate(lines):
        font = QFont(painter.font())
        font.setPointSize(_POINTS[min(place, len(_POINTS) - 1)])
        painter.setFont(font)
        room = QRect(left, top, area.width() - 2 * margin, area.height())
        used = painter.boundingRect(room, wrap, line)
        painter.drawText(room, wrap, line)
        top += used.height() + margin // 2
    return painter.end()
