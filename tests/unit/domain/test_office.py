"""The office profile: what follows from the commune, what has to be entered."""

import pytest

from app.domain.office import OfficeProfile
from app.domain.problems import DomainProblem
from app.domain.units import Unit
from app.machine.resource_files import load_units

UNITS = load_units()


def unit(code: str) -> Unit:
    found = UNITS.find(code)
    assert found is not None
    return found


def profile(code: str) -> OfficeProfile:
    return OfficeProfile.of_unit(unit(code), UNITS.provinces[unit(code).province])


def test_names_follow_from_the_commune() -> None:
    made = profile("03328")
    assert made == OfficeProfile(
        code="03328",
        office_name="xã Thanh Nưa",
        province="Điện Biên",
        header=("ỦY BAN NHÂN DÂN XÃ THANH NƯA", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"),
        centre_name="Trung tâm Phục vụ hành chính công xã Thanh Nưa",
        place_name="Thanh Nưa",
    )
    assert profile("03151").office_name == "phường Mường Lay"


def test_what_a_slip_still_lacks_is_named() -> None:
    made = profile("03328")
    assert made.missing_for_slip() == ("hotline", "lookup_address", "points")
    entered = made.with_values(
        {"hotline": "0215 3 825 123", "points": ["Bản Co Rốm"], "lookup_address": "dichvucong.gov.vn"}
    )
    assert entered.missing_for_slip() == ()


def test_entered_values_stand_over_what_follows_from_the_commune() -> None:
    entered = profile("03328").with_values(
        {"place_name": "Điện Biên", "hotline": "", "hours": {"mon": "07:00-11:30"}}
    )
    assert entered.place_name == "Điện Biên"
    assert entered.hotline == ""


def test_values_come_back_as_facts_hold_them() -> None:
    entered = profile("03328").with_values({"points": ["Bản Co Rốm", "Bản Mển"]})
    assert entered.values()["points"] == ["Bản Co Rốm", "Bản Mển"]
    assert OfficeProfile("03328", province="Điện Biên").with_values(entered.values()) == entered


@pytest.mark.parametrize(("field", "value"), [("header", "một dòng"), ("points", [1]), ("hotline", ["113"])])
def test_a_value_of_another_shape_is_refused(field: str, value: object) -> None:
    with pytest.raises(DomainProblem) as caught:
        profile("03328").with_values({field: value})
    assert (caught.value.code, caught.value.details) == ("profile.unreadable", {"field": field})
