"""Saving a dossier in the storage lane, against the bare inserts of the very same rows.

    python -m tests.performance.save [dossiers]

A save is one `writing()` transaction: code from the range, number of the register, fact, chain, signature,
view row, search words, commit. The bare figure writes the rows it left behind (fact, entry, dossier with
its search trigger, number of the day, count of the book) into another encrypted file of the same schema,
one transaction a dossier, from tuples that are ready. Both write to the same disk in turn, fifty at a time;
`synchronous=FULL`. Wall and CPU, milliseconds. The syncs of both are counted by `strace` in a process of
its own, where it is installed.
"""

import gc
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from app.storage.database import Connection, connect
from app.storage.migrations.runner import create_database
from app.storage.office_store import OfficeStore
from tests.support.offices import KEY, Province, new_office, receive

DOSSIERS = 1000
WARM_UP = 100
ROUND = 50
TABLES = ("fact", "entry", "dossier")
_COUNT_BOOK = (
    "INSERT INTO book_counter (kind, book, highest) VALUES ('register', '7K3QABC/2026', ?1)"
    " ON CONFLICT (kind, book) DO UPDATE SET highest = ?1"
)
_COUNT_NUMBER = "INSERT INTO used_number (series, day, number) VALUES ('H18.22', '2026-11-22', ?)"


def enrolled_office(folder: Path, name: str) -> OfficeStore:
    """Make an office with a range large enough."""
    store = new_office(folder, name)
    Province().enrol(store, 1, 9999)
    return store


def columns_of(connection: Connection, table: str) -> list[str]:
    """Return the columns of a table."""
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


class BareFile:
    """A file of the same schema that takes the same rows with nothing around them."""

    def __init__(self, path: Path, source: OfficeStore) -> None:
        create_database(path, KEY)
        self.connection = connect(path, KEY)
        self._sql: dict[str, str] = {}
        with source.database.read() as read:
            for table in TABLES:
                names = columns_of(read, table)
                marks = ", ".join("?" * len(names))
                self._sql[table] = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608
            logs = read.execute("SELECT * FROM log").fetchall()
        places = ", ".join("?" * len(logs[0]))
        self.connection.executemany(f"INSERT INTO log VALUES ({places})", logs)  # noqa: S608

    def save(self, rows: Sequence[tuple[Any, ...]], number: int) -> None:
        """Insert the rows of one save in one transaction."""
        execute = self.connection.execute
        execute("BEGIN IMMEDIATE")
        for table, row in zip(TABLES, rows, strict=True):
            execute(self._sql[table], row)
        execute(_COUNT_NUMBER, (number,))
        execute(_COUNT_BOOK, (number,))
        execute("COMMIT")

    def save_all(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Insert many rows of one table."""
        self.connection.executemany(self._sql[table], rows)


def saved_rows(store: OfficeStore) -> list[tuple[tuple[Any, ...], ...]]:
    """Return, for each dossier in order, the rows its save left in `TABLES`."""
    with store.database.read() as read:
        dossiers = read.execute("SELECT * FROM dossier ORDER BY seq").fetchall()
        subject_at = columns_of(read, "dossier").index("subject")
        found: list[tuple[tuple[Any, ...], ...]] = []
        for dossier in dossiers:
            fact = read.execute("SELECT * FROM fact WHERE subject = ?", (dossier[subject_at],)).fetchone()
            entry = read.execute("SELECT * FROM entry WHERE fact = ?", (fact[0],)).fetchone()
            found.append((fact, entry, dossier))
        # The bare file holds no entry before: its chain begins where its rows begin.
        previous_at = columns_of(read, "entry").index("previous")
    fact, entry, dossier = found[0]
    found[0] = (fact, (*entry[:previous_at], None, *entry[previous_at + 1 :]), dossier)
    return found


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return wall and CPU milliseconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - wall) * 1e3, (time.process_time() - cpu) * 1e3


def measure(folder: Path, dossiers: int) -> dict[str, tuple[list[float], list[float]]]:
    """Save through the program and bare, in turn, and return the times of each save."""
    pattern = enrolled_office(folder, "pattern")
    for number in range(dossiers + WARM_UP):
        receive(pattern, f"Lò Thị {number}", registered=True)
    rows = saved_rows(pattern)
    bare = BareFile(folder / "bare.db", pattern)
    office = enrolled_office(folder, "office")
    times: dict[str, tuple[list[float], list[float]]] = {"save": ([], []), "bare": ([], [])}
    gc.collect()
    gc.freeze()
    for start in range(0, dossiers + WARM_UP, ROUND):
        some = range(start, min(start + ROUND, dossiers + WARM_UP))
        for name, work in (
            ("save", lambda n: receive(office, f"Lò Thị {n}", registered=True)),
            ("bare", lambda n: bare.save(rows[n], n + 1)),
        ):
            for number in some:
                wall, cpu = timed(lambda: work(number))  # noqa: B023  called at once
                if number >= WARM_UP:
                    times[name][0].append(wall)
                    times[name][1].append(cpu)
    return times


def count_syncs(saves: int) -> int:
    """Run so many saves in a process of its own under strace; return its syncs, setting up included."""
    with tempfile.TemporaryDirectory() as folder:
        trace = Path(folder) / "trace"
        subprocess.run(
            [
                *("strace", "-f", "-e", "trace=fsync,fdatasync,sync_file_range,msync", "-o", str(trace)),
                *(sys.executable, "-m", "tests.performance.save", "--saves", str(saves)),
            ],
            check=True,
            capture_output=True,
        )
        return trace.read_text(encoding="utf-8", errors="replace").count("sync(")


def only_saves(saves: int) -> None:
    """Save so many dossiers into a new office. It is not closed: that would move the log into the file."""
    with tempfile.TemporaryDirectory() as folder:
        office = enrolled_office(Path(folder), "office")
        for _ in range(saves):
            receive(office, registered=True)


def main() -> None:
    """Measure and print."""
    if sys.argv[1:2] == ["--saves"]:
        only_saves(int(sys.argv[2]))
        return
    dossiers = int(sys.argv[1]) if len(sys.argv) > 1 else DOSSIERS
    with tempfile.TemporaryDirectory() as folder:
        times = measure(Path(folder), dossiers)
    for measured, place in (("wall", 0), ("CPU", 1)):
        save, bare = (sorted(times[name][place]) for name in ("save", "bare"))
        ratio = statistics.median(save) / statistics.median(bare)
        print(
            f"{measured}: save {statistics.median(save):.3f} ms, bare {statistics.median(bare):.3f} ms,"
            f" ratio of medians {ratio:.2f} (goal 1.80);"
            f" p95 {save[len(save) * 95 // 100]:.3f} / {bare[len(bare) * 95 // 100]:.3f}"
        )
    if shutil.which("strace") is None:
        print("syncs: strace is not installed, not counted")
    else:
        few, many = count_syncs(100), count_syncs(300)
        print(f"syncs: {(many - few) / 200:.2f} a save (goal 1.00; {few} for 100 saves, {many} for 300)")


if __name__ == "__main__":
    main()
