"""The office at work: pages to choose from, the search always at hand, who is signed in, how things stand."""

from functools import partial

from PySide6.QtCore import QEvent, QPoint, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.identifiers import Subject
from app.domain.problems import DomainProblem
from app.domain.report_tables import DUE
from app.localization.problem_text import problem_text
from app.localization.translate import N_, _, current_language
from app.use_cases.ports import ExchangeReport
from ui.certify.page import CertifyPage
from ui.citizens.page import CitizensPage
from ui.closing.page import ClosingPage
from ui.dossiers.filters import UNSENT
from ui.dossiers.page import DossiersPage
from ui.exchanger import Exchanger
from ui.housekeeping import Housekeeping
from ui.language.wording import Wording
from ui.money.page import MoneyPage
from ui.page import Page
from ui.receive.page import ReceivePage
from ui.reports.morning_panel import MorningPanel
from ui.reports.page import ReportsPage
from ui.scanning.scan_catcher import ScanCatcher
from ui.search_box import SearchBox
from ui.session import Schedule, Session
from ui.settings_page.page import SettingsPage
from ui.sign_in.centred import practice_band
from ui.status_strip import StatusStrip
from ui.style.sheet import dress
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.flow_row import FlowRow
from ui.widgets.notice import Notice
from ui.widgets.text import is_language_change

RECEIVE, DOSSIERS, CERTIFY, MONEY, CITIZENS, REPORTS, CLOSING, SETTINGS = range(8)
_TABS = (
    *(N_("Receive"), N_("Dossiers"), N_("Certify"), N_("Money"), N_("Citizens"), N_("Reports")),
    *(N_("End of day"), N_("Settings")),
)


