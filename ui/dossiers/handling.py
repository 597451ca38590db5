"""What is done with a dossier from the list: steps, corrections, decisions, papers."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.identifiers import Subject
from app.domain.lifecycle import STEPS
from app.domain.moments import from_milliseconds
from app.domain.problems import DomainProblem
from app.localization.dossier_text import field_text
from app.localization.paper_names import paper_name
from app.localization.translate import _
from app.use_cases.amend_dossier import Amended
from app.use_cases.ports import StoredPaper
from app.use_cases.print_paper import IssuedPaper
from app.use_cases.show_dossier import DossierDetail
from app.use_cases.take_step import StepTaken
from ui.dossiers.corrections import Corrections
from ui.dossiers.detail_actions import AMEND, ON_THE_SPOT, VOID
from ui.dossiers.steps import Steps
from ui.four_on_the_spot.dialog import FourOnTheSpotDialog
from ui.printing.paper_flow import PaperFlow
from ui.printing.print_desk import PrintDesk, Printed
from ui.problems import cautioned, told
from ui.session import Session
from ui.widgets.reason_dialog import ReasonDialog

_MOMENTS = {"due_at", "received_at"}


class Handling(QObject):
    """Opens what has to be asked, does it, and says how it went."""

    said = Signal(str, str)
    """A kind of notice, and words for it."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        """Work for a page."""
        super().__init__(parent)
        self._session = session
        self._parent = parent
        self._flow = PaperFlow(session)
        self._desk = PrintDesk(session, parent)
        self._corrections = Corrections(session, parent)
        self._steps = Steps(session, parent)
        self._steps.taken.connect(self._step_taken)
        self._corrections.amended.connect(self._amended)
        self._corrections.voided.connect(self._voided)
        self._corrections.refused.connect(self._complain)

    def handle(self, key: str, detail: DossierDetail) -> None:
        """Do what a button of the detail asks for."""
        subject = detail.dossier.subject
        if key == AMEND:
            self._corrections.amend(subject)
        elif key == VOID:
            self._corrections.void(subject, detail.dossier.code)
        elif key == ON_THE_SPOT:
            FourOnTheSpotDialog(self._session, subject, self._parent).open()
        elif key in STEPS:
            self._steps.ask(key, detail)

    def print_form(self, form: str, detail: DossierDetail) -> None:
        """Print a paper of a dossier."""
        self.said.emit("info", _("{paper}: being drawn …").format(paper=paper_name(form)))
        self._flow.issue_again(detail.dossier.subject, self._drawn(detail.dossier.code), self._problem, form)

    # --- steps -------------------------------------------------------------------------------------

    @Slot(object, str)
    def _step_taken(self, taken: StepTaken, form: str) -> None:
        """Say that it is done; a paper that goes with the step is drawn at once."""
        paper, cautions = taken.paper, "\n".join(map(cautioned, taken.cautions))
        if paper is None:
            self.said.emit("warn" if cautions else "good", cautions or _("Done."))
            return
        self.said.emit("info", _("{paper}: being drawn …").format(paper=paper_name(form)))
        self._flow.issue(paper, self._drawn(""), self._problem)

    # --- decisions ---------------------------------------------------------------------------------

    def decide(self, detail: DossierDetail, name: str, value: object) -> None:
        """Settle a disputed field with the value a person chose; the reason stands in the history."""
        dialog = ReasonDialog(
            self._parent,
            _("Settle: {field}").format(field=field_text(name)),
            _("The chosen value holds from now on, on every computer of the office."),
            _("&Settle"),
            (_("asked the citizen"), _("checked the paper")),
        )
        subject = detail.dossier.subject
        typed = _as_typed(name, value)

        def done(amended: Amended) -> None:
            dialog.accept()
            self._amended(amended)

        def give(reason: str) -> None:
            self._session.act(
                lambda desk, acting: desk.amend(subject, {name: typed}, reason, acting),
                done,
                lambda problem: dialog.refuse(told(problem)),
                owner=dialog,
            )

        dialog.given.connect(give)
        dialog.open()

    @Slot(object)
    def _amended(self, amended: Amended) -> None:
        if amended.paper is None:
            self.said.emit("good", _("Corrected."))
        else:
            self.said.emit("info", _("Corrected. The new slip is being drawn …"))
            self._flow.issue(amended.paper, self._drawn(""), self._problem)

    @Slot(object)
    def _voided(self, _subject: Subject) -> None:
        self.said.emit("warn", _("This reception is void. Its number stays accounted for."))

    # --- papers ------------------------------------------------------------------------------------

    def look_at(self, paper: StoredPaper) -> None:
        """Show a paper as it was issued."""
        if paper.pdf is not None:
            self._desk.preview(paper.pdf)

    def _drawn(self, code: str) -> "_Send":
        return _Send(self, code)

    def send(self, issued: IssuedPaper, code: str) -> None:
        """Take a drawn paper to the printer."""
        form = issued.paper.form
        title = code or str(issued.paper.record.get("code") or form)
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
        self.said.emit(kind, text.format(paper=paper_name(form)))

    def _problem(self, problem: DomainProblem) -> None:
        self._complain(told(problem))

    @Slot(str)
    def _complain(self, text: str) -> None:
        self.said.emit("bad", text)

    def leave(self) -> None:
        """Forget files that were opened with a viewer."""
        self._desk.forget_files()


class _Send:
    """What to do once a slip is drawn."""

    def __init__(self, handling: Handling, code: str) -> None:
        self._handling, self._code = handling, code

    def __call__(self, issued: IssuedPaper) -> None:
        self._handling.send(issued, self._code)


def _as_typed(name: str, value: Any) -> object:  # noqa: ANN401 - whatever the field holds
    """Return a stored value as a person would type it, for the strict reader."""
    if name in _MOMENTS and isinstance(value, int):
        return from_milliseconds(value).isoformat()
    return value
