"""The frame of every command: help, faults, and what is imported for what."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.command_line import COMMANDS, main
from tests.support.processes import ROOT

HEAVY = (
    "PySide6",
    "reportlab",
    "requests",
    "starlette",
    "uvicorn",
    "sqlalchemy",
    "babel",
    "segno",
    "pypdfium2",
)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    said = capsys.readouterr().out
    assert f"motcua {command}" in said
    assert "--data" in said
    assert "--json" in said


def test_the_program_lists_its_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    assert all(command in said for command in COMMANDS)


def test_a_fault_of_the_program_is_a_sentence_and_a_log(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level("ERROR")
    monkeypatch.setitem(COMMANDS, "find", "nowhere")
    tmp_path.joinpath("office").mkdir()
    assert main(["--data", str(tmp_path / "office"), "find", "x"]) == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "ModuleNotFoundError" in (tmp_path / "office" / "logs" / "command.log").read_text(encoding="utf-8")


def test_reading_loads_no_window_no_papers_and_no_server() -> None:
    program = (
        "import sys; import app.commands.reading, app.composition.office;"
        f" print(*[name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""
