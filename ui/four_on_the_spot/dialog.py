"""One dossier, four buttons in a row. What was done stands in the dossier: one may leave at any time."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.identifiers import Subject
from app.domain.lifecycle import STEPS, Status
from app.domain.on_the_spot import APPROVE, PARTS, RETURN
from app.domain.problems import DomainProblem
from app.localization.dossier_text import status_text
from app.localization.paper_names import paper_name
from app.localization.translate import _
from app.use_cases.print_paper import IssuedPaper
from app.use_cases.settle_on_the_spot import OnTheSpot, Settled
from app.use_cases.step_fields import fields_of
from ui.dossiers.return_fields import ReturnFields
from ui.dossiers.step_editors import LineAsked
from ui.dossiers.step_words import label_of
from ui.four_on_the_spot.part_card import PartCard
from ui.printing.paper_flow import PaperFlow
from ui.printing.print_desk import PrintDesk, Printed
from ui.problems import told
from ui.session import Session
from ui.style.sheet import dress
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.field_grid import FieldGrid
from ui.widgets.keys import enter_moves_on
from ui.widgets.notice import Notice
from ui.widgets.scrolling import scrolling
from ui.widgets.text import label, selectable

_WIDE_EMS, _TALL = 84, 0.94
_CARD_EMS = 15


class FourOnTheSpotDialog(QDialog):
    """Reads the dossier after every press, so that it shows what is written and nothing else."""

    settled = Signal(object)
    """The subject, once the result is returned."""

    def __init__(self, session: Session, subject: Subject, parent: QWidget) -> None:
        """Lead a dossier the short way."""
        super().__init__(parent)
        self._session, self._subject = session, subject
        self._flow, self._desk = PaperFlow(session), PrintDesk(session, self)
        self._issued: dict[str, IssuedPaper] = {}
        self._shown: OnTheSpot | None = None
        self.setWindowTitle(_("Settle on the spot"))
        self._who, self._what = label(look="heading", wrap=True), label(look="soft", wrap=True)
        self._status = label(look="strong", wrap=True)
        self._problem, self._papers = Notice("bad"), Notice("good")
        self._papers.pressed.connect(self._print)
        self.cards = {part: PartCard(part) for part in PARTS}
        self.decision = LineAsked("document_number", 60, required=False)
        self.decision.set_label(label_of("approve", "document_number"))
        self.cards[APPROVE].more.addWidget(self.decision)
        self.returning = ReturnFields(fields_of(STEPS["return"]))
        self.cards[RETURN].more.addWidget(self.returning)
        self._lay_out()
        for card in self.cards.values():
            card.pressed.connect(self._press)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._press_next)
        self.finished.connect(self.deleteLater)
        self._read()

    def _lay_out(self) -> None:
        inner = QWidget()
        dress(inner, "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, space().half, 0)
        column.setSpacing(space().half)
        for part in (
            label(_("Settle on the spot"), "title"),
            selectable(self._who),
            self._what,
            self._status,
        ):
            column.addWidget(part)
        row = QWidget()
        grid = FieldGrid(len(PARTS), _CARD_EMS, row)
        for card in self.cards.values():
            grid.add(card)
        column.addWidget(row)
        hint = _("If something is missing or the conditions are not met, close this and use the other steps.")
        column.addWidget(label(hint, "hint", wrap=True))
        column.addWidget(self._problem)
        column.addWidget(self._papers)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*(space().one,) * 4)
        whole.addWidget(scrolling(inner), 1)
        self.leave = button()
        self.leave.setText(_("C&lose"))
        self.leave.clicked.connect(self.reject)
        last = QHBoxLayout()
        last.addWidget(
            label(_("Whatever was pressed is saved. You may go on later, here or elsewhere."), "hint")
        )
        last.addStretch(1)
        last.addWidget(self.leave)
        whole.addLayout(last)
        over = self.parentWidget()
        if over is not None:
            room = over.window().size()
            width = min(space().ems(_WIDE_EMS), room.width() - space().one)
            self.resize(width, round(room.height() * _TALL))

    # --- what stands -------------------------------------------------------------------------------

    def _read(self) -> None:
        subject = self._subject
        self._session.read(
            lambda desk: desk.on_the_spot.show(subject, desk.clerk.id),
            self._show,
            self._refused,
            owner=self,
        )

    def _show(self, shown: OnTheSpot) -> None:
        before, self._shown = self._shown, shown
        dossier = shown.dossier
        procedure = self._session.procedure(dossier.procedure)
        self._who.setText(f"{dossier.full_name} · {dossier.code}")
        self._what.setText(procedure.short_name if procedure is not None else dossier.procedure)
        self._status.setText(_standing(shown))
        if before is None:
            submitter = dossier.values.get("submitter") or {}
            self.returning.set_submitter(str(submitter.get("full_name") or ""))
        for part, card in self.cards.items():
            card.show_part(
                shown.done.get(part), shown.people[part], shown.usual.get(part), is_next=part == shown.next
            )
        self._begin()

    def _begin(self) -> None:
        shown = self._shown
        card = self.cards.get(shown.next or "") if shown is not None else None
        if card is None or not card.act.isEnabled():
            self.leave.setFocus()
        else:
            card.begin()

    # --- pressing ----------------------------------------------------------------------------------

    @Slot()
    def _press_next(self) -> None:
        shown = self._shown
        if shown is not None and shown.next is not None:
            self.cards[shown.next].act.click()

    @Slot(str)
    def _press(self, part: str) -> None:
        card = self.cards[part]
        person, subject = card.chosen, self._subject
        if person is None:
            return
        fields = self._fields(part)
        self._problem.be_silent()
        card.act.setEnabled(False)
        self._session.act(
            lambda desk, acting: desk.on_the_spot.press(subject, part, person, acting, fields),
            self._pressed,
            self._refused,
            owner=self,
        )

    def _fields(self, part: str) -> dict[str, object]:
        if part == RETURN:
            return self.returning.values()
        number = self.decision.value() if part == APPROVE else ""
        return {"document_number": number} if number else {}

    def _pressed(self, done: Settled) -> None:
        self._read()
        for taken in done.steps:
            if taken.paper is not None:
                self._flow.issue(taken.paper, self._drawn, self._refused)
        if done.status is Status.RETURNED:
            self.settled.emit(done.subject)

    def _refused(self, problem: DomainProblem) -> None:
        field = str(problem.details.get("field") or "")
        if not self.returning.refuse(field, told(problem)):
            self._problem.say(told(problem))
        shown = self._shown
        if shown is not None and shown.next is not None:
            self.cards[shown.next].act.setEnabled(True)

    # --- papers ------------------------------------------------------------------------------------

    def _drawn(self, issued: IssuedPaper) -> None:
        """Keep a paper that goes with a part; it is printed when somebody wants it (Đ17 k4)."""
        self._issued[issued.paper.form] = issued
        self._offer_papers("good", _("Ready, and kept with the dossier."))

    def _offer_papers(self, kind: str, text: str) -> None:
        self._papers.set_kind(kind)
        words = _("Print: {paper}")
        self._papers.say(text, tuple((form, words.format(paper=paper_name(form))) for form in self._issued))

    @Slot(str)
    def _print(self, form: str) -> None:
        issued = self._issued[form]
        title = str(issued.paper.record.get("code") or form)
        self._desk.print_pdf(issued.pdf, title, partial(self._printed, form))

    def _printed(self, form: str, state: Printed) -> None:
        kind, text = {
            Printed.DONE: ("good", _("{paper}: sent to the printer.")),
            Printed.NO_PRINTER: ("warn", _("{paper}: no printer is set up on this computer. It is kept.")),
            Printed.FAILED: (
                "bad",
                _("{paper}: the printer did not take it. Check the printer and print again."),
            ),
            Printed.NOT_NOW: ("info", _("{paper}: ready and not printed.")),
        }[state]
        self._offer_papers(kind, text.format(paper=paper_name(form)))

    def done(self, result: int) -> None:
        """Forget files that were opened with a viewer."""
        self._desk.forget_files()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter move on and press; Escape leaves: what was pressed is saved."""
        if event.key() == Qt.Key.Key_Escape or not enter_moves_on(self, event):
            super().keyPressEvent(event)


def _standing(shown: OnTheSpot) -> str:
    """Say what the dossier is, and why the way ends here if it does."""
    dossier = shown.dossier
    status = status_text(int(dossier.status), voided=dossier.voided)
    if shown.next is not None or dossier.status is Status.RETURNED:
        return status
    if shown.refused:
        return _("{status} – the conditions are not met: ask for what is missing, or refuse").format(
            status=status
        )
    return _("{status} – cannot be settled on the spot now").format(status=status)
