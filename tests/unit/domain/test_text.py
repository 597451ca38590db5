"""Storing, finding and sorting Vietnamese text."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.problems import DomainProblem
from app.domain.text import begins_words, clean, fold, sort_key, spellings, word_line, words

VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
vietnamese_texts = st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + " -0123456789", max_size=60)


def plain_reference(text: str) -> str:
    """The slow, obvious way to remove marks, as an oracle."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return bare.replace("đ", "d").replace("Đ", "D").lower()


class TestClean:
    def test_decomposed_text_is_stored_composed(self) -> None:
        assert clean(unicodedata.normalize("NFD", "Giàng A Mẫu"), max_chars=60) == "Giàng A Mẫu"

    def test_white_space_is_collapsed_and_trimmed(self) -> None:
        assert clean("  Lò \u00a0 Thị   Hà \n", max_chars=60) == "Lò Thị Hà"

    @pytest.mark.parametrize("bad", ["Lò\x00Thị", "Lò\tThị", "Lò\nThị", "a\x1bb", "a\x85b", "a\x7fb"])
    def test_control_characters_are_refused_with_their_place(self, bad: str) -> None:
        with pytest.raises(DomainProblem) as caught:
            clean(bad, max_chars=60)
        assert caught.value.code == "text.control_character"
        assert caught.value.details["position"] == next(
            i for i, c in enumerate(bad, 1) if not c.isprintable()
        )

    def test_line_breaks_stay_where_lines_are_wanted(self) -> None:
        assert clean(" một  \r\n hai\rba ", max_chars=60, lines=True) == "một\nhai\nba"
        with pytest.raises(DomainProblem):
            clean("một\x07hai", max_chars=60, lines=True)

    def test_text_that_shows_in_another_order_is_refused(self) -> None:
        with pytest.raises(DomainProblem, match=r"text\.direction_control"):
            clean("Lò \u202eihT", max_chars=60)

    @pytest.mark.parametrize("broken", ["a\ud800b", "L\ufffd Th", "a\uffffb"])
    def test_broken_characters_are_refused(self, broken: str) -> None:
        with pytest.raises(DomainProblem, match=r"text\.broken_character"):
            clean(broken, max_chars=60)

    def test_invisible_marks_of_copied_text_are_dropped(self) -> None:
        assert clean("đăng k\u200eý\u200b \ufeffhộ t\u00adịch", max_chars=60) == "đăng ký hộ tịch"

    def test_emoji_stay_whole(self) -> None:
        family = "👨\u200d👩\u200d👧"
        assert clean(f"Lò {family} Hà 😀", max_chars=60) == f"Lò {family} Hà 😀"
        assert clean("a\u200db", max_chars=60) == "ab"

    def test_length_is_counted_after_cleaning(self) -> None:
        assert clean("x" * 60 + "     ", max_chars=60) == "x" * 60
        with pytest.raises(DomainProblem) as caught:
            clean("x" * 61, max_chars=60)
        assert caught.value.details == {"max_chars": 60, "chars": 61}

    def test_enormous_text_is_refused(self) -> None:
        with pytest.raises(DomainProblem, match=r"text\.too_long"):
            clean("ễ" * 10_000_000, max_chars=60)

    @given(st.text(max_size=80))
    def test_clean_text_is_clean(self, text: str) -> None:
        try:
            once = clean(text, max_chars=400)
        except DomainProblem:
            return
        assert clean(once, max_chars=400) == once
        assert unicodedata.is_normalized("NFC", once)
        once.encode()


class TestFold:
    @pytest.mark.parametrize(
        ("typed", "folded"),
        [
            ("Đặng Thị Điệp", "dang thi diep"),
            ("NGUYỄN VĂN ƯỚC", "nguyen van uoc"),
            ("H'Mông", "hmong"),
            ("H\u2019Mông", "hmong"),
            ("Khơ-mú", "kho-mu"),
            ("Tủa Sín Chải", "tua sin chai"),
            ("1.001193", "1.001193"),
            ("Ð eth", "d eth"),
        ],
    )
    def test_examples(self, typed: str, folded: str) -> None:
        assert fold(typed) == folded
        assert fold(unicodedata.normalize("NFD", typed)) == folded

    @given(vietnamese_texts)
    def test_every_spelling_folds_like_the_slow_reference(self, text: str) -> None:
        expected = plain_reference(text)
        for spelling in (text, unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text)):
            assert fold(spelling) == expected
        assert fold(text.upper()) == fold(text.lower()) == expected

    @given(st.text(max_size=60))
    def test_folding_twice_changes_nothing(self, text: str) -> None:
        assert fold(fold(text)) == fold(text)

    def test_words_are_runs_of_letters_and_digits(self) -> None:
        assert words(fold("Giàng A Sử, Khơ-mú (1.001193)_x")) == [
            "giang",
            "a",
            "su",
            "kho",
            "mu",
            "1",
            "001193",
            "x",
        ]

    def test_final_i_and_y_are_one_sound_after_a_consonant(self) -> None:
        assert spellings("ky") == ("ky", "ki")
        assert spellings("qui") == ("qui", "quy")
        assert spellings("mai") == ("mai",)
        assert spellings("y") == ("y",)
        assert spellings("tuy") == ("tuy",)

    def test_every_typed_word_must_begin_a_word(self) -> None:
        line = word_line("Đăng ký khai sinh", "1.001193")
        assert line == " dang ky khai sinh 1 001193"
        assert begins_words(words(fold("khai dang 0011")), line)
        assert begins_words(["ki"], line)
        assert begins_words([], line)
        assert not begins_words(["inh"], line)
        assert not begins_words(["khai", "tu"], line)


class TestSortKey:
    def test_given_name_decides_first_then_the_whole_name(self) -> None:
        names = ["Vàng Thị Ấn", "Lò Văn An", "Giàng A Ánh", "Cà Thị An", "Đèo Văn Ân", "Điêu An"]
        assert sorted(names, key=sort_key) == [
            "Cà Thị An",
            "Điêu An",
            "Lò Văn An",
            "Giàng A Ánh",
            "Đèo Văn Ân",
            "Vàng Thị Ấn",
        ]

    def test_alphabet_and_tones_stand_in_the_order_of_the_dictionary(self) -> None:
        in_order = [
            *[
                "a",
                "à",
                "ả",
                "ã",
                "á",
                "ạ",
                "an",
                "ă",
                "ằ",
                "â",
                "ậ",
                "b",
                "d",
                "đ",
                "e",
                "ê",
                "g",
                "h",
                "i",
                "k",
            ],
            *["l", "m", "n", "o", "ô", "ơ", "p", "q", "r", "s", "t", "u", "ư", "v", "x", "y"],
        ]
        mixed = in_order.copy()
        random.Random(3).shuffle(mixed)
        assert sorted(mixed, key=sort_key) == in_order

    def test_tone_counts_only_among_equal_letters(self) -> None:
        assert sorted(["Mạnh", "Mai", "Mại", "Mãn"], key=sort_key) == ["Mai", "Mại", "Mãn", "Mạnh"]

    def test_spelling_of_the_same_name_does_not_matter(self) -> None:
        assert sort_key("LÒ  THỊ HOÀ") == sort_key(unicodedata.normalize("NFD", "Lò Thị Hoà"))

    def test_other_signs_and_scripts_have_a_place(self) -> None:
        assert sort_key("") == ""
        assert sort_key("H'Mông") == sort_key("HMông")
        assert sorted(["ສົມ", "Zin", "André", "An"], key=sort_key) == ["An", "André", "Zin", "ສົມ"]
        assert sort_key("🙂") == "! !"
