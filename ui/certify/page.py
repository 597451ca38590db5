"""The page for certifications: the form, what is due beside it, and the entries of the day."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.identity_card import IdentityCard
from app.domain.moments import from_milliseconds
from app.domain.problems import DomainProblem
from app.localization.fee_text import counted_text
from app.localization.formats import money, number, time_of_day
from app.localization.translate import N_, _
from app.use_cases.certify_copies import CertifiedNow, CertifiedRow, CertifyRequest
from app.use_cases.fee_request import FeeRequest
from app.use_cases.outcome import Changes
from app.use_cases.print_paper import IssuedPaper
from ui.background.task_runner import Latest
from ui.certify.form import CertifyForm
from ui.money.charged import Charged, charged
from ui.money.fee_panel import FeePanel
from ui.money.lines_table import LinesTable, TableLine
from ui.page import Page
from ui.printing.paper_flow import PaperFlow
from ui.printing.print_desk import PrintDesk, Printed
from ui.problems import told
from ui.session import Session
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.keys import keyboard_in
from ui.widgets.notice import Notice
from ui.widgets.reason_dialog import ReasonDialog
from ui.widgets.two_sides import TwoSides

_BESIDE_FROM_EMS, _LIST_EMS = 66, 11
_LAST = 50
"""So many entries are listed; the whole register is a report."""
_HEADS = (N_("No."), N_("Time"), N_("Name"), N_("Paper"), N_("Pages × copies"), N_("Amount"))
_NAME = 2


class CertifyPage(Page):
    """Saves with Enter, empties itself and begins again at the name."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Make an empty form."""
        super().__init__(session, parent)
        self._form = CertifyForm(self.wording)
        self._fee = FeePanel(self.wording)
        self._notice, self._complaint = Notice("good"), Notice("bad")
        self._table = LinesTable(_NAME, frozenset({5}))
        self._rows: dict[str, CertifiedRow] = {}
        self._quoting, self._listing, self._offering = Latest(), Latest(), Latest()
        self._saving = False
        self._flow = PaperFlow(session)
        self._printer = PrintDesk(session, self)
        self._make_buttons()
        self._lay_out()
        self._connect()

    def _make_buttons(self) -> None:
        say = self.wording.say
        self._save, self._new = button("primary", "disk"), button("quiet")
        self._void, self._print = button("danger"), button("", "printer")
        say(self._save.setText, N_("&Save and return"))
        say(self._save.setToolTip, N_("Enter after the number of copies, or Ctrl+S"))
        say(self._new.setText, N_("&Clear"))
        say(self._new.setToolTip, N_("Empty the form (Ctrl+N)"))
        say(self._void.setText, N_("&Undo …"))
        say(self._print.setText, N_("Print fee slip"))

    def _lay_out(self) -> None:
        sides = TwoSides(_BESIDE_FROM_EMS, (10, 13))
        sides.left.addWidget(self._form)
        sides.left.addWidget(self._complaint)
        acts = QHBoxLayout()
        acts.setSpacing(space().half)
        acts.addWidget(self._save, 1)
        acts.addWidget(self._new)
        sides.left.addLayout(acts)
        sides.left.addStretch(1)
        card = Card()
        self.wording.say(card.heading.setText, N_("Today's entries"))
        for made in (self._print, self._void):
            card.top.addWidget(made)
        card.body.addWidget(self._notice)
        self._table.setMinimumHeight(space().ems(_LIST_EMS))
        card.body.addWidget(self._table, 1)
        sides.right.addWidget(self._fee)
        sides.right.addWidget(card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(sides)
        self.wording.name(self._table, N_("Today's entries"))

    def _connect(self) -> None:
        self._form.edited.connect(self._ask_fee)
        self._form.kind_chosen.connect(self._ask_groups)
        self._form.done.connect(self.save)
        self._save.clicked.connect(self.save)
        self._new.clicked.connect(self.new)
        self._void.clicked.connect(self._ask_void)
        self._print.clicked.connect(self._print_fee_slip)
        self._table.looked_at.connect(self._look)
        for keys, work in (("Ctrl+S", self.save), ("Ctrl+Return", self.save), ("Ctrl+N", self.new)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(work)
        self._look("")

    # --- beginning and following -----------------------------------------------------------------------

    def begin(self) -> None:
        """Give the keyboard to the name, unless it is at work already; bring the list up to date."""
        self._ask_groups()
        self._ask_fee()
        self._ask_list()
        if not keyboard_in(self):
            self._form.begin()

    def concerns(self, changes: Changes) -> bool:
        """Entries of other counters appear; a changed fee table changes what is due."""
        return bool(changes.dossiers) or changes.everything

    def refresh(self, changes: Changes) -> None:
        """Follow."""
        self._ask_list()
        if changes.everything:
            self._ask_groups()
            self._ask_fee()

    def retranslate(self) -> None:
        """Show everything in the language now in use."""
        super().retranslate()
        self._form.renew()
        self._fee.renew()
        self._show_rows(list(self._rows.values()))

    def leave(self) -> None:
        """Forget files that were opened with a viewer."""
        self._printer.forget_files()

    # --- what is due -----------------------------------------------------------------------------------

    @Slot()
    def _ask_fee(self) -> None:
        self._complaint.be_silent()
        record, procedure = self._form.payment.record(), self._form.procedure
        self.session.read(
            lambda desk: desk.money.certify.due(
                FeeRequest.from_record(record), desk.clock.now().at, procedure
            ),
            self._fee.show_quote,
            self._not_quoted,
            owner=self,
            latest=self._quoting,
        )

    def _not_quoted(self, problem: DomainProblem) -> None:
        self._fee.show_quote(None)
        self._refused(problem)

    @Slot()
    def _ask_groups(self) -> None:
        procedure = self._form.procedure
        self.session.read(
            lambda desk: charged(desk, procedure, desk.clock.now().at),
            self._take_groups,
            owner=self,
            latest=self._offering,
        )

    def _take_groups(self, found: Charged) -> None:
        self._form.payment.ask_for(found.charges)
        self._form.payment.fill_groups(found.groups)
        self._ask_fee()

    # --- saving ----------------------------------------------------------------------------------------

    @Slot()
    def save(self) -> None:
        """Save what stands in the form; a second Enter meanwhile saves nothing twice."""
        if self._saving:
            return
        form = self._form
        for field in form.fields().values():
            field.clear_mark()
        self._complaint.be_silent()
        record, person, title = form.payment.record(), form.person(), form.title.text()
        procedure, signer = form.procedure, form.signer.text()
        papers = {"fee_slip": form.fee_slip.isChecked(), "slip": form.slip.isChecked()}
        self._saving = True
        self._save.setEnabled(False)
        self.session.act(
            lambda desk, acting: desk.money.certify(
                CertifyRequest(person, title, FeeRequest.from_record(record), procedure, signer, **papers),
                acting,
            ),
            self._saved,
            self._not_saved,
            owner=self,
        )

    def _end_saving(self) -> None:
        self._saving = False
        self._save.setEnabled(True)

    def _saved(self, done: CertifiedNow) -> None:
        self._end_saving()
        name = self._form.name.text()
        self._form.clear()
        self._form.begin()
        self._ask_fee()
        amount = money(0 if done.collection is None else done.collection.amount)
        self._say("good", _("No. {number} · {name} · {amount}"), done, name=name, amount=amount)
        for paper in done.papers:
            self._flow.issue(paper, self._drawn, self._refused)

    def _say(self, kind: str, text: str, done: CertifiedNow, **words: str) -> None:
        self._notice.set_kind(kind)
        self._notice.say(text.format(number=done.entry.number, **words))

    def _not_saved(self, problem: DomainProblem) -> None:
        self._end_saving()
        self._refused(problem)

    def _refused(self, problem: DomainProblem) -> None:
        field = self._form.fields().get(str(problem.details.get("field") or ""))
        if field is None:
            self._complaint.say(told(problem))
            return
        field.refuse(told(problem))
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def new(self) -> None:
        """Empty the form and begin at the name."""
        self._form.clear()
        self._complaint.be_silent()
        self._form.begin()
        self._ask_fee()

    def scanned(self, text: str) -> None:
        """Take a scanned identity card."""
        try:
            card = IdentityCard.parse(text)
        except DomainProblem as problem:
            self._complaint.say(told(problem))
            return
        self._form.take_card(card)

    # --- the entries of the day ------------------------------------------------------------------------

    def _ask_list(self) -> None:
        self.session.read(
            lambda desk: desk.money.certify.latest(desk.clock.now().at, _LAST),
            self._show_rows,
            owner=self,
            latest=self._listing,
        )

    def _show_rows(self, rows: list[CertifiedRow]) -> None:
        self._table.set_heads([_(text) for text in _HEADS])
        self._rows = {row.entry.fact.hex(): row for row in rows}
        self._table.show_lines([_line(key, row) for key, row in self._rows.items()])

    @Slot(str)
    def _look(self, key: str) -> None:
        row = self._rows.get(key)
        self._void.setEnabled(row is not None and not row.entry.void)
        paid = row is not None and row.collection is not None and not row.collection.void
        self._print.setEnabled(paid)

    @Slot()
    def _ask_void(self) -> None:
        row = self._rows.get(self._table.key)
        if row is None:
            return
        dialog = ReasonDialog(
            self,
            _("Undo number {number}").format(number=row.entry.number),
            _("The number of the register and that of the fee are void and stay accounted for."),
            _("&Undo"),
            (_("pages counted wrongly"), _("wrong person"), _("entered twice")),
            look="danger",
        )

        def done(_entry: object) -> None:
            dialog.accept()
            self._form.begin()

        def give(reason: str) -> None:
            self.session.act(
                lambda desk, acting: desk.money.certify.void(
                    row.entry.subject, row.entry.fact, reason, acting
                ),
                done,
                lambda problem: dialog.refuse(told(problem)),
                owner=dialog,
            )

        dialog.given.connect(give)
        dialog.open()

    @Slot()
    def _print_fee_slip(self) -> None:
        row = self._rows.get(self._table.key)
        if row is not None:
            self._flow.issue_again(row.entry.subject, self._drawn, self._refused, "fee")

    def _drawn(self, issued: IssuedPaper) -> None:
        title = str(issued.paper.record.get("code") or "")
        self._printer.print_pdf(issued.pdf, title, self._printed)

    def _printed(self, state: Printed) -> None:
        text, kind = {
            Printed.DONE: (_("The slip was sent to the printer."), "good"),
            Printed.NO_PRINTER: (_("No printer is set up on this computer. The slip is kept."), "warn"),
            Printed.FAILED: (_("The printer did not take the slip. Check it and print again."), "bad"),
            Printed.NOT_NOW: (_("The slip is ready and has not been printed."), "info"),
        }[state]
        self._notice.set_kind(kind)
        self._notice.say(text)


def _line(key: str, row: CertifiedRow) -> TableLine:
    entry, taken = row.entry, row.collection
    cells = (
        str(entry.number),
        time_of_day(from_milliseconds(entry.at)),
        row.full_name,
        entry.title,
        counted_text(entry.pages, entry.copies),
        "–" if taken is None else number(taken.amount),
    )
    return TableLine(key, cells, struck=entry.void)
