"""Turns PDF bytes into pictures of its pages, for the preview and for printing. No Qt here."""

from dataclasses import dataclass

import pypdfium2

_POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page: `height` rows of `stride` bytes, three bytes (blue, green, red) to a pixel."""

    width: int
    height: int
    stride: int
    pixels_bgr: bytes


def pages(pdf: bytes, dpi: int) -> list[PageImage]:
    """Return a picture of every page at so many dots per inch.

    PDFium is not safe in several threads at once: call this in the documents lane only.
    Raises `pypdfium2.PdfiumError` for bytes that are no PDF.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        return [_image(page, dpi) for page in document]


def _image(page: pypdfium2.PdfPage, dpi: int) -> PageImage:
    bitmap = page.render(scale=dpi / _POINTS_PER_INCH, may_draw_forms=False)
    try:
        if bitmap.format != pypdfium2.raw.FPDFBitmap_BGR:
            raise ValueError(f"PDFium drew format {bitmap.format}, not blue-green-red")
        return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    finally:
        bitmap.close()
        page.close()
