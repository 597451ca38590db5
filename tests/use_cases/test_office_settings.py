"""The office profile by date, and the settings of the device."""

from datetime import date

import pytest

from app.domain.problems import DomainProblem
from tests.support.desks import MONDAY, Counter

TODAY = MONDAY.date()


def test_a_new_office_knows_what_follows_from_its_commune(counter: Counter) -> None:
    profile = counter.desk.settings.in_force(TODAY)
    assert profile["office_name"] == "xã Thanh Nưa"
    assert profile["header"][0] == "ỦY BAN NHÂN DÂN XÃ THANH NƯA"
    assert profile["hotline"] == ""


def test_a_field_holds_from_its_day_on(counter: Counter) -> None:
    settings, acting = counter.desk.settings, counter.desk.acting()
    settings.enter({"hotline": "0215 1"}, TODAY, acting)
    settings.enter({"hotline": "0215 2"}, date(2027, 1, 1), acting)
    assert settings.in_force(date(2026, 11, 22))["hotline"] == ""
    assert settings.in_force(date(2026, 12, 31))["hotline"] == "0215 1"
    assert settings.in_force(date(2027, 1, 1))["hotline"] == "0215 2"


def test_entering_the_same_again_writes_nothing(counter: Counter) -> None:
    settings, acting = counter.desk.settings, counter.desk.acting()
    assert settings.enter({"points": "Bản Nà Nghè | Trụ sở"}, TODAY, acting).value == {
        "points": ["Bản Nà Nghè", "Trụ sở"]
    }
    assert settings.enter({"points": ["Bản Nà Nghè", "Trụ sở"]}, TODAY, acting).value == {}


def test_settings_of_the_device_stay_on_it(counter: Counter) -> None:
    settings, acting = counter.desk.settings, counter.desk.acting()
    assert settings.device_settings()["printer.copies"] == 1
    settings.set_on_device("printer.copies", "2", acting)
    assert settings.device_settings()["printer.copies"] == 2
    assert not settings.is_profile_field("printer.copies")


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("hotlin", "x", "setting.unknown"),
        ("hours", "never", "hours.unreadable"),
        ("hotline", "a\x00", "text.control_character"),
    ],
)
def test_wrong_values_are_refused_with_the_setting_s_name(
    counter: Counter, name: str, value: str, code: str
) -> None:
    with pytest.raises(DomainProblem) as caught:
        counter.desk.settings.enter({name: value}, TODAY, counter.desk.acting())
    assert (caught.value.code, caught.value.details["field"]) == (code, name)
