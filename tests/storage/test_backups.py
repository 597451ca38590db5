"""Backups of a real office: taken, looked through, damaged, restored."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from app.domain.identifiers import ClerkId
from app.domain.problems import DomainProblem
from app.machine import durable_files
from app.machine.office_folder import CARD, DATABASE, OfficeCard, OfficeFolder
from app.storage import backup_file
from app.storage.backup_file import opened_backup
from app.storage.backups import back_up
from app.storage.database import Database
from app.storage.key_slots import KeySlots, OpenSlots
from app.storage.office_store import OfficeStore
from app.storage.restoring import RESTORED_FROM, restore
from app.storage.sealing import Cost
from tests.support.logs import SCOPE
from tests.support.offices import now_ms, receive

HANH, NAME, PASSPHRASE = ClerkId(b"h" * 16), "Lò Thị Hạnh", "mưa nguồn chớp bể"
NOON = 1_795_237_200_000
"""2026-11-21, 12:00 in Viet Nam."""


class OfficeOfTests:
    """An office folder as composition makes it: database, key slots, card."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        self.opened: OpenSlots
        self.opened, self.sheet = KeySlots(folder, Cost(8, 1)).create()
        self.opened.add(HANH, NAME, PASSPHRASE)
        self.store = OfficeStore.create(folder / DATABASE, self.opened.key, SCOPE, "quay-1", now_ms)
        OfficeFolder(folder).write_card(OfficeCard("03328", practice=True))

    def back_up(self, target: Path) -> Path:
        """Take a backup."""
        back_up(self.store.database, self.opened.key, target, NOON)
        return target


@pytest.fixture
def office(tmp_path: Path) -> Iterator[OfficeOfTests]:
    made = OfficeOfTests(tmp_path / "office")
    for name in ("Giàng A Mẫu", "Quàng Thị Ín", "Lường Văn Xiên"):
        receive(made.store, name)
    yield made
    made.store.close()


def names_in(folder: Path, key: bytes) -> list[str]:
    """Read the names of the dossiers in a folder, and close it again."""
    database = Database(folder / DATABASE, key)
    with database.read() as connection:
        names = [row[0] for row in connection.execute("SELECT full_name FROM dossier ORDER BY seq")]
    database.close()
    return names


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_backup_restores_the_office_on_another_machine(office: OfficeOfTests, tmp_path: Path) -> None:
    backup = office.back_up(tmp_path / "stick.mcbackup")
    receive(office.store, "Vàng Thị Dợ")
    office.store.close()
    shutil.rmtree(office.folder)

    restored = restore(backup, tmp_path / "new" / "office", NAME, PASSPHRASE, NOON)
    assert (restored.key, restored.clerk, restored.kept_aside) == (office.opened.key, HANH, None)
    folder = tmp_path / "new" / "office"
    assert names_in(folder, restored.key) == ["Giàng A Mẫu", "Quàng Thị Ín", "Lường Văn Xiên"]
    assert KeySlots(folder).open(None, PASSPHRASE)[0].key == office.opened.key
    assert OfficeFolder(folder).card() == OfficeCard("03328", practice=True)
    assert sorted(path.name for path in folder.iterdir()) == sorted([DATABASE, CARD, "keyslots.json"])


def test_a_restored_office_is_marked_and_goes_on_in_a_new_log(office: OfficeOfTests, tmp_path: Path) -> None:
    backup = office.back_up(tmp_path / "stick.mcbackup")
    old_log = office.store.memory.own_log()
    restored = restore(backup, tmp_path / "new", None, PASSPHRASE, NOON)
    assert (restored.header.log, restored.header.dossiers) == (old_log.hex(), 3)
    store = OfficeStore.open(tmp_path / "new" / DATABASE, restored.key, tmp_path, now_ms)
    with store.reading() as reading:
        noted = reading.setting(RESTORED_FROM)
    assert noted == {
        "made_at": NOON,
        "log": old_log.hex(),
        "position": restored.header.position,
        "head": restored.header.head,
    }
    [tip] = store.logs.holdings(SCOPE)[old_log]
    assert (noted["position"], noted["head"]) == (tip[0], tip[1].hex())
    assert store.leave_log() != old_log
    store.close()


