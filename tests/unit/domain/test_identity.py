"""Identity numbers: what they say, and what is pointed out without ever being refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.identity import (
    FEMALE,
    MALE,
    PersonalNumber,
    ethnic_group_code,
    id_number_cautions,
    normal_sex,
    tax_code_cautions,
)
from app.domain.partial_date import PartialDate
from app.domain.problems import DomainProblem

PROVINCES = {"010", "011", "012", "015"}


def codes(number: str, *, birth: str = "", sex: str | None = None) -> list[str]:
    known = PartialDate.parse(birth) if birth else None
    found = id_number_cautions(number, birth=known, sex=sex, provinces=PROVINCES, this_year=2026)
    return [caution.code for caution in found]


def test_a_number_says_where_when_and_who() -> None:
    assert PersonalNumber.read("011201001234") == PersonalNumber("011201001234", "011", MALE, 2001)
    assert PersonalNumber.read("012 190 004 321") == PersonalNumber("012190004321", "012", FEMALE, 1990)
    assert PersonalNumber.read("01120100123") is None
    assert PersonalNumber.read("01120100123x") is None
    assert PersonalNumber.read("٠١١٢٠١٠٠١٢٣٤") is None


@pytest.mark.parametrize(
    ("number", "birth", "sex", "expected"),
    [
        ("011201001234", "2001-05", MALE, []),
        ("011201001234", "", None, []),
        ("011201001234", "1990", MALE, ["id_number.birth_year"]),
        ("011201001234", "2001", FEMALE, ["id_number.sex"]),
        ("099201001234", "2001", MALE, ["id_number.province"]),
        ("099201001234", "1990", FEMALE, ["id_number.province", "id_number.sex", "id_number.birth_year"]),
        ("011401001234", "", None, ["id_number.future"]),
        ("012345678", "", None, ["id_number.old"]),
        ("0112010012345", "", None, ["id_number.length"]),
        ("O11201001234", "", None, ["id_number.not_digits"]),
        ("B1234567", "", None, []),
        ("", "", None, []),
    ],
)
def test_what_does_not_fit_is_pointed_out(
    number: str, birth: str, sex: str | None, expected: list[str]
) -> None:
    assert codes(number, birth=birth, sex=sex) == expected


@given(st.text(max_size=20), st.sampled_from([None, MALE, FEMALE]))
def test_no_number_is_ever_refused(number: str, sex: str | None) -> None:
    assert isinstance(codes(number, birth="1990", sex=sex), list)


@pytest.mark.parametrize(
    ("typed", "sex"),
    [("Nam", "Nam"), ("NỮ", "Nữ"), ("nu", "Nữ"), ("female", "Nữ"), ("M", "Nam"), (" Khác", "Khác")],
)
def test_sex_has_one_spelling(typed: str, sex: str) -> None:
    assert normal_sex(typed) == sex


def test_an_unknown_sex_is_refused() -> None:
    with pytest.raises(DomainProblem, match=r"sex\.unknown"):
        normal_sex("?")


def test_codes_of_ethnic_groups_have_two_digits() -> None:
    assert [ethnic_group_code(text) for text in ("8", "08", "Mông")] == ["08", "08", "Mông"]


def test_tax_codes_have_one_of_three_forms() -> None:
    for good in ("5600123456", "5600123456-001", "5600123456001", "011201001234", "5600 123 456", ""):
        assert tax_code_cautions(good) == ()
    for odd in ("123", "56001234567", "560012345X"):
        assert [caution.code for caution in tax_code_cautions(odd)] == ["tax_code.form"]
