"""The year of Thanh Chăn in a real office: 3,386 received, 3,386 before or on time, 100,0 % (seed 003)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from app.domain.facts import FactDraft
from app.domain.moments import VIET_NAM, from_milliseconds
from app.domain.periods import Period
from app.domain.timeliness import Compare, ReportSettings, Share
from app.localization.report_text import share_text
from app.machine.resource_files import load_catalogue
from app.use_cases.receive_dossier import Received
from app.use_cases.reception_request import ReceptionRequest
from tests.support.desks import Counter, new_counter
from tests.support.year_of_work import DOSSIERS, FIRST, LAST, lines_of_the_year

END = datetime(2026, 11, 23, 8, 0, tzinfo=VIET_NAM)
YEAR = Period(FIRST, LAST)


def dated(line: dict[str, Any]) -> dict[str, Any]:
    """Return a line with an appointment where the catalogue has no limit: a clerk types one."""
    at = datetime.fromisoformat(line["received_at"])
    procedure = load_catalogue().find(line["procedure"], at.date())
    assert procedure is not None
    if procedure.time_limit.unit.value in {"none", "annual_review"}:
        line["due_at"] = (at.date() + timedelta(days=7)).isoformat()
    return line


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    """An office after the year: every result was ready between reception and appointment."""
    counter = new_counter(Path(tmp_path_factory.mktemp("year")) / "office", END)
    desk, random = counter.desk, Random(2)
    requests = [ReceptionRequest.from_record(dated(line)) for line in lines_of_the_year()]
    acting = desk.acting()
    received = desk.receive.batch(requests, acting)
    with desk.office.writing(acting) as tx:
        for one in received:
            assert isinstance(one, Received)
            assert one.due_at is not None
            ready = min(random.randint(one.received_at, one.due_at), acting.at - 1)
            for step in ("transfer", "finish"):
                fields = {"holder": acting.clerk, "done_at": ready}
                tx.record(FactDraft("dossier.stepped", one.subject, acting.at, fields, step))
    while desk.tidy():
        pass
    yield counter
    desk.close()


@pytest.mark.parametrize("compare", Compare)
def test_a_hundred_per_cent_with_what_it_is_of(year: Counter, compare: Compare) -> None:
    table = year.desk.report("results", YEAR, year.clock.at, ReportSettings(compare))
    assert table.totals is not None
    cells = table.totals.cells
    assert (cells["received"], cells["late"]) == (DOSSIERS, 0)
    # What was received in the last days and is due later may be ready a day after the year.
    share = cells["punctual"]
    assert isinstance(share, Share)
    assert share.numerator == share.denominator == cells["resolved"]
    assert share_text(share, "vi").startswith("100,0 % (")


def test_until_all_are_resolved_it_is_3386_of_3386(year: Counter) -> None:
    until_now = Period(FIRST, from_milliseconds(year.clock.at).date())
    table = year.desk.report("periodic", until_now, year.clock.at)
    assert table.totals is not None
    assert table.totals.cells["punctual"] == Share(DOSSIERS, DOSSIERS)
    assert share_text(Share(DOSSIERS, DOSSIERS), "vi") == "100,0 % (3.386/3.386)"
    assert table.problems == ()


def test_one_late_dossier_is_enough_to_be_seen_in_the_numbers(year: Counter) -> None:
    received = year.receive(procedure="2.000815", received_at="2026-11-20T09:00:00+07:00")
    for step in ("transfer", "finish"):
        year.desk.step(received.subject, step, year.desk.acting())
    until_now = Period(FIRST, from_milliseconds(year.clock.at).date())
    table = year.desk.report("results", until_now, year.clock.at)
    assert table.totals is not None
    assert table.totals.cells["punctual"] == Share(DOSSIERS, DOSSIERS + 1)
    (row,) = year.desk.report.behind(table, None, "late")
    assert row.subject == received.subject
