"""What follows saving: the slip drawn and printed, a correction, a void. Leads the panel shown then."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.domain.identifiers import Subject
from app.domain.lifecycle import Status
from app.domain.problems import DomainProblem
from app.domain.slip import Slip
from app.localization.translate import N_, ngettext
from app.use_cases.amend_dossier import Amended
from app.use_cases.paper_of_dossier import SLIP
from app.use_cases.print_paper import IssuedPaper
from app.use_cases.receive_dossier import Received
from app.use_cases.turn_away import TurnedAway
from ui.dossiers.corrections import Corrections
from ui.four_on_the_spot.dialog import FourOnTheSpotDialog
from ui.printing.paper_flow import PaperFlow
from ui.printing.print_desk import PrintDesk, Printed
from ui.problems import told
from ui.receive.saved_panel import SavedPanel
from ui.session import Session

AGAIN, KEEP, OPEN = "again", "keep", "open"
_SLIP = {
    Printed.DONE: N_("The slip was sent to the printer."),
    Printed.NO_PRINTER: N_(
        "No printer is set up on this computer. The dossier is saved and the slip is ready."
    ),
    Printed.FAILED: N_("The printer did not take the slip. The dossier is saved; check paper and cable."),
    Printed.NOT_NOW: N_("The slip is ready and has not been printed."),
}
_OTHER = {
    Printed.DONE: N_("The paper was sent to the printer."),
    Printed.NO_PRINTER: N_("No printer is set up on this computer. All is saved and the paper is ready."),
    Printed.FAILED: N_("The printer did not take the paper. All is saved; check paper and cable."),
    Printed.NOT_NOW: N_("The paper is ready and has not been printed."),
}


class AfterSaving(QObject):
    """One dossier at a time; an answer about an earlier one is not shown on the panel of the next."""

    def __init__(self, session: Session, panel: SavedPanel, parent: QWidget) -> None:
        """Lead ``panel``."""
        super().__init__(parent)
        self._session = session
        self._panel = panel
        self._parent = parent
        self._flow = PaperFlow(session)
        self._desk = PrintDesk(session, parent)
        self._corrections = Corrections(session, parent)
        self._corrections.amended.connect(self._amended)
        self._corrections.voided.connect(self._voided)
        self._issued: IssuedPaper | None = None
        panel.print_wanted.connect(self.print_slip)
        panel.amend_wanted.connect(self._amend)
        panel.void_wanted.connect(self._void)
        panel.spot_wanted.connect(self._settle)
        panel.chosen.connect(self._obey)

    def follow(self, received: Received, *, printing: bool) -> None:
        """Take a dossier over right after it was saved."""
        self._issued = None
        if received.again:
            self._panel.say("info", N_("This dossier had been received before; nothing was saved twice."))
        elif received.status is Status.REGISTERED:
            self._panel.say("info", N_("The clock starts when the dossier is accepted, in the list."))
        elif printing and received.paper is not None:
            self._panel.say("info", N_("The slip is being drawn …"))
            self._flow.issue(received.paper, self._drawn, self._not_drawn)
        else:
            self._panel.say("info", N_("The slip has not been printed."))

    def follow_answer(self, turned: TurnedAway) -> None:
        """Take a dossier over that was not accepted: the paper with the answer is drawn and printed."""
        self._issued = None
        if turned.taken.paper is None:
            self._panel.say("warn", N_("Answered; there is no paper for it here."))
            return
        self._panel.say("info", N_("The paper is being drawn …"))
        self._flow.issue(turned.taken.paper, self._drawn, self._not_drawn)

    @Slot()
    def print_slip(self) -> None:
        """Print the slip: the one drawn already, or draw it first."""
        received = self._panel.received
        if received is None:
            return
        if self._issued is not None:
            self._send()
            return
        self._panel.say("info", N_("The slip is being drawn …"))
        self._flow.issue_again(received.subject, self._drawn, self._not_drawn)

    def preview(self, slip: Slip) -> None:
        """Show the slip of a form that is not saved yet."""
        print_paper = self._session.desk.print_paper
        self._session.draw(lambda: print_paper.draw_preview(slip), self._desk.preview, owner=self)

    def _drawn(self, issued: IssuedPaper) -> None:
        if not self._shows(issued.paper.subject):
            return
        self._issued = issued
        self._send()

    def _not_drawn(self, problem: DomainProblem) -> None:
        self._panel.say("bad", told(problem), ((AGAIN, N_("Try again")),))

    def _send(self) -> None:
        issued, received = self._issued, self._panel.received
        if issued is None or received is None:
            return
        subject = issued.paper.subject
        self._desk.print_pdf(issued.pdf, received.code, lambda state: self._printed(subject, state))

    def _printed(self, subject: Subject, state: Printed) -> None:
        issued = self._issued
        if not self._shows(subject) or issued is None:
            return
        texts = _SLIP if issued.paper.form == SLIP else _OTHER
        files = ((OPEN, N_("Open the PDF")), (KEEP, N_("Keep the PDF …")))
        again = (AGAIN, N_("Try again"))
        kind, actions = {
            Printed.DONE: ("good", ()),
            Printed.NO_PRINTER: ("warn", (again, *files)),
            Printed.FAILED: ("bad", (again, *files)),
            Printed.NOT_NOW: ("info", ()),
        }[state]
        self._panel.say(kind, texts[state], actions)

    def _shows(self, subject: Subject) -> bool:
        received = self._panel.received
        return received is not None and received.subject == subject

    @Slot(str)
    def _obey(self, key: str) -> None:
        received, issued = self._panel.received, self._issued
        if key == AGAIN:
            self.print_slip()
        elif received is not None and issued is not None:
            if key == OPEN:
                self._desk.open_file(issued.pdf, received.code)
            elif key == KEEP:
                self._desk.keep_file(issued.pdf, received.code)

    @Slot()
    def _amend(self) -> None:
        received = self._panel.received
        if received is not None:
            self._corrections.amend(received.subject)

    @Slot()
    def _void(self) -> None:
        received = self._panel.received
        if received is not None:
            self._corrections.void(received.subject, received.code)

    @Slot()
    def _settle(self) -> None:
        """Lead the dossier just received the short way."""
        received = self._panel.received
        if received is not None:
            FourOnTheSpotDialog(self._session, received.subject, self._parent).open()

    @Slot(object)
    def _amended(self, amended: Amended) -> None:
        if not self._shows(amended.subject):
            return
        self._issued = None
        self._panel.show_due(amended.due_at)
        if amended.paper is None:
            self._panel.say("good", N_("Corrected."))
            return
        self._panel.say("info", N_("Corrected. The new slip is being drawn …"))
        self._flow.issue(amended.paper, self._drawn, self._not_drawn)

    @Slot(object)
    def _voided(self, subject: Subject) -> None:
        if self._shows(subject):
            self._panel.show_voided()

    def resume_unfinished(self) -> None:
        """Draw what a power cut left undrawn; it is then found with its dossier."""
        self._flow.resume_unfinished(self._resumed)

    def _resumed(self, count: int) -> None:
        text = ngettext(
            "{count} slip that was waiting when the power went is ready now.",
            "{count} slips that were waiting when the power went are ready now.",
            count,
        )
        self._panel.say("info", text.format(count=count))

    def leave(self) -> None:
        """Forget files that were opened with a viewer."""
        self._desk.forget_files()