def test_what_was_in_the_folder_is_kept_aside(office: OfficeOfTests, tmp_path: Path) -> None:
    backup = office.back_up(tmp_path / "stick.mcbackup")
    receive(office.store, "Vàng Thị Dợ")
    office.store.close()
    for times in (1, 2):
        restored = restore(backup, office.folder, NAME, PASSPHRASE, NOON)
        assert restored.kept_aside is not None
        assert restored.kept_aside.parent == office.folder
        kept = names_in(restored.kept_aside, restored.key)
        assert len(kept) == (4 if times == 1 else 3)
        assert (restored.kept_aside / "keyslots.json").exists()
        assert len(names_in(office.folder, restored.key)) == 3
    assert len(list(office.folder.glob("kept-aside-*"))) == 2


def test_a_backup_holds_what_is_still_in_the_write_ahead_log(office: OfficeOfTests, tmp_path: Path) -> None:
    assert (office.folder / f"{DATABASE}-wal").stat().st_size > 0
    restored = restore(office.back_up(tmp_path / "b.mcbackup"), tmp_path / "new", None, PASSPHRASE, NOON)
    assert len(names_in(tmp_path / "new", restored.key)) == 3


def test_a_backup_is_unreadable_without_the_passphrase(office: OfficeOfTests, tmp_path: Path) -> None:
    backup = office.back_up(tmp_path / "stick.mcbackup")
    content = backup.read_bytes()
    for secret in (office.opened.key, b"SQLite format 3", "Giàng".encode(), b"gi\xc3\xa0ng", b"giang"):
        assert secret not in content
    with pytest.raises(DomainProblem, match=r"passphrase\.wrong"):
        restore(backup, tmp_path / "new", NAME, "mưa nguồn", NOON)
    assert not (tmp_path / "new").exists()


def test_a_clerk_is_named_with_or_without_marks(office: OfficeOfTests, tmp_path: Path) -> None:
    backup = office.back_up(tmp_path / "stick.mcbackup")
    assert restore(backup, tmp_path / "new", "lo thi hanh", PASSPHRASE, NOON).clerk == HANH
    with pytest.raises(DomainProblem, match=r"clerk\.unknown"):
        restore(backup, tmp_path / "newer", "lo thi", PASSPHRASE, NOON)


