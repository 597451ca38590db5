"""Migrations of the office file: forward only, all or nothing, with a copy made before."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database as Handle

from app.domain.problems import DomainProblem
from app.storage.database import connect
from app.storage.migrations.m0001_initial import m0001_initial
from app.storage.migrations.runner import (
    SCHEMA_DIGEST,
    VERSION,
    Plan,
    create_database,
    current_plan,
    prepare_database,
    schema_digest,
    schema_text,
)
from app.storage.verify import verify
from tests.support.offices import KEY, new_office, open_office, receive

EXPECTED_SCHEMA = Path(__file__).with_name("expected_schema.sql")


def m0002_next(db: Handle) -> None:
    db.execute("CREATE TABLE next (id INTEGER PRIMARY KEY) STRICT")
    db.execute("ALTER TABLE setting ADD COLUMN changed_at INTEGER")
    db.execute("PRAGMA user_version = 2")


def m0002_failing(db: Handle) -> None:
    m0002_next(db)
    raise ValueError("the second half cannot be done")


def m0002_breaking_out(db: Handle) -> None:
    """Commit in the middle, as `executescript` would, and fail after."""
    m0002_next(db)
    db.conn.execute("COMMIT")
    raise ValueError("too late")


def m0002_pointing_at_nothing(db: Handle) -> None:
    m0002_next(db)
    db.execute("INSERT INTO entry (seq, log, position, fact, head) VALUES (99, 99, 1, 99, x'01')")


def plan_with(step: Callable[[Handle], None], digest: str = "never looked at") -> Plan:
    return Plan((m0001_initial, step), digest)


def digest_after_next(folder: Path) -> str:
    """Return the digest of the schema that `m0002_next` leads to."""
    create_database(folder / "pattern.db", KEY)
    connection = connect(folder / "pattern.db", KEY)
    handle: Any = connection
    m0002_next(Handle(handle, execute_plugins=False))
    digest = schema_digest(connection)
    connection.close()
    return digest


def schema_of(path: Path) -> tuple[int, str]:
    connection = connect(path, KEY)
    try:
        return connection.execute("PRAGMA user_version").fetchone()[0], schema_text(connection)
    finally:
        connection.close()


def test_the_schema_is_the_one_written_down(tmp_path: Path) -> None:
    create_database(tmp_path / "new.db", KEY)
    version, schema = schema_of(tmp_path / "new.db")
    assert version == VERSION == current_plan().version
    assert schema == EXPECTED_SCHEMA.read_text(encoding="utf-8")


def test_a_file_that_is_up_to_date_is_left_alone(tmp_path: Path) -> None:
    create_database(tmp_path / "new.db", KEY)
    before = (tmp_path / "new.db").read_bytes()
    prepare_database(tmp_path / "new.db", KEY, tmp_path / "backups")
    assert (tmp_path / "new.db").read_bytes() == before
    assert not (tmp_path / "backups").exists()


def test_a_file_of_a_newer_program_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    create_database(path, KEY)
    connection = connect(path, KEY)
    connection.execute("PRAGMA user_version = 7")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(DomainProblem) as refused:
        prepare_database(path, KEY, tmp_path)
    assert (refused.value.code, refused.value.details) == ("storage.newer_database", {"found": 7, "known": 1})
    assert path.read_bytes() == before


def test_a_migration_keeps_the_data_and_a_copy_from_before(tmp_path: Path) -> None:
    store = new_office(tmp_path)
    receive(store)
    store.close()
    path = store.database.path
    old = schema_of(path)
    prepare_database(path, KEY, tmp_path / "backups", plan_with(m0002_next, digest_after_next(tmp_path)))
    assert schema_of(path)[0] == 2
    assert schema_of(tmp_path / "backups" / "before-0002.db") == old
    connection = connect(path, KEY)
    assert connection.execute("SELECT count(*) FROM dossier").fetchone() == (1,)
    connection.close()


@pytest.mark.parametrize("step", [m0002_failing, m0002_breaking_out, m0002_pointing_at_nothing])
def test_a_migration_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, step: Callable[[Handle], None]
) -> None:
    store = new_office(tmp_path)
    receive(store)
    holdings = store.logs.holdings(store.scope)
    store.close()
    path = store.database.path
    before = schema_of(path)
    with pytest.raises(DomainProblem) as failed:
        prepare_database(path, KEY, tmp_path / "backups", plan_with(step))
    assert failed.value.code == "storage.migration_failed"
    assert failed.value.details["backup"] == "before-0002.db"
    assert schema_of(path) == before
    again = open_office(store)
    assert again.logs.holdings(again.scope) == holdings
    assert verify(again.database).ok
    again.close()


def test_a_schema_that_is_not_the_expected_one_is_not_committed(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    create_database(path, KEY)
    with pytest.raises(DomainProblem, match="migration_failed"):
        prepare_database(path, KEY, tmp_path, Plan((m0001_initial, m0002_next), SCHEMA_DIGEST))
    assert schema_of(path)[0] == 1


def test_a_new_file_that_cannot_be_finished_is_not_left_half_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.migrations.runner.SCHEMA_DIGEST", "another")
    with pytest.raises(DomainProblem, match="migration_failed"):
        create_database(tmp_path / "new.db", KEY)
    assert not (tmp_path / "new.db").exists()


def test_the_digest_does_not_see_how_the_schema_is_spaced(tmp_path: Path) -> None:
    create_database(tmp_path / "new.db", KEY)
    connection = connect(tmp_path / "new.db", KEY)
    assert schema_digest(connection) == SCHEMA_DIGEST
    connection.close()
