from datetime import UTC, datetime

import pytest

from app.domain.moments import VIET_NAM
from tests.support.papers import words


def test_a_moment_is_written_out_on_viet_nams_clock() -> None:
    moment = datetime(2026, 8, 5, 2, 7, tzinfo=UTC)
    assert words().moment("moment", moment) == "09 giờ 07 phút, ngày 05 tháng 8 năm 2026"


@pytest.mark.parametrize(("month", "written"), [(1, "01"), (2, "02"), (3, "3"), (12, "12")])
def test_months_one_and_two_have_a_leading_zero(month: int, written: str) -> None:
    moment = datetime(2027, month, 9, 8, 0, tzinfo=VIET_NAM)
    assert words().moment("date", moment) == f"ngày 09 tháng {written} năm 2027"


@pytest.mark.parametrize(
    ("day", "name"), [(23, "Thứ Hai"), (25, "Thứ Tư"), (28, "Thứ Bảy"), (29, "Chủ nhật")]
)
def test_the_appointed_date_names_the_day_of_the_week(day: int, name: str) -> None:
    moment = datetime(2026, 11, day, 17, 0, tzinfo=VIET_NAM)
    assert words().moment("appointment_date", moment) == f"{name}, ngày {day} tháng 11 năm 2026"


def test_the_last_hour_of_a_utc_day_belongs_to_the_next_day() -> None:
    moment = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)
    assert words().moment("appointment_short", moment) == "00 giờ 30 phút, ngày 01/01/2027"


@pytest.mark.parametrize(
    ("amount", "written"), [(0, "0 đồng"), (8_000, "8.000 đồng"), (1_250_000, "1.250.000 đồng")]
)
def test_money_has_dots_between_thousands(amount: int, written: str) -> None:
    assert words().money(amount) == written


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ("1990", "1990"),
        ("1990-05", "05/1990"),
        ("1990-05-17", "17/05/1990"),
        ("khoảng 1950-55", "khoảng 1950-55"),
    ],
)
def test_a_birth_date_is_as_precise_as_it_is_known(date: str, written: str) -> None:
    assert words().birth(date) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("0912345678", "0912 345 678"),
        ("02153825678", "0215 382 5678"),
        ("0215 382 5678", "0215 382 5678"),
        ("19001234", "19001234"),
        ("+84 912 345 678", "+84 912 345 678"),
        ("", ""),
    ],
)
def test_a_telephone_number_can_be_read_aloud(number: str, written: str) -> None:
    assert words().phone(number) == written


def test_a_code_without_words_stands_for_itself() -> None:
    assert words().code("return_ways", "post") == "qua bưu chính công ích"
    assert words().code("return_ways", "gửi qua trưởng bản") == "gửi qua trưởng bản"


def test_braces_in_a_value_are_letters_and_no_pattern() -> None:
    assert words().text("opening", centre="{day} {") == "{day} { tiếp nhận hồ sơ của:"


def test_a_footer_line_is_left_out_when_its_word_is_unknown() -> None:
    lines = words().lines("footer", {"hotline": "", "lookup": "dichvucong.gov.vn", "hours": ""})
    assert len(lines) == 2
    assert "dichvucong.gov.vn" in lines[1]