class OfficePage(QWidget):
    """Holds the pages; each does its own work."""

    signing_out = Signal()
    language_asked = Signal(str)

    def __init__(
        self,
        session: Session,
        scans: ScanCatcher,
        schedule: Schedule,
        *,
        practice: bool,
        parent: QWidget | None = None,
    ) -> None:
        """Build every page, so that going from one to another is instant."""
        super().__init__(parent)
        self._session = session
        session.setParent(self)
        self._wording = Wording()
        self._receive = ReceivePage(session)
        self._dossiers = DossiersPage(session)
        self._certify = CertifyPage(session)
        self._money = MoneyPage(session)
        self._citizens = CitizensPage(session)
        self._reports = ReportsPage(session)
        self._closing = ClosingPage(session)
        self._settings = SettingsPage(session)
        self._pages: tuple[Page, ...] = (
            self._receive,
            self._dossiers,
            self._certify,
            self._money,
            self._citizens,
            self._reports,
            self._closing,
            self._settings,
        )
        self._stack = QStackedWidget()
        for page in self._pages:
            self._stack.addWidget(page)
        self._strip = StatusStrip(session)
        self._search = SearchBox()
        self._exchanger = Exchanger(session, schedule, self)
        self._housekeeping = Housekeeping(session, self)
        self._folder_notice, self._exchange_notice = Notice("warn"), Notice("warn")
        self._morning = MorningPanel(session)
        self._asked_by_hand = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if practice:
            column.addWidget(practice_band(self._wording))
        column.addWidget(self._bar())
        column.addWidget(self._folder_notice)
        column.addWidget(self._morning)
        column.addWidget(self._stack, 1)
        column.addWidget(self._exchange_notice)
        column.addWidget(self._strip)
        self._connect(scans)

    def _bar(self) -> QFrame:
        bar = QFrame()
        dress(bar, "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(space().half, 0, space().one, 0)
        row.setSpacing(space().tight)
        # Where there is no room for all of them the tabs take a second line; none is ever cut.
        tabs = QWidget()
        tab_line = FlowRow(tabs)
        tab_line.setSpacing(0)
        self._tabs: list[QPushButton] = []
        for place, text in enumerate(_TABS):
            tab = button("tab")
            tab.setCheckable(True)
            tab.setAutoExclusive(True)
            tab.clicked.connect(partial(self._turn_to, place))
            self._wording.say(tab.setText, text)
            tab.setToolTip(f"Ctrl+{place + 1}")
            tab_line.addWidget(tab)
            self._tabs.append(tab)
        self._tabs[RECEIVE].setChecked(True)
        row.addWidget(tabs)
        row.addSpacing(space().one)
        row.addWidget(self._search, 1)
        row.addStretch()
        self._who = button("quiet", "person")
        self._who.setText(self._session.desk.clerk.full_name)
        self._who.clicked.connect(self._show_menu)
        row.addWidget(self._who)
        return bar

    def _connect(self, scans: ScanCatcher) -> None:
        for place in range(len(_TABS)):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{place + 1}"), self)
            shortcut.activated.connect(partial(self._turn_to, place))
        find = QShortcut(QKeySequence("Ctrl+K"), self)
        find.activated.connect(self._search.begin)
        self._search.searched.connect(self._look_for)
        self._search.entered.connect(self._to_list)
        self._search.left.connect(self._leave_search)
        self._dossiers.search_dropped.connect(self._search.clear)
        self._receive.open_wanted.connect(self._open_dossier)
        self._reports.open_wanted.connect(self._open_dossier)
        self._morning.list_wanted.connect(self._show_due)
        self._strip.waiting_wanted.connect(self._show_waiting)
        self._strip.exchange_wanted.connect(self._exchange_now)
        self._strip.join_wanted.connect(self._ask_to_join)
        self._exchanger.started.connect(partial(self._strip.set_exchanging, exchanging=True))
        self._exchanger.ended.connect(self._exchanged)
        self._strip.backup_wanted.connect(partial(self._turn_to, SETTINGS))
        self._housekeeping.warned.connect(self._strip.warn_backup)
        self._housekeeping.warned.connect(self._settings.warn_backup)
        self._folder_notice.pressed.connect(self._folder_notice.be_silent)
        self._exchange_notice.pressed.connect(self._exchange_notice.be_silent)
        self._session.clock_doubtful.connect(self._ask_clock)
        scans.scanned.connect(self._scanned)

    # --- beginning and ending ----------------------------------------------------------------------

    def begin(self, *, fresh: bool) -> None:
        """Begin the work of every page; a fresh office begins with what its slips need."""
        self._receive.start()
        self._dossiers.start()
        self._strip.refresh()
        self._exchanger.begin()
        self._housekeeping.begin()
        self._tell_of_folder()
        self._morning.look()
        self._turn_to(SETTINGS if fresh else RECEIVE)
        if fresh:
            self._settings.welcome()

    def _tell_of_folder(self) -> None:
        """Say once that this folder is a copy, or was restored: codes are provisional until a new grant."""
        texts = {
            "copied": _("This folder was copied from another computer. Codes are provisional for now."),
            "restored": _("This office was restored from a copy. Codes are provisional for now."),
        }
        text = texts.get(self._session.desk.folder_state, "")
        self._folder_notice.say(text, (("seen", _("Understood")),) if text else ())

    def end(self) -> None:
        """Finish what cannot be left half done."""
        for page in self._pages:
            page.leave()

    # --- going about -------------------------------------------------------------------------------

    def _turn_to(self, place: int, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - a Qt signal's slot
        self._tabs[place].setChecked(True)
        if self._stack.currentIndex() != place:
            self._stack.setCurrentIndex(place)
        self._pages[place].begin()

    @Slot(str)
    def _look_for(self, typed: str) -> None:
        if typed and self._stack.currentIndex() != DOSSIERS:
            self._tabs[DOSSIERS].setChecked(True)
            self._stack.setCurrentIndex(DOSSIERS)
        self._dossiers.search(typed)

    @Slot()
    def _to_list(self) -> None:
        self._turn_to(DOSSIERS)

    @Slot()
    def _leave_search(self) -> None:
        self._pages[self._stack.currentIndex()].begin()

    @Slot(object)
    def _open_dossier(self, subject: Subject) -> None:
        self._turn_to(DOSSIERS)
        self._dossiers.show_dossier(subject)

    @Slot()
    def _show_waiting(self) -> None:
        self._search.clear()
        self._dossiers.show_list(UNSENT)
        self._turn_to(DOSSIERS)

    @Slot()
    def _show_due(self) -> None:
        """Show what is overdue and due soon."""
        self._reports.show_report(DUE)
        self._turn_to(REPORTS)

    @Slot(str)
    def _scanned(self, text: str) -> None:
        """Give a scanned card to the page it makes sense on: fields, or the search for its number."""
        if self._stack.currentIndex() == DOSSIERS:
            self._search.search_for(text.split("|", maxsplit=1)[0].strip())
        elif self._stack.currentIndex() == CERTIFY:
            self._certify.scanned(text)
        else:
            self._turn_to(RECEIVE)
            self._receive.scanned(text)

    # --- exchange, clock, person -------------------------------------------------------------------

    @Slot(object)
    def _exchanged(self, report: ExchangeReport) -> None:
        self._strip.set_exchanging(exchanging=False)
        self._strip.refresh()
        if not report.error:
            self._exchange_notice.be_silent()
        elif self._asked_by_hand:
            self._exchange_notice.say(problem_text(report.error, {}), (("seen", _("Understood")),))
        self._asked_by_hand = False

    @Slot()
    def _exchange_now(self) -> None:
        self._asked_by_hand = True
        self._exchange_notice.be_silent()
        self._exchanger.exchange()

    @Slot()
    def _ask_to_join(self) -> None:
        """Lead to where an office joins the province: until then there is nobody to exchange with."""
        self._turn_to(SETTINGS)
        self._settings.ask_to_join()

    @Slot(object, object)
    def _ask_clock(self, problem: DomainProblem, again: object) -> None:
        from ui.clock_dialog import ClockDialog  # noqa: PLC0415 - hardly ever needed

        ClockDialog(self._session, problem, again, self).open()  # type: ignore[arg-type]

    @Slot()
    def _show_menu(self) -> None:
        menu = QMenu(self)
        other = "en" if current_language() == "vi" else "vi"
        words = {"en": "English", "vi": "Tiếng Việt"}
        language = menu.addAction(words[other])
        language.triggered.connect(partial(self._ask_language, other))
        menu.addSeparator()
        leave = menu.addAction(_("Sign out"))
        leave.triggered.connect(self._sign_out)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._who.mapToGlobal(QPoint(0, self._who.height())))

    def _ask_language(self, language: str, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - a Qt signal's slot
        self.language_asked.emit(language)

    @Slot()
    def _sign_out(self) -> None:
        self.signing_out.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if is_language_change(event):
            self._wording.renew()
            self._morning.renew()
            if self._folder_notice.words:
                self._tell_of_folder()
