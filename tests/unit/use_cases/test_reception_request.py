"""The JSON line of DESIGN §6: what is taken, what is refused, and under which field's name."""

import json
import unicodedata
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.moments import parse_moment, to_milliseconds
from app.domain.problems import DomainProblem
from app.use_cases.reception_request import ReceptionRequest
from tests.support.people_names import received_lines

FULL = {
    "procedure": "1.001193",
    "applicant": {
        "full_name": "Giàng A Mẫu",
        "id_number": "011 201 001 234",
        "birth_date": "1990",
        "sex": "nam",
        "ethnicity": "8",
        "address": "Bản Nà Nghè",
        "village": "Nà Nghè",
        "phone": "+84 912 345 678",
    },
    "submitter": {"full_name": "Giàng A Sử", "role": "cha"},
    "parties": [{"role": "spouse", "full_name": "Mùa Thị Dợ", "birth_date": "1992-05"}],
    "organisation": {"name": "Hợp tác xã Nà Nghè", "tax_code": "5600123456"},
    "documents": [{"name": "Giấy chứng sinh", "originals": 1, "copies": 0}],
    "sets": 1,
    "channel": "direct",
    "received_at": "2026-11-23T09:12:00+07:00",
    "ref": "so-giay-17",
    "fields": {"register": {"page": 3, "late": True}},
}


def changed(**parts: Any) -> dict[str, Any]:
    return {**FULL, **parts}


def applicant(**parts: Any) -> dict[str, Any]:
    return changed(applicant={"full_name": "Lò Văn Ín", **parts})


def refused(record: object) -> DomainProblem:
    with pytest.raises(DomainProblem) as caught:
        ReceptionRequest.from_record(record)
    return caught.value


def test_the_whole_line_is_read() -> None:
    request = ReceptionRequest.from_record(FULL)
    assert request.procedure == "1.001193"
    assert request.received_at == to_milliseconds(parse_moment("2026-11-23T09:12:00+07:00"))
    assert request.ref == "so-giay-17"
    assert request.values["id_number"] == "011201001234"
    assert (request.values["sex"], request.values["ethnicity"]) == ("Nam", "08")
    assert request.values["phone"] == "0912345678"
    assert request.values["parties"] == [
        {"role": "spouse", "full_name": "Mùa Thị Dợ", "birth_date": "1992-05"}
    ]
    assert request.values["fields"] == {"register": {"page": 3, "late": True}}
    assert request.unknown == ()


def test_only_procedure_and_name_are_needed() -> None:
    request = ReceptionRequest.from_record({"procedure": "1.001193", "applicant": {"full_name": "Lò A"}})
    assert dict(request.values) == {"sets": 1, "channel": "direct", "full_name": "Lò A"}
    assert (request.received_at, request.ref, request.due_at) == (None, None, None)


def test_null_and_empty_count_as_not_stated() -> None:
    request = ReceptionRequest.from_record(applicant(phone=None, id_number="", birth_date="  "))
    assert not {"phone", "id_number", "birth_date"} & request.values.keys()


def test_decomposed_text_is_composed_and_emoji_stay() -> None:
    name = unicodedata.normalize("NFD", "Giàng Thị Mỷ")
    request = ReceptionRequest.from_record(applicant(full_name=name, address="Bản Nậm Pó 🏔️👨‍👩‍👧"))
    assert request.values["full_name"] == "Giàng Thị Mỷ"
    assert request.values["address"] == "Bản Nậm Pó 🏔️👨‍👩‍👧"


def test_a_due_date_may_be_a_day_or_a_moment() -> None:
    assert ReceptionRequest.from_record(changed(due_at="2026-12-01")).due_at == date(2026, 12, 1)
    assert ReceptionRequest.from_record(changed(due_at="2026-12-01T10:00")).due_at == parse_moment(
        "2026-12-01T10:00:00+07:00"
    )


def test_what_nobody_declared_is_kept_and_named() -> None:
    request = ReceptionRequest.from_record({**applicant(nationality="Lào"), "queue": 17, "fields": {"a": 1}})
    assert request.values["fields"] == {"queue": 17, "applicant.nationality": "Lào", "a": 1}
    assert request.unknown == ("queue", "applicant.nationality")
    assert "nationality" not in request.values


