"""Which of several dated rows is in force."""

from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.effective import in_force


@dataclass(frozen=True)
class Row:
    valid_from: date
    valid_to: date | None = None


def test_the_first_and_the_last_day_belong_to_a_row() -> None:
    row = Row(date(2025, 7, 1), date(2027, 2, 28))
    for day, found in (("2025-06-30", None), ("2025-07-01", row), ("2027-02-28", row), ("2027-03-01", None)):
        assert in_force([row], date.fromisoformat(day)) is found


def test_of_several_rows_the_latest_beginning_counts() -> None:
    old, new = Row(date(2025, 7, 1)), Row(date(2027, 3, 1))
    assert in_force([new, old], date(2027, 2, 28)) is old
    assert in_force([old, new], date(2027, 3, 1)) is new


def test_nothing_is_in_force_without_rows() -> None:
    assert in_force([], date(2026, 1, 1)) is None


days = st.dates(date(2025, 1, 1), date(2028, 1, 1))


@given(st.lists(st.builds(Row, days, st.none() | days)), days)
def test_the_order_of_rows_does_not_matter(rows: list[Row], on: date) -> None:
    found, other = in_force(rows, on), in_force(rows[::-1], on)
    assert (found and found.valid_from) == (other and other.valid_from)
