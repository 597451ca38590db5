"""Who is served first, who helped, where it was, who decides, and people without papers."""

from datetime import datetime

import pytest

from app.domain.moments import VIET_NAM, to_milliseconds
from app.domain.problems import DomainProblem
from app.domain.villages import Village
from tests.support.desks import MONDAY, Counter, person

POINTS = "Trung tâm xã | Điểm Thanh Chăn (trụ sở cũ)"


def _values(counter: Counter, **parts: object) -> dict[str, object]:
    received = counter.receive(**parts)
    return dict(counter.desk.show(received.subject).dossier.values)


def _refused(counter: Counter, **parts: object) -> DomainProblem:
    before = counter.desk.find.count(_all())
    with pytest.raises(DomainProblem) as caught:
        counter.receive(**parts)
    assert counter.desk.find.count(_all()) == before
    return caught.value


def _all() -> object:
    from app.use_cases.ports import ListFilter

    return ListFilter()


def test_everything_stated_stands_in_the_dossier(counter: Counter) -> None:
    values = _values(
        counter,
        applicant=person(village="Huổi Chan 2"),
        priority=["illiterate", "elderly"],
        helpers=[{"full_name": "Vàng A Sùng", "role": "interpreter", "language": "Mông"}],
        distance_km=23,
        point="Điểm Thanh Chăn",
        submitter={
            "full_name": "Giàng A Páo",
            "role": "authorised",
            "authorisation_number": "12/UQ",
            "authorisation_date": "20/11/2026",
        },
    )
    assert values["priority"] == ["elderly", "illiterate"], "in the order of the table"
    assert values["helpers"] == [{"full_name": "Vàng A Sùng", "role": "interpreter", "language": "Mông"}]
    assert (values["distance_km"], values["point"]) == (23, "Điểm Thanh Chăn")
    assert values["submitter"]["authorisation_number"] == "12/UQ"  # type: ignore[index]
    assert values["submitter"]["authorisation_date"] == "2026-11-20"  # type: ignore[index]


@pytest.mark.parametrize(
    ("parts", "code", "field"),
    [
        ({"priority": ["rich"]}, "field.unknown_value", "priority"),
        ({"priority": 3}, "field.not_a_list", "priority"),
        ({"competent": "99999"}, "reception.competent_unknown", "competent"),
        ({"competent": "03388"}, "reception.competent_unknown", "competent"),
        ({"distance_km": -1}, "field.negative", "distance_km"),
        ({"distance_km": 2.5}, "field.not_a_whole_number", "distance_km"),
        ({"helpers": [{"full_name": "A", "role": "boss"}]}, "field.unknown_value", "helpers[1].role"),
        ({"helpers": [{"role": "guide"}]}, "field.missing", "helpers[1].full_name"),
    ],
)
def test_what_cannot_be_is_refused_whole(
    counter: Counter, parts: dict[str, object], code: str, field: str
) -> None:
    problem = _refused(counter, **parts)
    assert (problem.code, problem.details["field"]) == (code, field)


def test_without_papers_a_reason_birth_year_and_place_stand_for_the_number(counter: Counter) -> None:
    why = {"no_papers_reason": "Chưa từng được cấp giấy tờ"}
    assert _refused(counter, applicant=person(), **why).details["field"] == "applicant.birth_date"
    born = person(birth_date="1951")
    assert _refused(counter, applicant=born, **why).details["field"] == "applicant.village"
    both = person(birth_date="1951", village="Co Mỵ", id_number="011301001234")
    assert _refused(counter, applicant=both, **why).code == "reception.papers_and_reason"
    values = _values(counter, applicant=person(birth_date="1951", village="Co Mỵ"), **why)
    assert values["no_papers_reason"] == why["no_papers_reason"]


def test_a_dossier_of_another_commune_names_who_decides(counter: Counter) -> None:
    received = counter.receive(competent="03202", applicant=person())
    plain = counter.receive(competent="03328", applicant=person())
    detail = counter.desk.show(received.subject)
    assert detail.competent_name == "Xã Mường Pồn"
    # Received Monday 23/11; 24/11 is a day off: one working day ends with Wednesday.
    assert detail.papers_due_at == to_milliseconds(datetime(2026, 11, 25, 17, 0, tzinfo=VIET_NAM))
    assert received.due_at == plain.due_at, "the rules of the appointment are the same"
    own = counter.desk.show(plain.subject)
    assert (own.competent_name, own.papers_due_at) == ("", None)
    assert "competent" not in own.dossier.values


def test_the_reminder_ends_when_the_dossier_has_left(counter: Counter) -> None:
    received = counter.receive(competent="03202", applicant=person())
    counter.desk.step(received.subject, "transfer", counter.desk.acting(), {})
    assert counter.desk.show(received.subject).papers_due_at is None


def test_the_distance_comes_with_the_village(counter: Counter) -> None:
    counter.desk.villages.enter(
        [Village("Bản Bồ Hóng", distance_km=18, far=True)], MONDAY.date(), counter.desk.acting()
    )
    assert _values(counter, applicant=person(village="bồ hóng"))["distance_km"] == 18
    assert _values(counter, applicant=person(village="Bồ Hóng"), distance_km=20)["distance_km"] == 20
    assert "distance_km" not in _values(counter, applicant=person(village="Co Mỵ"))


def test_the_device_remembers_its_point_and_the_slip_names_it(counter: Counter) -> None:
    desk = counter.desk
    desk.settings.enter({"points": POINTS}, MONDAY.date(), desk.acting())
    desk.settings.set_on_device("reception.point", "Điểm Thanh Chăn (trụ sở cũ)", desk.acting())
    received = counter.receive(applicant=person())
    ordered = desk.print_paper.order(received.subject, "slip", desk.acting())
    assert ordered.record["return_place"] == "Điểm Thanh Chăn (trụ sở cũ)"
    assert _values(counter, point="Trung tâm xã")["point"] == "Trung tâm xã"


def test_circumstances_are_corrected_like_everything_else(counter: Counter) -> None:
    received, desk = counter.receive(applicant=person()), counter.desk
    fields = {"priority": "far,elderly", "helpers": "interpreter: Vàng A Sùng; guide: Lò Thị Hạnh"}
    desk.amend(received.subject, {**fields, "competent": "03202"}, "hỏi lại", desk.acting())
    values = desk.show(received.subject).dossier.values
    assert values["priority"] == ["elderly", "far"]
    assert [one["role"] for one in values["helpers"]] == ["interpreter", "guide"]
    (told,) = [item for item in desk.show(received.subject).history if item.kind == "dossier.amended"]
    after = {change.name: change.after for change in told.changes}
    assert (after["priority"], after["competent"]) == ("Người cao tuổi, Ở xa", "Xã Mường Pồn")
    with pytest.raises(DomainProblem) as caught:
        desk.amend(received.subject, {"competent": "00001"}, "nhầm", desk.acting())
    assert caught.value.code == "reception.competent_unknown"
    desk.amend(received.subject, {"competent": ""}, "nhầm", desk.acting())
    assert desk.show(received.subject).competent_name == ""
