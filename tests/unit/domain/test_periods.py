from datetime import date, datetime, timedelta

import pytest

from app.domain.moments import VIET_NAM, to_milliseconds
from app.domain.periods import DAY, MONTH, QUARTER, WEEK, YEAR, Period, named_period
from app.domain.problems import DomainProblem


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        (DAY, "2026-11-22", "2026-11-22"),
        (WEEK, "2026-11-16", "2026-11-22"),
        (MONTH, "2026-11-01", "2026-11-30"),
        (QUARTER, "2026-10-01", "2026-12-31"),
        (YEAR, "2026-01-01", "2026-12-31"),
    ],
)
def test_a_named_period_is_whole(name: str, first: str, last: str) -> None:
    found = named_period(name, date(2026, 11, 22))
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


def test_every_day_lies_in_the_periods_named_after_it() -> None:
    day = date(2024, 1, 1)
    while day < date(2026, 1, 1):
        for name in (DAY, WEEK, MONTH, QUARTER, YEAR):
            found = named_period(name, day)
            assert found.first <= day <= found.last
        day += timedelta(days=1)


def test_a_period_begins_at_midnight_in_viet_nam_and_ends_before_the_next() -> None:
    period = Period(date(2026, 11, 22), date(2026, 11, 22))
    midnight = to_milliseconds(datetime(2026, 11, 22, tzinfo=VIET_NAM))
    assert not period.holds(midnight - 1)
    assert period.holds(midnight)
    assert period.holds(midnight + 24 * 3600 * 1000 - 1)
    assert not period.holds(midnight + 24 * 3600 * 1000)
    assert not period.holds(None)


def test_months_cover_a_period_without_a_gap() -> None:
    months = list(Period(date(2025, 11, 21), date(2026, 2, 3)).months())
    assert [(m.first.isoformat(), m.last.isoformat()) for m in months] == [
        ("2025-11-21", "2025-11-30"),
        ("2025-12-01", "2025-12-31"),
        ("2026-01-01", "2026-01-31"),
        ("2026-02-01", "2026-02-03"),
    ]


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(DomainProblem, match=r"report\.period_backwards"):
        Period(date(2026, 11, 22), date(2026, 11, 21))
