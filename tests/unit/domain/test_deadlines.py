"""Appointments: every example of DOMAIN §1.4, and a walker over three years as an oracle."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import CalendarDay, DayKind, WorkCalendar
from app.domain.certainty import Certainty
from app.domain.deadlines import (
    Rule,
    appointment,
    due_at,
    extension_problems,
    may_close_incomplete,
    paper_transfer_due,
    supplement_completion_term,
    supplement_notice_term,
)
from app.domain.moments import VIET_NAM, parse_moment
from app.domain.problems import DomainProblem
from app.domain.time_limit import LimitUnit, TimeLimit
from app.machine.resource_files import deadline_rules_on, load_calendar

CALENDAR = load_calendar()
RULES = deadline_rules_on(date(2026, 11, 22))
HOURS = RULES.default_hours
SAME_DAY = TimeLimit(LimitUnit.SAME_DAY)


def working(count: int) -> TimeLimit:
    return TimeLimit(LimitUnit.WORKING_DAYS, count)


def calendar_days(count: int) -> TimeLimit:
    return TimeLimit(LimitUnit.CALENDAR_DAYS, count)


def at(text: str) -> datetime:
    return parse_moment(text)


@pytest.mark.parametrize(
    ("received", "limit", "due", "rule"),
    [
        ("2026-11-27T15:30", SAME_DAY, "2026-11-30", Rule.SAME_DAY_AFTER_CUT_OFF),
        ("2026-08-28T09:00", working(5), "2026-09-09", Rule.WORKING_DAYS),
        ("2026-08-21T10:00", working(1), "2026-08-22", Rule.WORKING_DAYS),
        ("2025-12-31T10:00", working(1), "2026-01-05", Rule.WORKING_DAYS),
        ("2026-01-09T10:00", working(1), "2026-01-10", Rule.WORKING_DAYS),
        ("2026-11-23T10:00", working(1), "2026-11-25", Rule.WORKING_DAYS),
        ("2027-01-22T10:00", calendar_days(15), "2027-02-11", Rule.CALENDAR_DAYS_MOVED),
        # R5 at its edges: the cut-off hour itself is in time.
        ("2026-11-27T15:00", SAME_DAY, "2026-11-27", Rule.SAME_DAY),
        ("2026-11-27T15:00:01", SAME_DAY, "2026-11-30", Rule.SAME_DAY_AFTER_CUT_OFF),
        ("2026-11-27T07:00", SAME_DAY, "2026-11-27", Rule.SAME_DAY),
        ("2026-11-28T10:00", SAME_DAY, "2026-11-30", Rule.SAME_DAY_ON_DAY_OFF),
        ("2026-11-29T23:59", SAME_DAY, "2026-11-30", Rule.SAME_DAY_ON_DAY_OFF),
        ("2026-08-22T10:00", SAME_DAY, "2026-08-22", Rule.SAME_DAY),
        ("2026-08-21T16:00", SAME_DAY, "2026-08-22", Rule.SAME_DAY_AFTER_CUT_OFF),
        # R6 does not move limits in days; reception on a day off is day 0 like any other.
        ("2026-11-26T18:30", working(1), "2026-11-27", Rule.WORKING_DAYS),
        ("2026-11-28T10:00", working(1), "2026-11-30", Rule.WORKING_DAYS),
        ("2026-11-02T10:00", calendar_days(30), "2026-12-02", Rule.CALENDAR_DAYS),
    ],
)
def test_examples(received: str, limit: TimeLimit, due: str, rule: Rule) -> None:
    made = appointment(at(received), limit, CALENDAR, HOURS)
    assert made.due_at == at(f"{due}T17:00")
    assert made.rule is rule
    assert due_at(at(received), limit, CALENDAR, HOURS) == made.due_at


def test_the_same_monday_without_the_new_holiday() -> None:
    rows = [row for row in CALENDAR.days if row.day != date(2026, 11, 24)]
    without = WorkCalendar(rows, version="without")
    assert due_at(at("2026-11-23T10:00"), working(1), without, HOURS) == at("2026-11-24T17:00")


def test_the_days_that_made_an_appointment_are_named() -> None:
    made = appointment(at("2026-08-28T09:00"), working(5), CALENDAR, HOURS)
    assert [day.isoformat()[5:] for day in made.counted] == ["09-03", "09-04", "09-07", "09-08", "09-09"]
    assert [(day.isoformat()[5:], off.kind) for day, off in made.skipped] == [
        ("08-29", DayKind.WEEKEND),
        ("08-30", DayKind.WEEKEND),
        ("08-31", DayKind.SWAP_OFF),
        ("09-01", DayKind.HOLIDAY),
        ("09-02", DayKind.HOLIDAY),
        ("09-05", DayKind.WEEKEND),
        ("09-06", DayKind.WEEKEND),
    ]


def test_a_term_that_cannot_end_on_its_last_day_says_why() -> None:
    made = appointment(at("2027-01-22T10:00"), calendar_days(15), CALENDAR, HOURS)
    assert len(made.counted) == 15
    assert made.counted[-1] == made.skipped[0][0] == date(2027, 2, 6)
    assert made.skipped[-1][0] == date(2027, 2, 10)
    assert made.certainty is Certainty.BACKGROUND


def test_an_appointment_is_as_sure_as_its_weakest_day() -> None:
    assert appointment(at("2026-11-23T10:00"), working(1), CALENDAR, HOURS).certainty is Certainty.SECONDARY
    assert appointment(at("2025-03-03T10:00"), working(1), CALENDAR, HOURS).certainty is Certainty.CONFIRMED


@pytest.mark.parametrize("unit", [LimitUnit.NONE, LimitUnit.ANNUAL_REVIEW])
def test_without_a_limit_nothing_is_promised(unit: LimitUnit) -> None:
    made = appointment(at("2026-11-23T10:00"), TimeLimit(unit), CALENDAR, HOURS)
    assert (made.due_at, made.counted, made.skipped, made.rule) == (None, (), (), Rule.NO_LIMIT)
    assert due_at(at("2026-11-23T10:00"), TimeLimit(unit), CALENDAR, HOURS) is None


def test_a_moment_told_in_another_zone_is_the_same_moment() -> None:
    assert due_at(at("2026-11-27T08:30:00+00:00"), SAME_DAY, CALENDAR, HOURS) == at("2026-11-30T17:00+07:00")


def test_a_time_without_an_offset_names_no_moment() -> None:
    naive = at("2026-11-27T08:30").replace(tzinfo=None)
    with pytest.raises(DomainProblem, match=r"moment\.no_offset"):
        due_at(naive, SAME_DAY, CALENDAR, HOURS)


# --- the oracle: one day after the other ---------------------------------------------------------------

ROWS: dict[date, CalendarDay] = {row.day: row for row in CALENDAR.days}
moments = st.datetimes(
    datetime(2025, 1, 1),  # noqa: DTZ001 - hypothesis wants bare bounds and adds the zone itself
    datetime(2027, 12, 31),  # noqa: DTZ001 - as above
    timezones=st.just(VIET_NAM),
)
limits = st.one_of(
    st.just(SAME_DAY),
    st.integers(1, 60).map(working),
    st.integers(1, 90).map(calendar_days),
)


def worked(day: date) -> bool:
    row = ROWS.get(day)
    return row.kind is DayKind.MAKE_UP_WORKDAY if row else day.weekday() < 5


def walk(received: datetime, limit: TimeLimit) -> date:
    day = received.date()
    if limit.unit is LimitUnit.SAME_DAY:
        late = (received.hour, received.minute, received.second, received.microsecond) > (15, 0, 0, 0)
        if worked(day) and not late:
            return day
        left = 1
    elif limit.unit is LimitUnit.WORKING_DAYS:
        left = limit.value or 0
    else:
        day += timedelta(days=limit.value or 0)
        left = 0 if worked(day) else 1
    while left:
        day += timedelta(days=1)
        left -= worked(day)
    return day


@given(moments, limits)
def test_every_appointment_equals_the_walked_one(received: datetime, limit: TimeLimit) -> None:
    made = appointment(received, limit, CALENDAR, HOURS)
    due = walk(received, limit)
    assert made.due_at == datetime(due.year, due.month, due.day, 17, tzinfo=VIET_NAM)
    assert due_at(received, limit, CALENDAR, HOURS) == made.due_at
    assert worked(due)
    assert all(not worked(day) for day, _ in made.skipped)


@given(moments, st.integers(1, 60))
def test_counted_and_skipped_days_fill_the_time_without_a_gap(received: datetime, count: int) -> None:
    made = appointment(received, working(count), CALENDAR, HOURS)
    assert made.due_at is not None
    assert len(made.counted) == count
    passed = (made.due_at.date() - received.date()).days
    expected = [received.date() + timedelta(days=n) for n in range(1, passed + 1)]
    assert sorted([*made.counted, *(day for day, _ in made.skipped)]) == expected


# --- the other terms -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "handed_over"),
    [
        ("2026-11-26T09:00", "2026-11-26T17:00"),
        ("2026-11-26T15:00", "2026-11-26T17:00"),
        ("2026-11-26T15:01", "2026-11-27T07:00"),
        ("2026-11-27T16:00", "2026-11-30T07:00"),
        ("2026-11-28T09:00", "2026-11-30T07:00"),
    ],
)
def test_paper_goes_to_the_agency_the_same_day_or_at_the_next_opening(
    received: str, handed_over: str
) -> None:
    assert paper_transfer_due(at(received), CALENDAR, HOURS) == at(handed_over)


def test_a_supplement_is_asked_for_within_three_working_days() -> None:
    term = supplement_notice_term(at("2026-11-27T10:00"), RULES, CALENDAR, HOURS)
    assert term.due_at == at("2026-12-02T17:00")


def test_the_limit_runs_again_in_full_after_a_supplement() -> None:
    again = appointment(at("2026-12-04T08:00"), working(5), CALENDAR, HOURS)
    assert again.due_at == at("2026-12-11T17:00")


def test_fifteen_days_to_complete_a_dossier_end_on_a_working_day() -> None:
    assert supplement_completion_term(at("2026-11-20T10:00"), RULES, CALENDAR, HOURS).due_at == at(
        "2026-12-07T17:00"
    )
    own = supplement_completion_term(at("2026-11-20T10:00"), RULES, CALENDAR, HOURS, days=30)
    assert own.due_at == at("2026-12-21T17:00")


def test_an_incomplete_dossier_is_closed_only_after_its_last_day() -> None:
    last = at("2026-12-07T17:00")
    assert not may_close_incomplete(at("2026-12-07T23:00"), last)
    assert may_close_incomplete(at("2026-12-08T00:00"), last)


@pytest.mark.parametrize(
    ("asked", "new", "earlier", "codes"),
    [
        ("2026-11-26T16:00", "2026-12-04T17:00", 0, []),
        ("2026-11-27T08:00", "2026-12-04T17:00", 0, ["extension.asked_late"]),
        ("2026-11-26T08:00", "2026-12-04T17:00", 1, ["extension.already_given"]),
        ("2026-11-26T08:00", "2026-11-27T17:00", 0, ["extension.not_later"]),
        ("2026-11-26T08:00", "2026-12-05T17:00", 0, ["extension.day_off"]),
        (
            "2026-11-28T08:00",
            "2026-11-22T17:00",
            2,
            ["extension.already_given", "extension.asked_late", "extension.not_later", "extension.day_off"],
        ),
    ],
)
def test_a_new_date_is_given_once_in_time_and_later(
    asked: str, new: str, earlier: int, codes: list[str]
) -> None:
    found = extension_problems(
        at(asked), at("2026-11-27T17:00"), at(new), earlier_extensions=earlier, rules=RULES, calendar=CALENDAR
    )
    assert [problem.code for problem in found] == codes
