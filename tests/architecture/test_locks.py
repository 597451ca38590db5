"""The locks name one release of every package, with the hashes of its files, and no place to get it from."""

import re
from pathlib import Path

import pytest

_PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*)==(\S+)(?: ; [^\\]+)? \\$")
_HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")
_WANTED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)", re.MULTILINE)


def _pins(lock: Path) -> dict[str, str]:
    """Return the release of each package; fails on a line that is not a pin, a hash or a comment."""
    pins: dict[str, str] = {}
    hashes = 1
    for line in lock.read_text(encoding="utf-8").splitlines():
        if pin := _PIN.match(line):
            assert hashes > 0, f"no hash before {line}"
            pins[pin[1]], hashes = pin[2], 0
        elif _HASH.match(line):
            hashes += 1
        else:
            assert line.lstrip().startswith("#"), line
    return pins


@pytest.fixture
def requirements(repository: Path) -> Path:
    return repository / "requirements"


@pytest.mark.parametrize("name", ["runtime", "dev"])
def test_a_lock_pins_what_is_asked_for(requirements: Path, name: str) -> None:
    pins = _pins(requirements / f"{name}.txt")
    wanted = _WANTED.findall((requirements / f"{name}.in").read_text(encoding="utf-8"))
    assert {package.lower().replace("_", "-") for package in wanted} <= pins.keys()


def test_developers_test_what_is_shipped(requirements: Path) -> None:
    shipped = _pins(requirements / "runtime.txt").items()
    assert shipped <= _pins(requirements / "dev.txt").items()


def test_what_makes_the_program_heavy_is_not_shipped(requirements: Path) -> None:
    assert not {"numpy", "babel", "pytest"} & _pins(requirements / "runtime.txt").keys()


def test_qt_is_a_release_that_was_proven(requirements: Path) -> None:
    assert _pins(requirements / "runtime.txt")["pyside6-essentials"].startswith("6.11.")
