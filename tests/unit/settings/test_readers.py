"""What may be typed into a setting, and what is kept of it."""

from typing import Any

import pytest

from app.domain.office_hours import OfficeHours
from app.domain.problems import DomainProblem
from app.settings.definitions import SETTINGS

WEEK = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "07:00-11:30, 13:30-17:00")


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("hotline", "  0215   382 5678 ", "0215 382 5678"),
        ("header", "ỦY BAN | TRUNG TÂM |", ["ỦY BAN", "TRUNG TÂM"]),
        ("points", ["Trụ sở", ""], ["Trụ sở"]),
        ("hours", "07:00-11:30, 13:30-17:00", WEEK),
        ("hours", "mon 07:00-11:30; sat: 08:00-11:00", {"mon": "07:00-11:30", "sat": "08:00-11:00"}),
        ("hours", '{"tue": "7g00-11g30"}', {"tue": "07:00-11:30"}),
        ("hours", WEEK, WEEK),
        ("language", "en", "en"),
        ("printer.copies", "3", 3),
        ("printer.ask", "không", False),
        ("sync.automatic", True, True),
    ],
)
def test_what_is_typed_is_kept_in_one_form(name: str, typed: Any, kept: Any) -> None:
    setting = SETTINGS[name]
    assert setting.read(typed) == kept
    assert setting.read(kept) == kept, "what was kept reads back as itself"


@pytest.mark.parametrize(
    ("name", "typed", "code"),
    [
        ("hotline", 215, "field.not_text"),
        ("hotline", "a" * 61, "text.too_long"),
        ("header", ["a"] * 13, "field.too_many"),
        ("header", [1], "field.not_text"),
        ("hours", "", "hours.never_open"),
        ("hours", "mon 07:00-11:30; never", "hours.unreadable"),
        ("hours", "{", "hours.unreadable"),
        ("hours", 7, "hours.unreadable"),
        ("language", "fr", "field.unknown_value"),
        ("printer.copies", "0", "field.too_small"),
        ("printer.copies", "9", "field.too_large"),
        ("printer.copies", "two", "field.not_a_whole_number"),
        ("printer.ask", "perhaps", "field.unknown_value"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_setting_s_name(name: str, typed: Any, code: str) -> None:
    with pytest.raises(DomainProblem) as caught:
        SETTINGS[name].read(typed)
    assert (caught.value.code, caught.value.details["field"]) == (code, name)


def test_every_default_is_a_value_the_setting_may_have() -> None:
    for setting in SETTINGS.values():
        if setting.default not in ({}, []):
            assert setting.read(setting.default) == setting.default


def test_every_setting_says_what_it_is_for() -> None:
    for setting in SETTINGS.values():
        assert setting.describe(str.upper) == setting.description.upper() != ""


def test_hours_that_were_read_make_office_hours() -> None:
    from datetime import time

    from app.domain.records import Record

    read = SETTINGS["hours"].read("07:30-11:30, 13:30-16:30")
    hours = OfficeHours.from_record(Record(read), cut_off=time(15))
    assert [len(sessions) for sessions in hours.sessions] == [2, 2, 2, 2, 2, 0, 0]
