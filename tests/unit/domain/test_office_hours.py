"""Opening times: how they are typed, and the moments that follow from them."""

from datetime import date, time

import pytest

from app.domain.certainty import Certainty
from app.domain.moments import parse_moment
from app.domain.office_hours import OfficeHours, Session, parse_sessions
from app.domain.problems import DomainProblem
from app.domain.records import Record

WHOLE_DAY = (Session(time(7), time(11, 30)), Session(time(13, 30), time(17)))
FRIDAY_SHORT = (Session(time(7, 30), time(11)),)
HOURS = OfficeHours((WHOLE_DAY, WHOLE_DAY, WHOLE_DAY, WHOLE_DAY, FRIDAY_SHORT, (), ()), time(15))


@pytest.mark.parametrize(
    "text", ["07:00-11:30, 13:30-17:00", "7:00 - 11:30 13h30–17h00", "07g00-11g30;13g30-17g00"]
)
def test_sessions_are_read_as_people_type_them(text: str) -> None:
    assert parse_sessions(text) == WHOLE_DAY


def test_nothing_typed_is_a_closed_day() -> None:
    assert parse_sessions(" ") == ()


@pytest.mark.parametrize(
    "text", ["7-11", "07:00-25:00", "11:00-07:00", "13:30-17:00, 07:00-11:30", "07:00-11:30 sáng"]
)
def test_unreadable_hours_are_refused(text: str) -> None:
    with pytest.raises(DomainProblem, match=r"hours\.unreadable"):
        parse_sessions(text)


def test_a_day_starts_and_ends_with_its_own_hours() -> None:
    assert HOURS.start_of(date(2026, 11, 26)) == parse_moment("2026-11-26T07:00")
    assert HOURS.end_of(date(2026, 11, 26)) == parse_moment("2026-11-26T17:00")
    assert HOURS.end_of(date(2026, 11, 27)) == parse_moment("2026-11-27T11:00")


def test_a_saturday_worked_in_return_keeps_fridays_hours() -> None:
    assert HOURS.start_of(date(2026, 8, 22)) == parse_moment("2026-08-22T07:30")
    monday_only = OfficeHours(((), (), WHOLE_DAY, (), (), (), ()), time(15))
    assert monday_only.end_of(date(2026, 11, 23)) == parse_moment("2026-11-23T17:00")


def test_open_means_within_a_session() -> None:
    assert HOURS.is_open(parse_moment("2026-11-26T07:00"))
    assert not HOURS.is_open(parse_moment("2026-11-26T12:00"))
    assert not HOURS.is_open(parse_moment("2026-11-26T17:00"))
    assert not HOURS.is_open(parse_moment("2026-11-28T09:00"))


def test_the_cut_off_hour_itself_is_in_time() -> None:
    assert not HOURS.after_cut_off(parse_moment("2026-11-26T15:00"))
    assert HOURS.after_cut_off(parse_moment("2026-11-26T15:00:00.001"))


def test_hours_that_are_never_open_are_refused() -> None:
    with pytest.raises(DomainProblem, match=r"hours\.never_open"):
        OfficeHours(((),) * 7, time(15))
    with pytest.raises(DomainProblem, match=r"hours\.never_open"):
        OfficeHours((WHOLE_DAY,), time(15))


def test_a_record_is_read_back() -> None:
    again = OfficeHours.from_record(Record(HOURS.to_record()), cut_off=time(15))
    assert again == HOURS
    assert (
        OfficeHours.from_record(Record({"mon": "07:00-11:30"}), cut_off=time(15)).certainty
        is Certainty.UNCONFIRMED
    )


def test_what_may_be_appointed_is_a_moment_of_opening_time_or_its_end() -> None:
    assert HOURS.covers(parse_moment("2026-11-26T07:00"))
    assert HOURS.covers(parse_moment("2026-11-26T11:30"))
    assert not HOURS.covers(parse_moment("2026-11-26T11:31"))
    assert HOURS.covers(parse_moment("2026-11-26T17:00"))
    assert not HOURS.covers(parse_moment("2026-11-26T17:01"))
    assert HOURS.covers(parse_moment("2026-08-22T11:00")), "a Saturday worked in return has Friday's hours"
    assert HOURS.sessions_on(date(2026, 8, 22)) == FRIDAY_SHORT
