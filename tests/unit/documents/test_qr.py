from itertools import pairwise

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.documents.qr import QUIET, QrCode, qr_code
from tests.support.slips import CODE


def picture(code: QrCode) -> Image.Image:
    side = code.modules + 2 * QUIET
    image = Image.new("L", (side, side), 255)
    for run in code.runs:
        for place in range(run.first, run.first + run.length):
            image.putpixel((QUIET + place, QUIET + run.row), 0)
    return image.resize((side * 4, side * 4), Image.Resampling.NEAREST)


@given(st.text("ABCDEFGHKMTVX0123456789.-", min_size=1, max_size=60))
def test_the_runs_show_the_text(text: str) -> None:
    (found,) = zxingcpp.read_barcodes(picture(qr_code(text)))
    assert found.text == text
    assert found.format == zxingcpp.BarcodeFormat.QRCode


def test_runs_do_not_touch_each_other() -> None:
    """A run is as long as the dark modules go: fewer, longer rectangles in the PDF."""
    runs = qr_code(CODE).runs
    for before, after in pairwise(runs):
        assert before.row != after.row or before.first + before.length < after.first


def test_a_dossier_code_stays_a_small_code_with_large_modules() -> None:
    assert qr_code(CODE).modules == 25
    assert qr_code("TAM-000.21.45.H18-02-261123-0042").modules == 25


def test_a_text_too_long_for_any_code_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        qr_code("A" * 5_000)
