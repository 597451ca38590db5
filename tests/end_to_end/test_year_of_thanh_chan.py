"""A year of a commune's work: what Thanh Chăn received, delivered to a province, the same on both sides.

3,386 dossiers is what one commune of Điện Biên took in within a year; since July 2025 it is in Thanh Nưa.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from app.domain.moments import VIET_NAM
from app.machine.resource_files import load_calendar, load_catalogue
from tests.support.people_names import received_line
from tests.support.processes import Motcua, serving

DOSSIERS = 3_386
FIRST, LAST = date(2025, 11, 21), date(2026, 11, 20)
FREQUENT_SHARE = 0.7


def working_days() -> list[date]:
    calendar = load_calendar()
    days = (FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1))
    return [day for day in days if calendar.is_working_day(day)]


def lines_of_the_year() -> Iterator[dict[str, Any]]:
    """Yield the year's receptions in order, over the whole catalogue, mostly the daily procedures."""
    random = Random(1)
    days = working_days()
    minutes = [*range(7 * 60 + 30, 11 * 60 + 30), *range(13 * 60 + 30, 17 * 60)]
    moments = sorted((random.choice(days), random.choice(minutes)) for _ in range(DOSSIERS))
    catalogue = load_catalogue()
    for number, (day, minute) in enumerate(moments):
        procedures = catalogue.in_force(day)
        frequent = [one for one in procedures if one.frequent]
        chosen = random.choice(frequent if random.random() < FREQUENT_SHARE else procedures)
        at = datetime.combine(day, time(minute // 60, minute % 60), VIET_NAM)
        yield {**received_line(random, chosen.code, at), "ref": f"thanh-chan-{number}"}


@pytest.fixture
def year(tmp_path: Path) -> Path:
    """The year as a file of lines."""
    file = tmp_path / "year.jsonl"
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines_of_the_year())
    file.write_text(text, encoding="utf-8")
    return file


def test_the_year_arrives_whole_and_both_sides_name_the_same_codes(
    office: Motcua, year: Path, tmp_path: Path
) -> None:
    province = Motcua.at(tmp_path / "province-machine")
    with serving(province) as url:
        code = province("province", "enrol-code", "--office", "03328").out.strip()
        assert office("enrol", "--server", url, "--code", code).code == 0
        done = office("receive", str(year))
        assert (done.code, done.err) == (0, "")
        received = done.lines()
        codes = [told["code"] for told in received]
        assert len(codes) == len(set(codes)) == DOSSIERS
        assert not any(told["provisional"] for told in received)
        days = Counter(told["received_at"][:10] for told in received)
        assert len(days) > 200
        report = office("sync", "--json").document()
        assert (report["complete"], report["error"]) == (True, None)
        assert province("province", "status", "--json").document()["offices"][0]["dossiers"] == DOSSIERS
        theirs = province("province", "dossiers", "--office", "03328", "--json").document()
        assert sorted(theirs) == sorted(codes)
        on_the_other_side = province("verify", "--json").document()
        assert (on_the_other_side["ok"], on_the_other_side["dossiers"]) == (True, DOSSIERS)
    here = office("verify", "--json").document()
    assert (here["ok"], here["dossiers"], here["problems"]) == (True, DOSSIERS, [])
    again = office("receive", str(year))
    assert [told["code"] for told in again.lines()] == codes
    assert office("show", codes[-1], "--json").document()["delivery"] == "province"
