"""Collecting for one dossier: find it, see what is due, take the money."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.problems import DomainProblem
from app.localization.dossier_text import status_text
from app.localization.translate import N_, _
from app.use_cases.collect_fee import Collected
from app.use_cases.fee_request import FeeRequest
from app.use_cases.ports import DossierRow
from ui.background.soon import Soon
from ui.background.task_runner import Latest
from ui.language.wording import Wording
from ui.money.charged import Charged, charged
from ui.money.fee_panel import FeePanel
from ui.money.lines_table import LinesTable, TableLine, short_code
from ui.money.payment_fields import PaymentFields
from ui.problems import told
from ui.session import Session
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.field_grid import FieldGrid
from ui.widgets.keys import is_enter
from ui.widgets.notice import Notice
from ui.widgets.text import OneLine

_TYPING_MS = 150
_FOUND_MOST = 20
_AGAIN, _NOT_AGAIN = "again", "not"


class Collecting(Card):
    """The form at the left of the page; tells when money was taken."""

    collected = Signal(object)
    """Carries a `Collected`."""

    def __init__(self, session: Session, wording: Wording, parent: QWidget | None = None) -> None:
        """Wait for a dossier."""
        super().__init__(parent)
        self._session, self._wording = session, wording
        say = wording.say
        say(self.heading.setText, N_("Collect a fee"))
        self.wanted = QLineEdit()
        self.wanted_field = Field(self.wanted)
        say(self.wanted_field.set_label, N_("Dossier: code or &name"))
        self.found = LinesTable(1, frozenset())
        self.found.setFixedHeight(space().ems(8))
        wording.name(self.found, N_("Dossiers found"))
        self.who = OneLine(look="strong")
        self.payment = PaymentFields(wording, self)
        self.payer, self.note = QLineEdit(), QLineEdit()
        self.payer.setMaxLength(200)
        self.note.setMaxLength(500)
        self.payer_field, self.note_field = Field(self.payer), Field(self.note)
        say(self.payer_field.set_label, N_("Paye&r"))
        say(self.note_field.set_label, N_("Remar&k"))
        self.fee = FeePanel(wording)
        self.print_slip = QCheckBox()
        self.print_slip.setChecked(True)
        say(self.print_slip.setText, N_("Print a &fee slip"))
        self.complaint, self.question = Notice("bad"), Notice("warn")
        self.take = button("primary")
        say(self.take.setText, N_("Co&llect"))
        self.clear_all = button("quiet")
        say(self.clear_all.setText, N_("&Clear"))
        self._rows: dict[str, DossierRow] = {}
        self._row: DossierRow | None = None
        self._soon = Soon(self)
        self._searching, self._quoting, self._offering = Latest(), Latest(), Latest()
        self._taking = False
        self._lay_out()
        self._connect()
        self._choose(None)

    def _lay_out(self) -> None:
        self._inner = QWidget()
        form = QVBoxLayout(self._inner)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(space().half)
        grid = FieldGrid(2, 11)
        for field in (
            self.payment.pages_field,
            self.payment.copies_field,
            self.payment.cases_field,
            self.payment.method_field,
            self.payment.group_field,
            self.payer_field,
        ):
            grid.add(field)
        grid.add(self.payment.proof_field, 2)
        grid.add(self.note_field, 2)
        form.addWidget(self.who)
        form.addLayout(grid)
        form.addWidget(self.print_slip)
        acts = QHBoxLayout()
        acts.addWidget(self.take, 1)
        acts.addWidget(self.clear_all)
        for part in (self.wanted_field, self.found, self._inner, self.complaint, self.question):
            self.body.addWidget(part)
        self.body.addLayout(acts)

    def _connect(self) -> None:
        self.wanted.textEdited.connect(self._typed)
        self.found.looked_at.connect(self._look)
        self.payment.edited.connect(self._ask_fee)
        self.take.clicked.connect(self.collect)
        self.clear_all.clicked.connect(self.new)
        self.question.pressed.connect(self._answered)

    # --- which dossier ---------------------------------------------------------------------------------

    def begin(self) -> None:
        """Give the keyboard to the search."""
        self.wanted.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def new(self) -> None:
        """Begin with another dossier."""
        self.wanted.clear()
        self.payment.clear()
        self.payer.clear()
        self.note.clear()
        self.print_slip.setChecked(True)
        self.complaint.be_silent()
        self.question.be_silent()
        self._searching.forget()
        self._show_found([])
        self._choose(None)
        self.begin()

    @Slot(str)
    def _typed(self, text: str) -> None:
        self._soon("search", _TYPING_MS, lambda: self._search(text))

    def _search(self, text: str) -> None:
        if not text.strip():
            self._show_found([])
            return
        self._session.read(
            lambda desk: desk.find(text, _FOUND_MOST), self._show_found, owner=self, latest=self._searching
        )

    def _show_found(self, rows: list[DossierRow]) -> None:
        self.found.set_heads((_("Code"), _("Name"), _("Status")))
        self._rows = {row.subject.hex(): row for row in rows}
        self.found.show_lines(
            [
                TableLine(
                    key,
                    (short_code(row.code), row.full_name, status_text(row.status, voided=row.voided)),
                    row.voided,
                )
                for key, row in self._rows.items()
            ]
        )
        self.found.setVisible(bool(rows))
        if len(rows) == 1:
            self.found.selectRow(0)

    @Slot(str)
    def _look(self, key: str) -> None:
        self._choose(self._rows.get(key))

    def _choose(self, row: DossierRow | None) -> None:
        self._row = row
        self._inner.setVisible(row is not None)
        self.take.setEnabled(row is not None)
        self.fee.show_quote(None)
        self.complaint.be_silent()
        self.question.be_silent()
        if row is None:
            return
        procedure = self._session.procedure(row.procedure)
        name = row.procedure if procedure is None else procedure.short_name
        self.who.setText(f"{row.full_name} · {row.code} · {name}")
        received = row.received_at
        self._session.read(
            lambda desk: charged(desk, row.procedure, received),
            self._offer,
            owner=self,
            latest=self._offering,
        )

    def _offer(self, found: Charged) -> None:
        self.payment.ask_for(found.charges)
        self.payment.fill_groups(found.groups)
        self._ask_fee()

    # --- what is due -----------------------------------------------------------------------------------

    @Slot()
    def _ask_fee(self) -> None:
        row, record = self._row, self.payment.record()
        if row is None:
            return
        self.complaint.be_silent()
        self._session.read(
            lambda desk: desk.money.collect.due(
                row.subject, FeeRequest.from_record(record), desk.clock.now().at
            ),
            self.fee.show_quote,
            self._refused,
            owner=self,
            latest=self._quoting,
        )

    def renew(self) -> None:
        """Word everything in the language now in use."""
        self.payment.renew()
        self.fee.renew()
        self._show_found(list(self._rows.values()))

    # --- taking the money ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from the search to the only dossier found, and from the last field to the act."""
        if is_enter(event) and self.wanted.hasFocus():
            self.found.setFocus(Qt.FocusReason.TabFocusReason)
            if self.found.rowCount() and not self.found.key:
                self.found.selectRow(0)
        elif is_enter(event) and (self.note.hasFocus() or self.print_slip.hasFocus()):
            self.take.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    @Slot()
    def collect(self) -> None:
        """Take what is due."""
        self._collect(again=False)

    def _collect(self, *, again: bool) -> None:
        row = self._row
        if row is None or self._taking:
            return
        for field in self._fields().values():
            field.clear_mark()
        self.complaint.be_silent()
        self.question.be_silent()
        record = {**self.payment.record(), "payer": self.payer.text(), "note": self.note.text()}
        printing = self.print_slip.isChecked()
        self._taking = True
        self.take.setEnabled(False)
        self._session.act(
            lambda desk, acting: desk.money.collect(
                row.subject, FeeRequest.from_record(record, again=again), acting, paper=printing
            ),
            self._taken,
            self._not_taken,
            owner=self,
        )

    def _taken(self, done: Collected) -> None:
        self._taking = False
        self.new()
        self.collected.emit(done)

    def _not_taken(self, problem: DomainProblem) -> None:
        self._taking = False
        self.take.setEnabled(True)
        if problem.code == "fee.already_collected":
            self.question.say(
                told(problem), ((_AGAIN, _("Collect once more")), (_NOT_AGAIN, _("Do not collect")))
            )
            return
        self._refused(problem)

    @Slot(str)
    def _answered(self, key: str) -> None:
        self.question.be_silent()
        if key == _AGAIN:
            self._collect(again=True)

    def _fields(self) -> dict[str, Field]:
        return {**self.payment.fields(), "payer": self.payer_field, "note": self.note_field}

    def _refused(self, problem: DomainProblem) -> None:
        field = self._fields().get(str(problem.details.get("field") or ""))
        if field is None:
            self.complaint.say(told(problem))
            return
        field.refuse(told(problem))
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
