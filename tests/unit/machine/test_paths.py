from pathlib import Path

import pytest

from app.machine.paths import data_folder, log_folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    return tmp_path


def test_linux_keeps_data_where_the_desktop_says(home: Path) -> None:
    assert data_folder({"XDG_DATA_HOME": "/srv/data"}, "linux") == Path("/srv/data/motcua")
    assert data_folder({}, "linux") == home / ".local" / "share" / "motcua"


def test_a_relative_folder_of_the_desktop_is_ignored(home: Path) -> None:
    assert data_folder({"XDG_DATA_HOME": "data"}, "linux") == home / ".local" / "share" / "motcua"


def test_windows_keeps_data_on_this_machine(home: Path, tmp_path: Path) -> None:
    assert data_folder({"LOCALAPPDATA": str(tmp_path / "Local")}, "win32") == tmp_path / "Local" / "MotCua"
    assert data_folder({}, "win32") == home / "AppData" / "Local" / "MotCua"


def test_tests_never_see_a_real_office() -> None:
    assert Path.home() not in data_folder().parents


def test_logs_lie_with_the_data(tmp_path: Path) -> None:
    assert tmp_path in log_folder(tmp_path).parents
