"""One clerk at work in one open office: how pages reach its use cases, off the GUI thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.catalogue import Catalogue
from app.domain.problems import DomainProblem
from app.domain.procedure import Procedure
from app.use_cases.desk import Desk
from app.use_cases.office_rules import day_of
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.ports import Acting
from ui.background.change_feed import ChangeFeed
from ui.background.lanes import Lanes
from ui.background.task_runner import Latest, Runner
from ui.entrance import Attempt, PageImage
from ui.receive.people_tables import PeopleTables
from ui.receive.places import Places, read_places

T = TypeVar("T")


class Drawing(Protocol):
    """Draws the pages of papers as pictures; on the `documents` lane only."""

    def page_images(self, pdf: bytes, dpi: int) -> Sequence[PageImage]:
        """Return a picture of every page at so many dots an inch."""


class Schedule(Protocol):
    """Says when the next exchange is due."""

    def next_exchange(self, attempts: Sequence[Attempt], now: int, unsent_since: int | None) -> int:
        """Return when to exchange next, in milliseconds."""


@dataclass(frozen=True, slots=True)
class Stock:
    """An open office with what every page needs of it at once, loaded on the `database` lane."""

    desk: Desk
    tables: PeopleTables
    catalogue: Catalogue
    today: date
    places: Places


def stock_of(desk: Desk, tables: PeopleTables) -> Stock:
    """Load what pages need before they are shown."""
    catalogue, today = desk.receive.catalogue(), day_of(desk.clock.now().at)
    return Stock(desk, tables, catalogue, today, read_places(desk))


class Session(QObject):
    """Everything a page needs of the office, and the one place where work goes to the lanes."""

    clock_doubtful = Signal(object, object)
    """A `DomainProblem` ``clock.*`` and what to call once a person has put the time right."""

    restocked = Signal()
    """What the office knows of its villages, points and procedures was read again."""

    def __init__(self, stock: Stock, lanes: Lanes, runner: Runner, drawing: Drawing) -> None:
        """Work in the name of the clerk who opened the office."""
        super().__init__()
        self.desk = stock.desk
        self.tables = stock.tables
        self.lanes = lanes
        self.runner = runner
        self.drawing = drawing
        self.feed = ChangeFeed(self)
        self._catalogue, self._today = stock.catalogue, stock.today
        self.tables.keep(stock.places)
        self.feed.changed.connect(self._take_notice)

    @Slot(object)
    def _take_notice(self, changes: Changes) -> None:
        """Read again what the office knows when its profile or this computer's settings change."""
        if changes.profile or changes.settings or changes.everything:
            self.refresh_stock()

    @property
    def today(self) -> date:
        """The day it is at the counter, as last asked."""
        return self._today

    def refresh_stock(self) -> None:
        """Ask again for what may have changed: a new day, a catalogue the province corrected."""
        tables = self.tables
        self.read(lambda desk: stock_of(desk, tables), self._restock, _ignored, owner=self, urgent=False)

    def _restock(self, stock: Stock) -> None:
        self._catalogue, self._today = stock.catalogue, stock.today
        self.tables.keep(stock.places)
        self.restocked.emit()

    def procedure(self, code: str) -> Procedure | None:
        """Return a procedure as it stands today."""
        return self._catalogue.find(code, self._today)

    def procedures(self, typed: str) -> Sequence[Procedure]:
        """Return the procedures that fit what was typed; with nothing typed, the frequent ones."""
        if typed.strip():
            return self._catalogue.search(typed, self._today)
        return [one for one in self._catalogue.in_force(self._today) if one.frequent]

    def read(
        self,
        work: Callable[[Desk], T],
        done: Callable[[T], None],
        problem: Callable[[DomainProblem], None] | None = None,
        *,
        owner: QObject | None = None,
        latest: Latest | None = None,
        urgent: bool = True,
    ) -> None:
        """Read something on the `database` lane and hand it over on the GUI thread."""
        desk = self.desk
        self.runner.run(
            self.lanes.database, lambda: work(desk), done, problem, owner=owner, latest=latest, urgent=urgent
        )

    def act(
        self,
        work: Callable[[Desk, Acting], Outcome[T]],
        done: Callable[[T], None],
        problem: Callable[[DomainProblem], None],
        *,
        owner: QObject | None = None,
    ) -> None:
        """Do something in the clerk's name: the time is judged first, everybody learns what changed."""
        desk = self.desk

        def job() -> Outcome[T]:
            return work(desk, desk.acting())

        def finished(outcome: Outcome[T]) -> None:
            self.feed.announce(outcome.changes)
            done(outcome.value)

        def refused(told: DomainProblem) -> None:
            if told.code.startswith("clock."):
                self.clock_doubtful.emit(told, lambda: self.act(work, done, problem, owner=owner))
            else:
                problem(told)

        self.runner.run(self.lanes.database, job, finished, refused, owner=owner)

    def order(
        self,
        work: Callable[[Desk, Acting], T],
        done: Callable[[T], None],
        problem: Callable[[DomainProblem], None],
    ) -> None:
        """Do something in the clerk's name that changes nothing anybody sees yet."""
        self.act(lambda desk, acting: Outcome(work(desk, acting)), done, problem)

    def draw(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        problem: Callable[[DomainProblem], None] | None = None,
        *,
        owner: QObject | None = None,
    ) -> None:
        """Do something with papers on the `documents` lane."""
        self.runner.run(self.lanes.documents, work, done, problem, owner=owner)


def _ignored(_: DomainProblem) -> None:
    """What pages have is good enough until the next time."""
