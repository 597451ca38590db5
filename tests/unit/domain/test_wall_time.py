"""The rule of *Wrong clocks*: when the machine is believed, and when a person is asked."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.wall_time import (
    DAY_MS,
    DRIFT_MS,
    FIRST_AHEAD_MS,
    MINUTE_MS,
    MOST_AHEAD_MS,
    ClockDoubt,
    KnownTimes,
    doubt_about,
    wall_time,
)

BUILT = 1_795_000_000_000
NOON = BUILT + 40 * DAY_MS


def test_a_fresh_folder_is_believed_months_after_the_build() -> None:
    assert doubt_about(NOON, KnownTimes(built=BUILT)) is None


def test_a_clock_that_only_itself_speaks_for_is_believed_for_a_year() -> None:
    late = BUILT + FIRST_AHEAD_MS + MINUTE_MS
    assert doubt_about(late - MINUTE_MS, KnownTimes(BUILT)) is None
    assert doubt_about(late, KnownTimes(BUILT)) is ClockDoubt.FAR_AHEAD
    assert doubt_about(late, KnownTimes(BUILT, newest_fact=late)) is ClockDoubt.FAR_AHEAD
    for vouched in (KnownTimes(BUILT, newest_receipt=late), KnownTimes(BUILT, last_seen=late)):
        assert doubt_about(late, vouched) is None


def test_a_clock_before_the_build_is_not_believed() -> None:
    assert doubt_about(BUILT - DAY_MS, KnownTimes(built=BUILT)) is ClockDoubt.BEFORE_KNOWN


def test_a_clock_before_the_newest_fact_or_receipt_is_not_believed() -> None:
    for known in (KnownTimes(BUILT, newest_fact=NOON), KnownTimes(BUILT, newest_receipt=NOON)):
        assert doubt_about(NOON - DRIFT_MS - 1, known) is ClockDoubt.BEFORE_KNOWN
        assert doubt_about(NOON - DRIFT_MS, known) is None


def test_three_days_after_the_last_thing_pass_unasked_and_a_minute_more_does_not() -> None:
    known = KnownTimes(BUILT, newest_fact=NOON - DAY_MS, last_seen=NOON)
    assert doubt_about(NOON + MOST_AHEAD_MS, known) is None
    assert doubt_about(NOON + MOST_AHEAD_MS + MINUTE_MS, known) is ClockDoubt.FAR_AHEAD


def test_a_correction_holds_while_the_machine_is_still_wrong() -> None:
    known = KnownTimes(BUILT, newest_fact=NOON)
    machine = NOON - 5_000 * DAY_MS
    offset = machine - (NOON + MINUTE_MS)
    assert wall_time(machine, offset, known).at == NOON + MINUTE_MS
    assert wall_time(machine, offset, known).doubt is None


def test_a_correction_ends_when_the_machine_is_right_again() -> None:
    known = KnownTimes(BUILT, newest_fact=NOON)
    seen = wall_time(NOON + DAY_MS, -5_000 * DAY_MS, known)
    assert (seen.at, seen.offset, seen.doubt) == (NOON + DAY_MS, 0, None)


def test_a_machine_that_falls_back_again_is_asked_about_again() -> None:
    known = KnownTimes(BUILT, newest_fact=NOON + DAY_MS)
    machine = NOON - 5_000 * DAY_MS
    assert wall_time(machine, machine - NOON, known).doubt is ClockDoubt.BEFORE_KNOWN


@given(
    machine=st.integers(0, 2**42),
    offset=st.integers(-(2**42), 2**42),
    fact=st.none() | st.integers(BUILT, 2**42),
)
def test_machine_time_is_always_wall_time_plus_offset(machine: int, offset: int, fact: int | None) -> None:
    seen = wall_time(machine, offset, KnownTimes(BUILT, newest_fact=fact))
    assert seen.at + seen.offset == machine
