"""The encrypted file: who can read it, and what survives of a transaction."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from app.domain.problems import DomainProblem
from app.storage.database import Database, connect
from app.storage.office_store import OfficeStore
from app.storage.painting_thread import paint_on_this_thread
from app.storage.verify import verify
from tests.support.offices import KEY, TODAY, UNIT, acting, new_office, now_ms, open_office, receive

WRITER = (sys.executable, "-m", "tests.support.writer")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[OfficeStore]:
    store = new_office(tmp_path)
    yield store
    store.close()


def codes(store: OfficeStore) -> list[str]:
    with store.database.read() as connection:
        return [code for (code,) in connection.execute("SELECT code FROM dossier ORDER BY seq")]


def test_plain_sqlite_cannot_read_the_file_or_its_log(office: OfficeStore) -> None:
    receive(office, "Giàng A Mẫu")
    path = office.database.path
    # In a process of its own: two copies of SQLite in one process take each other's locks away.
    program = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('SELECT * FROM sqlite_master')"
    plain = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False
    )
    assert "sqlite3.DatabaseError: file is not a database" in plain.stderr
    log = path.with_name(path.name + "-wal")
    for content in (path.read_bytes(), log.read_bytes()):
        assert "Giàng".encode() not in content
        assert b"dossier" not in content
        assert b"SQLite format" not in content


def test_another_key_opens_nothing(office: OfficeStore) -> None:
    with pytest.raises(DomainProblem) as refused:
        connect(office.database.path, bytes(32))
    assert refused.value.code == "storage.wrong_key"


def test_a_missing_file_is_not_made_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(DomainProblem) as refused:
        OfficeStore.open(tmp_path / "none.db", KEY, tmp_path, now_ms)
    assert refused.value.code == "storage.cannot_open"
    assert not (tmp_path / "none.db").exists()


def test_a_new_office_is_never_laid_over_a_file(office: OfficeStore) -> None:
    with pytest.raises(FileExistsError):
        new_office(office.database.path.parent)


def test_the_file_is_for_its_owner_alone(office: OfficeStore) -> None:
    receive(office)
    path = office.database.path
    for file in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        assert file.stat().st_mode & 0o077 == 0


def test_what_fails_half_way_leaves_nothing(office: OfficeStore) -> None:
    receive(office)
    before = (office.logs.holdings(office.scope), codes(office))

    def fail() -> None:
        with office.writing(acting()) as tx:
            tx.take_code(TODAY, UNIT)
            tx.set_setting("name", "value")
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011  our own, a line above
        fail()
    assert (office.logs.holdings(office.scope), codes(office)) == before
    with office.reading() as reading:
        assert reading.setting("name") is None
    receive(office)
    assert codes(office)[1].endswith("-002"), "the number taken in vain was given again"


def test_the_disk_being_full_is_told_as_such(office: OfficeStore) -> None:
    with office.database.write() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 1}")

    def fill() -> None:
        for number in range(50):
            receive(office, f"Vàng Thị {number}")

    with pytest.raises(DomainProblem) as refused:
        fill()
    assert refused.value.code == "storage.disk_full"
    assert verify(office.database).ok


def test_a_file_that_may_not_be_written_is_told_as_such(office: OfficeStore) -> None:
    with office.database.write() as connection:
        connection.execute("PRAGMA query_only = 1")
    with pytest.raises(DomainProblem) as refused:
        receive(office)
    assert refused.value.code == "storage.read_only"


def test_a_reader_sees_one_moment_and_never_waits(office: OfficeStore) -> None:
    receive(office)
    with office.database.read() as connection:
        first = connection.execute("SELECT count(*) FROM dossier").fetchone()
        receive(office)
        assert connection.execute("SELECT count(*) FROM dossier").fetchone() == first
    assert len(codes(office)) == 2


def test_the_thread_that_paints_the_window_is_refused(office: OfficeStore) -> None:
    met: list[BaseException] = []

    def paint() -> None:
        paint_on_this_thread()
        for use in (office.database.read, office.database.write):
            try:
                with use():
                    pass
            except RuntimeError as refused:
                met.append(refused)

    thread = threading.Thread(target=paint)
    thread.start()
    thread.join()
    assert len(met) == 2


def test_a_write_inside_a_write_is_refused_instead_of_waiting_for_itself(office: OfficeStore) -> None:
    with (
        office.database.write(),
        pytest.raises(RuntimeError, match="wait for itself"),
        office.database.write(),
    ):
        pass
    receive(office)
    assert len(codes(office)) == 1


def test_after_an_error_of_the_database_the_next_use_starts_afresh(office: OfficeStore) -> None:
    for use in (office.database.read, office.database.write):
        with pytest.raises(dbapi2.OperationalError), use() as connection:
            connection.execute("SELECT * FROM no_such_table")
    receive(office)
    assert len(codes(office)) == 1


def test_a_closed_database_is_not_opened_again_behind_ones_back(tmp_path: Path) -> None:
    store = new_office(tmp_path)
    store.close()
    with pytest.raises(RuntimeError, match="closed"), store.database.read():
        pass


def test_two_processes_never_fork_the_own_log(office: OfficeStore) -> None:
    command = [*WRITER, str(office.database.path), "many", "40"]
    writers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    for _ in range(40):
        receive(office)
    printed = [writer.communicate()[0].split() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    assert len(set(codes(office))) == len(codes(office)) == 120
    assert {code for codes in printed for code in codes} <= set(codes(office))
    assert office.forked_logs() == []
    assert verify(office.database).ok


def test_a_process_killed_before_its_commit_leaves_nothing(office: OfficeStore) -> None:
    receive(office)
    before = office.logs.holdings(office.scope)
    command = [*WRITER, str(office.database.path), "stuck"]
    writer = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdin is not None
    assert writer.stdout.readline() == "inside\n"
    writer.kill()
    writer.wait()
    writer.stdin.close()
    writer.stdout.close()
    assert office.logs.holdings(office.scope) == before
    receive(office)
    assert len(codes(office)) == 2
    assert verify(office.database).ok


def test_whatever_was_said_to_be_saved_survives_a_kill(office: OfficeStore) -> None:
    command = [*WRITER, str(office.database.path), "many"]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    printed = [writer.stdout.readline().strip() for _ in range(25)]
    writer.kill()
    printed += writer.stdout.read().split("\n")[:-1]
    writer.wait()
    writer.stdout.close()
    again = open_office(office)
    assert set(printed) <= set(codes(again))
    assert len(codes(again)) - len(printed) <= 1, "at most the one whose line was not printed any more"
    assert verify(again.database).ok
    again.close()


def test_a_checkpoint_when_idle_takes_the_log_into_the_file(office: OfficeStore) -> None:
    for _ in range(5):
        receive(office)
    before = office.database.path.read_bytes()
    office.checkpoint()
    assert office.database.path.read_bytes() != before
    assert len(codes(office)) == 5


def test_a_copy_is_whole_and_has_a_key_of_its_own(office: OfficeStore, tmp_path: Path) -> None:
    receive(office)
    other_key = bytes(31) + b"\x01"
    office.database.copy_to(tmp_path / "copy.db", other_key)
    copy = Database(tmp_path / "copy.db", other_key)
    assert verify(copy).ok
    copy.close()
    with pytest.raises(DomainProblem):
        connect(tmp_path / "copy.db", KEY)