@pytest.mark.parametrize(
    ("record", "code", "field"),
    [
        (None, "reception.not_an_object", None),
        (["1.001193"], "reception.not_an_object", None),
        ({"applicant": {"full_name": "Lò A"}}, "field.missing", "procedure"),
        ({"procedure": "1.001193"}, "field.missing", "applicant.full_name"),
        (changed(applicant="Lò A"), "field.not_an_object", "applicant.full_name"),
        (applicant(full_name="  "), "field.missing", "applicant.full_name"),
        (applicant(full_name=17), "field.not_text", "applicant.full_name"),
        (applicant(full_name="Lò\x07 A"), "text.control_character", "applicant.full_name"),
        (applicant(full_name="Lò\ud800"), "text.broken_character", "applicant.full_name"),
        (applicant(address="a" * 401), "text.too_long", "applicant.address"),
        (applicant(birth_date="1990-02-30"), "birth_date.impossible", "applicant.birth_date"),
        (applicant(birth_date="hồi xưa"), "birth_date.unreadable", "applicant.birth_date"),
        (applicant(sex="x"), "sex.unknown", "applicant.sex"),
        (changed(received_at="2026-02-30T09:00:00+07:00"), "moment.unreadable", "received_at"),
        (changed(received_at=1), "field.not_text", "received_at"),
        (changed(sets=0), "field.too_small", "sets"),
        (changed(sets=-1), "field.negative", "sets"),
        (changed(sets=True), "field.not_a_whole_number", "sets"),
        (changed(sets=1.0), "field.not_a_whole_number", "sets"),
        (changed(channel="fax"), "field.unknown_value", "channel"),
        (changed(documents={"name": "x"}), "field.not_a_list", "documents"),
        (
            changed(documents=[{"name": "x"}, {"name": "y", "copies": -2}]),
            "field.negative",
            "documents[2].copies",
        ),
        (changed(documents=[{"copies": 1}]), "field.missing", "documents[1].name"),
        (changed(documents=["x"]), "field.not_an_object", "documents[1]"),
        (changed(parties=[{"role": "spouse"}]), "field.missing", "parties[1].full_name"),
        (changed(submitter={"full_name": "A\x00"}), "text.control_character", "submitter.full_name"),
        (changed(organisation={"tax_code": "1"}), "field.missing", "organisation.name"),
        (changed(fields=[1]), "field.not_an_object", "fields"),
        (changed(fields={"a": 1.5}), "field.not_keepable", "fields"),
        (changed(fields={"a": 2**63}), "field.too_large", "fields"),
        (changed(fields={"a": [[[[[1]]]]]}), "field.not_keepable", "fields"),
        (changed(ref="r" * 201), "text.too_long", "ref"),
        (changed(queue=1.5), "field.not_keepable", "queue"),
    ],
)
def test_bad_lines_are_refused_with_the_name_of_the_field(
    record: object, code: str, field: str | None
) -> None:
    problem = refused(record)
    assert problem.code == code
    assert problem.details.get("field") == field


def test_a_refusal_never_repeats_what_was_typed() -> None:
    problem = refused(applicant(full_name="Lò Văn Bí Mật\x07"))
    assert "Mật" not in str(problem)


def test_too_much_for_one_fact_is_refused_before_a_number_is_taken() -> None:
    papers = [{"name": "Đơn đề nghị " + "ư" * 400, "originals": 1} for _ in range(20)]
    assert refused(changed(documents=papers)).code == "reception.too_long"


def test_many_short_papers_fit() -> None:
    papers = [{"name": f"Tờ khai số {n}", "originals": 1, "copies": 2} for n in range(60)]
    documents = ReceptionRequest.from_record(changed(documents=papers)).values["documents"]
    assert len(documents) == 60


def test_lines_of_made_up_people_are_all_taken() -> None:
    for line in received_lines(200):
        request = ReceptionRequest.from_record(json.loads(json.dumps(line)))
        assert request.values["full_name"] == line["applicant"]["full_name"]
        assert request.unknown == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(list(FULL)), JSON))
def test_whatever_json_says_it_is_read_or_refused(record: dict[str, Any]) -> None:
    with suppress(DomainProblem):
        assert ReceptionRequest.from_record({**FULL, **record}).values["full_name"]


def test_a_line_may_ask_to_be_registered_only() -> None:
    line = {"procedure": "1.001193", "applicant": {"full_name": "Giàng A Mẫu"}}
    assert ReceptionRequest.from_record(line).accept
    assert ReceptionRequest.from_record({**line, "accept": None}).accept
    registered = ReceptionRequest.from_record({**line, "accept": False})
    assert not registered.accept
    assert registered.unknown == ()
    assert "accept" not in registered.values
    with pytest.raises(DomainProblem, match=r"field\.not_a_flag.*accept"):
        ReceptionRequest.from_record({**line, "accept": "no"})
