"""A year of a commune's work: what Thanh Chăn received, delivered to a province, the same on both sides.

3,386 dossiers is what one commune of Điện Biên took in within a year; since July 2025 it is in Thanh Nưa.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.support.processes import Motcua, serving
from tests.support.year_of_work import DOSSIERS, lines_of_the_year


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
