"""Every rule of DOMAIN §1.4 against a walker that goes day by day, over all days of 2025 to 2027."""

from datetime import date, datetime, time, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.deadlines import appointment, due_and_rule
from app.domain.moments import VIET_NAM, from_milliseconds, parse_moment, to_milliseconds
from app.domain.office_hours import OfficeHours
from app.domain.problems import DomainProblem
from app.domain.records import Record
from app.domain.time_limit import LimitUnit, TimeLimit
from app.domain.working_hours import after_working_hours
from tests.support import day_walker as walk
from tests.support.lives import FIGURES, RULES
from tests.support.refusals import refusal_of

DAYS = [date.fromordinal(n) for n in range(date(2025, 1, 1).toordinal(), date(2028, 1, 1).toordinal())]
HOURS = (time(6, 30), time(9), time(12), time(15), time(15, 0, 1), time(17), time(23, 59))
LIMITS = [
    TimeLimit(LimitUnit.SAME_DAY),
    *(TimeLimit(LimitUnit.WORKING_DAYS, count) for count in (1, 2, 3, 5, 8, 10, 20, 30)),
    *(TimeLimit(LimitUnit.CALENDAR_DAYS, count) for count in (1, 5, 15, 25, 30, 45)),
]
CALENDAR = RULES.calendar
MOMENTS = st.datetimes(
    datetime(2025, 1, 1),  # noqa: DTZ001 - hypothesis wants bare bounds and adds the zone itself
    datetime(2027, 12, 31),  # noqa: DTZ001 - as above
    timezones=st.just(VIET_NAM),
).map(lambda moment: moment.replace(second=0, microsecond=0))


def moments() -> list[datetime]:
    """Return every hour of interest of every day of three years."""
    return [datetime.combine(day, hour, VIET_NAM) for day in DAYS for hour in HOURS]


def moment_of(milliseconds: int) -> datetime:
    return from_milliseconds(milliseconds)


def test_every_day_is_worked_or_not_as_the_walker_says() -> None:
    assert [CALENDAR.is_working_day(day) for day in DAYS] == [walk.worked(day) for day in DAYS]


@pytest.mark.parametrize("limit", LIMITS, ids=str)
def test_appointments(limit: TimeLimit) -> None:
    for moment in moments():
        assert due_and_rule(moment, limit, CALENDAR, FIGURES.default_hours)[0] == walk.due(moment, limit), (
            moment
        )


def test_papers_handed_on() -> None:
    for moment in moments():
        assert moment_of(RULES.transfer(to_milliseconds(moment))) == walk.papers_due(moment), moment


def test_notice_and_completion_of_a_supplement_and_corrections() -> None:
    for moment in moments():
        ms = to_milliseconds(moment)
        assert moment_of(RULES.supplement_notice(ms)) == walk.supplement_notice(moment), moment
        assert moment_of(RULES.supplement_completion(ms)) == walk.supplement_end(moment), moment
        assert moment_of(RULES.correction(ms)) == walk.correction_end(moment), moment


@pytest.mark.parametrize("limit", LIMITS[:6], ids=str)
def test_a_supplement_restarts_the_whole_limit_and_never_adds_what_was_left(limit: TimeLimit) -> None:
    for moment in moments()[::5]:
        appointed, _rule = RULES.appointed(to_milliseconds(moment), limit, None)
        assert appointed is not None
        assert moment_of(appointed) == walk.due(moment, limit)


@given(MOMENTS, st.integers(1, 30), st.integers(-40, 40), st.integers(-40, 40))
def test_an_extension_is_allowed_exactly_when_the_walker_allows_it(
    received: datetime, count: int, asked_days: int, new_days: int
) -> None:
    limit = TimeLimit(LimitUnit.WORKING_DAYS, count)
    due = walk.due(received, limit)
    assert due is not None
    asked, new = due + timedelta(days=asked_days, hours=-1), due.date() + timedelta(days=new_days)
    right = walk.extension_in_time(asked, due) and walk.worked(new) and new > due.date()
    ask = partial(RULES.extended, to_milliseconds(asked), to_milliseconds(due), new, earlier=0)
    assert (refusal_of(ask) is None) == right
    if right:
        assert moment_of(ask()) == walk.at(new, walk.CLOSING)
    with pytest.raises(DomainProblem, match=r"extension\.already_given"):
        RULES.extended(to_milliseconds(asked), to_milliseconds(due), new, earlier=1)


@given(MOMENTS, st.integers(1, 24))
def test_working_hours_minute_by_minute(came: datetime, hours: int) -> None:
    found = after_working_hours(came, hours, CALENDAR, FIGURES.default_hours)
    assert found == walk.reaction_end(came, hours)


@pytest.mark.parametrize(
    ("came", "until"),
    [
        ("2026-11-23T07:00", "2026-11-23T17:00"),
        ("2026-11-23T12:15", "2026-11-25T11:30"),
        ("2026-11-27T16:59", "2026-11-30T16:59"),
        ("2026-11-28T10:00", "2026-11-30T17:00"),
        ("2026-08-21T17:30", "2026-08-22T17:00"),
    ],
)
def test_eight_working_hours(came: str, until: str) -> None:
    assert moment_of(RULES.reaction(to_milliseconds(parse_moment(came)))) == parse_moment(until)


def test_a_make_up_saturday_keeps_the_hours_of_friday() -> None:
    friday = OfficeHours.from_record(Record({"mon": "07:00-11:00", "fri": "08:00-10:00"}), cut_off=time(15))
    found = after_working_hours(parse_moment("2026-08-21T09:00"), 2, CALENDAR, friday)
    assert found == parse_moment("2026-08-22T09:00")


def test_the_walked_days_explain_the_appointment() -> None:
    made = appointment(parse_moment("2026-08-28T09:00"), LIMITS[4], CALENDAR, FIGURES.default_hours)
    days = [date(2026, 8, 28) + timedelta(days=n) for n in range(1, 13)]
    assert list(made.counted) == [day for day in days if walk.worked(day)][:5]
