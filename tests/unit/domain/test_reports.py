"""The figures of the periodic report, against a recount that walks through the days one by one."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.lifecycle import Status
from app.domain.periods import Period
from app.domain.reports import Tally, broken_identity, grouped, load, tally
from app.domain.timeliness import Compare, CountedDossier, FinishedBy, ReportSettings, Share
from tests.support.counted import counted, finished, moment

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
FIRST = date(2026, 10, 15)


def figures(found: Tally) -> dict[str, int]:
    names = ("received", "carried", "early", "on_time", "late", "resolved_undated")
    pending = ("in_time", "overdue", "pending_undated")
    return {name: len(getattr(found, name)) for name in (*names, *pending)}


def test_where_a_dossier_is_counted() -> None:
    day = date(2026, 11, 10)
    old = date(2026, 10, 20)
    dossiers = [
        finished(day, day + timedelta(days=2), day),
        finished(day, day, day),
        finished(old, date(2026, 10, 30), day),
        finished(old, old, old),
        counted(moment(day), due_at=moment(date(2026, 12, 5)), channel="online"),
        counted(moment(old), due_at=moment(date(2026, 11, 29)), channel="post"),
        counted(moment(day), finished_at=moment(day), status=Status.DONE),
        counted(moment(date(2026, 12, 1))),
    ]
    assert figures(tally(dossiers, NOVEMBER, ReportSettings())) == {
        "received": 4,
        "carried": 2,
        "early": 1,
        "on_time": 1,
        "late": 1,
        "resolved_undated": 1,
        "in_time": 1,
        "overdue": 1,
        "pending_undated": 0,
    }


def test_while_a_period_runs_what_is_due_later_is_not_overdue_yet() -> None:
    today = date(2026, 11, 20)
    dossier = counted(moment(FIRST), due_at=moment(date(2026, 11, 25)))
    running = tally([dossier], NOVEMBER, ReportSettings(), moment(today))
    assert (running.in_time, running.overdue) == ([dossier], [])
    assert tally([dossier], NOVEMBER, ReportSettings()).overdue == [dossier]


def test_thanh_chan_a_hundred_per_cent_of_3386() -> None:
    """3,386 received, 3,386 before or on time (seed 003): 100,0 %, and what it is of."""
    random = Random(3386)
    year = Period(date(2025, 11, 21), date(2026, 11, 20))
    dossiers = []
    for _ in range(3_386):
        received = year.first + timedelta(days=random.randrange(350))
        due = received + timedelta(days=random.randrange(1, 10))
        dossiers.append(finished(received, due, received + (due - received) * random.random()))
    found = tally(dossiers, year, ReportSettings())
    assert len(found.received) == len(found.resolved) == 3_386
    assert found.punctual == Share(3_386, 3_386)
    assert found.punctual.tenths == 1000
    assert broken_identity(found) is None


def test_lai_chau_98_point_8_per_cent() -> None:
    """98,8 % early and on time (seed 001), early and on time apart."""
    day, due = date(2026, 11, 2), date(2026, 11, 6)
    made = [(day, 7_512), (due, 2_862), (due + timedelta(days=1), 126)]
    dossiers = [finished(day, due, ready) for ready, count in made for _ in range(count)]
    found = tally(dossiers, NOVEMBER, ReportSettings())
    assert (len(found.early), len(found.on_time), len(found.late)) == (7_512, 2_862, 126)
    assert found.punctual == Share(10_374, 10_500)
    assert found.punctual.tenths == 988


@pytest.mark.parametrize(
    ("clock", "compare", "share"),
    [
        ("17:00:00", Compare.DATE, Share(1, 1)),
        ("17:00:59", Compare.MINUTE, Share(1, 1)),
        ("17:01:00", Compare.MINUTE, Share(0, 1)),
        ("17:01:00", Compare.DATE, Share(1, 1)),
    ],
)
def test_returned_on_the_due_minute_counts_as_the_setting_says(
    clock: str, compare: Compare, share: Share
) -> None:
    day = date(2026, 11, 24)
    dossier = counted(
        moment(day),
        due_at=moment(day, "17:00:00"),
        finished_at=moment(day, "10:00:00"),
        ended_at=moment(day, clock),
        status=Status.RETURNED,
    )
    settings = ReportSettings(compare, FinishedBy.RETURNED)
    assert tally([dossier], NOVEMBER, settings).punctual == share


def test_a_dossier_finished_before_it_was_received_is_named() -> None:
    wrong = counted(moment(date(2026, 11, 3)), finished_at=moment(date(2026, 10, 3)), code="HS-SAI")
    problem = broken_identity(tally([wrong], NOVEMBER, ReportSettings()))
    assert problem is not None
    assert problem.code == "report.identity_broken"
    assert problem.details == {"received": 1, "carried": 0, "resolved": 0, "pending": 0, "codes": "HS-SAI"}


def test_two_that_break_it_in_opposite_ways_do_not_hide_each_other() -> None:
    day, before = moment(date(2026, 11, 3)), moment(date(2026, 10, 3))
    coming = counted(day, finished_at=before, code="HS-A")
    going = counted(moment(date(2026, 12, 3)), finished_at=day, code="HS-B")
    problem = broken_identity(tally([coming, going], NOVEMBER, ReportSettings()))
    assert problem is not None
    assert problem.details["codes"] == "HS-A, HS-B"


moments = st.integers(0, 60 * 24 * 60).map(lambda minute: moment(FIRST, "00:00:00") + minute * 60_000)


@st.composite
def histories(draw: st.DrawFn) -> CountedDossier:
    received = draw(moments)
    later = moments.map(lambda at: max(at, received))
    ready, end = sorted((draw(later), draw(later)))
    status, done, ended = draw(
        st.sampled_from(
            [
                (Status.PROCESSING, None, None),
                (Status.DONE, ready, None),
                (Status.RETURNED, ready, end),
                (Status.REFUSED, None, end),
                (Status.STOPPED, None, end),
            ]
        )
    )
    due = draw(st.none() | moments)
    channel = draw(st.sampled_from(["direct", "online", "post"]))
    return counted(received, due_at=due, finished_at=done, ended_at=ended, status=status, channel=channel)


def recount(dossiers: list[CountedDossier], period: Period, settings: ReportSettings) -> dict[str, int]:
    """Count by walking through the days: what was open each midnight, what came and what went in between."""
    open_then = 0
    received = resolved = carried = 0
    day = FIRST - timedelta(days=1)
    while day <= period.last:
        start, end = moment(day, "00:00:00"), moment(day + timedelta(days=1), "00:00:00")
        if day == period.first:
            carried = open_then
        came = sum(start <= one.received_at < end for one in dossiers)
        went = 0
        for one in dossiers:
            done = one.ended_at
            if settings.finished_by is FinishedBy.READY and one.finished_at:
                done = one.finished_at
            went += done is not None and start <= done < end
        open_then += came - went
        if day >= period.first:
            received, resolved = received + came, resolved + went
        day += timedelta(days=1)
    return {"received": received, "carried": carried, "resolved": resolved, "pending": open_then}


@given(
    st.lists(histories(), max_size=30),
    st.integers(0, 40),
    st.integers(0, 30),
    st.sampled_from(Compare),
    st.sampled_from(FinishedBy),
)
def test_the_identity_holds_for_whatever_history(
    dossiers: list[CountedDossier], begin: int, length: int, compare: Compare, by: FinishedBy
) -> None:
    first = FIRST + timedelta(days=begin)
    period = Period(first, first + timedelta(days=length))
    settings = ReportSettings(compare, by)
    found = tally(dossiers, period, settings)
    assert broken_identity(found) is None
    told = {name: len(getattr(found, name)) for name in ("received", "carried", "resolved", "pending")}
    assert told == recount(dossiers, period, settings)
    before = Period(period.first - timedelta(days=30), period.first - timedelta(days=1))
    assert len(tally(dossiers, before, settings).pending) == len(found.carried)
    share = found.punctual
    assert share.denominator == len(found.resolved) - len(found.resolved_undated)
    assert share.numerator == share.denominator - len(found.late)


@given(st.lists(histories(), max_size=30))
def test_groups_add_up_to_the_whole(dossiers: list[CountedDossier]) -> None:
    whole = figures(tally(dossiers, NOVEMBER, ReportSettings()))
    parts = [
        figures(tally(some, NOVEMBER, ReportSettings()))
        for some in grouped(dossiers, lambda one: one.channel).values()
    ]
    assert {name: sum(part[name] for part in parts) for name in whole} == whole


def test_a_load_is_what_is_still_to_do() -> None:
    now = moment(date(2026, 11, 24), "08:00:00")
    soon = moment(date(2026, 11, 26), "00:00:00")
    late = counted(FIRST_MS, due_at=moment(date(2026, 11, 20)))
    today = counted(FIRST_MS, due_at=moment(date(2026, 11, 24), "17:00:00"))
    later = counted(FIRST_MS, due_at=moment(date(2026, 11, 27)))
    waiting = counted(FIRST_MS, due_at=None, status=Status.SUPPLEMENT)
    ready = counted(FIRST_MS, due_at=moment(date(2026, 11, 20)), finished_at=FIRST_MS, status=Status.DONE)
    gone = counted(FIRST_MS, ended_at=FIRST_MS, status=Status.RETURNED)
    found = load([today, later, late, waiting, ready, gone], now, soon, ReportSettings())
    assert found.held == [today, later, late, waiting, ready]
    assert (found.overdue, found.due_soon) == ([late], [today])
    assert (found.waiting, found.ready) == ([waiting], [ready])


FIRST_MS = moment(FIRST)