def test_one_changed_byte_anywhere_is_noticed(office: OfficeOfTests, tmp_path: Path) -> None:
    whole = office.back_up(tmp_path / "stick.mcbackup").read_bytes()
    damaged = tmp_path / "damaged.mcbackup"
    places = [*range(14), 20, *range(200, len(whole), len(whole) // 40), len(whole) - 1]
    for place in places:
        damaged.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(DomainProblem, match=r"backup\.(damaged|newer|not_one)"):
            restore(damaged, tmp_path / "new", None, PASSPHRASE, NOON)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("kept", [0, 7, 13, 100, -1])
def test_a_backup_that_was_cut_off_is_refused(office: OfficeOfTests, tmp_path: Path, kept: int) -> None:
    backup = office.back_up(tmp_path / "stick.mcbackup")
    backup.write_bytes(backup.read_bytes()[:kept])
    with pytest.raises(DomainProblem, match=r"backup\.(damaged|not_one)"):
        restore(backup, tmp_path / "new", None, PASSPHRASE, NOON)


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    for name, code in (("none", "absent"), (".", "absent"), ("text", "not_one")):
        (tmp_path / "text").write_bytes(b"Kinh gui")
        with pytest.raises(DomainProblem, match=rf"backup\.{code}"):
            restore(tmp_path / name, tmp_path / "new", None, PASSPHRASE, NOON)


def test_a_backup_of_a_newer_program_is_refused(office: OfficeOfTests, tmp_path: Path) -> None:
    backup = office.back_up(tmp_path / "stick.mcbackup")
    content = backup.read_bytes()
    backup.write_bytes(content[:8] + (2).to_bytes(2, "big") + content[10:])
    with pytest.raises(DomainProblem, match=r"backup\.newer"):
        restore(backup, tmp_path / "new", None, PASSPHRASE, NOON)


def test_a_refused_restore_leaves_the_folder_as_it_was(office: OfficeOfTests, tmp_path: Path) -> None:
    backup = office.back_up(tmp_path / "stick.mcbackup")
    office.store.close()
    before = files_of(office.folder)
    content = backup.read_bytes()
    backup.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    for code, passphrase in (("backup.damaged", PASSPHRASE), ("backup.damaged", "x")):
        with pytest.raises(DomainProblem, match=code):
            restore(backup, office.folder, None, passphrase, NOON)
    assert files_of(office.folder) == before
    assert not [path for path in office.folder.iterdir() if path.is_dir()]


def test_the_header_tells_how_much_and_nothing_personal(office: OfficeOfTests, tmp_path: Path) -> None:
    backup = office.back_up(tmp_path / "stick.mcbackup")
    with opened_backup(backup) as reader:
        header = reader.header
        assert reader.small_file("other") is None
        assert json.loads(reader.small_file("keyslots.json") or b"")["clerks"][0]["name"] == NAME
    assert (header.dossiers, header.made_at, header.device) == (3, NOON, office.store.device.hex())
    assert header.facts >= 4
    assert header.position >= 4


def test_a_former_backup_survives_a_full_disk(
    office: OfficeOfTests, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = office.back_up(tmp_path / "daily.mcbackup")
    before = backup.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable_files.os, "fsync", full)
    with pytest.raises(DomainProblem, match=r"backup\.place_full"):
        office.back_up(backup)
    monkeypatch.undo()
    assert backup.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["daily.mcbackup", "office"]
    assert not list(office.folder.glob(".work-*"))


def test_a_place_that_is_not_there_is_named(office: OfficeOfTests, tmp_path: Path) -> None:
    with pytest.raises(DomainProblem, match=r"backup\.place_absent"):
        office.back_up(tmp_path / "no stick" / "daily.mcbackup")


def test_a_stick_that_loses_bytes_is_noticed_before_it_counts(
    office: OfficeOfTests, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = office.back_up(tmp_path / "daily.mcbackup")
    before = backup.read_bytes()

    def lose_a_byte(file: BinaryIO) -> None:
        file.seek(5000)
        file.write(b"\0")

    monkeypatch.setattr(backup_file, "_empty_cache", lose_a_byte)
    with pytest.raises(DomainProblem, match=r"backup\.place_unreliable"):
        office.back_up(backup)
    assert backup.read_bytes() == before


@pytest.mark.parametrize(
    ("number", "code"),
    [(28, "place_full"), (30, "place_read_only"), (13, "place_read_only"), (5, "place_unreliable")],
)
def test_what_is_wrong_with_the_place_is_told(
    office: OfficeOfTests, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def refuse(_file: BinaryIO) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(backup_file, "_empty_cache", refuse)
    with pytest.raises(DomainProblem, match=rf"backup\.{code}"):
        office.back_up(tmp_path / "daily.mcbackup")


def test_what_a_power_cut_left_is_cleared_away_later(office: OfficeOfTests, tmp_path: Path) -> None:
    left, working = office.folder / ".work-left", office.folder / ".work-now"
    for folder in (left, working):
        folder.mkdir()
        (folder / "copy.db").write_bytes(b"half")
    os.utime(left, (0, 0))
    office.back_up(tmp_path / "stick.mcbackup")
    assert not left.exists()
    assert working.exists()
