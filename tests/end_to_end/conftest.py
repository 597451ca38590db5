import shutil
from pathlib import Path

import pytest

from tests.support.processes import Motcua


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a new office and, beside it, what this machine notes of it; never written to again."""
    place = tmp_path_factory.mktemp("founded")
    Motcua.at(place).init()
    return place


@pytest.fixture
def office(founded: Path, tmp_path: Path) -> Motcua:
    """An office of Thanh Nưa with one clerk, founded once and copied with the machine's notes about it."""
    place = tmp_path / "machine"
    shutil.copytree(founded, place)
    return Motcua.at(place)
