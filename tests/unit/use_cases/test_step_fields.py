"""The fields of the steps: every one can be asked for, read strictly, and typed at a terminal."""

from datetime import date, datetime

import pytest

from app.domain.facts import Value
from app.domain.kinds import current_kind
from app.domain.lifecycle import RECEPTION_STEPS, STEPS
from app.domain.moments import VIET_NAM
from app.domain.problems import DomainProblem
from app.localization.problem_text import has_text
from app.use_cases.step_fields import FIELDS, Input, StepField, fields_of, read_fields, typed_fields

KIND = current_kind("dossier.stepped")
STATED = frozenset((*KIND.open_fields, *KIND.personal_fields))
BIRTH = {"name": "Giấy khai sinh", "number": "12/2026"}
GOOD: dict[str, tuple[object, Value]] = {
    "holder": ("Quàng Thị Hương", b"h" * 16),
    "note": ("xem kỹ\nhai mặt", "xem kỹ\nhai mặt"),
    "reason": ("thiếu giấy chứng sinh", "thiếu giấy chứng sinh"),
    "missing": (["Giấy chứng sinh", "Tờ khai"], ["Giấy chứng sinh", "Tờ khai"]),
    "due_at": ("2026-12-04", date(2026, 12, 4)),
    "eligible": (True, True),
    "agency": ("Công an xã Nà Bủng", "Công an xã Nà Bủng"),
    "content": ("Xác minh nơi cư trú", "Xác minh nơi cư trú"),
    "answer_due_at": ("2026-12-04T16:00+07:00", datetime(2026, 12, 4, 16, tzinfo=VIET_NAM)),
    "amount": (1_250_000, 1_250_000),
    "document_number": ("12/QĐ-UBND", "12/QĐ-UBND"),
    "results": ([BIRTH], [BIRTH]),
    "returned_to_kind": ("authorised", "authorised"),
    "returned_to": ("Giàng A Sử", "Giàng A Sử"),
    "authorisation": ("Giấy ủy quyền ngày 20/11/2026", "Giấy ủy quyền ngày 20/11/2026"),
    "fingerprint": (True, True),
    "witness": ("Lò Văn Pánh", "Lò Văn Pánh"),
    "place": ("Nhà văn hóa bản Nậm Tắt", "Nhà văn hóa bản Nậm Tắt"),
    "papers_returned": ("Đã trả đủ", "Đã trả đủ"),
    "fee_treatment": ("Trả lại 8.000 đ", "Trả lại 8.000 đ"),
    "agreed": (False, False),
    "cause": ("Mưa dột", "Mưa dột"),
    "costs": ("Xã chịu", "Xã chịu"),
}  # fmt: skip
BAD: dict[Input, tuple[object, ...]] = {
    Input.TEXT: (7, ["x"], "a\x00", "x" * 3_000, True),
    Input.LINES: (7, {"a": 1}, "a\x07b", "x" * 3_000),
    Input.LIST: ("một thứ", [7], [""], ["x"] * 100, [["x"]]),
    Input.RESULTS: ("Giấy", [{"number": "1"}], [{"name": 7}], [{"name": "x", "signed": True}], ["x"], [{}]),
    Input.DAY: ("mai", "2026-02-30", 7, "2026-11-23T25:00"),
    Input.AMOUNT: ("nhiều", 0, -1, 1.5, True, 10**13),
    Input.FLAG: ("có", 1, 0, "true"),
    Input.CHOICE: ("hàng xóm", 1, True),
}


def clerk(value: object) -> Value:
    if value != "Quàng Thị Hương":
        raise DomainProblem("clerk.unknown")
    return b"h" * 16


def test_every_field_of_every_step_is_described_and_can_stand_in_a_fact() -> None:
    named = {name for step in STEPS.values() for name in step.fields}
    assert named == FIELDS.keys() == GOOD.keys()
    assert named <= STATED
    assert BAD.keys() | {Input.CLERK} == set(Input)
    for step in STEPS.values():
        assert set(step.required) <= set(step.fields)
        assert [field.name for field in fields_of(step)] == list(step.fields)


@pytest.mark.parametrize("name", sorted(STEPS.keys() - RECEPTION_STEPS))
def test_a_step_takes_all_its_fields_and_needs_the_required_ones(name: str) -> None:
    step = STEPS[name]
    given = {field: GOOD[field][0] for field in step.fields}
    assert read_fields(step, given, clerk) == {field: GOOD[field][1] for field in step.fields}
    least = {field: given[field] for field in step.required}
    assert read_fields(step, least, clerk).keys() == set(step.required)
    for missing in step.required:
        for empty in ({}, {missing: ""}, {missing: None}):
            with pytest.raises(DomainProblem) as caught:
                read_fields(step, {**{k: v for k, v in least.items() if k != missing}, **empty}, clerk)
            assert (caught.value.code, caught.value.details) == ("field.missing", {"field": missing})


@pytest.mark.parametrize("field", [f for f in FIELDS.values() if f.input is not Input.CLERK], ids=str)
def test_what_is_not_of_the_right_sort_is_refused_with_the_name_of_the_field(field: StepField) -> None:
    step = next(step for step in STEPS.values() if field.name in step.fields)
    for value in BAD[field.input]:
        with pytest.raises(DomainProblem) as caught:
            read_fields(step, {field.name: value}, clerk)
        assert str(caught.value.details["field"]).startswith(field.name)
        assert has_text(caught.value.code)


def test_empty_lists_and_blank_texts_are_not_stated() -> None:
    with pytest.raises(DomainProblem, match=r"field\.missing.*missing"):
        read_fields(STEPS["ask_supplement"], {"missing": []}, clerk)
    with pytest.raises(DomainProblem, match=r"field\.missing.*reason"):
        read_fields(STEPS["refuse"], {"reason": "  "}, clerk)
    assert read_fields(STEPS["finish"], {"results": []}, clerk) == {}


def test_a_field_of_another_step_is_refused() -> None:
    with pytest.raises(DomainProblem) as caught:
        read_fields(STEPS["transfer"], {"reason": "x"}, clerk)
    assert caught.value.details == {"field": "reason", "allowed": "holder, note"}


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        ([("missing", "Tờ khai"), ("missing", "CMND")], {"missing": ["Tờ khai", "CMND"]}),
        ([("missing", "Tờ khai\nGiấy chứng sinh\n")], {"missing": ["Tờ khai", "Giấy chứng sinh"]}),
        ([("missing", '["Tờ khai; bản chính"]')], {"missing": ["Tờ khai; bản chính"]}),
        ([("missing", "[Tờ khai")], {"missing": ["[Tờ khai"]}),
        ([("results", "Giấy khai sinh | 12/2026")], {"results": [BIRTH]}),
        ([("results", "Trích lục")], {"results": [{"name": "Trích lục", "number": ""}]}),
        ([("results", '[{"name":"Trích lục"}]')], {"results": [{"name": "Trích lục"}]}),
        ([("eligible", "Có"), ("fingerprint", "không")], {"eligible": True, "fingerprint": False}),
        ([("agreed", "có lẽ")], {"agreed": "có lẽ"}),
        ([("amount", "1.250.000 đ")], {"amount": 1_250_000}),
        ([("amount", "²")], {"amount": "²"}),
        ([("amount", "một triệu")], {"amount": "một triệu"}),
        ([("note", "một"), ("note", "hai")], {"note": "hai"}),
        ([("unheard", "x")], {"unheard": "x"}),
    ],
)  # fmt: skip
def test_what_is_typed_at_a_terminal(pairs: list[tuple[str, str]], found: dict[str, object]) -> None:
    assert typed_fields(pairs) == found
