"""Takes a backup of the open office and makes sure that it can be read before it counts."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from app.domain.problems import DomainProblem
from app.machine.office_folder import CARD
from app.storage.backup_file import BackupHeader, write_backup
from app.storage.database import Connection, Database, connect
from app.storage.file_problems import translated_files
from app.storage.shown_names import KEY_SLOTS_FILE
from app.storage.storage_problems import translated

SMALL_FILES = (KEY_SLOTS_FILE, CARD)
"""What travels with the database: without them nobody could open it, or know what it is."""

_WORK = ".work-"
_LEFT_SECONDS = 24 * 3600
"""A work folder older than this was left by a power cut, not by a backup in progress."""

_TIP = (
    "SELECT t.device, l.id, e.position, e.head FROM this_device AS t JOIN log AS l ON l.n = t.current_log"
    " JOIN entry AS e ON e.log = l.n ORDER BY e.position DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds, as far as a backup tells: how much, and how far the device's log has come."""

    schema: int
    facts: int
    dossiers: int
    device: bytes
    log: bytes
    position: int
    head: bytes


def back_up(database: Database, key: bytes, target: Path, made_at: int) -> BackupHeader:
    """Write a verified backup of an open office; what is being saved meanwhile is in the next one.

    Raises `DomainProblem` ``backup.place_…`` (see `write_backup`) or ``storage.*``; a former backup of this
    name is kept then.
    """
    with translated_files(), work_folder(database.path.parent) as work:
        copy = work / "copy.db"
        database.copy_to(copy, key)
        held = examine(copy, key)
        folder = database.path.parent
        small_files = {name: (folder / name).read_bytes() for name in SMALL_FILES if (folder / name).exists()}
        header = BackupHeader(
            made_at=made_at,
            schema=held.schema,
            facts=held.facts,
            dossiers=held.dossiers,
            device=held.device.hex(),
            log=held.log.hex(),
            position=held.position,
            head=held.head.hex(),
            small_files={name: len(content) for name, content in small_files.items()},
            database_bytes=copy.stat().st_size,
        )
        write_backup(target, header, small_files, copy)
    return header


def examine(path: Path, key: bytes) -> Contents:
    """Look at every page of a database file that nobody else has open, and count.

    Raises `DomainProblem` ``storage.wrong_key`` or ``storage.corrupt``.
    """
    connection = connect(path, key)
    try:
        with translated():
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise DomainProblem("storage.corrupt")
            return _contents(connection)
    finally:
        connection.close()


def _contents(connection: Connection) -> Contents:
    def number(sql: str) -> int:
        return int(connection.execute(sql).fetchone()[0])

    tip = connection.execute(_TIP).fetchone()
    if tip is None:
        raise DomainProblem("storage.corrupt")
    return Contents(
        number("PRAGMA user_version"),
        number("SELECT count(*) FROM fact"),
        number("SELECT count(*) FROM dossier"),
        *tip,
    )


@contextmanager
def work_folder(folder: Path) -> Iterator[Path]:
    """Yield an empty folder inside another one; gone at the end, whatever was left in it."""
    for left in folder.glob(f"{_WORK}*"):
        if time.time() - left.stat().st_mtime > _LEFT_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
    work = folder / f"{_WORK}{token_hex(4)}"
    work.mkdir(mode=0o700)
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)
