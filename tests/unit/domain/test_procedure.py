"""Procedures as records: read strictly, written back the same."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app.domain.certainty import Certainty
from app.domain.problems import DomainProblem
from app.domain.procedure import FeeKind, PaperKind, Procedure, RequiredDocument
from app.domain.time_limit import LimitUnit, TimeLimit


def birth() -> dict[str, Any]:
    return {
        "code": "1.001193",
        "name": "Thủ tục đăng ký khai sinh",
        "field": "Hộ tịch",
        "time_limit": {"unit": "same_day", "basis": "portal", "certainty": "C"},
        "fee": {"kind": "free", "amount": 0},
        "valid_from": "2025-07-01",
        "channels": ["direct", "online"],
        "documents": [
            {"name": "Giấy chứng sinh", "kind": "submit", "originals": 1},
            {"name": "Hộ chiếu hoặc thẻ căn cước", "kind": "present", "originals": 1, "group": "Xuất trình"},
            {"name": "Người tiếp nhận đối chiếu", "kind": "note"},
        ],
        "results": [{"name": "Giấy khai sinh", "code": "KQ.G15.000031"}],
        "legal_basis": ["60/2014/QH13"],
        "tags": ["birth", "high_frequency"],
        "source": "https://dichvucong.gov.vn",
        "certainty": "C",
    }


def test_a_record_is_read_and_written_back() -> None:
    procedure = Procedure.from_record(birth())
    assert procedure.time_limit == TimeLimit(LimitUnit.SAME_DAY)
    assert (procedure.fee.kind, procedure.fee.amount) == (FeeKind.FREE, 0)
    assert procedure.documents[1] == RequiredDocument(
        "Hộ chiếu hoặc thẻ căn cước", PaperKind.PRESENT, originals=1, group="Xuất trình"
    )
    assert procedure.frequent
    assert procedure.certainty is Certainty.CONFIRMED
    assert procedure.to_record() == birth()
    assert Procedure.from_record(procedure.to_record()) == procedure


def test_the_short_name_leaves_out_the_leading_words() -> None:
    assert Procedure.from_record(birth()).short_name == "Đăng ký khai sinh"
    assert (
        Procedure.from_record({**birth(), "name": "Cấp bản sao Trích lục"}).short_name
        == "Cấp bản sao Trích lục"
    )


def test_a_clerk_ticks_papers_not_remarks_and_the_short_list_where_there_is_one() -> None:
    assert [paper.kind for paper in Procedure.from_record(birth()).papers()] == [
        PaperKind.SUBMIT,
        PaperKind.PRESENT,
    ]
    short = {"name": "Tờ khai", "kind": "submit", "originals": 1, "conditional": True}
    with_list = Procedure.from_record({**birth(), "checklist": [short]})
    assert [paper.name for paper in with_list.papers()] == ["Tờ khai"]
    assert with_list.papers()[0].conditional


def without(field: str) -> Callable[[dict[str, Any]], None]:
    return lambda record: record.pop(field)


def having(field: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda record: record.update({field: value})


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        (without("code"), "code", "missing"),
        (having("name", ""), "name", "missing"),
        (having("name", 7), "name", "not_text"),
        (having("name", "Đăng\x07 ký"), "name", "text.control_character"),
        (without("time_limit"), "time_limit", "missing"),
        (having("time_limit", {"unit": "hours", "value": 8}), "unit", "unknown_value"),
        (having("time_limit", {"unit": "working_days", "value": True}), "value", "not_a_whole_number"),
        (having("fee", {"kind": "free", "amount": -1}), "amount", "out_of_bounds"),
        (having("valid_from", "01/07/2025"), "valid_from", "not_a_day"),
        (having("valid_to", "2025-06-30"), "valid_to", "before_valid_from"),
        (having("channels", "direct"), "channels", "not_a_list"),
        (
            having("documents", [{"name": "x", "kind": "submit", "originals": -1}]),
            "originals",
            "out_of_bounds",
        ),
        (
            having("documents", [{"name": "x", "kind": "submit", "conditional": 1}]),
            "conditional",
            "not_true_or_false",
        ),
        (having("tags", [1]), "tags", "not_text"),
    ],
)
def test_what_is_wrong_is_named(change: Callable[[dict[str, Any]], None], field: str, reason: str) -> None:
    record = birth()
    change(record)
    with pytest.raises(DomainProblem) as caught:
        Procedure.from_record(record)
    assert caught.value.details == {"field": field, "reason": reason}


def test_a_counted_limit_needs_its_count() -> None:
    with pytest.raises(DomainProblem, match=r"time_limit\.value"):
        Procedure.from_record({**birth(), "time_limit": {"unit": "working_days"}})


def test_what_no_fact_can_hold_is_refused() -> None:
    papers = [{"name": f"{n} " + "x" * 300, "kind": "submit"} for n in range(50)]
    with pytest.raises(DomainProblem, match=r"procedure\.too_large"):
        Procedure.from_record({**birth(), "documents": papers}).to_record()


def test_what_is_no_record_is_refused() -> None:
    with pytest.raises(DomainProblem, match=r"record\.not_an_object"):
        Procedure.from_record(["1.001193"])


def test_dates_of_force_are_days() -> None:
    procedure = Procedure.from_record({**birth(), "valid_to": "2027-02-28"})
    assert (procedure.valid_from, procedure.valid_to) == (date(2025, 7, 1), date(2027, 2, 28))
