import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.letters import BOX, Letters
from tests.support.papers import faces

VIETNAMESE = "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"


@pytest.fixture
def letters() -> Letters:
    return faces().letters


def test_every_vietnamese_letter_can_be_printed(letters: Letters) -> None:
    both_cases = VIETNAMESE + VIETNAMESE.lower() + "₫"
    assert letters.printable(both_cases) == both_cases


def test_decomposed_text_is_printed_composed(letters: Letters) -> None:
    assert (
        letters.printable(unicodedata.normalize("NFD", "Giàng A Mẫu, Sùng Thị Dế"))
        == "Giàng A Mẫu, Sùng Thị Dế"
    )


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Giàng A 😀 Mẫu", f"Giàng A {BOX} Mẫu"),
        ("王小明", BOX * 3),
        ("ບ້ານ", BOX * 4),
        ("👨\u200d👩\u200d👧", BOX * 3),
        ("☎\ufe0f 0912", f"{BOX} 0912"),
        ("\ud800", BOX),
    ],
)
def test_a_sign_the_fonts_lack_is_a_box(letters: Letters, typed: str, printed: str) -> None:
    assert letters.printable(typed) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("H\u02bcMông", "H\u2019Mông"),
        ("01\u201102", "01-02"),
        ("\uff11\uff12\uff13", "123"),
        ("ﬁ", "fi"),
        ("①", "1"),
    ],
)
def test_a_sign_with_a_plain_form_is_printed_plain(letters: Letters, typed: str, printed: str) -> None:
    assert letters.printable(typed) == printed


def test_a_letter_whose_mark_cannot_be_drawn_keeps_the_letter_and_shows_the_loss(letters: Letters) -> None:
    assert letters.printable("ǎ x\u030c") == f"a{BOX} x{BOX}"


def test_capitals_are_used_where_the_fonts_have_them(letters: Letters) -> None:
    assert letters.capitals("Giàng A Sử µ") == "GIÀNG A SỬ µ"


def test_lines_and_runs_of_spaces_become_one_space(letters: Letters) -> None:
    assert letters.printable(" bản Bồ Hóng\n\t xã\u00a0Thanh Nưa ") == "bản Bồ Hóng xã Thanh Nưa"


@given(st.text())
def test_whatever_is_typed_can_be_measured_afterwards(typed: str) -> None:
    printed = faces().letters.printable(typed)
    assert faces().regular.width(printed) >= 0
    assert faces().bold.width(printed) >= 0


@given(st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd", "So"]), min_size=1))
def test_nothing_visible_vanishes(typed: str) -> None:
    """Every letter, digit and picture leaves something on the paper."""
    assert len(faces().letters.printable(typed)) >= len(unicodedata.normalize("NFC", typed))
