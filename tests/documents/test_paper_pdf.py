"""Papers from templates as PDF: read back, rasterised, decoded, always the same."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from app.documents.paper_blocks import Title
from app.documents.raster import PageImage, pages
from app.documents.renderer import PaperRenderer
from tests.support.papers import RESOURCES, letters_of, renderer
from tests.support.records import CODE, any_record, forms, full_record, laid_out, shelved

WITH_CODE = [
    form
    for form in forms()
    if any(isinstance(p.block, Title) and p.block.qr for p in shelved(form).template.blocks)
]


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf), strict=True)


def picture(page: PageImage) -> Image.Image:
    size = page.width, page.height
    return Image.frombytes("RGB", size, page.pixels_bgr, "raw", "BGR", page.stride)


def codes(pdf: bytes, dpi: int) -> list[str]:
    return [
        code.text for page in pages(pdf, dpi) for code in zxingcpp.read_barcodes(picture(page).convert("L"))
    ]


def test_all_forms_of_the_decree_bear_a_code() -> None:
    assert {"supplement", "refusal", "apology", "stop", "control", "return"} <= set(WITH_CODE)


@pytest.mark.parametrize("form", WITH_CODE)
@pytest.mark.parametrize("dpi", [150, 203])
def test_the_code_reads_from_the_picture_of_every_copy(form: str, dpi: int) -> None:
    """In practice too: the mark stands before the letters, never inside the code."""
    copies = max(1, len(shelved(form).template.copies))
    for practice in (False, True):
        pdf = renderer().draw(form, {**full_record(form), "practice": practice})
        assert codes(pdf, dpi) == [CODE] * copies


def test_a_record_may_bring_another_content_for_the_code() -> None:
    pdf = renderer().draw("return", {**full_record("return"), "qr": "https://dichvucong.gov.vn/x"})
    assert set(codes(pdf, 150)) == {"https://dichvucong.gov.vn/x"}


@pytest.mark.parametrize("form", forms())
def test_the_text_comes_back_to_the_letter_and_in_order(form: str) -> None:
    found = read(renderer().draw(form, full_record(form))).pages
    for page, drawn in zip(found, laid_out(form, full_record(form)), strict=True):
        texts = (*drawn.heading, *drawn.body, *drawn.foot)
        assert letters_of(page.extract_text()) == letters_of(*(text.text for text in texts))


@settings(max_examples=10)
@given(st.data())
def test_the_same_record_gives_the_same_bytes(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(forms()))
    record = data.draw(any_record(form))
    assert renderer().draw(form, record) == PaperRenderer(RESOURCES).draw(form, record)


def test_another_process_gives_the_same_bytes() -> None:
    program = (
        "import hashlib; from tests.support.papers import renderer;"
        "from tests.support.records import full_record;"
        "print(hashlib.sha256(renderer().draw('apology', full_record('apology'))).hexdigest())"
    )
    ran = [
        subprocess.run(
            [sys.executable, "-c", program], cwd=RESOURCES.parent, capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    ]
    assert ran[0] == ran[1]


@pytest.mark.parametrize("form", forms())
def test_pages_have_the_size_of_the_template_and_embedded_fonts(form: str) -> None:
    sheet = shelved(form).template.sheet
    for page in read(renderer().draw(form, full_record(form))).pages:
        assert float(page.mediabox.width) == pytest.approx(sheet.width, abs=0.1)
        if sheet.height:
            assert float(page.mediabox.height) == pytest.approx(sheet.height, abs=0.1)
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font.get_object()["/FontDescriptor"]


def test_registers_and_reports_lie_across() -> None:
    for form in ("register", "table"):
        page = read(renderer().draw(form, full_record(form))).pages[0]
        assert float(page.mediabox.width) == pytest.approx(297 / 25.4 * 72, abs=0.1)


def test_the_properties_of_the_document_name_nobody() -> None:
    for form in forms():
        reader = read(renderer().draw(form, full_record(form)))
        told = dict(reader.metadata or {})
        assert told["/Title"] == shelved(form).template.title
        assert not any(CODE in str(value) or "Giàng" in str(value) for value in told.values())
        assert reader.trailer["/Root"]["/Lang"] == "vi-VN"


def test_moments_are_written_on_viet_nams_clock() -> None:
    record = full_record("apology")
    text = " ".join(read(renderer().draw("apology", record)).pages[0].extract_text().split())
    assert "09 giờ 13 phút" in text
    assert "Thứ Hai, ngày 23 tháng 11 năm 2026" in text


def test_no_version_needs_reportlab() -> None:
    program = (
        "import sys; from pathlib import Path; from app.documents.renderer import PaperRenderer;"
        "r = PaperRenderer(Path('resources')); [r.version(form) for form in r.shelf.forms];"
        "print(sorted({'reportlab', 'segno', 'pypdfium2'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=RESOURCES.parent, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"


def test_the_version_is_that_of_the_paper_it_is_drawn_on() -> None:
    on_a_roll = renderer().version("fee", {"paper": "80mm"})
    assert on_a_roll == renderer().version("fee_80mm")
    assert on_a_roll != renderer().version("fee")


def left_and_top(pdf: bytes) -> tuple[int, int]:
    """Return where the ink of the first page begins, in dots."""
    box = picture(pages(pdf, 254)[0]).convert("L").point(lambda grey: 255 if grey < 128 else 0).getbbox()
    assert box is not None
    return box[0], box[1]


def test_an_offset_moves_everything_to_the_right_and_down(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    shipped = (RESOURCES / "papers" / "refusal.json").read_text("utf-8")
    moved = shipped.replace('"offset_mm": {"x": 0, "y": 0}', '"offset_mm": {"x": 3, "y": -2}')
    assert moved != shipped
    (tmp_path / "papers" / "refusal.json").write_text(moved, "utf-8")
    record = full_record("refusal")
    before = left_and_top(renderer().draw("refusal", record))
    after = left_and_top(PaperRenderer(RESOURCES, tmp_path).draw("refusal", record))
    # At 254 dots an inch a millimetre has ten.
    assert after[0] - before[0] == pytest.approx(30, abs=1)
    assert after[1] - before[1] == pytest.approx(-20, abs=1)
