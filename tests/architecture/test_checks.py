"""The tools a developer runs by hand belong to the suite, so that its closing line tells the whole truth."""

import subprocess
import sys
from pathlib import Path

import pytest

_LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["-m", "ruff", "format", "--check", "--diff", "."], id="format"),
        pytest.param(["-m", "ruff", "check", "--output-format=concise", "."], id="lint"),
        pytest.param(["-m", "mypy"], id="types"),
        pytest.param(["-c", _LINT_IMPORTS, "--no-logo"], id="layers"),
    ],
)
def test_a_check_finds_nothing(command: list[str], repository: Path) -> None:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=repository,
        check=False,
        text=True,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode != 0:
        pytest.fail(done.stdout, pytrace=False)
