"""The clock over a real office: what is asked, what a confirmation changes, when it ends."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.moments import to_milliseconds
from app.domain.problems import DomainProblem
from tests.support.desks import MONDAY, Counter, new_counter


def test_a_weekend_passes_unasked_and_a_week_does_not(counter: Counter) -> None:
    counter.clock.set(MONDAY + timedelta(days=3))
    counter.receive()
    counter.clock.set(MONDAY + timedelta(days=10))
    with pytest.raises(DomainProblem, match=r"clock\.far_ahead"):
        counter.desk.acting()


def test_a_program_left_open_over_a_holiday_does_not_ask(counter: Counter) -> None:
    for day in range(9):
        counter.clock.set(MONDAY + timedelta(days=day))
        counter.desk.clock.seen(counter.desk.acting())
    counter.clock.set(MONDAY + timedelta(days=9))
    assert counter.desk.acting().clock_offset == 0


def test_a_confirmed_date_far_ahead_is_believed(counter: Counter) -> None:
    later = MONDAY + timedelta(days=40)
    counter.clock.set(later)
    counter.desk.clock.confirm(to_milliseconds(later))
    acting = counter.desk.acting()
    assert (acting.at, acting.clock_offset) == (to_milliseconds(later), 0)


def test_a_time_before_what_happened_is_confirmed_twice(counter: Counter) -> None:
    counter.receive()
    counter.clock.set(MONDAY + timedelta(days=365))
    ahead, true = MONDAY + timedelta(days=365), MONDAY + timedelta(hours=1)
    counter.desk.clock.confirm(to_milliseconds(ahead))
    counter.receive()
    counter.clock.set(true)
    with pytest.raises(DomainProblem, match=r"clock\.before_known"):
        counter.desk.acting()
    with pytest.raises(DomainProblem, match=r"clock\.confirm_again"):
        counter.desk.clock.confirm(to_milliseconds(true))
    with pytest.raises(DomainProblem, match=r"clock\.confirm_again"):
        counter.desk.clock.confirm(to_milliseconds(true + timedelta(minutes=1)))
    counter.desk.clock.confirm(to_milliseconds(true + timedelta(minutes=1)))
    assert counter.desk.acting().at == to_milliseconds(true)
    counter.receive()
    counter.clock.set(true + timedelta(hours=2))
    assert counter.desk.acting().clock_offset == 0
    counter.clock.set(MONDAY + timedelta(days=365))
    with pytest.raises(DomainProblem, match=r"clock\.far_ahead"):
        counter.desk.acting()


def test_nobody_can_confirm_a_time_before_the_program_was_made(counter: Counter) -> None:
    for _ in range(2):
        with pytest.raises(DomainProblem, match=r"clock\.before_known"):
            counter.desk.clock.confirm(to_milliseconds(MONDAY - timedelta(days=3_000)))


def test_a_folder_founded_under_a_clock_years_ahead_asks_before_anything_is_written(tmp_path: Path) -> None:
    counter = new_counter(tmp_path, MONDAY + timedelta(days=5 * 365))
    with pytest.raises(DomainProblem, match=r"clock\.far_ahead"):
        counter.desk.acting()
    counter.clock.set(MONDAY)
    with pytest.raises(DomainProblem, match=r"clock\.before_known"):
        counter.desk.acting()
    for _ in range(2):
        with suppress(DomainProblem):
            counter.desk.clock.confirm(to_milliseconds(MONDAY))
    assert counter.desk.acting().at == to_milliseconds(MONDAY)
    counter.desk.close()


def test_a_machine_put_right_is_believed_again(counter: Counter) -> None:
    counter.clock.set(MONDAY - timedelta(days=3_000))
    counter.desk.clock.confirm(to_milliseconds(MONDAY + timedelta(hours=2)))
    assert counter.desk.acting().clock_offset < 0
    counter.clock.set(MONDAY + timedelta(hours=3))
    assert counter.desk.acting() == counter.desk.clock.acting(counter.desk.clerk.id, "reception")
    assert counter.desk.acting().clock_offset == 0
