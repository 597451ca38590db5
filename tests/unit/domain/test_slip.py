"""The values of a slip and their record."""

import json
from datetime import datetime

import pytest
from hypothesis import given

from app.domain.problems import DomainProblem
from app.domain.slip import RECORD_SCHEMA, Slip
from app.domain.slip_parts import FeeState, SlipDocument, SlipFee, SlipFeeLine, SlipPerson
from tests.support.slips import RECEIVED, any_slip, full_slip, slip


@given(any_slip())
def test_a_record_gives_the_same_slip_back_through_json(given_slip: Slip) -> None:
    record = json.loads(json.dumps(given_slip.to_record()))
    assert Slip.from_record(record) == given_slip


def test_a_record_holds_times_as_milliseconds_and_says_its_schema() -> None:
    record = full_slip().to_record()
    assert record["received_at"] == int(RECEIVED.timestamp() * 1000)
    assert record["schema"] == RECORD_SCHEMA
    assert record["limit"] == "2 working_days"
    assert record["fee"]["state"] == "amount"


def test_texts_come_back_to_the_letter() -> None:
    decomposed = "Gia\u0300ng  A\nMa\u0302\u0303u "
    kept = slip(applicant=SlipPerson(decomposed))
    assert Slip.from_record(kept.to_record()).applicant.full_name == decomposed


def test_keys_of_a_later_program_are_ignored() -> None:
    record = slip().to_record() | {"lunar_date": "15/10"}
    assert Slip.from_record(record) == slip()


def test_a_record_that_only_a_newer_program_understands_is_refused() -> None:
    with pytest.raises(DomainProblem, match=r"slip\.newer_record"):
        Slip.from_record(slip().to_record() | {"schema": RECORD_SCHEMA + 1})


@pytest.mark.parametrize(
    ("damage", "field"),
    [
        ({"code": 7}, "code"),
        ({"applicant": {}}, "applicant"),
        ({"applicant": "Giàng A Mẫu"}, "applicant"),
        ({"issued_at": None}, "issued_at"),
        ({"sets": True}, "sets"),
        ({"documents": ["Giấy chứng sinh"]}, "documents"),
        ({"notes": [1]}, "notes"),
        ({"fee": {"state": "maybe"}}, "fee"),
    ],
)
def test_a_damaged_record_names_the_field_and_not_the_value(damage: dict[str, object], field: str) -> None:
    with pytest.raises(DomainProblem) as caught:
        Slip.from_record(slip().to_record() | damage)
    assert caught.value.code == "record.bad_field"
    assert caught.value.details["field"] == field
    assert "Giàng" not in str(caught.value)


@pytest.mark.parametrize(
    "changed",
    [
        {"copy_number": -1},
        {"sets": -1},
        {"documents": (SlipDocument("Giấy chứng sinh", -1, 0),)},
        {"fee": SlipFee(FeeState.AMOUNT, (SlipFeeLine("Lệ phí", -5),))},
    ],
)
def test_negative_counts_are_refused(changed: dict[str, object]) -> None:
    with pytest.raises(DomainProblem, match=r"slip\.negative_count"):
        slip(**changed)


def test_a_time_without_an_offset_is_refused() -> None:
    with pytest.raises(DomainProblem, match=r"moment\.no_offset"):
        slip(due_at=datetime(2026, 11, 25, 17, 0))  # noqa: DTZ001 - that is the point


def test_a_slip_without_a_code_is_refused() -> None:
    with pytest.raises(DomainProblem, match=r"slip\.no_code"):
        slip(code=" ")


def test_the_total_of_a_fee_is_the_sum_of_its_lines() -> None:
    assert SlipFee(FeeState.AMOUNT, (SlipFeeLine("a", 2_000), SlipFeeLine("b", 1_000))).total == 3_000
