"""The figures of the deadline rules as data."""

from datetime import date, time
from typing import Any

import pytest

from app.domain.certainty import Certainty
from app.domain.deadline_rules import DeadlineRules
from app.domain.problems import DomainProblem
from app.domain.records import Record
from app.machine.resource_files import load_deadline_rules


def row(**more: Any) -> Record:
    fields = {
        "valid_from": "2025-07-01",
        "cut_off": "15:00",
        "supplement_notice_working_days": 3,
        "supplement_completion_days": 15,
        "extension_notice_days": 1,
        "extensions_allowed": 1,
        "reaction_working_hours": 8,
        "correction_working_days": 3,
        "waiting_for_payment": {"stops_clock": False, "certainty": "U"},
        "default_hours": {"mon": "07:00-11:30"},
        "certainty": "C",
    }
    return Record({**fields, **more})


def test_a_row_is_read() -> None:
    rules = DeadlineRules.from_record(row())
    assert (rules.valid_from, rules.valid_to, rules.cut_off) == (date(2025, 7, 1), None, time(15))
    assert rules.default_hours.cut_off == rules.cut_off


@pytest.mark.parametrize(
    "field",
    [
        "cut_off",
        "supplement_notice_working_days",
        "supplement_completion_days",
        "reaction_working_hours",
        "correction_working_days",
        "waiting_for_payment",
        "default_hours",
        "valid_from",
    ],
)
def test_a_row_without_a_figure_is_refused(field: str) -> None:
    with pytest.raises(DomainProblem, match=rf"record\.bad_field.*{field}"):
        DeadlineRules.from_record(row(**{field: None}))


def test_whether_waiting_for_money_stops_the_clock_is_data_nobody_vouches_for() -> None:
    for rules in load_deadline_rules():
        assert not rules.waiting_for_payment.stops_clock
        assert rules.waiting_for_payment.certainty is Certainty.UNCONFIRMED
    sector = DeadlineRules.from_record(row(waiting_for_payment={"stops_clock": True, "certainty": "C"}))
    assert sector.waiting_for_payment.stops_clock


def test_an_hour_that_is_none_is_refused() -> None:
    with pytest.raises(DomainProblem, match=r"field='cut_off', reason='unknown_value'"):
        DeadlineRules.from_record(row(cut_off="25:00"))
