"""Papers for a thermal printer of 203 dots an inch: 576 dots across, each black or white. No Qt here.

A roll of 80 mm is printed on over 72 mm, eight dots to a millimetre; what a paper has beside them is white.
"""

from dataclasses import dataclass

import pypdfium2

DOTS = 576
"""Across the roll."""

_DOTS_PER_MM = 8
_ROLL_DOTS = 80 * _DOTS_PER_MM
_POINTS_PER_MM = 72 / 25.4
_DARK = 150
"""Grey below this is burnt in: thin strokes of letters stay whole."""
_BITS = bytes(ord("1") if grey < _DARK else ord("0") for grey in range(256))


@dataclass(frozen=True, slots=True)
class OneBitPage:
    """One strip of paper: `height` rows of 72 bytes, the leftmost dot in the highest bit, 1 is black."""

    height: int
    rows: bytes

    @property
    def pbm(self) -> bytes:
        """The page as a portable bitmap, which every print system reads."""
        return b"P4\n%d %d\n" % (DOTS, self.height) + self.rows

    @property
    def escpos(self) -> bytes:
        """The page in the language of thermal printers: reset, picture in bands, feed, cut."""
        row = DOTS // 8
        bands = (self.rows[first : first + 255 * row] for first in range(0, len(self.rows), 255 * row))
        pictures = b"".join(
            b"\x1dv0\x00" + row.to_bytes(2, "little") + (len(band) // row).to_bytes(2, "little") + band
            for band in bands
        )
        return b"\x1b@" + pictures + b"\x1bd\x04\x1dV\x01"


def one_bit_pages(pdf: bytes) -> list[OneBitPage]:
    """Return the strips of a paper made for a roll of 80 mm.

    PDFium is not safe in several threads at once: call this in the documents lane only. Raises ValueError for
    a page of another width, `pypdfium2.PdfiumError` for bytes that are no PDF.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        return [_one_bit(page) for page in document]


def _one_bit(page: pypdfium2.PdfPage) -> OneBitPage:
    bitmap = page.render(scale=_DOTS_PER_MM / _POINTS_PER_MM, may_draw_forms=False, grayscale=True)
    try:
        if abs(bitmap.width - _ROLL_DOTS) > 1:
            raise ValueError(f"A page of {bitmap.width} dots is not made for a roll")
        grey, margin = bytes(bitmap.buffer), (_ROLL_DOTS - DOTS) // 2
        rows = []
        for row in range(bitmap.height):
            first = row * bitmap.stride + margin
            bits = grey[first : first + DOTS].translate(_BITS)
            rows.append(int(bits, 2).to_bytes(DOTS // 8, "big"))
        return OneBitPage(bitmap.height, b"".join(rows))
    finally:
        bitmap.close()
        page.close()
