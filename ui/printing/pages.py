"""Pages of a paper as Qt pictures."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from ui.entrance import PageImage

PRINT_DPI = 300
SHEET_DPI = 200
"""For A4 and A3, of which several pages are held at once on a small computer."""
SCREEN_DPI = 120
_MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its picture, and how large it is on paper."""

    picture: QImage
    millimetres: QSizeF


def pages_of(images: Sequence[PageImage], dpi: int) -> list[Page]:
    """Turn pictures drawn at so many dots an inch into pages."""
    return [_page(image, dpi) for image in images]


def _page(image: PageImage, dpi: int) -> Page:
    shared = QImage(image.pixels_bgr, image.width, image.height, image.stride, QImage.Format.Format_BGR888)
    # A copy of its own: the bytes belong to Python and may go away before the picture does.
    picture = shared.copy()
    size = QSizeF(image.width / dpi * _MM_PER_INCH, image.height / dpi * _MM_PER_INCH)
    return Page(picture, size)
