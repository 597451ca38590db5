"""The type of the window: Be Vietnam Pro where it is shipped, else the system's, in five sizes."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication

from ui.style.spacing import BASE_POINTS

FAMILY = "Be Vietnam Pro"
_WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")


def load_fonts(folder: Path) -> QFont:
    """Register the shipped font files found in ``folder``; return the base font.

    Without them the system's own font is used: the window must open with whatever is there.
    """
    for weight in _WEIGHTS:
        file = folder / f"BeVietnamPro-{weight}.ttf"
        if file.is_file():
            QFontDatabase.addApplicationFont(str(file))
    font = QFont(QGuiApplication.font())
    if FAMILY in QFontDatabase.families():
        font.setFamily(FAMILY)
    font.setPointSizeF(BASE_POINTS)
    font.setStyleHint(QFont.StyleHint.SansSerif)
    return font


def scaled(font: QFont, factor: float, weight: QFont.Weight | None = None) -> QFont:
    """Return the font larger or smaller by ``factor``, in another weight if one is given."""
    made = QFont(font)
    points = font.pointSizeF() if font.pointSizeF() > 0 else QFontInfo(font).pointSizeF()
    made.setPointSizeF(points * factor)
    if weight is not None:
        made.setWeight(weight)
    return made


SMALL, BODY, HEADING, TITLE, DISPLAY = 0.9, 1.0, 1.15, 1.5, 2.0
"""Factors of the five sizes. Nothing is set smaller than `SMALL`."""
