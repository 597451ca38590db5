"""The province itself: its file, its register, its numbers, and what `verify` finds."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, select

from app.domain.identifiers import DeviceId, office_scope
from app.domain.problems import DomainProblem
from app.storage.office_store import OfficeStore
from sync.protocol.signing import fingerprint
from sync.server.database import ProvinceDatabase
from sync.server.migrations.runner import STEPS, prepare
from sync.server.province import FILE_NAME, Province
from sync.server.schema import metadata, office
from tests.support.logs import SCOPE
from tests.support.offices import KEY, new_office, now_ms, receive, step
from tests.support.provinces import OFFICE, Wire, engine, enrol, new_province, open_province, units


@pytest.fixture
def province(tmp_path: Path) -> Province:
    return new_province(tmp_path)


@pytest.fixture
def busy(province: Province, tmp_path: Path) -> Province:
    """A province with an office that has delivered some dossiers."""
    store = new_office(tmp_path)
    wire = enrol(store, province)
    complete(store, wire)
    for n in range(4):
        step(store, receive(store, f"Lò Văn {n}"), "transfer")
    complete(store, wire)
    return province


def complete(store: OfficeStore, wire: Wire) -> None:
    report = engine(store, wire).run(30)
    assert (report.error, report.complete) == (None, True)


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(DomainProblem) as caught:
        act()
    return caught.value.code


def test_the_file_says_nothing_to_who_has_no_key(busy: Province, tmp_path: Path) -> None:
    busy.close()
    content = (tmp_path / FILE_NAME).read_bytes()
    assert b"SQLite format" not in content
    assert "Lò Văn".encode() not in content
    plain = sqlite3.connect(tmp_path / FILE_NAME)
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM sqlite_schema")
    plain.close()
    assert refusal(lambda: Province.in_folder(tmp_path, bytes(32), units(), now_ms)) == "storage.wrong_key"


def test_a_province_is_opened_again_as_it_was(busy: Province, tmp_path: Path) -> None:
    again = open_province(tmp_path)
    assert again.identity.device == busy.identity.device
    assert again.identity.working.public == busy.identity.working.public
    assert again.dossiers(OFFICE) == busy.dossiers(OFFICE)


def test_the_root_key_is_given_out_once_and_not_kept(tmp_path: Path) -> None:
    made = Province.make_in_folder(tmp_path, KEY, units(), now_ms, name="Lai Châu")
    assert fingerprint(made.root.public) == fingerprint(made.province.identity.root_key)
    secret = made.root.private_bytes()
    with made.province.database.reading() as connection:
        for row in connection.exec_driver_sql("SELECT * FROM province"):
            assert secret not in tuple(row)


def test_a_province_is_made_once(province: Province, tmp_path: Path) -> None:
    code = refusal(lambda: Province.make_in_folder(tmp_path, KEY, units(), now_ms, name="Lai Châu"))
    assert code == "province.made_already"
    assert open_province(tmp_path).identity.name == province.identity.name


def test_where_no_province_was_made_there_is_none(tmp_path: Path) -> None:
    database = ProvinceDatabase.at_file(tmp_path / FILE_NAME, KEY, create=True)
    assert refusal(lambda: Province(database, units(), now_ms)) == "province.not_made"
    database.close()
    assert refusal(lambda: open_province(tmp_path / "nowhere")) == "storage.cannot_open"


def test_the_migrations_make_the_very_tables_the_program_uses(province: Province) -> None:
    with province.database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)
        made = {
            row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type='table'")
        }
    assert [each for each in differences if "schema_version" not in str(each)] == []
    assert made == {*metadata.tables, "schema_version"}


def test_every_table_is_keyed_by_scope_first() -> None:
    for table in metadata.tables.values():
        assert next(column.name for column in table.primary_key) == "scope", table.name
        for index in table.indexes:
            assert index.columns.keys()[0] == "scope", index.name


def test_a_database_of_a_newer_program_is_refused(busy: Province, tmp_path: Path) -> None:
    with busy.database.writing() as connection:
        connection.exec_driver_sql("UPDATE schema_version SET version = ?", (len(STEPS) + 1,))
    assert refusal(lambda: open_province(tmp_path)) == "storage.newer_database"


def test_a_step_that_fails_leaves_the_database_as_it_was(busy: Province, tmp_path: Path) -> None:
    def broken(operations: object) -> None:
        operations.drop_table("dossier")  # type: ignore[attr-defined]  # Alembic's operations
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        prepare(busy.database, (*STEPS, broken))
    again = open_province(tmp_path)
    assert again.dossiers(OFFICE) == busy.dossiers(OFFICE)
    assert again.verify().ok


def test_an_office_is_entered_with_its_first_code_under_its_name_of_today(province: Province) -> None:
    province.enrol_code(OFFICE)
    province.enrol_code(OFFICE, practice=True)
    real, practice = province.status()
    assert (real.code, real.name, real.unit_identifier) == (OFFICE, "Xã Mường Phăng", "03325.H18")
    assert practice.unit_identifier == "THỬ.03325.H18"
    assert (real.scope, practice.scope) == (SCOPE, office_scope(OFFICE, practice=True))
    assert (real.devices, real.dossiers, real.last_exchange_at) == (0, 0, None)


def test_what_codes_begin_with_may_be_set(province: Province, tmp_path: Path) -> None:
    province.enrol_code(OFFICE)
    province.enrol_code(OFFICE, unit_identifier="000.25.18.h18")
    store = new_office(tmp_path)
    complete(store, enrol(store, province))
    subject = receive(store)
    with store.reading() as reading:
        dossier = reading.dossier(subject)
    assert dossier is not None
    assert dossier.code == "000.25.18.H18-261122-0001"
    for wrong in ("a-b", "", "a b"):
        assert (
            refusal(lambda wrong=wrong: province.enrol_code(OFFICE, unit_identifier=wrong))
            == "range.identifier"
        )


def test_offices_that_are_not_entered_are_unknown(province: Province) -> None:
    assert refusal(lambda: province.dossiers(OFFICE)) == "province.unknown_office"
    assert refusal(lambda: province.devices(OFFICE)) == "province.unknown_office"
    province.enrol_code(OFFICE)
    assert refusal(lambda: province.revoke(OFFICE, DeviceId(bytes(16)))) == "province.unknown_device"


def test_when_all_numbers_are_granted_devices_work_with_provisional_codes(tmp_path: Path) -> None:
    database = ProvinceDatabase.at_file(tmp_path / FILE_NAME, KEY, create=True)
    province = Province.make(database, units(), now_ms, name="Lai Châu", range_size=6000).province
    granted = []
    for name in ("quay-1", "quay-2", "quay-3"):
        store = new_office(tmp_path, name)
        wire = enrol(store, province)
        complete(store, wire)
        subject = receive(store)
        complete(store, wire)
        with store.reading() as reading:
            dossier = reading.dossier(subject)
        assert dossier is not None
        granted.append(dossier.code[-4:])
    assert granted == ["0001", "6001", "9000"]


@pytest.mark.parametrize("size", [0, -1, 9000])
def test_a_range_fits_into_a_day(tmp_path: Path, size: int) -> None:
    database = ProvinceDatabase.at_file(tmp_path / FILE_NAME, KEY, create=True)
    assert (
        refusal(lambda: Province.make(database, units(), now_ms, name="x", range_size=size)) == "range.bounds"
    )
    database.close()


def test_when_the_provinces_own_block_is_used_up_codes_stay_provisional(
    province: Province, tmp_path: Path
) -> None:
    store = new_office(tmp_path)
    subjects = [receive(store, f"Lò Văn {n}") for n in range(3)]
    wire = enrol(store, province)
    with province.database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO day_number (scope, unit_identifier, day, used) VALUES (?, ?, '2026-11-22', 9998)",
            (SCOPE, "03325.H18"),
        )
    complete(store, wire)
    with store.reading() as reading:
        codes = [row.code for row in reading.rows(subjects)]
    assert sorted(code[:3] for code in codes) == ["033", "TAM", "TAM"]
    complete(store, wire)
    assert province.status()[0].provisional == 2


def test_a_sound_province_verifies(busy: Province) -> None:
    verdict = busy.verify()
    assert (verdict.ok, verdict.dossiers, verdict.logs) == (True, 4, 2)
    assert verdict.facts == 12


def damage(connection: Connection, statement: str) -> None:
    changed = connection.exec_driver_sql(statement).rowcount
    assert changed > 0


@pytest.mark.parametrize(
    ("statement", "kinds"),
    [
        (
            "UPDATE fact SET raw = CAST(replace(raw, 'transfer', 'finished') AS BLOB)",
            {"fact.changed", "view.differs"},
        ),
        (
            "UPDATE fact SET raw = raw || x'00' WHERE id = (SELECT fact FROM entry WHERE position = 5)",
            {"file.unreadable"},
        ),
        (
            "DELETE FROM fact WHERE id = (SELECT fact FROM entry WHERE position = 5)",
            {"fact.missing", "view.differs"},
        ),
        (
            "UPDATE fact SET personal = x'91a178' WHERE personal IS NOT NULL",
            {"personal.changed"},
        ),
        ("UPDATE entry SET head = zeroblob(32) WHERE position = 2", {"chain.broken", "signature.wrong"}),
        ("UPDATE entry SET signature = zeroblob(64) WHERE position = 2", {"signature.wrong"}),
        ("UPDATE entry SET signature = NULL WHERE position = 9", {"signature.missing"}),
        ("DELETE FROM tip", {"log.ends"}),
        ("UPDATE dossier SET status = 10", {"view.differs"}),
        ("DELETE FROM dossier", {"view.differs"}),
        (
            "UPDATE dossier SET subject = zeroblob(16) WHERE code LIKE '%0001'",
            {"view.without_facts", "view.differs"},
        ),
        ("DELETE FROM entry WHERE position = 9", {"fact.without_entry", "log.ends"}),
        ("UPDATE log SET id = zeroblob(16) WHERE province = 0", {"entry.without_log"}),
    ],
)
def test_damage_behind_the_programs_back_is_found_and_placed(
    busy: Province, statement: str, kinds: set[str]
) -> None:
    with busy.database.writing() as connection:
        damage(connection, statement)
    found = busy.verify().findings
    assert kinds <= {finding.kind for finding in found}
    assert all(finding.text for finding in found)
    placed = [finding for finding in found if finding.kind.startswith(("fact.c", "chain", "signature"))]
    assert all(finding.log and finding.seq for finding in placed)


def test_two_dossiers_under_one_code_are_found(busy: Province) -> None:
    with busy.database.writing() as connection:
        damage(connection, "UPDATE dossier SET code = '03325.H18-261122-0001'")
    texts = [finding.text for finding in busy.verify().findings if finding.kind == "number.twice"]
    assert len(texts) == 1
    assert "03325.H18-261122-0001" in texts[0]


def test_commands_work_beside_a_running_server(busy: Province, tmp_path: Path) -> None:
    beside = open_province(tmp_path)
    code = beside.enrol_code(OFFICE)
    store = new_office(tmp_path, "quay-2")
    wire = Wire(busy)
    assert enrol(store, beside, wire) is wire
    complete(store, wire)
    assert code
    assert beside.status()[0].devices == 2
    with beside.database.reading() as connection:
        assert connection.execute(select(office.c.code)).scalar_one() == OFFICE
