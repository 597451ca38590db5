"""Leads from the first page into the office: sign-in, first start, recovery, and back to sign-in.

Only decides what comes next; the pages ask, the lanes work.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.domain.problems import DomainProblem
from app.localization.translate import _
from ui.main_window import MainWindow
from ui.sign_in.centred import CentredPage
from ui.sign_in.sign_in_page import SignInPage
from ui.sign_in.waiting_page import WaitingPage

if TYPE_CHECKING:
    from app.domain.units import Units
    from app.use_cases.desk import Desk
    from ui.background.lanes import Lanes
    from ui.background.task_runner import TaskRunner
    from ui.entrance import Entrance, Founded, Founding
    from ui.office_page import OfficePage
    from ui.scanning.scan_catcher import ScanCatcher
    from ui.session import Stock
    from ui.sign_in.first_start import FirstStartPage
    from ui.sign_in.recover_page import RecoverPage


class House(Protocol):
    """What lives as long as the window."""

    @property
    def entrance(self) -> "Entrance":
        """The way into the office folder."""

    @property
    def lanes(self) -> "Lanes":
        """Where work is done."""

    @property
    def runner(self) -> "TaskRunner":
        """What brings results back."""

    frame: MainWindow

    @property
    def scans(self) -> "ScanCatcher":
        """What catches scanned cards."""

    def change_language(self, language: str) -> None:
        """Show everything in another language."""


def _told(problem: DomainProblem) -> str:
    """Word a problem. The words of all problems are loaded when there is one, not before."""
    from ui.problems import told  # noqa: PLC0415 - not before the sign-in page is painted

    return told(problem)


class WayIn(QObject):
    """Shows the pages before and around an open office."""

    def __init__(self, house: House, open_now: "Callable[[], Desk] | None", parent: QObject) -> None:
        """Lead into the office of a house."""
        super().__init__(parent)
        self._house = house
        self._open_now = open_now
        self._office: OfficePage | None = None
        self._lent = False
        self._desk: Desk | None = None
        self._hears_faults = False

    def begin(self) -> None:
        """Show the first page."""
        self._house.frame.set_place("")
        if self._open_now is not None:
            open_now, self._open_now = self._open_now, None
            self._lent = True
            self._show(WaitingPage(practice=self._practice))
            self._on_database(open_now, self._enter, self._cannot_open)
        elif self._house.entrance.clerks():
            self._ask()
        else:
            self._show(WaitingPage(practice=self._practice))
            self._on_database(self._house.entrance.units, self._first_start, self._cannot_open)

    @property
    def _practice(self) -> bool:
        return self._house.entrance.practice

    def _ask(self) -> None:
        page = SignInPage(self._house.entrance.clerks(), practice=self._practice)
        page.entered.connect(partial(self._open, page))
        page.forgotten.connect(self._recover)
        self._show(page)
        page.begin()

    def _open(self, page: SignInPage, clerk: str, passphrase: str) -> None:
        entrance = self._house.entrance
        self._on_database(
            lambda: entrance.open(clerk, passphrase), self._enter, lambda problem: page.refuse(_told(problem))
        )

    def _first_start(self, units: "Units") -> None:
        from ui.sign_in.commune_search import CommuneSearch  # noqa: PLC0415 - once in the life of an office
        from ui.sign_in.first_start import FirstStartPage  # noqa: PLC0415 - the same

        page = FirstStartPage(CommuneSearch(units), practice=self._practice)
        page.founding.connect(partial(self._found, page))
        self._show(page)
        page.begin()

    def _found(self, page: "FirstStartPage", founding: "Founding") -> None:
        entrance = self._house.entrance
        self._on_database(
            lambda: entrance.found(founding), self._hand_key, lambda problem: page.refuse(_told(problem))
        )

    def _hand_key(self, founded: "Founded") -> None:
        from ui.sign_in.recovery_sheet import RecoverySheetPage  # noqa: PLC0415 - once in the life of an office

        page = RecoverySheetPage(founded.recovery_key, practice=self._practice)
        page.done.connect(partial(self._enter_new, founded.desk))
        self._show(page)
        page.begin()

    def _recover(self) -> None:
        from ui.sign_in.recover_page import RecoverPage  # noqa: PLC0415 - hardly ever needed

        page = RecoverPage(self._house.entrance.clerks(), practice=self._practice)
        page.entered.connect(partial(self._open_with_key, page))
        page.back.connect(self._ask)
        self._show(page)
        page.begin()

    def _open_with_key(self, page: "RecoverPage", key: str, clerk: str, passphrase: str) -> None:
        entrance = self._house.entrance
        self._on_database(
            lambda: entrance.recover(key, clerk, passphrase),
            self._enter,
            lambda problem: page.refuse(_told(problem)),
        )

    def close(self) -> None:
        """Close whatever office is open; belongs on the `database` lane."""
        if self._lent and self._desk is not None:
            # Opened by `open_now`: the entrance knows nothing of it.
            self._desk.close()
        self._desk, self._lent = None, False
        self._house.entrance.close()

    def _enter(self, desk: "Desk") -> None:
        self._stock_up(desk, fresh=False)

    def _enter_new(self, desk: "Desk") -> None:
        self._stock_up(desk, fresh=True)

    def _stock_up(self, desk: "Desk", *, fresh: bool) -> None:
        """Load what the pages of the office need, then show them."""
        self._desk = desk
        from ui.receive.people_tables import PeopleTables  # noqa: PLC0415 - not before sign-in is painted
        from ui.session import Stock, stock_of  # noqa: PLC0415 - the same

        entrance = self._house.entrance

        def load() -> Stock:
            return stock_of(desk, PeopleTables(entrance.code_tables().ethnic_groups, entrance.units()))

        self._on_database(load, partial(self._open_office, fresh=fresh), self._cannot_open)

    def _open_office(self, stock: "Stock", *, fresh: bool) -> None:
        from ui.office_page import OfficePage  # noqa: PLC0415 - not before sign-in is painted
        from ui.session import Session  # noqa: PLC0415 - the same

        house = self._house
        try:
            session = Session(stock, house.lanes, house.runner, house.entrance)
            self._office = OfficePage(session, house.scans, house.entrance, practice=self._practice)
        except Exception:
            # The crash guard reports it; the person must not stay before a door that never opens.
            self._fault(None)
            raise
        self._office.signing_out.connect(self.sign_out)
        self._office.language_asked.connect(house.change_language)
        house.frame.show_page(self._office)
        self._office.begin(fresh=fresh)

    def _cannot_open(self, problem: DomainProblem) -> None:
        if self._asks_again(_told(problem)):
            return
        page = WaitingPage(practice=self._practice)
        page.say(_told(problem))
        self._show(page)

    @Slot(object)
    def _fault(self, _error: object) -> None:
        """Let the person try again after a fault of the program on the way in."""
        if self._office is None:
            self._asks_again(_("The office could not be opened. Nothing was lost; please try again."))

    def _asks_again(self, text: str) -> bool:
        """Say why the door stays shut on the page that asked, if one did; tell whether there is one."""
        page: Any = self._house.frame.page
        if not hasattr(page, "refuse"):
            return False
        if self._desk is None:
            page.refuse(text)
        else:
            # It was open already: opening it again would find it in use.
            self._on_database(self.close, lambda _closed: page.refuse(text), lambda _: page.refuse(text))
        return True

    @Slot()
    def sign_out(self) -> None:
        """Close the office and ask who comes next."""
        self.leave_office()
        self._show(WaitingPage(practice=self._practice))
        self._on_database(self.close, self._ask_again, self._cannot_open)

    def _ask_again(self, _: None) -> None:
        self._house.frame.set_place("")
        self._ask()

    @Slot()
    def leave_office(self) -> None:
        """Let the open office finish what it keeps (a draft not yet saved)."""
        if self._office is not None:
            self._office.end()
            self._office = None

    def _show(self, page: QWidget) -> None:
        if isinstance(page, CentredPage):
            page.language_asked.connect(self._house.change_language)
        self._house.frame.show_page(page)

    def _on_database(
        self, work: Callable[[], Any], done: Callable[[Any], None], problem: Callable[[DomainProblem], None]
    ) -> None:
        if not self._hears_faults:
            # Not sooner: the relay is not there before the first page is painted.
            self._hears_faults = True
            self._house.runner.unexpected.connect(self._fault)
        self._house.runner.run(self._house.lanes.database, work, done, problem, owner=self)
