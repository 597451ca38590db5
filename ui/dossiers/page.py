"""The dossiers page: which list, the list itself, and beside it the dossier one looks at."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.identifiers import Subject
from app.domain.problems import DomainProblem
from app.localization.formats import number
from app.localization.translate import ngettext
from app.use_cases.outcome import Changes
from app.use_cases.show_dossier import DossierDetail
from ui.background.task_runner import Latest
from ui.dossiers.detail_panel import DetailPanel
from ui.dossiers.filters import ALL, FilterRow, list_filter
from ui.dossiers.handling import Handling
from ui.dossiers.table_model import DossierTableModel, Question
from ui.dossiers.table_view import DossierTable
from ui.page import Page
from ui.problems import told
from ui.session import Session
from ui.style.spacing import space
from ui.widgets.notice import Notice
from ui.widgets.text import label

_DETAIL_EMS = 26


class DossiersPage(Page):
    """Reads; what changes a dossier is done by `Handling`."""

    search_dropped = Signal()
    """Another list was chosen: what stands in the search box is not what the list shows."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show an empty list; `start` asks for it."""
        super().__init__(session, parent)
        self._typed = ""
        self._subject: Subject | None = None
        self._asking, self._reading = Latest(), Latest()
        self._filters = FilterRow(self.wording)
        self._filters.chosen.connect(self._choose_list)
        self._counted = label(look="soft")
        self._model = DossierTableModel(session, self)
        self._table = DossierTable(self._model)
        self._detail = DetailPanel(session)
        self._detail.setFixedWidth(space().ems(_DETAIL_EMS))
        self._notice = Notice("info")
        self._handling = Handling(session, self)
        self._lay_out()
        self._model.counted.connect(self._show_count)
        self._table.looked_at.connect(self._look)
        self._detail.wanted.connect(self._handle)
        self._detail.print_wanted.connect(self._print)
        self._detail.answered.connect(self._decide)
        self._detail.paper_wanted.connect(self._handling.look_at)
        self._handling.said.connect(self._say)
        self._take_keys()

    def _take_keys(self) -> None:
        """Ctrl+Enter takes the usual next step of the dossier one looks at, wherever the keyboard is."""
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._take_usual)

    @Slot()
    def _take_usual(self) -> None:
        actions = self._detail.offered
        if actions is not None and actions.usual is not None:
            actions.usual.click()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(space().half)
        self._filters.row.addWidget(self._counted)
        left.addWidget(self._filters)
        left.addWidget(self._table, 1)
        right = QVBoxLayout()
        right.setSpacing(space().half)
        right.addWidget(self._notice)
        right.addWidget(self._detail, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(space().one, space().ems(0.75), space().one, space().half)
        row.setSpacing(space().one)
        row.addLayout(left, 1)
        row.addLayout(right)

    # --- which list --------------------------------------------------------------------------------

    def start(self) -> None:
        """Ask for the list before anybody looks, so that it is there when somebody does."""
        self._ask()

    def search(self, typed: str) -> None:
        """Show what a search finds; empty goes back to the list."""
        if typed != self._typed:
            self._typed = typed
            self._ask()

    def show_list(self, key: str) -> None:
        """Show one of the lists from elsewhere (the status strip)."""
        self._filters.choose(key)

    @Slot(str)
    def _choose_list(self, _key: str) -> None:
        self._typed = ""
        self.search_dropped.emit()
        self._ask()

    def _ask(self) -> None:
        key, clerk, typed = self._filters.key, self.session.desk.clerk.id, self._typed
        if key == ALL or typed:
            # An answer still under way would bring the list of before back.
            self._asking.forget()
            self._model.ask(Question(typed=typed))
            return
        self.session.read(
            lambda desk: desk.clock.now().at,
            lambda now: self._model.ask(Question(list_filter(key, clerk, now))),
            owner=self,
            latest=self._asking,
        )

    @Slot(object)
    def _show_count(self, count: int) -> None:
        if self._typed:
            text = ngettext("{count} found", "{count} found", count)
        else:
            text = ngettext("{count} dossier", "{count} dossiers", count)
        self._counted.setText(text.format(count=number(count)))
        self._table.setAccessibleDescription(self._counted.text())

    def begin(self) -> None:
        """Give the keyboard to the list."""
        self._table.begin()

    # --- one dossier -------------------------------------------------------------------------------

    @Slot(object)
    def _look(self, subject: Subject | None) -> None:
        self._notice.be_silent()
        self._subject = subject
        if subject is None:
            self._reading.forget()
            self._detail.show_detail(None)
        else:
            self._read(subject)

    def show_dossier(self, subject: Subject) -> None:
        """Show a dossier and stand on it: in the list of all, when the present one does not have it."""
        if not self._table.mark(subject):
            self._filters.choose(ALL)
        self._look(subject)

    def _read(self, subject: Subject) -> None:
        self.session.read(
            lambda desk: desk.show(subject),
            self._detail.show_detail,
            self._not_shown,
            owner=self,
            latest=self._reading,
        )

    def _not_shown(self, problem: DomainProblem) -> None:
        self._detail.show_detail(None)
        self._say("bad", told(problem))

    @Slot(str)
    def _handle(self, key: str) -> None:
        detail = self._looked_at()
        if detail is not None:
            self._notice.be_silent()
            self._handling.handle(key, detail)

    @Slot(str)
    def _print(self, form: str) -> None:
        detail = self._looked_at()
        if detail is not None:
            self._notice.be_silent()
            self._handling.print_form(form, detail)

    @Slot(str, object)
    def _decide(self, name: str, value: object) -> None:
        detail = self._looked_at()
        if detail is not None:
            self._handling.decide(detail, name, value)

    def _looked_at(self) -> DossierDetail | None:
        """Return the dossier of the chosen row; None while it is still being read."""
        detail: DossierDetail | None = self._detail.detail
        return detail if detail is not None and detail.dossier.subject == self._subject else None

    @Slot(str, str)
    def _say(self, kind: str, text: str) -> None:
        self._notice.set_kind(kind)
        self._notice.say(text)

    # --- following ---------------------------------------------------------------------------------

    def concerns(self, changes: Changes) -> bool:
        """Dossiers and how far they have come are shown here."""
        return bool(changes.dossiers) or changes.delivery or changes.everything

    def refresh(self, changes: Changes) -> None:
        """Follow what became of the list and of the dossier one looks at."""
        self._model.follow(self._table.first_row)
        subject = self._subject
        if subject is None:
            return
        if changes.everything or changes.delivery or subject in changes.dossiers:
            self._read(subject)

    def retranslate(self) -> None:
        """Show everything in the language now in use."""
        super().retranslate()
        self._filters.renew()
        self._model.renew()
        self._detail.renew()
        self._show_count(self._model.rowCount(QModelIndex()))

    def leave(self) -> None:
        """Forget files that were opened with a viewer."""
        self._handling.leave()
