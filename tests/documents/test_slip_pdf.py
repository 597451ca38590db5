"""The slip as a PDF: read back, rasterised, decoded."""

import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given, settings
from PIL import Image
from pypdf import PdfReader

from app.documents.raster import PageImage, pages
from app.documents.renderer import PaperRenderer
from app.documents.slip_template import FILE_NAME
from app.domain.slip import Slip
from app.domain.slip_parts import SlipPerson
from tests.support.papers import RESOURCES, content, laid_out, letters_of, renderer
from tests.support.slips import CODE, any_slip, full_slip, slip

PROVISIONAL = "TAM-000.21.45.H18-02-261123-0042"
VARIANTS = {
    "everyday": slip(),
    "provisional": slip(code=PROVISIONAL, provisional=True),
    "practice": slip(practice=True),
    "everything": full_slip(),
}


@pytest.fixture(params=VARIANTS)
def variant(request: pytest.FixtureRequest) -> Slip:
    return VARIANTS[request.param]


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf), strict=True)


def picture(page: PageImage) -> Image.Image:
    size = page.width, page.height
    return Image.frombytes("RGB", size, page.pixels_bgr, "raw", "BGR", page.stride)


def test_pages_are_a5_portrait(variant: Slip) -> None:
    for page in read(renderer().slip(variant)).pages:
        assert float(page.mediabox.width) == pytest.approx(148 / 25.4 * 72, abs=0.1)
        assert float(page.mediabox.height) == pytest.approx(210 / 25.4 * 72, abs=0.1)


def test_the_text_comes_back_to_the_letter_and_in_order(variant: Slip) -> None:
    watermark = content(variant).watermark
    found = read(renderer().slip(variant)).pages
    for page, drawn in zip(found, laid_out(variant), strict=True):
        texts = (*drawn.heading, *drawn.body, *drawn.foot)
        expected = watermark + letters_of(*(text.text for text in texts))
        assert letters_of(page.extract_text()) == expected


@settings(max_examples=15)
@given(any_slip())
def test_any_text_comes_back(given_slip: Slip) -> None:
    """Spaces aside: where lines break, pypdf may put one or none."""
    drawn = [text for page in laid_out(given_slip) for text in (*page.heading, *page.body, *page.foot)]
    watermark = content(given_slip).watermark
    found = letters_of(*(page.extract_text() for page in read(renderer().slip(given_slip)).pages))
    if watermark:
        found = found.replace(watermark, "")
    expected = letters_of(*(text.text for text in drawn))
    assert found == (expected.replace(watermark, "") if watermark else expected)


def test_each_copy_says_which_it_is() -> None:
    first, second = (page.extract_text() for page in read(renderer().slip(slip())).pages)
    assert "Liên 1: Lưu" in first
    assert "Liên 2: Giao người nộp" in second


def test_every_font_is_embedded(variant: Slip) -> None:
    for page in read(renderer().slip(variant)).pages:
        fonts = page["/Resources"]["/Font"]
        assert len(fonts) > 0
        for font in fonts.values():
            assert "/FontFile2" in font.get_object()["/FontDescriptor"]


@pytest.mark.parametrize("dpi", [150, 203, 300])
def test_the_code_reads_from_the_picture_of_both_copies(variant: Slip, dpi: int) -> None:
    seen = [
        code.text
        for page in pages(renderer().slip(variant), dpi)
        for code in zxingcpp.read_barcodes(picture(page).convert("L"))
    ]
    assert seen == [variant.code, variant.code]


def test_the_code_reads_after_a_poor_copier() -> None:
    """Black and white only, as a thermal printer or an old copier leaves it."""
    for page in pages(renderer().slip(slip()), 150):
        copied = picture(page).convert("L").point(lambda grey: 255 if grey > 140 else 0)
        assert [code.text for code in zxingcpp.read_barcodes(copied)] == [CODE]


def test_the_same_slip_gives_the_same_bytes(variant: Slip) -> None:
    assert renderer().slip(variant) == renderer().slip(variant)
    assert PaperRenderer(RESOURCES).slip(variant) == renderer().slip(Slip.from_record(variant.to_record()))


def test_another_process_gives_the_same_bytes() -> None:
    program = (
        "import hashlib; from tests.support.papers import renderer; from tests.support.slips import slip;"
        "print(hashlib.sha256(renderer().slip(slip())).hexdigest())"
    )
    sums = {
        subprocess.run(
            [sys.executable, "-c", program], cwd=RESOURCES.parent, capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    }
    assert len(sums) == 1


def test_an_everyday_slip_stays_small() -> None:
    assert len(renderer().slip(slip())) <= 30_000


def test_the_properties_of_the_document_name_nobody(variant: Slip) -> None:
    reader = read(renderer().slip(variant))
    told = dict(reader.metadata or {})
    assert told["/Title"] == "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
    for value in told.values():
        assert variant.code not in str(value)
        assert variant.applicant.full_name.split()[0] not in str(value)
    assert reader.trailer["/Root"]["/Lang"] == "vi-VN"


def test_pages_fit_the_picture_of_their_size() -> None:
    first, _ = pages(renderer().slip(slip()), 300)
    assert (first.width, first.height) == pytest.approx((1748, 2480), abs=1)
    assert first.stride >= 3 * first.width
    assert len(first.pixels_bgr) == first.stride * first.height


def test_a_practice_paper_is_grey_under_its_text_and_a_real_one_is_white() -> None:
    def greys(given_slip: Slip) -> int:
        image = picture(pages(renderer().slip(given_slip), 150)[0]).convert("L")
        return sum(image.histogram()[228:232]) * 100 // (image.width * image.height)

    assert greys(slip(practice=True)) >= 4
    assert greys(slip()) == 0


def test_a_letter_the_fonts_lack_is_seen_as_a_box_and_read_as_one() -> None:
    pdf = renderer().slip(slip(applicant=SlipPerson("Giàng A 😀")))
    assert "GIÀNG A □" in read(pdf).pages[0].extract_text()


def test_nothing_of_reportlab_is_imported_before_the_first_paper() -> None:
    program = (
        "import sys; from pathlib import Path; from app.documents.renderer import PaperRenderer;"
        "PaperRenderer(Path('resources')).template_version;"
        "print(sorted({'reportlab', 'segno', 'pypdfium2'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=RESOURCES.parent, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"


def test_the_version_names_the_template_and_changes_with_its_words(tmp_path: Path) -> None:
    version = renderer().template_version
    assert version.startswith("2026-11-22+")
    assert PaperRenderer(RESOURCES).template_version == version
    for folder in ("fonts", "papers"):
        shutil.copytree(RESOURCES / folder, tmp_path / folder)
    assert PaperRenderer(tmp_path).template_version == version
    template = tmp_path / FILE_NAME
    template.write_text(template.read_text("utf-8").replace("Ông/Bà:", "Họ và tên:"), "utf-8")
    assert PaperRenderer(tmp_path).template_version != version
    assert "Họ và tên: " in read(PaperRenderer(tmp_path).slip(slip())).pages[0].extract_text()
