"""Dossier codes: written, read, and taken from ranges without ever meeting."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.numbering import (
    CodeRange,
    DossierCode,
    device_tag,
    next_number,
    normal_code,
    official_code,
    parse_code,
    provisional_code,
    unit_identifier_cautions,
)
from app.domain.problems import DomainProblem

UNIT = "000.00.06.H18"
DAY = date(2026, 11, 23)


def test_an_official_code_is_written_as_practice_writes_it() -> None:
    assert official_code("000.00.06.H56", date(2023, 10, 27), 361) == "000.00.06.H56-231027-0361"


def test_a_provisional_code_says_so_first() -> None:
    assert provisional_code("03328", "K7QX0ZM", DAY, 1) == "TAM-03328-K7QX0ZM-261123-001"
    assert provisional_code("03328", "K7QX0ZM", DAY, 1234) == "TAM-03328-K7QX0ZM-261123-1234"


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_an_official_number_has_four_digits(number: int) -> None:
    with pytest.raises(DomainProblem, match=r"number\.bounds"):
        official_code(UNIT, DAY, number)


def test_a_tag_has_seven_signs_that_nobody_misreads() -> None:
    assert device_tag(bytes(16)) == "6X3GHZZ"
    tags = {device_tag(bytes([high, low])) for high in range(40) for low in range(256)}
    assert len(tags) == 40 * 256
    assert not set("".join(tags)) & set("ILOU")


def test_a_provisional_number_begins_at_one() -> None:
    with pytest.raises(DomainProblem, match=r"number\.bounds"):
        provisional_code("03328", "K7QX0ZM", DAY, 0)


@given(
    st.dates(date(2000, 1, 1), date(2068, 12, 31)), st.integers(1, 9_999), st.binary(min_size=16, max_size=16)
)
def test_codes_are_read_back(day: date, number: int, device: bytes) -> None:
    tag = device_tag(device)
    assert parse_code(official_code(UNIT, day, number)) == DossierCode(UNIT, day, number)
    read = parse_code(provisional_code("03328", tag, day, number))
    assert read == DossierCode("03328", day, number, tag)
    assert read is not None
    assert read.provisional


def test_a_typed_code_is_read_in_any_letter_case() -> None:
    assert parse_code(" tam-03328-k7qx0zm-261123-001 ") == DossierCode("03328", DAY, 1, "K7QX0ZM")
    assert normal_code("000.00.06.h18 - 261123\u20130001") == "000.00.06.H18-261123-0001"


@pytest.mark.parametrize(
    "text", ["", "Giàng A Mẫu", "000.00.06.H18-261323-0001", "000.00.06.H18-261123-1", "011190001234"]
)
def test_what_is_no_code_is_nothing(text: str) -> None:
    assert parse_code(text) is None


def test_numbers_come_from_the_first_range_that_has_some_left() -> None:
    low, high = CodeRange(UNIT, 1, 2), CodeRange(UNIT, 401, 600)
    assert next_number([low, high], {}, DAY) == (low, 1)
    assert next_number([low, high], {low: 1}, DAY) == (low, 2)
    assert next_number([low, high], {low: 2}, DAY) == (high, 401)
    assert next_number([low, high], {low: 2, high: 600}, DAY) is None
    assert next_number([], {}, DAY) is None


def test_a_grant_after_a_restore_holds_only_for_later_days() -> None:
    later = CodeRange(UNIT, 1, 200, days_after=DAY)
    assert next_number([later], {}, DAY) is None
    assert next_number([later], {}, date(2026, 11, 24)) == (later, 1)
    assert next_number([CodeRange(UNIT, 1, 200)], {}, date(2025, 7, 1)) is not None


@given(st.lists(st.integers(1, 30), min_size=1, max_size=4), st.integers(1, 150))
def test_no_two_numbers_of_a_day_are_the_same(sizes: list[int], wanted: int) -> None:
    ranges, first = [], 1
    for size in sizes:
        ranges.append(CodeRange(UNIT, first, first + size - 1))
        first += size
    used: dict[CodeRange, int] = {}
    numbers = []
    while len(numbers) < wanted and (taken := next_number(ranges, used, DAY)) is not None:
        used[taken[0]] = taken[1]
        numbers.append(taken[1])
    assert numbers == list(range(1, min(wanted, sum(sizes)) + 1))


@pytest.mark.parametrize(("first", "last"), [(0, 5), (5, 4), (1, 10_000)])
def test_a_range_outside_four_digits_is_refused(first: int, last: int) -> None:
    with pytest.raises(DomainProblem, match=r"range\.bounds"):
        CodeRange(UNIT, first, last)


@pytest.mark.parametrize("identifier", ["", "H18-1", "000.00 .H18"])
def test_an_identifier_that_would_blur_the_code_is_refused(identifier: str) -> None:
    with pytest.raises(DomainProblem, match=r"range\.identifier"):
        CodeRange(identifier, 1, 200)


@pytest.mark.parametrize(
    ("identifier", "codes"), [("000.00.06.H56", []), ("000.00.00.H35", []), ("H18", ["unit_identifier.form"])]
)
def test_an_identifier_of_another_form_is_pointed_out(identifier: str, codes: list[str]) -> None:
    assert [caution.code for caution in unit_identifier_cautions(identifier)] == codes
