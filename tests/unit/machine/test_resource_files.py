"""The shipped data files: found in a checkout and beside an installed program, each with a version."""

import hashlib
import json
import shutil
import sys
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.problems import DomainProblem
from app.machine import resource_files
from app.machine.resource_files import (
    deadline_rules_on,
    load_calendar,
    load_catalogue,
    load_code_tables,
    load_deadline_rules,
    load_units,
    resource_folder,
)

LOADERS = (load_calendar, load_catalogue, load_code_tables, load_deadline_rules, load_units)
DATA = sorted(
    path
    for name in ("calendar", "catalogue", "codes", "rules", "units")
    for path in (resource_folder() / name).iterdir()
)


def test_the_version_is_the_beginning_of_the_hash_of_the_file() -> None:
    content = (resource_folder() / "calendar" / "days.json").read_bytes()
    assert load_calendar().version == hashlib.sha256(content).hexdigest()[:12]


def test_what_was_read_once_is_kept() -> None:
    assert all(load() is load() for load in LOADERS)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The data beside an installed program, where the checkout is out of reach."""
    shutil.copytree(resource_folder() / "calendar", tmp_path / "resources" / "calendar")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    resource_files.load_calendar.cache_clear()
    yield tmp_path / "resources"
    resource_files.load_calendar.cache_clear()


def test_an_installed_program_reads_the_data_beside_it(installed: Path) -> None:
    days = installed / "calendar" / "days.json"
    days.write_text('{"years": [], "days": []}', encoding="utf-8")
    assert load_calendar().days == ()
    assert load_calendar().version == hashlib.sha256(days.read_bytes()).hexdigest()[:12]


def test_figures_are_asked_for_by_day() -> None:
    assert deadline_rules_on(date(2025, 7, 1)).supplement_completion_days == 15
    with pytest.raises(DomainProblem, match=r"deadline_rules\.none_in_force"):
        deadline_rules_on(date(2025, 6, 30))


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.name)
def test_files_are_composed_text_with_one_row_per_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    tables = [value for value in json.loads(text).values() if isinstance(value, list)]
    rows = sum(map(len, tables))
    assert rows
    assert sum(line.startswith("  {") for line in text.splitlines()) == rows


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.name)
def test_every_row_says_how_sure_it_is(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    rows = [row for value in data.values() if isinstance(value, list) for row in value]
    assert all("certainty" in row for row in rows) or data.get("certainty") in {"C", "S", "B", "U"}
