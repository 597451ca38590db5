import os
import stat
import sys
from pathlib import Path

import pytest

from app.machine.durable_files import write_durably


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "note"
    for content in (b"first, and longer", b"second"):
        write_durably(path, content)
        assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps who may read in another way")
def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "note"
    path.write_bytes(b"readable by all")
    path.chmod(0o644)
    write_durably(path, b"secret")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_failed_write_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "note"
    write_durably(path, b"kept")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_durably(path, b"lost")
    assert path.read_bytes() == b"kept"
    assert list(tmp_path.iterdir()) == [path]
