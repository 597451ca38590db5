"""The command `receive` on many lines, against a bare `executemany` of the very same rows.

    python -m tests.performance.receive [lines]

The program reads lines, receives them in groups and writes an answer for each, as the command does after the
office was opened. The bare figure writes the rows it left behind (fact, entry, dossier with its search
trigger, reference) into another encrypted file of the same schema: one transaction, one `executemany` a
table, tuples ready. Best of three rounds in turn. Memory is the peak of the whole process: the command itself
on 1,000 lines and on all of them.
"""

import contextlib
import gc
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from app.commands.reception import batches, receive_lines
from app.storage.office_store import OfficeStore
from tests.performance.save import TABLES, BareFile, saved_rows
from tests.support.desks import Counter, new_counter
from tests.support.offices import UNIT, Province
from tests.support.people_names import received_lines
from tests.support.processes import Motcua

LINES = 10_000
ROUNDS = 3


def enrolled_counter(folder: Path) -> tuple[Counter, OfficeStore]:
    """Found an office and give it every number of a day."""
    counter = new_counter(folder, unit=UNIT)
    store = counter.desk.office
    assert isinstance(store, OfficeStore)
    Province().enrol(store, 1, 9999)
    return counter, store


def receive_file(counter: Counter, file: Path) -> None:
    """Do what the command does once the office is open."""
    with (
        file.open("rb") as stream,
        Path(os.devnull).open("w", encoding="utf-8") as nowhere,
        contextlib.redirect_stdout(nowhere),
    ):
        for lines in batches(stream):
            assert receive_lines(counter.desk, lines) == 0


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return wall and CPU seconds."""
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def bare_work(
    path: Path, pattern: OfficeStore, rows: list[tuple[tuple[Any, ...], ...]]
) -> Callable[[], None]:
    """Return the bare inserts into a new file."""
    bare = BareFile(path, pattern)
    with pattern.database.read() as read:
        references = read.execute("SELECT * FROM reference").fetchall()

    def work() -> None:
        bare.connection.execute("BEGIN IMMEDIATE")
        for place, table in enumerate(TABLES):
            bare.save_all(table, (row[place] for row in rows))
        bare.connection.executemany("INSERT INTO reference VALUES (?, ?)", references)
        bare.connection.execute("COMMIT")
        bare.connection.close()

    return work


def peak_of_command(folder: Path, lines: list[str]) -> int:
    """Return the most memory (kB) that `receive` ever held; opening the office takes 64 MB for a moment."""
    office = Motcua.at(folder)
    office.init()
    file = folder / "lines.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    quiet = os.open(os.devnull, os.O_WRONLY)
    command = office.command("receive", str(file))
    to_nowhere = [(os.POSIX_SPAWN_DUP2, quiet, 1)]
    process = os.posix_spawn(command[0], command, office.environment(), file_actions=to_nowhere)
    _pid, status, used = os.wait4(process, 0)
    os.close(quiet)
    assert status == 0
    return used.ru_maxrss


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else LINES
    lines = [json.dumps(line, ensure_ascii=False) for line in received_lines(count)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # First, while this process is small: Linux counts what a child inherited before it became another.
        peaks = [peak_of_command(folder / f"peak{n}", lines[:n]) for n in (1_000, count)]
        print(f"peak memory of the command: {peaks[0]} kB for 1000 lines, {peaks[1]} kB for {count}")
        file = folder / "lines.jsonl"
        file.write_text("\n".join(lines), encoding="utf-8")
        counter, pattern = enrolled_counter(folder / "pattern")
        receive_file(counter, file)
        rows = saved_rows(pattern)
        gc.freeze()
        program, bare = [], []
        for number in range(ROUNDS):
            each, _store = enrolled_counter(folder / f"office{number}")
            program.append(timed(partial(receive_file, each, file)))
            each.desk.close()
            bare.append(timed(bare_work(folder / f"bare{number}.db", pattern, rows)))
        for place, what in enumerate(("wall", "CPU")):
            ours, theirs = (min(one[place] for one in which) / count * 1e6 for which in (program, bare))
            ratio = theirs / ours
            print(f"{what}: {ours:.0f} µs a line, bare {theirs:.0f}: {ratio:.3f} of the speed (goal 0.200)")


if __name__ == "__main__":
    main()
