import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

import dev

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="Debian's packages")


@pytest.fixture
def small_debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let dpkg-query answer for a Debian with three packages, one of them removed but configured."""
    answer = "libglib2.0-0t64 installed\nxvfb installed\nxdotool config-files\n"
    program = tmp_path / "dpkg-query"
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{answer}END\n", encoding="ascii")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(dev, "DEBIAN_PACKAGES", ("libglib2.0-0", "xvfb", "xdotool", "libegl1"))


@linux_only
@pytest.mark.usefixtures("small_debian")
def test_renamed_libraries_count_and_removed_ones_do_not() -> None:
    assert dev.missing_debian_packages() == ["xdotool", "libegl1"]


@linux_only
@pytest.mark.usefixtures("small_debian")
def test_without_the_right_to_install_the_one_line_is_printed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    dev.provide_system_libraries()
    line = capfd.readouterr().err.splitlines()[-1].strip()
    assert line == ("sudo apt-get update && sudo apt-get install -y --no-install-recommends xdotool libegl1")


def test_other_systems_are_left_as_they_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert dev.missing_debian_packages() == []


def test_an_environment_of_this_lock_is_not_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock, python, stamp = tmp_path / "dev.txt", tmp_path / "python", tmp_path / "stamp"
    lock.write_text("a==1\n", encoding="ascii")
    python.touch()  # not a program: starting it would fail
    stamp.write_text(hashlib.sha256(lock.read_bytes()).hexdigest(), encoding="ascii")
    monkeypatch.setattr(dev, "LOCK", lock)
    monkeypatch.setattr(dev, "PYTHON", python)
    monkeypatch.setattr(dev, "STAMP", stamp)
    dev.provide_environment()
    lock.write_text("a==2\n", encoding="ascii")
    with pytest.raises(PermissionError):
        dev.provide_environment()


@pytest.mark.parametrize("arguments", [[], ["frobnicate"]])
def test_an_unknown_verb_gets_the_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(arguments) == 2
    assert "python3 dev.py test" in capsys.readouterr().err


def test_the_exit_code_is_the_program_s() -> None:
    program = [sys.executable, "-c", "import sys; sys.exit(int(sys.argv[1]))"]
    assert dev.call([*program, "0"], os.environ) == 0
    assert dev.call([*program, "7"], os.environ) == 7


@pytest.mark.screen
@linux_only
def test_a_screen_is_as_large_as_an_old_laptop_s(screen: str) -> None:
    paint = (
        "a = QApplication([]); s = a.primaryScreen().size(); print(a.platformName(), s.width(), s.height())"
    )
    environment = os.environ | {"DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
    program = [sys.executable, "-c", f"from PySide6.QtWidgets import QApplication; {paint}"]
    done = subprocess.run(program, env=environment, check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["xcb", "1366", "768"]
