import pytest
from PySide6.QtGui import QFont

from tests.ui.conftest import RESOURCES
from ui.style import icons, palette
from ui.style.palette import EDGE_PAIRS, TEXT_PAIRS, contrast
from ui.style.sheet import style_sheet
from ui.style.spacing import Spacing


@pytest.mark.parametrize("pair", TEXT_PAIRS)
def test_text_stands_out_from_its_ground(pair: tuple[str, str]) -> None:
    assert contrast(*pair) >= 4.5


@pytest.mark.parametrize("pair", EDGE_PAIRS)
def test_edges_that_mean_something_can_be_seen(pair: tuple[str, str]) -> None:
    assert contrast(*pair) >= 3


def test_contrast_is_measured_as_defined() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_every_name_in_the_sheet_has_a_value() -> None:
    template = (RESOURCES / "style" / "window.qss").read_text(encoding="utf-8")
    font = QFont()
    font.setPointSizeF(11.5)
    sheet = style_sheet(template, font, Spacing(16))
    assert "@" not in sheet
    assert palette.ACCENT in sheet
    with pytest.raises(KeyError):
        style_sheet("QLabel { color: @nothing; }", font, Spacing(16))


def test_distances_grow_with_the_type() -> None:
    small, large = Spacing(16), Spacing(32)
    assert (small.tight, small.half, small.one, small.field) == (4, 8, 16, 35)
    assert (large.tight, large.half, large.one, large.field) == (8, 16, 32, 70)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", icons.NAMES)
def test_an_icon_is_drawn_inside_its_square(name: str) -> None:
    picture = icons.icon(name, palette.INK).pixmap(48, 48).toImage()
    inked = {(x, y) for x in range(48) for y in range(48) if picture.pixelColor(x, y).alpha() > 0}
    assert len(inked) > 40
    assert all(1 <= x <= 46 and 1 <= y <= 46 for x, y in inked)
