"""Time limits: what can be stated, and the short spelling kept in facts."""

import pytest

from app.domain.problems import DomainProblem
from app.domain.time_limit import LimitUnit, TimeLimit


@pytest.mark.parametrize(
    ("limit", "text"),
    [
        (TimeLimit(LimitUnit.SAME_DAY), "same_day"),
        (TimeLimit(LimitUnit.WORKING_DAYS, 5), "5 working_days"),
        (TimeLimit(LimitUnit.CALENDAR_DAYS, 60), "60 calendar_days"),
        (TimeLimit(LimitUnit.NONE), "none"),
    ],
)
def test_spelling_is_read_back(limit: TimeLimit, text: str) -> None:
    assert str(limit) == text
    assert TimeLimit.parse(text) == limit


@pytest.mark.parametrize("text", ["", "5", "5 hours", "5  working_days", "WORKING_DAYS"])
def test_another_spelling_is_refused(text: str) -> None:
    with pytest.raises(DomainProblem, match=r"time_limit\.unreadable"):
        TimeLimit.parse(text)


@pytest.mark.parametrize(
    "text", ["0 working_days", "731 calendar_days", "working_days", "1 same_day", "3 none"]
)
def test_a_count_stands_where_days_are_counted_and_only_there(text: str) -> None:
    with pytest.raises(DomainProblem, match=r"time_limit\.value"):
        TimeLimit.parse(text)
