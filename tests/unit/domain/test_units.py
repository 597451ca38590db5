"""Communes of today found by today's and by former names."""

from datetime import date
from typing import Any

import pytest

from app.domain.problems import DomainProblem
from app.domain.units import Units, without_kind
from app.machine.resource_files import load_units

UNITS = load_units()


def found(typed: str) -> list[tuple[str, str | None]]:
    return [(match.unit.name, match.former and match.former.name) for match in UNITS.search(typed)]


def test_all_communes_of_the_three_provinces_are_there() -> None:
    counts = {province.name: len(UNITS.of_province(code)) for code, province in UNITS.provinces.items()}
    assert counts == {"Điện Biên": 45, "Lai Châu": 38, "Lào Cai": 99}
    assert len(UNITS) == 182


@pytest.mark.parametrize(
    ("typed", "unit", "former"),
    [
        ("vang dan", "Xã Nà Bủng", "Xã Vàng Đán"),
        ("Thanh Chăn", "Xã Thanh Nưa", "Xã Thanh Chăn"),
        ("xã mường mít", "Xã Mường Than", "Xã Mường Mít"),
        ("phuc than", "Xã Mường Than", "Xã Phúc Than"),
        ("Thèn Sin", "Xã Sin Suối Hồ", "Xã Thèn Sin"),
        ("nam xe", "Xã Sin Suối Hồ", "Xã Nậm Xe"),
        ("thị trấn mường khương", "Xã Mường Khương", "Thị trấn Mường Khương"),
        ("na bung", "Xã Nà Bủng", None),
        ("03328", "Xã Thanh Nưa", None),
    ],
)
def test_a_commune_is_found_by_any_name_it_had(typed: str, unit: str, former: str | None) -> None:
    assert (unit, former) in found(typed)[:2]


def test_each_commune_is_listed_once_and_its_own_name_wins() -> None:
    names = [name for name, _ in found("muong")]
    assert len(names) == len(set(names))
    assert ("Xã Phong Thổ", None) in found("phong tho")


def test_a_commune_is_found_by_its_exact_name() -> None:
    assert [match.unit.code for match in UNITS.by_name("Xã Thanh Nưa")] == ["03328"]
    assert [match.unit.code for match in UNITS.by_name("THANH CHĂN")] == ["03328"]
    assert [match.unit.code for match in UNITS.by_name("thanh chan")] == ["03328"]
    assert [match.unit.code for match in UNITS.by_name("Phong Thổ")] == ["03549"]
    assert UNITS.by_name("Thanh") == ()


def test_marks_decide_where_they_tell_two_names_apart() -> None:
    with_marks = {match.name for match in UNITS.by_name("Nậm Xé")}
    assert with_marks == {"Xã Nậm Xé"}
    without = {match.name for match in UNITS.by_name("nam xe")}
    assert without >= {"Xã Nậm Xé", "Xã Nậm Xe"}


def test_a_code_finds_its_commune() -> None:
    unit = UNITS.find("03176")
    assert unit is not None
    assert (unit.name, unit.short_name, unit.valid_from) == ("Xã Nà Bủng", "Nà Bủng", date(2025, 7, 1))
    assert UNITS.find("99999") is None


def test_communes_of_a_province_stand_in_vietnamese_order() -> None:
    names = [unit.short_name for unit in UNITS.of_province("12")]
    assert names.index("Bản Bo") < names.index("Bum Nưa") < names.index("Bum Tở")


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Xã Thanh Nưa", "Thanh Nưa"),
        ("phường Mường Lay", "Mường Lay"),
        ("Phường 1", "Phường 1"),
        ("Xa Dung", "Xa Dung"),
    ],
)
def test_the_kind_can_be_left_out_of_a_name(name: str, bare: str) -> None:
    assert without_kind(name) == bare


def unit(code: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "name": "Xã Thử", "province": "11", "valid_from": "2025-07-01", **more}


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([unit("1"), unit("1")], r"units\.code_twice"),
        ([unit("1", province="99")], r"units\.unknown_province"),
        ([unit("1"), unit("2", name="")], r"table\.bad_row.*row=2"),
        ([unit("1", former=[{"name": "Xã Cũ"}])], r"table\.bad_row.*field='code'"),
    ],
)
def test_bad_rows_are_refused(rows: list[dict[str, Any]], code: str) -> None:
    provinces = [{"code": "11", "name": "Điện Biên", "identifier": "H18", "certainty": "B"}]
    with pytest.raises(DomainProblem, match=code):
        Units.from_json({"provinces": provinces, "units": rows}, version="x")
