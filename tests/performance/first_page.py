"""Today's page after the passphrase was accepted, and the same page on a database that is open already.

Used by `tests.performance.start`. Everything is imported beforehand, as it is in the window by the time
anybody has typed a passphrase. The slots of the office cost next to nothing, so key derivation is left out.
"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.composition.office import open_office
from app.composition.window import FolderEntrance
from app.use_cases.desk import Desk
from tests.support.desks import MONDAY, PASSPHRASE, SetClock, request
from ui.application import Window, make_application
from ui.office_page import OfficePage
from ui.receive.people_tables import PeopleTables
from ui.session import Session, Stock, stock_of

ROUNDS = 7
DOSSIERS = 400


def figures(folder: Path) -> dict[str, float]:
    """Return the CPU of both ways in milliseconds, medians of some rounds."""
    application = make_application(Path(__file__).resolve().parents[2] / "resources")
    entrance = FolderEntrance(folder)
    _fill(folder)
    window = Window(application, entrance)
    window.frame.show()
    opening, open_already = [], []
    for _round in range(ROUNDS):
        opened = _spent(lambda: _enter(window, lambda: _opened(folder)))
        opening.append(opened[0])
        desk = opened[1]
        open_already.append(_spent(lambda desk=desk: _enter(window, lambda: desk))[0])
        window.way_in.leave_office()
        desk.close()
    window.frame.close()
    window.lanes.close(entrance.close, 5)
    return {"opening": statistics.median(opening) * 1000, "open": statistics.median(open_already) * 1000}


def _opened(folder: Path) -> Desk:
    return open_office(folder, PASSPHRASE, clock=SetClock(MONDAY))


def _fill(folder: Path) -> None:
    """Receive some dossiers, so that the list has its first page."""
    with _opened(folder) as desk:
        requests = [request(applicant={"full_name": f"Giàng A Số {n}"}) for n in range(DOSSIERS)]
        desk.receive.batch(requests, desk.acting())


def _spent(work: Callable[[], Desk]) -> tuple[float, Desk]:
    began = time.process_time()
    desk = work()
    return time.process_time() - began, desk


def _enter(window: Window, open_desk: Callable[[], Desk]) -> Desk:
    """Go in as the window does, until everything asked for has been painted."""
    stocks: list[Stock] = []

    def stock() -> Stock:
        tables = PeopleTables(window.entrance.code_tables().ethnic_groups, window.entrance.units())
        return stock_of(open_desk(), tables)

    window.runner.run(window.lanes.database, stock, stocks.append)
    _until(lambda: bool(stocks))
    session = Session(stocks[0], window.lanes, window.runner, window.entrance)
    page = OfficePage(session, window.scans, window.entrance, practice=False)
    window.frame.show_page(page)
    page.begin(fresh=False)
    _until(lambda: window.runner.under_way == 0)
    QApplication.processEvents()
    return stocks[0].desk


def _until(condition: Callable[[], bool]) -> None:
    while not condition():
        QApplication.processEvents()
