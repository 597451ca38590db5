"""The database's share of a dossier list: what the first paint, a jump down the list and a refresh cost.

    python -m tests.performance.list [dossiers]

Figures are milliseconds of CPU, best of five, on an encrypted file. The bare figure is the same 256 rows
fetched by their keys and nothing done with them. How the window paints them is measured with the window.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from app.domain.identifiers import ClerkId
from app.storage.database import Connection
from app.storage.dossier_list import DossierList
from app.storage.dossier_rows import COLUMNS
from app.use_cases.ports import ListFilter
from tests.support.dossier_rows import filled_office

DOSSIERS = 200_000
PAGE = 256
UNFINISHED = frozenset({2, 4, 9})


def cpu_ms(run: Callable[[], object]) -> float:
    """Return the CPU of one call, the best of five."""
    best = float("inf")
    for _ in range(5):
        started = time.process_time_ns()
        run()
        best = min(best, (time.process_time_ns() - started) / 1e6)
    return best


def measure(connection: Connection) -> None:
    """Print a line for each list: its count, and pages at the top, in the middle and at the end."""
    dossiers = DossierList(connection)
    newest = dossiers.page(ListFilter(), 0, PAGE)
    keys = [row.seq for row in newest]
    sql = f"SELECT {COLUMNS} FROM dossier WHERE seq BETWEEN ? AND ? ORDER BY seq DESC"  # noqa: S608  of constants
    bare = cpu_ms(lambda: connection.execute(sql, (keys[-1], keys[0])).fetchall())
    print(f"bare: {PAGE} rows by key {bare:.2f} ms\n")

    lists = {
        "all": ListFilter(),
        "unfinished": ListFilter(statuses=UNFINISHED),
        "returned": ListFilter(statuses=frozenset({10})),
        "mine": ListFilter(holder=ClerkId(newest[0].holder or b"")),
        "overdue": ListFilter(due_before=newest[0].received_at),
        "to be decided": ListFilter(needs_decision=True),
        "not delivered": ListFilter(not_delivered=True),
    }
    print(f"{'list':14}    rows  count    top  middle    end   first paint / bare")
    for name, which in lists.items():
        rows = dossiers.count(which)
        count = cpu_ms(lambda which=which: dossiers.count(which))
        pages = [
            cpu_ms(lambda which=which, at=at: dossiers.page(which, at, PAGE))
            for at in (0, rows // 2, max(rows - PAGE, 0))
        ]
        top, middle, end = pages
        print(
            f"{name:14} {rows:7} {count:6.2f} {top:6.2f} {middle:7.2f} {end:6.2f}"
            f"   {(count + top) / bare:5.2f}"
        )
    refreshed = cpu_ms(lambda: dossiers.rows([row.subject for row in newest[:20]]))
    print(f"\n20 rows refreshed: {refreshed:.2f} ms")


def main() -> None:
    """Fill an encrypted office file in a folder of its own, then measure."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DOSSIERS
    with tempfile.TemporaryDirectory() as folder:
        database = filled_office(Path(folder), count)
        with database.read() as connection:
            measure(connection)
        database.close()


if __name__ == "__main__":
    main()
