"""What drawing a slip costs: processor time and bytes, beside the bare work of the PDF library.

Run from the repository's root: ``.venv/bin/python -m tests.performance.slip``. Bars: 20 ms of processor time
after the first slip, 30 kB with both copies. The bare work is the same letters at the same places drawn with
nothing but reportlab and its own QR code; the ratios hold on any machine, the milliseconds on a quiet one.
"""

import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import quantiles

ROUNDS = 60


def processor_ms(work: Callable[[], object]) -> float:
    """Processor time of one call, in milliseconds."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def spread(work: Callable[[], object]) -> tuple[float, float]:
    """Median and 95th percentile over many calls, in milliseconds."""
    cuts = quantiles([processor_ms(work) for _ in range(ROUNDS)], n=20)
    return cuts[9], cuts[18]


def main() -> int:
    """Print the figures."""
    # What only tests need is imported before the clock starts.
    from tests.support.slips import full_slip, slip

    everyday = slip()
    begun = time.process_time()
    from app.documents.renderer import PaperRenderer

    PaperRenderer(Path("resources")).slip(everyday)
    first = (time.process_time() - begun) * 1000

    from reportlab.graphics import renderPDF
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Drawing
    from reportlab.pdfgen.canvas import Canvas

    from tests.support.papers import laid_out, renderer

    drawn = laid_out(everyday)

    def bare() -> bytes:
        buffer = BytesIO()
        canvas = Canvas(buffer, pagesize=(420, 595), invariant=1)
        for page in drawn:
            picture = Drawing(60, 60)
            picture.add(QrCodeWidget(everyday.code, barWidth=57, barHeight=57, barLevel="M"))
            renderPDF.draw(picture, canvas, page.squares[0].x, page.squares[0].y)
            for text in (*page.heading, *page.body, *page.foot):
                canvas.setFont(text.face.name, text.size)
                canvas.drawString(text.x, text.y, text.text)
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()

    print(f"first slip          {first:7.1f} ms, with every import and both fonts")
    bare_median, bare_p95 = spread(bare)
    print(f"bare library        {bare_median:7.1f} ms median {bare_p95:7.1f} ms p95 {len(bare()):7,} bytes")
    for name, given in (("everyday slip", everyday), ("everything at once", full_slip())):
        median, p95 = spread(lambda given=given: renderer().slip(given))
        size = len(renderer().slip(given))
        pages = len(laid_out(given))
        print(
            f"{name:<19} {median:7.1f} ms median {p95:7.1f} ms p95 {size:7,} bytes {pages} pages,"
            f" {median / bare_median:.2f} x bare"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
