import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.machine.logging_setup import redacted, start_logging, stop_logging

log = logging.getLogger("someone")


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    root_level = logging.getLogger().level
    handler = start_logging(tmp_path / "logs", "window")
    yield tmp_path / "logs" / "window.log"
    stop_logging(handler)
    logging.getLogger().setLevel(root_level)


@pytest.mark.parametrize(
    "personal",
    [
        "011201001234",
        "045123456",
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "+84912345678",
        "+84 912 345 678",
        "84912345678",
        "011 201 001 234",
        "02153825678",
    ],
)
def test_numbers_of_persons_are_blotted_out(personal: str) -> None:
    assert redacted(f"held {personal}, {personal!r} and id={personal}.") == (
        "held [number], '[number]' and id=[number]."
    )


@pytest.mark.parametrize(
    "needed",
    [
        "2026-11-22T14:05:00.123+07:00",
        "1795330812345",
        "H11.12.34-261122-0007",
        "TAM-3F7K-000012",
        "192.168.100.200:8443",
        "01936b1e-7c4a-7def-8abc-0123456789ab",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "3386 dossiers in 1250 ms",
    ],
)
def test_codes_times_and_ids_stay_readable(needed: str) -> None:
    assert redacted(needed) == needed


def test_a_line_tells_local_time_level_thread_place_and_message(log_file: Path) -> None:
    log.info("dossier %s received", "01936b1e")
    line = log_file.read_text(encoding="utf-8")
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+07:00 INFO MainThread someone: dossier 01936b1e received\n",
        line,
    )


def test_a_traceback_is_redacted_too(log_file: Path) -> None:
    def look_up(number: str) -> None:
        raise LookupError(number)

    try:
        look_up("011201001234")
    except LookupError:
        log.exception("look-up failed")
    written = log_file.read_text(encoding="utf-8")
    assert "LookupError" in written
    assert "011201001234" not in written


def test_warnings_of_libraries_reach_the_file(tmp_path: Path, repository: Path) -> None:
    # in a process of its own, because pytest collects warnings here
    imports = "import pathlib, sys, warnings; from app.machine.logging_setup import start_logging"
    code = f"{imports}; start_logging(pathlib.Path(sys.argv[1]), 'serve'); warnings.warn('worn out')"
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=repository, check=True)
    assert "UserWarning: worn out" in (tmp_path / "serve.log").read_text(encoding="utf-8")


def test_the_files_of_a_program_stay_small(log_file: Path) -> None:
    for _ in range(120):
        log.info("x" * 50_000)
    files = sorted(log_file.parent.iterdir())
    assert len(files) == 5
    assert sum(file.stat().st_size for file in files) <= 5_000_000


def test_nothing_is_written_after_the_end(tmp_path: Path) -> None:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    stop_logging(start_logging(tmp_path, "serve"))
    root.setLevel(level)
    assert root.handlers == handlers
