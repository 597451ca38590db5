from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.moments import VIET_NAM
from app.localization import formats


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 7, 2), "ngày 02 tháng 7 năm 2025"),
        (date(2026, 1, 9), "ngày 09 tháng 01 năm 2026"),
        (date(2026, 2, 10), "ngày 10 tháng 02 năm 2026"),
        (date(2026, 3, 31), "ngày 31 tháng 3 năm 2026"),
        (date(2026, 12, 1), "ngày 01 tháng 12 năm 2026"),
    ],
)
def test_vietnamese_dates_take_zeros_before_small_days_and_the_months_one_and_two(
    day: date, expected: str
) -> None:
    assert formats.long_date(day, "vi") == expected


def test_a_moment_is_written_with_hour_minute_and_day() -> None:
    moment = datetime(2025, 7, 2, 7, 45, tzinfo=VIET_NAM)
    assert formats.long_moment(moment, "vi") == "07 giờ 45 phút, ngày 02 tháng 7 năm 2025"
    assert formats.long_moment(moment, "en") == "07:45, 2 July 2025"
    assert formats.short_moment(moment) == "07:45 02/07/2025"


def test_short_forms_are_the_same_in_both_languages() -> None:
    assert formats.short_date(date(2025, 7, 2)) == "02/07/2025"
    assert formats.time_of_day(time(16, 5)) == "16:05"


@pytest.mark.parametrize(
    ("kept", "shown"), [("1990", "1990"), ("1990-05", "05/1990"), ("1990-05-02", "02/05/1990")]
)
def test_a_birth_date_shows_what_is_known_of_it(kept: str, shown: str) -> None:
    assert formats.partial_date(kept) == shown


def test_weekdays_begin_with_thu_hai() -> None:
    assert formats.weekday(date(2026, 11, 23), "vi") == "thứ Hai"
    assert formats.weekday(date(2026, 11, 22), "vi") == "Chủ nhật"
    assert formats.weekday(date(2026, 11, 23), "en") == "Monday"


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (10_000, "10.000", "10,000"),
        (-1_250_000, "-1.250.000", "-1,250,000"),
        (Decimal("1234.5"), "1.234,5", "1,234.5"),
    ],
)
def test_numbers_are_grouped_as_each_language_does(
    value: int | Decimal, vietnamese: str, english: str
) -> None:
    assert formats.number(value, "vi") == vietnamese
    assert formats.number(value, "en") == english


def test_money_is_whole_dong() -> None:
    assert formats.money(10_000, "vi") == "10.000 đồng"


@given(st.integers())
def test_a_number_can_be_read_back(value: int) -> None:
    assert int(formats.number(value, "vi").replace(".", "")) == value


@pytest.mark.usefixtures("english_window")
def test_papers_stay_vietnamese_while_the_window_is_english() -> None:
    assert formats.long_date(date(2025, 7, 2)) == "2 July 2025"
    assert formats.long_date(date(2025, 7, 2), "vi") == "ngày 02 tháng 7 năm 2025"
