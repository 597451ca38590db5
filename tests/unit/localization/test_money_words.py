"""Words of amounts against an oracle: a reader of spoken numbers that shares nothing with the writer."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.problems import DomainProblem
from app.localization.money_words import LARGEST, money_in_words, number_in_words

_VALUES = dict(
    zip(
        ["không", "một", "mốt", "hai", "ba", "bốn", "tư", "năm", "lăm", "sáu", "bảy", "tám", "chín"],
        (0, 1, 1, 2, 3, 4, 4, 5, 5, 6, 7, 8, 9),
        strict=True,
    )
)
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}


def heard(words: str) -> int:
    """Return the number a listener understands, word by word; ValueError for what nobody says."""
    total, below_thousand, pending = 0, 0, None
    last_scale = 10**12
    for word in words.split():
        if word in _SCALES:
            scale = _SCALES[word]
            if scale >= last_scale:
                raise ValueError(words)
            last_scale = scale
            total += (below_thousand + (pending or 0)) * scale
            below_thousand, pending = 0, None
        elif word == "trăm":
            below_thousand, pending = _whole(pending) * 100, None
        elif word == "mươi":
            below_thousand, pending = below_thousand + _whole(pending) * 10, None
        elif word == "mười":
            below_thousand += 10
        elif word in {"linh", "lẻ"}:
            if pending is not None or below_thousand % 100:
                raise ValueError(words)
        elif pending is not None:
            raise ValueError(words)
        else:
            pending = _VALUES[word]
    return total + below_thousand + (pending or 0)


def _whole(pending: int | None) -> int:
    if pending is None:
        raise ValueError("a place without its digit")
    return pending


def spoken_well(words: str) -> bool:
    """Tell whether the words follow how Vietnamese is spoken, whatever number they are."""
    wrong = (
        r"mươi một\b",
        r"mươi năm\b",
        r"mươi bốn\b",
        r"mười (mốt|tư|năm)\b",
        r"linh (mốt|tư|lăm)\b",
        r"trăm (mốt|tư|lăm|một|hai|ba|bốn|năm|sáu|bảy|tám|chín)\b(?! (mươi|trăm))",
        r"^(mốt|tư|lăm|linh|trăm|mươi)\b",
        r"\b(không|một) mươi\b",
        r"^không \w",
        r"\s\s|\s$|^\s",
    )
    return not any(re.search(pattern, words) for pattern in wrong)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (1, "một"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (115, "một trăm mười lăm"),
        (999, "chín trăm chín mươi chín"),
        (1_000, "một nghìn"),
        (1_005, "một nghìn không trăm linh năm"),
        (1_015, "một nghìn không trăm mười lăm"),
        (10_000, "mười nghìn"),
        (21_021, "hai mươi mốt nghìn không trăm hai mươi mốt"),
        (200_000, "hai trăm nghìn"),
        (1_000_001, "một triệu không trăm linh một"),
        (4_500_000, "bốn triệu năm trăm nghìn"),
        (1_002_003_004, "một tỷ không trăm linh hai triệu không trăm linh ba nghìn không trăm linh bốn"),
        (20_000_000_000, "hai mươi tỷ"),
        (
            999_999_999_999,
            " ".join(f"chín trăm chín mươi chín {name}".strip() for name in ("tỷ", "triệu", "nghìn", "")),
        ),
    ],
)
def test_numbers_are_said_as_people_say_them(number: int, words: str) -> None:
    assert number_in_words(number) == words
    assert heard(words) == number


@pytest.mark.parametrize(
    ("dong", "words"),
    [
        (0, "Không đồng"),
        (1, "Một đồng"),
        (500, "Năm trăm đồng"),
        (8_000, "Tám nghìn đồng chẵn"),
        (10_000, "Mười nghìn đồng chẵn"),
        (10_500, "Mười nghìn năm trăm đồng"),
        (200_000, "Hai trăm nghìn đồng chẵn"),
    ],
)
def test_amounts_begin_with_a_capital_and_end_as_papers_do(dong: int, words: str) -> None:
    assert money_in_words(dong) == words


def test_every_small_amount_is_understood_as_it_was_meant() -> None:
    for number in range(20_000):
        words = number_in_words(number)
        assert heard(words) == number
        assert spoken_well(words), words


def test_every_group_of_three_digits_is_understood_in_every_place() -> None:
    for group in range(1, 1000):
        for scale in (10**3, 10**6, 10**9):
            for rest in (0, 1, 15, 305):
                words = number_in_words(group * scale + rest)
                assert heard(words) == group * scale + rest
                assert spoken_well(words), words


@given(st.integers(0, LARGEST))
def test_any_amount_is_understood_as_it_was_meant(number: int) -> None:
    words = number_in_words(number)
    assert heard(words) == number
    assert spoken_well(words)
    said = money_in_words(number)
    assert said.casefold().removesuffix(" chẵn").removesuffix(" đồng") == words


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_what_has_no_words_is_refused(number: int) -> None:
    with pytest.raises(DomainProblem, match=r"money\.out_of_range"):
        money_in_words(number)
