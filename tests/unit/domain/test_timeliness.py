from datetime import date, timedelta

import pytest

from app.domain.lifecycle import Status
from app.domain.timeliness import (
    Compare,
    FinishedBy,
    ReportSettings,
    Share,
    Timeliness,
    is_overdue,
    timeliness,
)
from tests.support.counted import counted, moment

DAY = date(2026, 11, 24)
DUE = moment(DAY, "17:00:00")


@pytest.mark.parametrize(
    ("finished", "by_date", "by_minute"),
    [
        (moment(DAY - timedelta(days=1), "23:59:59"), "early", "early"),
        (moment(DAY, "00:00:00"), "on_time", "early"),
        (moment(DAY, "16:59:59"), "on_time", "early"),
        (DUE, "on_time", "on_time"),
        (DUE + 59_999, "on_time", "on_time"),
        (DUE + 60_000, "on_time", "late"),
        (moment(DAY, "23:59:59"), "on_time", "late"),
        (moment(DAY + timedelta(days=1), "00:00:00"), "late", "late"),
    ],
)
def test_the_setting_says_how_the_due_minute_counts(finished: int, by_date: str, by_minute: str) -> None:
    assert timeliness(DUE, finished, Compare.DATE) == by_date
    assert timeliness(DUE, finished, Compare.MINUTE) == by_minute


def test_what_has_no_appointment_is_neither_on_time_nor_late() -> None:
    assert timeliness(None, DUE, Compare.DATE) is Timeliness.UNDATED
    assert not is_overdue(None, DUE, Compare.MINUTE)


def test_a_result_that_waits_to_be_fetched_is_finished_when_it_was_ready() -> None:
    dossier = counted(DUE - 1, finished_at=DUE, ended_at=DUE + 5, status=Status.RETURNED)
    assert dossier.finish(ReportSettings()) == DUE
    assert dossier.finish(ReportSettings(finished_by=FinishedBy.RETURNED)) == DUE + 5


def test_until_it_is_handed_over_a_result_is_pending_by_the_other_setting() -> None:
    dossier = counted(DUE - 1, finished_at=DUE, status=Status.DONE)
    assert dossier.finish(ReportSettings(finished_by=FinishedBy.RETURNED)) is None


@pytest.mark.parametrize("finished_by", FinishedBy)
def test_a_refused_dossier_is_finished_when_it_ended(finished_by: FinishedBy) -> None:
    dossier = counted(DUE - 1, ended_at=DUE, status=Status.REFUSED)
    assert dossier.finish(ReportSettings(finished_by=finished_by)) == DUE


@pytest.mark.parametrize(
    ("numerator", "denominator", "tenths"),
    [
        (3_386, 3_386, 1000),
        (0, 7, 0),
        (1, 3, 333),
        (2, 3, 667),
        (1, 2_000, 1),
        (1, 2_001, 0),
        (988, 1_000, 988),
        (82, 83, 988),
        (0, 0, None),
    ],
)
def test_a_share_is_rounded_to_a_tenth_of_a_per_cent(
    numerator: int, denominator: int, tenths: int | None
) -> None:
    assert Share(numerator, denominator).tenths == tenths
