"""Receiving many dossiers in transactions of two hundred, against a bare `executemany` of the very same rows.

    python -m tests.performance.bulk [dossiers]

The bare figure writes the rows that the program left behind (fact, entry, dossier with its search trigger)
into another encrypted file of the same schema: one transaction, one `executemany` a table, tuples ready.
Best of three rounds in turn; dossiers a second. Memory is the peak of Python's own allocations while one
batch after another is received, early and late.
"""

import gc
import sys
import tempfile
import time
import tracemalloc
from datetime import date, timedelta
from pathlib import Path

from app.domain.facts import FactDraft
from app.domain.identifiers import Subject, new_uuid7
from app.storage.office_store import OfficeStore
from tests.performance.save import TABLES, BareFile, enrolled_office, saved_rows
from tests.support.logs import reception
from tests.support.offices import UNIT, acting, now_ms

DOSSIERS = 10_000
BATCH = 200
ROUNDS = 3
FIRST_DAY = date(2026, 1, 5)


def receive_batch(store: OfficeStore, start: int, count: int) -> None:
    """Receive dossiers in one transaction, fourteen a day."""
    with store.writing(acting()) as tx:
        for number in range(start, start + count):
            taken = tx.take_code(FIRST_DAY + timedelta(number // 14), UNIT)
            at = now_ms()
            fields = reception(
                f"Lò Thị {number}", at, code=taken.code, provisional=taken.provisional, ref=f"r{number}"
            )
            tx.record(FactDraft("dossier.received", Subject(new_uuid7(at)), at, fields, "receive"))


def receive_all(store: OfficeStore, dossiers: int) -> None:
    """Receive all, batch by batch."""
    for start in range(0, dossiers, BATCH):
        receive_batch(store, start, min(BATCH, dossiers - start))


def peak_of_batches(store: OfficeStore, dossiers: int) -> tuple[int, int]:
    """Return the peak of allocations (kB) in the first and in the last fifth of all batches."""
    peaks: list[int] = []
    tracemalloc.start()
    for start in range(0, dossiers, BATCH):
        tracemalloc.reset_peak()
        receive_batch(store, start, BATCH)
        peaks.append(tracemalloc.get_traced_memory()[1] // 1024)
    tracemalloc.stop()
    fifth = max(1, len(peaks) // 5)
    return max(peaks[:fifth]), max(peaks[-fifth:])


def main() -> None:
    """Measure and print."""
    dossiers = int(sys.argv[1]) if len(sys.argv) > 1 else DOSSIERS
    best = {"bare": float("inf"), "program": float("inf")}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pattern = enrolled_office(folder, "pattern")
        receive_all(pattern, dossiers)
        rows = saved_rows(pattern)
        gc.collect()
        gc.freeze()
        for number in range(ROUNDS):
            store = enrolled_office(folder, f"office{number}")
            start = time.perf_counter()
            receive_all(store, dossiers)
            best["program"] = min(best["program"], time.perf_counter() - start)
            store.close()
            bare = BareFile(folder / f"bare{number}.db", pattern)
            start = time.perf_counter()
            bare.connection.execute("BEGIN IMMEDIATE")
            for place, table in enumerate(TABLES):
                bare.save_all(table, (row[place] for row in rows))
            bare.connection.execute("COMMIT")
            best["bare"] = min(best["bare"], time.perf_counter() - start)
            bare.connection.close()
        early, late = peak_of_batches(enrolled_office(folder, "memory"), dossiers)
    speeds = {which: dossiers / seconds for which, seconds in best.items()}
    print(
        f"program {speeds['program']:.0f} dossiers/s, bare {speeds['bare']:.0f}:"
        f" {speeds['program'] / speeds['bare']:.2f} of the bare speed (goal 0.20)"
    )
    print(f"peak of allocations: {early} kB in the first batches, {late} kB in the last (goal: the same)")


if __name__ == "__main__":
    main()
