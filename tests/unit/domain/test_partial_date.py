"""Dates of which a part may be unknown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.partial_date import PartialDate
from app.domain.problems import DomainProblem


@pytest.mark.parametrize(
    ("typed", "iso", "printed"),
    [
        ("1990", "1990", "1990"),
        ("1990-05", "1990-05", "05/1990"),
        ("1990-05-17", "1990-05-17", "17/05/1990"),
        ("1990/5/17", "1990-05-17", "17/05/1990"),
        ("17/5/1990", "1990-05-17", "17/05/1990"),
        (" 17 - 05 - 1990 ", "1990-05-17", "17/05/1990"),
        ("17.5.1990", "1990-05-17", "17/05/1990"),
        ("17 5 1990", "1990-05-17", "17/05/1990"),
        ("17051990", "1990-05-17", "17/05/1990"),
        ("19900517", "1990-05-17", "17/05/1990"),
        ("5/1990", "1990-05", "05/1990"),
        ("00/05/1990", "1990-05", "05/1990"),
        ("00/00/1990", "1990", "1990"),
        ("00001990", "1990", "1990"),
        ("29/02/2024", "2024-02-29", "29/02/2024"),
    ],
)
def test_reading_and_writing(typed: str, iso: str, printed: str) -> None:
    parsed = PartialDate.parse(typed)
    assert (str(parsed), parsed.printed()) == (iso, printed)


@pytest.mark.parametrize(
    "typed", ["30/02/1990", "1990-13", "32/01/1990", "17/00/1990", "0001-01-01", "31112300"]
)
def test_dates_no_calendar_has_are_refused(typed: str) -> None:
    with pytest.raises(DomainProblem, match=r"birth_date\.impossible"):
        PartialDate.parse(typed)


@pytest.mark.parametrize("typed", ["", "khoảng 1990", "17/5", "170590", "1990-", "17/5/90"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(DomainProblem, match=r"birth_date\.unreadable"):
        PartialDate.parse(typed)


def test_a_day_without_a_month_is_no_date() -> None:
    for parts in ((1990, None, 17), (1990, 5, 0), (1990, 0, None)):
        with pytest.raises(DomainProblem, match=r"birth_date\.impossible"):
            PartialDate(*parts)


def test_two_digits_of_a_year_mean_the_latest_such_year() -> None:
    today = date(2026, 11, 22)
    assert str(PartialDate.parse("17/5/90", latest=today)) == "1990-05-17"
    assert str(PartialDate.parse("17/5/26", latest=today)) == "2026-05-17"
    assert str(PartialDate.parse("17/5/27", latest=today)) == "1927-05-17"


def test_the_first_possible_day() -> None:
    assert PartialDate(1990).earliest() == date(1990, 1, 1)
    assert PartialDate(1990, 5, 17).earliest() == date(1990, 5, 17)


@given(st.dates(date(1850, 1, 1), date(2199, 12, 31)))
def test_every_day_is_read_back_from_all_its_spellings(day: date) -> None:
    expected = PartialDate(day.year, day.month, day.day)
    for typed in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{day.year}", f"{day:%d%m%Y}"):
        assert PartialDate.parse(typed) == expected
    assert PartialDate.parse(str(expected)) == expected == PartialDate.parse(expected.printed())
