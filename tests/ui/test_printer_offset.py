"""A printer that feeds askew: its pages are moved, those of others stay."""

from pathlib import Path

import pytest
from PIL import Image

from app.documents.raster import PageImage, pages
from app.localization.translate import set_language
from tests.support.papers import renderer
from tests.support.records import full_record
from ui.printing.pages import PRINT_DPI, pages_of
from ui.printing.printers import PDF, print_pages


def first_ink_mm(page: PageImage, dpi: int) -> tuple[float, float]:
    picture = Image.frombytes("RGB", (page.width, page.height), page.pixels_bgr, "raw", "BGR", page.stride)
    box = picture.convert("L").point(lambda grey: 255 if grey < 128 else 0).getbbox()
    assert box is not None
    return box[0] / dpi * 25.4, box[1] / dpi * 25.4


@pytest.mark.usefixtures("window")
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_paper_keeps_its_size_whatever_the_window_speaks(tmp_path: Path, language: str) -> None:
    set_language(language)
    paper = pages_of(pages(renderer().draw("refusal", full_record("refusal")), PRINT_DPI), PRINT_DPI)
    assert print_pages(paper[:1], f"{PDF}{tmp_path}", "paper")
    (page, *_) = pages((tmp_path / "paper.pdf").read_bytes(), 254)
    asked = paper[0].millimetres
    assert page.width / 10 == pytest.approx(asked.width(), abs=0.5)
    assert page.height / 10 == pytest.approx(asked.height(), abs=0.5)
    first_ink_mm(page, 254)


@pytest.mark.usefixtures("qtbot")
def test_pages_are_moved_by_the_millimetres_asked_for(tmp_path: Path) -> None:
    paper = pages_of(pages(renderer().draw("refusal", full_record("refusal")), PRINT_DPI), PRINT_DPI)
    printed = []
    for title, offset in (("straight", (0.0, 0.0)), ("moved", (3.0, -2.0))):
        assert print_pages(paper[:1], f"{PDF}{tmp_path}", title, offset)
        printed.append(first_ink_mm(pages((tmp_path / f"{title}.pdf").read_bytes(), 254)[0], 254))
    (left, top), (moved_left, moved_top) = printed
    assert moved_left - left == pytest.approx(3, abs=0.25)
    assert moved_top - top == pytest.approx(-2, abs=0.25)
