"""The page for money: collect for a dossier, today's slips, the day's cash sheet, the fee table."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.collections import TRANSFER
from app.domain.moments import from_milliseconds
from app.domain.problems import DomainProblem
from app.domain.report_tables import CASH
from app.localization.fee_text import method_text
from app.localization.formats import money, number, time_of_day
from app.localization.translate import N_, _
from app.use_cases.collect_fee import Collected, CollectedRow
from app.use_cases.office_rules import day_of
from app.use_cases.outcome import Changes
from app.use_cases.print_paper import IssuedPaper
from ui.background.task_runner import Latest
from ui.money.collecting import Collecting
from ui.money.fee_table_dialog import FeeTableDialog
from ui.money.lines_table import LinesTable, TableLine, short_code
from ui.money.receipt_dialog import ReceiptDialog
from ui.page import Page
from ui.printing.paper_flow import PaperFlow
from ui.printing.print_desk import PrintDesk, Printed
from ui.problems import told
from ui.reports.report_files import ReportFilesOfPage
from ui.session import Session
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.flow_row import FlowRow
from ui.widgets.keys import keyboard_in
from ui.widgets.notice import Notice
from ui.widgets.reason_dialog import ReasonDialog
from ui.widgets.text import label
from ui.widgets.two_sides import TwoSides

_BESIDE_FROM_EMS, _LIST_EMS = 66, 11
_HEADS = (N_("No."), N_("Time"), N_("Payer"), N_("Code"), N_("Amount"), N_("Way of paying"), N_("e-receipt"))
_PAYER = 2


class MoneyPage(Page):
    """What is taken is computed by the office's table; nothing here can be typed over it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Wait for a dossier."""
        super().__init__(session, parent)
        self._collecting = Collecting(session, self.wording)
        self._table = LinesTable(_PAYER, frozenset({4}))
        self._totals = label(look="strong", wrap=True)
        self._notice = Notice("good")
        self._rows: dict[str, CollectedRow] = {}
        self._listing = Latest()
        self._flow = PaperFlow(session)
        self._printer = PrintDesk(session, self)
        self._sheets = ReportFilesOfPage(session, self)
        self._make_buttons()
        self._lay_out()
        self._connect()

    def _make_buttons(self) -> None:
        say = self.wording.say
        self._print, self._receipt = button("", "printer"), button()
        self._void, self._sheet, self._fees = button("danger"), button("", "sheet"), button("quiet")
        say(self._print.setText, N_("Print fee slip"))
        say(self._receipt.setText, N_("Note e-receipt …"))
        say(self._void.setText, N_("&Void …"))
        say(self._sheet.setText, N_("Cash sheet of the day"))
        say(self._fees.setText, N_("Fee table …"))

    def _lay_out(self) -> None:
        sides = TwoSides(_BESIDE_FROM_EMS, (10, 13))
        sides.left.addWidget(self._collecting)
        sides.left.addStretch(1)
        card = Card()
        self.wording.say(card.heading.setText, N_("Collected today"))
        self.wording.name(self._table, N_("Collected today"))
        for made in (self._sheet, self._fees):
            card.top.addWidget(made)
        acts = FlowRow()
        for made in (self._print, self._receipt, self._void):
            acts.addWidget(made)
        self._table.setMinimumHeight(space().ems(_LIST_EMS))
        card.body.addWidget(self._notice)
        card.body.addWidget(self._table, 1)
        card.body.addWidget(self._totals)
        card.body.addLayout(acts)
        sides.right.addWidget(self._collecting.fee)
        sides.right.addWidget(card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(sides)

    def _connect(self) -> None:
        self._collecting.collected.connect(self._collected)
        self._table.looked_at.connect(self._look)
        self._print.clicked.connect(self._print_slip)
        self._receipt.clicked.connect(self._ask_receipt)
        self._void.clicked.connect(self._ask_void)
        self._sheet.clicked.connect(self._print_sheet)
        self._fees.clicked.connect(self.show_fee_table)
        self._sheets.said.connect(self._say)
        for keys, work in (("Ctrl+S", self._collecting.collect), ("Ctrl+N", self._collecting.new)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(work)
        self._look("")

    # --- beginning and following -----------------------------------------------------------------------

    def begin(self) -> None:
        """Give the keyboard to the search, unless it is at work already."""
        self._ask_list()
        if not keyboard_in(self):
            self._collecting.begin()

    def concerns(self, changes: Changes) -> bool:
        """Money that other counters took appears."""
        return bool(changes.dossiers) or changes.everything

    def refresh(self, changes: Changes) -> None:
        """Follow."""
        del changes
        self._ask_list()

    def retranslate(self) -> None:
        """Show everything in the language now in use."""
        super().retranslate()
        self._collecting.renew()
        self._show_rows(list(self._rows.values()))

    def leave(self) -> None:
        """Forget files that were opened with a viewer."""
        self._printer.forget_files()
        self._sheets.leave()

    # --- today's slips -----------------------------------------------------------------------------------

    def _ask_list(self) -> None:
        self.session.read(
            lambda desk: desk.money.collect.of_day(day_of(desk.clock.now().at)),
            self._show_rows,
            owner=self,
            latest=self._listing,
        )

    def _show_rows(self, rows: list[CollectedRow]) -> None:
        self._table.set_heads([_(text) for text in _HEADS])
        self._rows = {row.collection.fact.hex(): row for row in rows}
        self._table.show_lines([_line(key, row) for key, row in self._rows.items()])
        counting = [row.collection for row in rows if not row.collection.void]
        transfer = sum(one.amount for one in counting if one.method == TRANSFER)
        total = sum(one.amount for one in counting)
        text = _("{count} slips, {void} void · cash {cash} · transfer {transfer} · together {total}")
        self._totals.setText(
            text.format(
                count=number(len(rows)),
                void=number(len(rows) - len(counting)),
                cash=money(total - transfer),
                transfer=money(transfer),
                total=money(total),
            )
        )

    @Slot(str)
    def _look(self, key: str) -> None:
        row = self._rows.get(key)
        counts = row is not None and not row.collection.void
        self._void.setEnabled(counts)
        self._print.setEnabled(counts)
        self._receipt.setEnabled(row is not None and counts and row.collection.receipt is None)

    @Slot(object)
    def _collected(self, done: Collected) -> None:
        held = done.collection
        said = _("No. {number} · {name} · {amount}")
        self._say("good", said.format(number=held.number, name=held.payer, amount=money(held.amount)))
        if done.paper is not None:
            self._flow.issue(done.paper, self._drawn, self._refused)

    @Slot()
    def _ask_void(self) -> None:
        row = self._rows.get(self._table.key)
        if row is None:
            return
        held = row.collection
        dialog = ReasonDialog(
            self,
            _("Void slip {number}").format(number=held.number),
            _("The money is given back or was never taken. The number stays accounted for."),
            _("&Void"),
            (_("collected by mistake"), _("money given back"), _("wrong amount")),
            look="danger",
        )

        def give(reason: str) -> None:
            self.session.act(
                lambda desk, acting: desk.money.collect.void(held.subject, held.fact, reason, acting),
                lambda _held: dialog.accept(),
                lambda problem: dialog.refuse(told(problem)),
                owner=dialog,
            )

        dialog.given.connect(give)
        dialog.open()

    @Slot()
    def _ask_receipt(self) -> None:
        row = self._rows.get(self._table.key)
        if row is None:
            return
        held, dialog = row.collection, ReceiptDialog(self)

        def give() -> None:
            receipt = dialog.receipt()
            self.session.act(
                lambda desk, acting: desk.money.collect.note_receipt(
                    held.subject, held.fact, receipt, acting
                ),
                lambda _held: dialog.accept(),
                lambda problem: dialog.refuse(told(problem)),
                owner=dialog,
            )

        dialog.acted.connect(give)
        dialog.open()

    @Slot()
    def show_fee_table(self) -> None:
        """Open the fee table."""
        FeeTableDialog(self.session, self).open()

    # --- papers ------------------------------------------------------------------------------------------

    @Slot()
    def _print_sheet(self) -> None:
        self.session.read(
            lambda desk: desk.report(CASH, None, desk.clock.now().at),
            self._sheets.print_report,
            self._refused,
            owner=self,
        )

    @Slot()
    def _print_slip(self) -> None:
        row = self._rows.get(self._table.key)
        if row is not None:
            self._flow.issue_again(row.collection.subject, self._drawn, self._refused, "fee")

    def _drawn(self, issued: IssuedPaper) -> None:
        self._printer.print_pdf(issued.pdf, str(issued.paper.record.get("code") or ""), self._printed)

    def _printed(self, state: Printed) -> None:
        kind, text = {
            Printed.DONE: ("good", _("The slip was sent to the printer.")),
            Printed.NO_PRINTER: ("warn", _("No printer is set up on this computer. The slip is kept.")),
            Printed.FAILED: ("bad", _("The printer did not take the slip. Check it and print again.")),
            Printed.NOT_NOW: ("info", _("The slip is ready and has not been printed.")),
        }[state]
        self._say(kind, text)

    def _refused(self, problem: DomainProblem) -> None:
        self._say("bad", told(problem))

    @Slot(str, str)
    def _say(self, kind: str, text: str) -> None:
        self._notice.set_kind(kind)
        self._notice.say(text)


def _line(key: str, row: CollectedRow) -> TableLine:
    held = row.collection
    receipt = held.receipt.number if held.receipt is not None else "–"
    cells = (
        str(held.number),
        time_of_day(from_milliseconds(held.at)),
        held.payer or row.full_name,
        short_code(row.code),
        number(held.amount),
        method_text(held.method),
        receipt,
    )
    return TableLine(key, cells, struck=held.void)
