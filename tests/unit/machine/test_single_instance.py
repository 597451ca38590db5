import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.problems import DomainProblem
from app.machine.single_instance import SingleInstance

_HOLD = """
import pathlib, sys
from app.machine.single_instance import SingleInstance
instance = SingleInstance(pathlib.Path(sys.argv[1]))
instance.claim()
print("claimed", flush=True)
sys.stdin.read()
"""


def test_a_second_claim_is_refused_and_names_the_first(tmp_path: Path) -> None:
    with SingleInstance(tmp_path), pytest.raises(DomainProblem) as refused:
        SingleInstance(tmp_path).claim()
    assert refused.value.code == "folder.in_use"
    assert refused.value.details == {"process": os.getpid()}


def test_a_released_folder_can_be_claimed_again(tmp_path: Path) -> None:
    with SingleInstance(tmp_path):
        pass
    with SingleInstance(tmp_path):
        assert (tmp_path / "in-use.lock").read_text(encoding="ascii") == str(os.getpid())


def test_two_folders_do_not_disturb_each_other(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with SingleInstance(tmp_path / "a"), SingleInstance(tmp_path / "b"):
        assert (tmp_path / "b" / "in-use.lock").exists()


def test_a_killed_program_leaves_no_claim(tmp_path: Path, repository: Path) -> None:
    command = [sys.executable, "-c", _HOLD, str(tmp_path)]
    with subprocess.Popen(command, cwd=repository, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"claimed"
        with pytest.raises(DomainProblem) as refused:
            SingleInstance(tmp_path).claim()
        assert refused.value.details == {"process": other.pid}
        other.kill()
        other.wait()
    with SingleInstance(tmp_path):
        pass
