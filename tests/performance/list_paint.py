"""The list of 200,000 dossiers in the window: first paint and scrolling, against a constant model.

    python -m tests.performance.list_paint [dossiers]

The bare figure is the same table (columns, painter, style, size) over a model that answers every row with one
row in memory. Ours asks the encrypted database through the lanes: the clock starts when the list is asked for
and stops with the end of the first paint that shows rows. A page scroll jumps to some place, waits for the
page of rows that belongs there, and paints it. Wall and CPU of the process, milliseconds, medians of
rounds in turn; memory is what the process grew by (MB).
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.storage.database import Database
from app.storage.read_side import ReadSide
from app.use_cases.find_dossiers import FindDossiers
from app.use_cases.ports import DossierRow, ListFilter
from tests.support.dossier_rows import filled_office
from tests.support.logs import SCOPE
from ui.application import make_application
from ui.background.lanes import Lanes
from ui.background.task_runner import TaskRunner
from ui.dossiers.table_model import DossierTableModel, Question
from ui.dossiers.table_view import DossierTable
from ui.style.sheet import dress_window

DOSSIERS = 200_000
ROUNDS = 9
SCROLLS = 4
WIDE, TALL = 1280, 760
_RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@dataclass
class OfficeToRead:
    """The part of an office that the list reads."""

    database: Database

    @contextmanager
    def reading(self) -> Iterator[ReadSide]:
        """Open a consistent read."""
        with self.database.read() as connection:
            yield ReadSide(connection, SCOPE)


@dataclass
class OnlyFinding:
    """The part of a desk that the list asks."""

    find: FindDossiers


class ListSession:
    """The part of a session that the list needs: reads on the database lane, names of procedures."""

    def __init__(self, desk: OnlyFinding, lanes: Lanes, runner: TaskRunner) -> None:
        self._desk, self._lanes, self._runner = desk, lanes, runner

    def read(self, work: Callable[[Any], Any], done: Callable[[Any], None], **options: Any) -> None:
        """Read on the lane."""
        desk = self._desk
        self._runner.run(self._lanes.database, lambda: work(desk), done, **options)

    def procedure(self, code: str) -> None:
        """Know no procedure: the list then shows the code."""
        del code


class ConstantModel(DossierTableModel):
    """The same model with every answer in memory already."""

    def __init__(self, session: ListSession, row: DossierRow, count: int) -> None:
        super().__init__(session)  # type: ignore[arg-type]  # the part of a session that it uses
        self._only = row
        self._words = self._texts.of(row)
        self._count = count

    def row(self, number: int) -> DossierRow | None:
        """Return the one row."""
        del number
        return self._only

    def data(self, index: Any, role: int = 0) -> str | None:
        """Return its texts."""
        return None if role else self._words[index.column()]


class WatchedTable(DossierTable):
    """The table, knowing whether it has painted rows."""

    painted = False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint, and remember."""
        super().paintEvent(event)
        self.painted = self.painted or self.model().rowCount() > 0


def _shown(model: DossierTableModel) -> tuple[QWidget, WatchedTable]:
    """Put a model into a window of its own."""
    window = QWidget()
    dress_window(window)
    table = WatchedTable(model, window)
    table.setGeometry(0, 0, WIDE, TALL)
    window.resize(WIDE, TALL)
    window.show()
    return window, table


def _first_paint(table: WatchedTable) -> None:
    """Wait until rows have been painted."""
    while not table.painted:
        QApplication.processEvents()


def _settle(runner: TaskRunner, table: DossierTable) -> None:
    """Wait for the rows that were asked for, and paint at once instead of with the next refresh."""
    table.viewport().repaint()
    while runner.under_way:
        QApplication.processEvents()
    QApplication.processEvents()
    table.viewport().repaint()


def _timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Return wall and CPU in milliseconds, and what the work returned."""
    wall, cpu = time.perf_counter(), time.process_time()
    answer = work()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000, answer


class Comparison:
    """Both tables, opened and scrolled in turn."""

    def __init__(self, desk: OnlyFinding, count: int) -> None:
        self._lanes, self.runner = Lanes.start(), TaskRunner()
        self._session = ListSession(desk, self._lanes, self.runner)
        self._row = desk.find.page(ListFilter(), 0, 1)[0]
        self._count = count
        self._places = [Random(7).randrange(count) for _scroll in range(SCROLLS)]

    def constant(self) -> tuple[QWidget, WatchedTable]:
        """Open the table over the constant model."""
        opened = _shown(ConstantModel(self._session, self._row, self._count))
        _first_paint(opened[1])
        return opened

    def ours(self) -> tuple[QWidget, WatchedTable]:
        """Open the table as the page does: ask first, build meanwhile."""
        model = DossierTableModel(self._session)  # type: ignore[arg-type]  # see ConstantModel
        model.ask(Question())
        opened = _shown(model)
        _first_paint(opened[1])
        assert model.rowCount() == self._count, "the scroll bar is right"
        assert model.data(model.index(0, 0)), "the first page is there"
        return opened

    def scroll(self, opened: tuple[QWidget, WatchedTable]) -> list[float]:
        """Jump to the same places; return the wall time of each until it is painted."""
        _window, table = opened
        spent = []
        for place in self._places:
            wall, _cpu, _answer = _timed(lambda place=place: self._jump(table, place))
            spent.append(wall)
        return spent

    def _jump(self, table: DossierTable, place: int) -> None:
        table.scrollTo(table.model().index(place, 0), table.ScrollHint.PositionAtTop)
        _settle(self.runner, table)

    def close(self) -> None:
        """End the lanes."""
        self._lanes.close(lambda: None, 5)


def _memory_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def compare(desk: OnlyFinding, count: int) -> None:
    """Open and scroll both in turn, and print."""
    both = Comparison(desk, count)
    figures: dict[str, list[float]] = {}
    for _round in range(ROUNDS):
        for name, open_table in (("bare", both.constant), ("ours", both.ours)):
            before = _memory_mb()
            wall, cpu, opened = _timed(open_table)
            scrolled = both.scroll(opened)
            for figure, value in (
                ("first paint, wall", wall),
                ("first paint, CPU", cpu),
                ("page scroll, p50", statistics.median(scrolled)),
                ("page scroll, p95", sorted(scrolled)[int(SCROLLS * 0.95)]),
                ("memory grown", _memory_mb() - before),
            ):
                figures.setdefault(f"{figure}|{name}", []).append(value)
            opened[0].close()
            opened[0].deleteLater()
            QApplication.processEvents()
    both.close()
    for figure in dict.fromkeys(key.split("|")[0] for key in figures):
        bare, ours = (statistics.median(figures[f"{figure}|{name}"]) for name in ("bare", "ours"))
        ratio = f"ratio {ours / bare:.2f}" if bare > 1 else ""
        print(f"{figure:18} bare {bare:7.1f}  ours {ours:7.1f}  {ratio}")


def main() -> None:
    """Fill an office, open both tables."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DOSSIERS
    make_application(_RESOURCES)
    with tempfile.TemporaryDirectory(prefix="motcua-list-") as name:
        office = filled_office(Path(name), count)
        print(f"{count} dossiers, {WIDE} x {TALL}, milliseconds and MB")
        compare(OnlyFinding(FindDossiers(OfficeToRead(office))), count)  # type: ignore[arg-type]  # see there


if __name__ == "__main__":
    main()
