"""Results that can go in one trip."""

from datetime import date

import pypdfium2
import pytest

from app.domain.problems import DomainProblem
from app.domain.villages import Village
from tests.support.desks import MONDAY, Counter, person

BO_HONG = {"village": "Bản Bồ Hóng", "address": "Bản Bồ Hóng, xã Thanh Nưa"}


def _ready(counter: Counter, **fields: object) -> object:
    received = counter.receive(applicant=person(**{**BO_HONG, **fields}))
    for step in ("transfer", "finish"):
        counter.desk.step(received.subject, step, counter.desk.acting(), {})
    return received.subject


def _waiting(counter: Counter, procedure: str = "1.001193", **fields: object) -> object:
    return counter.receive(procedure=procedure, applicant=person(**{**BO_HONG, **fields})).subject


def test_person_household_and_village_are_told_apart(counter: Counter) -> None:
    asked = _ready(counter, full_name="Giàng A Mẫu", birth_date="1990", phone="0912345678")
    same = _ready(counter, full_name="GIÀNG A MẪU", birth_date="1990-05-17")
    wife = _ready(counter, full_name="Vừ Thị Dợ", phone="0912345678", village="", address="")
    neighbour = _ready(counter, full_name="Lò Văn Pán", village="bồ hóng", address="")
    namesake = _ready(counter, full_name="Giàng A Mẫu", birth_date="1951")
    _ready(counter, full_name="Cà Thị Ín", village="Co Mỵ", address="")
    together = counter.desk.trips.with_dossier(asked, counter.clock.at)  # type: ignore[arg-type]
    found = {one.why: {result.subject for result in one.results} for one in together}
    assert found == {"person": {same}, "household": {wife}, "village": {neighbour, namesake}}


def test_the_common_day_waits_for_what_is_due_soon(counter: Counter) -> None:
    _ready(counter, full_name="Lò Văn Pán")
    _waiting(counter, full_name="Vừ A Páo")
    (trip,) = counter.desk.trips.villages(counter.clock.at)
    assert (trip.ready, len(trip.results)) == (1, 2)
    # A birth registered this morning is returned the same day.
    assert trip.day == MONDAY.date()
    due = counter.receive(
        applicant=person(**BO_HONG, full_name="Sùng A Dê"), procedure="1.004873", due_at="2026-11-26"
    )
    (trip,) = counter.desk.trips.villages(counter.clock.at)
    assert trip.day == date(2026, 11, 26)
    together = counter.desk.trips.for_person({"village": "Bồ Hóng"}, counter.clock.at)
    assert [one.why for one in together] == ["village"]
    assert together[0].day == date(2026, 11, 26)
    assert [result.ready for result in together[0].results] == [True, False, False]
    assert together[0].results[-1].subject == due.subject


def test_villages_are_listed_with_their_distance_and_the_fullest_first(counter: Counter) -> None:
    counter.desk.villages.enter(
        [Village("Bản Bồ Hóng", distance_km=18)], MONDAY.date(), counter.desk.acting()
    )
    _ready(counter, full_name="Cà Thị Ín", village="Co Mỵ", address="")
    for name in ("Lò Văn Pán", "Vừ A Páo"):
        _ready(counter, full_name=name, village="bồ hóng")
    trips = counter.desk.trips.villages(counter.clock.at)
    assert [(one.name, one.ready) for one in trips] == [("Bản Bồ Hóng", 2), ("Co Mỵ", 1)]
    assert trips[0].village is not None
    assert trips[0].village.distance_km == 18
    (only,) = counter.desk.trips.villages(counter.clock.at, "Co My")
    assert only.name == "Co Mỵ"


def test_what_is_over_or_void_goes_on_no_trip(counter: Counter) -> None:
    returned = _ready(counter, full_name="Lò Văn Pán")
    counter.desk.step(returned, "return", counter.desk.acting(), {})  # type: ignore[arg-type]
    voided = _waiting(counter, full_name="Vừ A Páo")
    counter.desk.void(voided, "nhập nhầm", counter.desk.acting())  # type: ignore[arg-type]
    assert counter.desk.trips.villages(counter.clock.at) == []


def test_the_list_for_a_village_names_everybody_and_the_day(counter: Counter) -> None:
    desk = counter.desk
    desk.villages.enter([Village("Bản Bồ Hóng", 18, minutes_walk=240)], MONDAY.date(), desk.acting())
    _ready(counter, full_name="Giàng Thị Mỷ Dợ Sung Páo Nhìa", phone="0912345678")
    _waiting(counter, "1.004873", full_name="Vừ A Páo")
    record = desk.trips.paper_record("bồ hóng", counter.clock.at)
    assert [row[1] for row in record["tables"]["results"]] == ["Giàng Thị Mỷ Dợ Sung Páo Nhìa", "Vừ A Páo"]
    assert [row[5] for row in record["tables"]["results"]] == ["×", ""]
    assert record["values"]["day"] == {"day": "2026-11-27"}
    page = pypdfium2.PdfDocument(desk.trips.draw_paper(record))[0]
    text = page.get_textpage().get_text_bounded()
    for part in ("Bản Bồ Hóng", "18 km", "240 phút", "0912 345 678", "27/11/2026"):
        assert part in text
    with pytest.raises(DomainProblem) as caught:
        desk.trips.paper_record("Co Mỵ", counter.clock.at)
    assert caught.value.code == "trips.nothing"
