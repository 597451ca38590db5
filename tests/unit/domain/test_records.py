"""Records read field by field; what is wrong is named without repeating what was written."""

from datetime import date
from typing import Any

import pytest

from app.domain.certainty import Certainty
from app.domain.problems import DomainProblem
from app.domain.records import Record, read_rows

SECRET = "Giàng A Mẫu"


def problem_of(read: Any) -> DomainProblem:
    with pytest.raises(DomainProblem) as caught:
        read()
    return caught.value


def test_readers_return_typed_values() -> None:
    record = Record(
        {
            "a": " Lò  Thị ",
            "n": 3,
            "d": "2026-11-22",
            "f": True,
            "l": ["x"],
            "r": [{"a": "y"}],
            "certainty": "S",
        }
    )
    assert record.text("a") == "Lò Thị"
    assert record.number("n", least=0, most=5) == 3
    assert record.day("d") == date(2026, 11, 22)
    assert record.flag("f") is True
    assert record.texts("l") == ("x",)
    assert record.each("r", lambda row: row.text("a")) == ("y",)
    assert record.certainty() is Certainty.SECONDARY


def test_what_is_absent_has_a_meaning() -> None:
    record = Record({})
    assert (record.optional_text("a"), record.texts("a"), record.each("a", Record.certainty)) == ("", (), ())
    assert (record.optional_number("a", least=0, most=1), record.optional_day("a"), record.flag("a")) == (
        None,
        None,
        False,
    )
    assert record.certainty() is Certainty.UNCONFIRMED


@pytest.mark.parametrize(
    ("value", "reason"), [(None, "missing"), ("", "missing"), (7, "not_text"), ("x" * 5000, "text.too_long")]
)
def test_a_text_that_must_be_there(value: object, reason: str) -> None:
    assert problem_of(lambda: Record({"a": value}).text("a")).details == {"field": "a", "reason": reason}


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, "missing"),
        (True, "not_a_whole_number"),
        (1.0, "not_a_whole_number"),
        (6, "out_of_bounds"),
        (-1, "out_of_bounds"),
    ],
)
def test_a_number_within_bounds(value: object, reason: str) -> None:
    problem = problem_of(lambda: Record({"n": value}).number("n", least=0, most=5))
    assert problem.details == {"field": "n", "reason": reason}


def test_a_problem_never_repeats_the_value() -> None:
    for read in (
        lambda: Record({"a": SECRET}).day("a"),
        lambda: Record({"a": SECRET}).one_of("a", Certainty),
        lambda: Record({"a": SECRET}).texts("a"),
        lambda: Record({"a": SECRET}).number("a", least=0, most=1),
    ):
        assert SECRET not in str(problem_of(read))


def test_the_first_bad_row_is_named_by_its_number() -> None:
    problem = problem_of(
        lambda: read_rows("days", [{"d": "2026-01-01"}, {"d": "x"}, 7], lambda row: row.day("d"))
    )
    assert problem.code == "table.bad_row"
    assert problem.details == {"table": "days", "row": 2, "field": "d", "reason": "not_a_day"}


def test_a_row_that_is_no_object_is_named_too() -> None:
    problem = problem_of(lambda: read_rows("days", ["x"], Record.certainty))
    assert problem.details == {"table": "days", "row": 1, "field": "", "reason": "record.not_an_object"}


@pytest.mark.parametrize("rows", [None, "rows", {"a": 1}, 3])
def test_a_table_that_is_no_list_is_missing(rows: object) -> None:
    assert problem_of(lambda: read_rows("days", rows, Record.certainty)).code == "table.missing"
