"""The villages of an office: dated, entered or taken from a table."""

from datetime import date

import pytest

from app.domain.problems import DomainProblem
from app.domain.villages import Village
from app.use_cases.ports import ListFilter
from tests.support.desks import MONDAY, Counter, person

TODAY = MONDAY.date()
TABLE = """Tên bản;Khoảng cách (km);Đi bộ (phút);Xe máy (phút);Xa;Biên giới;Đặc biệt khó khăn;Xã cũ;Trưởng bản
Bản Bồ Hóng;18,4;240;55;x;;x;Thanh Chăn;Lò Văn Pán
Huổi Chan 2;7;90;20;;không;;Thanh Chăn;

Co Mỵ;3;;;;;;;
"""


def test_a_table_is_taken_whole_and_shown_again(counter: Counter) -> None:
    desk = counter.desk
    entered = desk.villages.import_table("\ufeff" + TABLE, TODAY, desk.acting()).value
    assert (entered.changed, entered.removed, entered.same) == (3, 0, 0)
    found = desk.villages.on(TODAY).find("bồ hóng")
    assert found == Village("Bản Bồ Hóng", 18, 240, 55, far=True, difficult=True, former="Thanh Chăn")
    assert desk.villages.import_table(TABLE, TODAY, desk.acting()).value.same == 3
    assert len(desk.villages.on(date(2026, 11, 22))) == 0


@pytest.mark.parametrize(
    ("table", "code", "row"),
    [
        ("", "villages.no_names", None),
        ("km,xa\n3,x\n", "villages.no_names", None),
        ("Tên bản,km\n\n", "villages.empty", None),
        ("Tên bản,km\nCo Mỵ,ba\n", "villages.bad_row", 2),
        ("Tên bản,km\nCo Mỵ,3\n,4\n", "villages.bad_row", 3),
        ("Tên bản,xa\nCo Mỵ,hơi hơi\n", "villages.bad_row", 2),
        ("Tên bản,km\nCo Mỵ,-3\n", "villages.bad_row", 2),
        ("Tên bản,km\nCo Mỵ,nan\n", "villages.bad_row", 2),
        ("Tên bản\nCo Mỵ\nbản co mỵ\n", "villages.twice", None),
    ],
)
def test_a_bad_table_changes_nothing(counter: Counter, table: str, code: str, row: int | None) -> None:
    desk = counter.desk
    with pytest.raises(DomainProblem) as caught:
        desk.villages.import_table(table, TODAY, desk.acting())
    assert (caught.value.code, caught.value.details.get("row")) == (code, row)
    assert len(desk.villages.on(TODAY)) == 0


def test_a_village_holds_until_it_is_taken_out(counter: Counter) -> None:
    desk = counter.desk
    desk.villages.enter([Village("Co Mỵ", 3), Village("Huổi Chan 2", 7)], TODAY, desk.acting())
    later = date(2027, 1, 1)
    kept = desk.villages.enter([Village("Co Mỵ", 4)], later, desk.acting(), only=True).value
    assert (kept.changed, kept.removed) == (1, 1)
    assert [(one.name, one.distance_km) for one in desk.villages.on(later).all] == [("Co Mỵ", 4)]
    assert len(desk.villages.on(TODAY)) == 2


def test_a_hundred_villages_fit(counter: Counter) -> None:
    desk = counter.desk
    many = [
        Village(f"Bản Huổi Chan Nậm Lịch {place}", place, 60, 20, 10, former="Thanh Chăn")
        for place in range(300)
    ]
    assert desk.villages.enter(many, TODAY, desk.acting()).value.changed == 300
    assert len(desk.villages.on(TODAY)) == 300


def test_a_former_commune_finds_what_came_from_its_villages(counter: Counter) -> None:
    desk = counter.desk
    desk.villages.import_table(TABLE, TODAY, desk.acting())
    from_there = counter.receive(applicant=person(full_name="Lò Văn Pán", village="Bồ Hóng"))
    counter.receive(applicant=person(full_name="Vừ A Páo", village="Co Mỵ"))
    named = counter.receive(applicant=person(full_name="Thanh Chăn"))
    for typed in ("Thanh Chăn", "xã thanh chan"):
        found = {row.subject for row in desk.find(typed)}
        assert from_there.subject in found, typed
        assert len(found) <= 2
    assert {row.subject for row in desk.find("Thanh Chăn")} == {from_there.subject, named.subject}
    assert desk.find("Vàng Đán") == []


def test_dossiers_of_other_communes_have_a_list_of_their_own(counter: Counter) -> None:
    desk = counter.desk
    theirs = counter.receive(competent="03202")
    counter.receive()
    which = ListFilter(elsewhere=True)
    assert desk.find.count(which) == 1
    assert [row.subject for row in desk.find.page(which, 0, 10)] == [theirs.subject]
