from pathlib import Path

import pytest

from app.machine.machine_id import machine_id, state_folder


def test_the_machine_is_named_by_the_systems_number_but_does_not_tell_it(tmp_path: Path) -> None:
    system = tmp_path / "machine-id"
    system.write_text("0123456789abcdef0123456789abcdef\n")
    named = machine_id(tmp_path / "state", (tmp_path / "none", system))
    assert named == machine_id(tmp_path / "elsewhere", (system,))
    assert len(bytes.fromhex(named)) == 16
    assert named != system.read_text().strip()
    assert not (tmp_path / "state").exists()


@pytest.mark.parametrize("content", [b"", b"uninitialized", b"\xff" * 40])
def test_a_system_without_a_number_gets_one_that_stays(tmp_path: Path, content: bytes) -> None:
    system = tmp_path / "machine-id"
    system.write_bytes(content)
    named = machine_id(tmp_path / "state", (system,))
    assert machine_id(tmp_path / "state", (system,)) == named
    assert machine_id(tmp_path / "another", (system,)) != named


def test_this_machine_has_a_name(tmp_path: Path) -> None:
    assert machine_id(tmp_path) == machine_id(tmp_path)


def test_notes_about_the_machine_lie_apart_from_the_data(tmp_path: Path) -> None:
    assert state_folder({"XDG_STATE_HOME": "/srv/state"}, "linux") == Path("/srv/state/motcua")
    assert state_folder({"LOCALAPPDATA": str(tmp_path)}, "win32") == tmp_path / "MotCuaState"
    assert Path.home() not in state_folder().parents
