"""Puts a backup in the place of an office; what was there is kept aside, never overwritten.

A restored device has forgotten its newest facts, which the province or a neighbour may hold. Were it to
go on in its log, that log would fork. So the restored database carries a note, `RESTORED_FROM`, and whoever
opens it next starts a new log before anything is written.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.identifiers import ClerkId
from app.domain.moments import VIET_NAM
from app.domain.problems import DomainProblem
from app.machine.durable_files import sync_folder, write_durably
from app.machine.office_folder import CARD, DATABASE
from app.storage.backup_file import BackupHeader, BackupReader, opened_backup
from app.storage.backups import SMALL_FILES, examine, work_folder
from app.storage.database import connect
from app.storage.file_problems import translated_files
from app.storage.settings_table import SettingsTable
from app.storage.shown_names import KEY_SLOTS_FILE
from app.storage.slot_table import SlotTable
from app.storage.storage_problems import translated

RESTORED_FROM = "restored_from"
"""Setting that holds ``{made_at, log, position, head}`` from the restoring until the new log is open."""

_PARTS = (CARD, KEY_SLOTS_FILE, DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm")


@dataclass(frozen=True, slots=True)
class Restored:
    """A restored office: who opened it, with which key, and where the former one lies now."""

    key: bytes
    clerk: ClerkId
    header: BackupHeader
    kept_aside: Path | None


def restore(backup: Path, folder: Path, name: str | None, passphrase: str, now_ms: int) -> Restored:
    """Restore a backup into a data folder that nobody has open; opens nothing itself.

    ``name`` is a clerk's, as the backup knows them; None means the only one. The passphrase is the one of
    the day of the backup. Raises `DomainProblem` ``backup.*``, ``passphrase.wrong``, ``clerk.*``,
    ``key_slots.*``, ``storage.*``; whatever was in the folder is then as it was.
    """
    with translated_files(), opened_backup(backup) as reader:
        if not reader.is_whole():
            raise DomainProblem("backup.damaged")
        table = SlotTable.from_bytes(reader.small_file(KEY_SLOTS_FILE) or b"")
        slot = table.slot_of(name)
        key = table.open(slot, passphrase)
        folder.mkdir(parents=True, exist_ok=True)
        with work_folder(folder) as work:
            _prepare(reader, work, key)
            aside = _set_aside(folder, now_ms)
            # The card comes last: with it the folder counts as an office.
            for part in (DATABASE, *SMALL_FILES):
                if (work / part).exists():
                    (work / part).rename(folder / part)
            sync_folder(folder)
        return Restored(key, slot.clerk, reader.header, aside)


def _prepare(reader: BackupReader, work: Path, key: bytes) -> None:
    """Unpack, look at every page, and leave the note that this is no longer the same log."""
    header = reader.header
    reader.extract_database(work / DATABASE)
    held = examine(work / DATABASE, key)
    if (held.facts, held.dossiers, held.head.hex()) != (header.facts, header.dossiers, header.head):
        raise DomainProblem("backup.damaged")
    connection = connect(work / DATABASE, key)
    try:
        with translated():
            noted = {
                "made_at": header.made_at,
                "log": header.log,
                "position": header.position,
                "head": header.head,
            }
            SettingsTable(connection).set(RESTORED_FROM, noted)
    finally:
        connection.close()
    for name in SMALL_FILES:
        content = reader.small_file(name)
        if content is not None:
            write_durably(work / name, content)


def _set_aside(folder: Path, now_ms: int) -> Path | None:
    """Move what is in the folder into one of its own, named by the time; None when nothing is there."""
    present = [folder / part for part in _PARTS if (folder / part).exists()]
    if not present:
        return None
    moment = datetime.fromtimestamp(now_ms / 1000, VIET_NAM)
    aside = folder / f"kept-aside-{moment:%Y%m%d-%H%M%S}"
    number = 1
    while aside.exists():
        number += 1
        aside = folder / f"kept-aside-{moment:%Y%m%d-%H%M%S}-{number}"
    aside.mkdir(mode=0o700)
    for part in present:
        part.rename(aside / part.name)
    sync_folder(aside)
    return aside
