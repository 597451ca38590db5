"""Opening hours in words, as papers say them."""

from datetime import time

from app.domain.office_hours import OfficeHours
from app.domain.records import Record
from app.localization.office_hours_text import office_hours_text


def hours(**days: str) -> OfficeHours:
    return OfficeHours.from_record(Record(days), cut_off=time(15))


WEEK = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "07:00-11:30, 13:30-17:00")


def test_a_week_of_equal_days_is_said_once() -> None:
    assert office_hours_text(hours(**WEEK), "vi") == (
        "07 giờ 00 - 11 giờ 30 và 13 giờ 30 - 17 giờ 00, từ thứ Hai đến thứ Sáu"
    )
    assert office_hours_text(hours(**WEEK), "en") == "07:00 - 11:30 and 13:30 - 17:00, Monday to Friday"


def test_other_days_stand_apart() -> None:
    said = office_hours_text(hours(**WEEK, sat="08:00-11:00"), "vi")
    assert said.endswith("từ thứ Hai đến thứ Sáu; 08 giờ 00 - 11 giờ 00, thứ Bảy")


def test_equal_days_with_a_closed_one_between_are_two_groups() -> None:
    said = office_hours_text(hours(mon="07:00-11:00", wed="07:00-11:00"), "en")
    assert said == "07:00 - 11:00, Monday; 07:00 - 11:00, Wednesday"
