"""Working days, against a walker that looks at one day after the other."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import CalendarDay, DayKind, WorkCalendar
from app.domain.certainty import Certainty
from app.domain.problems import DomainProblem
from app.machine.resource_files import load_calendar

CALENDAR = load_calendar()
days = st.dates(date(2025, 1, 1), date(2027, 12, 31))


def is_worked(day: date) -> bool:
    """Say it from the rows, without the tables under test."""
    kinds = {row.kind for row in CALENDAR.days if row.day == day}
    if kinds:
        return kinds == {DayKind.MAKE_UP_WORKDAY}
    return day.weekday() < 5


WORKED = {day for day in (date(2024, 1, 1) + timedelta(days=n) for n in range(2200)) if is_worked(day)}


def walked(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= day in WORKED
    return day


def row(day: date, kind: DayKind) -> CalendarDay:
    return CalendarDay(day, kind, "Ngày thử", "test", Certainty.CONFIRMED)


@given(days, st.integers(1, 130))
def test_adding_equals_walking(day: date, count: int) -> None:
    assert CALENDAR.add_working_days(day, count) == walked(day, count)


@given(days, st.integers(1, 60))
def test_listed_days_are_the_days_that_were_counted(day: date, count: int) -> None:
    listed = CALENDAR.working_days_after(day, count)
    assert list(listed) == sorted(d for d in WORKED if day < d <= walked(day, count))


@given(days, days)
def test_counting_is_the_inverse_of_adding(day: date, other: date) -> None:
    between = CALENDAR.working_days_between(day, other)
    assert between == -CALENDAR.working_days_between(other, day)
    if between > 0:
        assert CALENDAR.add_working_days(day, between) <= other


@given(days)
def test_a_day_is_worked_or_has_a_reason(day: date) -> None:
    assert CALENDAR.is_working_day(day) == (day in WORKED) == (CALENDAR.why_off(day) is None)
    assert CALENDAR.working_day_from(day) == (day if day in WORKED else walked(day, 1))
    assert CALENDAR.next_working_day(day) == walked(day, 1)


def test_reasons_name_the_kind_of_day_and_how_sure_it_is() -> None:
    swap = CALENDAR.why_off(date(2026, 8, 31))
    culture = CALENDAR.why_off(date(2026, 11, 24))
    saturday = CALENDAR.why_off(date(2026, 11, 28))
    assert swap is not None
    assert culture is not None
    assert saturday is not None
    assert (swap.kind, swap.name) == (DayKind.SWAP_OFF, "Nghỉ hoán đổi, làm bù 22/08/2026")
    assert (culture.kind, culture.certainty) == (DayKind.HOLIDAY, Certainty.SECONDARY)
    assert (saturday.kind, saturday.name) == (DayKind.WEEKEND, "")
    assert CALENDAR.why_off(date(2026, 8, 22)) is None


@given(days, st.integers(0, 400))
def test_listed_days_off_are_those_with_a_reason(first: date, length: int) -> None:
    asked = [first + timedelta(days=n) for n in range(length + 1)]
    expected = [(day, CALENDAR.why_off(day)) for day in asked if not is_worked(day)]
    assert list(CALENDAR.days_off_between(first, asked[-1])) == expected


def test_days_off_are_listed_with_their_reasons() -> None:
    listed = CALENDAR.days_off_between(date(2025, 12, 31), date(2026, 1, 5))
    assert [(day.day, off.kind.value) for day, off in listed] == [
        (1, "holiday"),
        (2, "swap_off"),
        (3, "weekend"),
        (4, "weekend"),
    ]


def certainty(day: date) -> Certainty:
    return CALENDAR.certainty_between(day, day)


def test_a_day_in_an_unannounced_year_is_marked() -> None:
    assert certainty(date(2027, 3, 1)) is Certainty.BACKGROUND
    assert certainty(date(2030, 3, 1)) is Certainty.UNCONFIRMED
    assert certainty(date(2025, 3, 3)) is Certainty.CONFIRMED
    assert certainty(date(2027, 3, 6)) is Certainty.CONFIRMED
    assert CALENDAR.certainty_between(date(2025, 12, 31), date(2026, 1, 2)) is Certainty.SECONDARY


def test_the_covered_years_end_with_a_problem_not_a_wrong_date() -> None:
    for ask in (
        lambda: CALENDAR.add_working_days(date(2023, 12, 29), 1),
        lambda: CALENDAR.add_working_days(date(2036, 12, 30), 5),
        lambda: CALENDAR.working_days_after(date(2036, 12, 30), 5),
        lambda: CALENDAR.is_working_day(date(2037, 1, 1)),
        lambda: CALENDAR.why_off(date(2023, 12, 31)),
        lambda: WorkCalendar([row(date(2040, 1, 1), DayKind.HOLIDAY)], version="x"),
    ):
        with pytest.raises(DomainProblem, match=r"calendar\.out_of_range"):
            ask()


def test_a_limit_of_no_days_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="at least one"):
        CALENDAR.add_working_days(date(2026, 1, 5), 0)


def test_the_first_covered_day_can_be_asked() -> None:
    assert WorkCalendar([], version="x").is_working_day(date(2024, 1, 1))
    assert not WorkCalendar([row(date(2024, 1, 1), DayKind.HOLIDAY)], version="x").is_working_day(
        date(2024, 1, 1)
    )


def test_one_day_cannot_have_two_rows() -> None:
    twice = [row(date(2026, 1, 1), DayKind.HOLIDAY), row(date(2026, 1, 1), DayKind.MAKE_UP_WORKDAY)]
    with pytest.raises(DomainProblem, match=r"calendar\.day_twice"):
        WorkCalendar(twice, version="x")


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"date": "2026-02-30", "kind": "holiday", "name": "x"}, "date"),
        ({"date": "2026-02-03", "kind": "weekend", "name": "x"}, "kind"),
        ({"date": "2026-02-03", "kind": "holiday"}, "name"),
        ({"date": "2026-02-03", "kind": "holiday", "name": "x", "certainty": "Z"}, "certainty"),
    ],
)
def test_a_bad_row_is_refused_with_its_number(bad: dict[str, object], field: str) -> None:
    good = {"date": "2026-01-01", "kind": "holiday", "name": "Tết Dương lịch", "certainty": "C"}
    with pytest.raises(DomainProblem) as caught:
        WorkCalendar.from_json({"years": [], "days": [good, bad]}, version="x")
    assert (caught.value.code, caught.value.details["row"], caught.value.details["field"]) == (
        "table.bad_row",
        2,
        field,
    )
