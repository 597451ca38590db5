"""Brings a database file to the schema of this program, or leaves it exactly as it was.

All pending migrations run in one transaction and are checked before it is committed; a verified backup
taken before lies aside in case a migration breaks out of the transaction. Forward only: a file from a
newer program is refused.
"""

import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.problems import DomainProblem
from app.storage.database import Connection, connect
from app.storage.storage_problems import translated

if TYPE_CHECKING:
    import sqlite_utils

SCHEMA_DIGEST = "1eede5fa6f899cf0"
"""Of the schema after the last migration; `tests/storage/expected_schema.sql` shows it in words."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The migrations of a program, oldest first, and the digest of the schema they end in."""

    steps: "tuple[Callable[[sqlite_utils.Database], None], ...]"
    schema_digest: str

    @property
    def version(self) -> int:
        """`PRAGMA user_version` of a file that is up to date: the number of migrations."""
        return len(self.steps)


def current_plan() -> Plan:
    """Return this program's migrations. Imported when one is pending: sqlite-utils is slow to load."""
    from app.storage.migrations.m0001_initial import m0001_initial  # noqa: PLC0415  not on the way to the window

    return Plan((m0001_initial,), SCHEMA_DIGEST)


VERSION = 1
"""Equals ``current_plan().version`` (a test checks), known without importing the migrations."""


def create_database(path: Path, key: bytes) -> None:
    """Make a new database file. Raises FileExistsError when something lies there already."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        prepare_database(path, key, path.parent)
    except BaseException:
        path.unlink()
        raise


def prepare_database(path: Path, key: bytes, backups: Path, plan: Plan | None = None) -> None:
    """Bring an existing file to the schema of this program; nothing to do is the usual case.

    Raises `DomainProblem` ``storage.newer_database`` (``found``, ``known``), ``storage.migration_failed``
    (``backup``: name of the file kept aside; the office file is as it was), ``storage.disk_full``, or one
    of `storage_problems`.
    """
    wanted = VERSION if plan is None else plan.version
    connection = connect(path, key, foreign_keys=False)
    try:
        with translated():
            if _found_version(connection, wanted) == wanted:
                return
            _migrate(connection, path, key, backups, plan or current_plan())
    finally:
        connection.close()


def schema_text(connection: Connection) -> str:
    """Return the schema in words, one object after another, without what SQLite and FTS5 make themselves."""
    rows = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE '\\_sqlite%' ESCAPE '\\'"
        " AND name NOT LIKE 'idx\\_\\_sqlite%' ESCAPE '\\'"
        " AND name NOT LIKE 'dossier\\_search\\_%' ESCAPE '\\' OR type = 'trigger' ORDER BY type, name"
    )
    return "".join(f"{sql};\n" for (sql,) in rows)


def _found_version(connection: Connection, wanted: int) -> int:
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if found > wanted:
        raise DomainProblem("storage.newer_database", found=found, known=wanted)
    return found


def _migrate(connection: Connection, path: Path, key: bytes, backups: Path, plan: Plan) -> None:
    """Back up, apply, check, commit; undo everything when anything is not right."""
    # The write lock comes first: of two processes that start at once, the second finds the work done.
    connection.execute("BEGIN IMMEDIATE")
    found = _found_version(connection, plan.version)
    if found == plan.version:
        connection.execute("ROLLBACK")
        return
    before = schema_text(connection)
    backup = _back_up(path, key, backups, plan.version) if before else None
    try:
        _apply(connection, plan)
        _check(connection, plan)
        connection.execute("COMMIT")
    except Exception as failure:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        untouched = schema_text(connection) == before and _found_version(connection, plan.version) == found
        if backup is not None and not untouched:
            connection.close()
            _put_back(path, backup)
        kept = None if backup is None else backup.name
        raise DomainProblem(
            "storage.migration_failed", to=plan.version, backup=kept, why=str(failure)
        ) from failure


def _apply(connection: Connection, plan: Plan) -> None:
    from sqlite_utils import Database, Migrations  # noqa: PLC0415  slow to load, seldom needed

    migrations = Migrations("office")
    for step in plan.steps:
        migrations()(step)
    handle: Any = connection
    migrations.apply(Database(handle, execute_plugins=False))


def _check(connection: Connection, plan: Plan) -> None:
    """Raise ValueError when the migrated file is not what the program expects."""
    if connection.execute("PRAGMA foreign_key_check").fetchall():
        raise ValueError("a row points at nothing")
    verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if verdict != "ok":
        raise ValueError(verdict)
    if _found_version(connection, plan.version) != plan.version:
        raise ValueError("a migration did not set its number")
    digest = schema_digest(connection)
    if digest != plan.schema_digest:
        raise ValueError(f"the schema is another one ({digest})")


def schema_digest(connection: Connection) -> str:
    """Return the digest of the schema, whatever its spacing."""
    return hashlib.sha256(" ".join(schema_text(connection).split()).encode()).hexdigest()[:16]


def _back_up(path: Path, key: bytes, backups: Path, version: int) -> Path:
    """Copy the file as it is, whole and readable, before anything is changed."""
    backups.mkdir(parents=True, exist_ok=True)
    size = path.stat().st_size
    if shutil.disk_usage(backups).free < 3 * size:
        raise DomainProblem("storage.disk_full", sqlite="before migration")
    target = backups / f"before-{version:04d}.db"
    number = 1
    while target.exists():
        number += 1
        target = backups / f"before-{version:04d}-{number}.db"
    source = connect(path, key)
    copy = connect(target, key, create=True)
    try:
        source.backup(copy)
        if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise DomainProblem("storage.corrupt", sqlite="backup before migration")
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        copy.close()
        source.close()
    return target


def _put_back(path: Path, backup: Path) -> None:
    """Lay the backup in the place of a file that a migration left half changed; keep that one aside."""
    fresh = path.with_name(path.name + ".restoring")
    shutil.copyfile(backup, fresh)
    with fresh.open("rb+") as copied:
        os.fsync(copied.fileno())
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    path.replace(path.with_name(path.name + ".broken"))
    fresh.replace(path)
