"""Search as one types: CPU of each keystroke over very many dossiers, and whether it finds all it should.

    python -m tests.performance.search [dossiers]

A keystroke is the whole of `DossierSearch.search`: reading the typed text, asking the index, 50 rows to show.
The bare figure is FTS5 alone with the same question on the same file: ``SELECT rowid … MATCH … LIMIT 50``.
Both are the best of three runs in turn, in milliseconds of CPU. Recall compares with reading every row.
"""

import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

from app.domain.text import fold
from app.storage.database import Connection
from app.storage.search_index import DossierSearch, match_expression
from tests.support.dossier_rows import filled_office, made_up_rows, row_is_sought
from tests.support.people_names import keystrokes

DOSSIERS = 200_000
SEED = 7
SHOWN = 50
RECALL_QUESTIONS = 120

_BARE = "SELECT rowid FROM dossier_search WHERE dossier_search MATCH ? ORDER BY rowid DESC LIMIT 50"


def typed_texts(rows: Sequence[dict[str, Any]], random: Random) -> list[tuple[str, str]]:
    """Return (what was looked for, text): mostly names, typed as different people type them."""
    sought: list[tuple[str, str]] = []
    for _ in range(60):
        name = random.choice(rows)["full_name"]
        if random.random() < 0.3:
            name = " ".join(name.split()[1:])
        drawn = random.random()
        if drawn < 0.6:
            name = fold(name)
        elif drawn < 0.7:
            name = unicodedata.normalize("NFD", name)
        sought.append(("name", name))
    for _ in range(8):
        row = random.choice(rows)
        sought += [
            ("whole code", row["code"]),
            ("end of code", row["code"][-11:]),
            ("identity number", row["id_number"] or "011201001234"),
            ("phone", row["phone"] or "0912345678"),
            ("phone in groups", "0912 345 678"),
            ("village", row["village"]),
            ("name, village", f"{row['full_name']} {row['village']}"),
        ]
    return sought


def cpu_ms(run: Callable[[], object]) -> float:
    """Return the CPU one call takes."""
    started = time.process_time_ns()
    run()
    return (time.process_time_ns() - started) / 1e6


def share(values: Sequence[float], part: float) -> float:
    """Return the value below which `part` of the values lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def time_keystrokes(connection: Connection, sought: Sequence[tuple[str, str]]) -> None:
    """Print CPU and ratio for each sort of text and for all."""
    search = DossierSearch(connection)
    figures: dict[str, list[tuple[float, float]]] = {}
    for sort, text in sought:
        for typed in keystrokes(text):
            expression = match_expression(typed)
            if expression is None:
                continue

            def bare(asked: str = expression) -> object:
                return connection.execute(_BARE, (asked,)).fetchall()

            def whole(asked: str = typed) -> object:
                return search.search(asked, SHOWN)

            pairs = [(cpu_ms(bare), cpu_ms(whole)) for _ in range(3)]
            best = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
            figures.setdefault(sort, []).append(best)
    figures["ALL"] = [pair for pairs in figures.values() for pair in pairs]
    print(f"{'typed':16}  keys  bare p50    p95  search p50    p95    max  ratio p95")
    for sort, pairs in figures.items():
        bare_ms, whole_ms = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        print(
            f"{sort:16} {len(pairs):5}  {share(bare_ms, 0.5):8.2f} {share(bare_ms, 0.95):6.2f}"
            f"  {share(whole_ms, 0.5):10.2f} {share(whole_ms, 0.95):6.2f} {max(whole_ms):6.2f}"
            f"  {share(whole_ms, 0.95) / share(bare_ms, 0.95):5.2f}"
        )


def check_recall(
    connection: Connection, rows: Sequence[dict[str, Any]], sought: Sequence[tuple[str, str]]
) -> None:
    """Print how much of what reading every row finds, the search finds too, and what it finds besides."""
    random = Random(SEED)
    search = DossierSearch(connection)
    missed = extra = expected = 0
    questions = [random.choice(keystrokes(text)) for _, text in random.choices(sought, k=RECALL_QUESTIONS)]
    for typed in questions:
        truth = {place for place, row in enumerate(rows, 1) if row_is_sought(row, typed)}
        found = {row.seq for row in search.search(typed, len(rows))}
        expected += len(truth)
        missed += len(truth - found)
        extra += len(found - truth)
    recall = 1 - missed / max(expected, 1)
    print(f"recall over {len(questions)} questions, {expected} rows to find: {recall:.2%}; besides: {extra}")


def main() -> None:
    """Fill an encrypted office file in a folder of its own, then measure."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DOSSIERS
    rows = list(made_up_rows(count, SEED))
    sought = typed_texts(rows, Random(SEED))
    with tempfile.TemporaryDirectory() as folder:
        database = filled_office(Path(folder), count, SEED)
        with database.read() as connection:
            size = connection.execute("SELECT sum(length(block)) FROM dossier_search_data").fetchone()[0]
            print(f"{count} dossiers, {size / count:.0f} bytes of index each")
            time_keystrokes(connection, sought)
            check_recall(connection, rows, sought)
        database.close()


if __name__ == "__main__":
    main()
