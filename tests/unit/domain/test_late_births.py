from datetime import date
from typing import Any

import pytest

from app.domain.effective import in_force
from app.domain.late_births import (
    BirthTiming,
    ReportRules,
    birth_timing,
    child_of,
    days_since_birth,
)
from app.domain.partial_date import PartialDate
from app.machine.resource_files import load_catalogue, load_report_rules

RECEIVED = date(2026, 11, 23)


@pytest.fixture
def rules() -> ReportRules:
    found = in_force(load_report_rules(), RECEIVED)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("born", "timing", "days"),
    [
        ("2026-09-24", BirthTiming.ON_TIME, 60),
        ("2026-09-23", BirthTiming.LATE, 61),
        ("2026-11-23", BirthTiming.ON_TIME, 0),
        ("2026-08", BirthTiming.LATE, None),
        ("2026-09", BirthTiming.UNKNOWN, None),
        ("2026-10", BirthTiming.ON_TIME, None),
        ("2025", BirthTiming.LATE, None),
        ("2026", BirthTiming.UNKNOWN, None),
        ("2026-12-01", BirthTiming.UNKNOWN, None),
        (None, BirthTiming.UNKNOWN, None),
    ],
)
def test_sixty_days_and_what_part_of_a_date_can_tell(
    born: str | None, timing: BirthTiming, days: int | None
) -> None:
    read = None if born is None else PartialDate.parse(born)
    assert birth_timing(read, RECEIVED, 60) is timing
    assert days_since_birth(read, RECEIVED) == days


@pytest.mark.parametrize(
    ("values", "name", "born"),
    [
        (
            {
                "birth_date": "1999-01-02",
                "parties": [{"role": "child", "full_name": "Giàng Thị Mỷ", "birth_date": "2026-11-01"}],
            },
            "Giàng Thị Mỷ",
            "2026-11-01",
        ),
        ({"fields": {"child_birth_date": "11/2026", "child_name": "Lò A Sử"}}, "Lò A Sử", "2026-11"),
        ({"full_name": "Vừ A Lềnh", "birth_date": "2026-10-05"}, "Vừ A Lềnh", "2026-10-05"),
        ({"full_name": "Vừ A Lềnh", "birth_date": "1999-10-05"}, "", None),
        ({"parties": [{"role": "child", "full_name": "Lò A Sử"}], "birth_date": "2026"}, "Lò A Sử", None),
        ({"fields": {"child_birth_date": "hôm qua"}}, "", None),
        ({}, "", None),
    ],
)
def test_whose_birth_date_it_is(
    rules: ReportRules, values: dict[str, Any], name: str, born: str | None
) -> None:
    child = child_of(values, RECEIVED, rules)
    assert (child.full_name, child.born and str(child.born)) == (name, born)


def test_the_procedures_of_births_are_in_the_catalogue(rules: ReportRules) -> None:
    known = {one.code for one in load_catalogue().in_force(RECEIVED)}
    assert rules.birth_procedures <= known
