"""Moments on Viet Nam's clock."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.moments import VIET_NAM, from_milliseconds, local, parse_moment, to_milliseconds
from app.domain.problems import DomainProblem


def test_a_moment_is_told_in_viet_nam() -> None:
    moment = local(datetime(2026, 11, 23, 2, 12, tzinfo=UTC))
    assert moment.isoformat() == "2026-11-23T09:12:00+07:00"
    assert to_milliseconds(moment) == 1_795_399_920_000


@given(st.integers(-62_135_596_800_000 + 25_200_000, 253_402_300_799_999 - 25_200_000))
def test_milliseconds_come_back_whole(milliseconds: int) -> None:
    assert to_milliseconds(from_milliseconds(milliseconds)) == milliseconds


def test_what_is_finer_than_a_millisecond_is_cut() -> None:
    assert to_milliseconds(datetime(1970, 1, 1, 7, 0, 0, 1999, tzinfo=VIET_NAM)) == 1


def test_a_written_moment_without_offset_is_local() -> None:
    assert (
        parse_moment("2026-11-23T09:12")
        == parse_moment("2026-11-23T02:12Z")
        == parse_moment("2026-11-23T09:12+07:00")
    )


@pytest.mark.parametrize("text", ["", "hôm nay", "2026-13-01T00:00", "9999-12-31T23:59:59-12:00"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(DomainProblem, match=r"moment\.unreadable"):
        parse_moment(text)


def test_a_time_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(DomainProblem, match=r"moment\.out_of_range"):
        from_milliseconds(10**18)
