"""Asks what stands in the answer to a dossier that is not accepted: what is missing, or why it is refused."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.dossier import Dossier
from app.domain.identifiers import Subject
from app.domain.lifecycle import STEPS, Status
from app.domain.problems import DomainProblem
from app.domain.procedure import Procedure
from app.use_cases.ports import Person
from app.use_cases.reception_request import ReceptionRequest
from ui.dossiers.step_dialog import StepDialog, StepStock
from ui.problems import told
from ui.session import Session

_NOBODY = Subject(bytes(16))
"""The dossier has no id yet: it gets one when it is registered."""

Answer = Callable[[Mapping[str, object], Callable[[], None], Callable[[DomainProblem], None]], None]
"""Takes the fields of the step; calls back when it is done, or with what stood in the way."""


class TurningAway(QObject):
    """Opens the form of the step over the page, filled with the papers the procedure asks for."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        """Work for the receive page."""
        super().__init__(parent)
        self._session = session
        self._parent = parent

    def ask(self, name: str, request: ReceptionRequest, procedure: Procedure | None, give: Answer) -> None:
        """Ask for ``refuse`` or ``ask_supplement``."""
        self._session.read(
            lambda desk: desk.people.all(),
            lambda people: self._show(name, request, procedure, people, give=give),
            owner=self,
        )

    def _show(
        self,
        name: str,
        request: ReceptionRequest,
        procedure: Procedure | None,
        people: Sequence[Person],
        *,
        give: Answer,
    ) -> None:
        handed_in = {str(paper.get("name") or "") for paper in request.values.get("documents") or ()}
        papers = [paper for paper in (procedure.papers() if procedure else ()) if paper.name not in handed_in]
        stock = StepStock(
            people=people,
            me=self._session.desk.clerk,
            # What is always asked for and was not handed in comes first.
            papers=tuple(paper.name for paper in sorted(papers, key=lambda paper: paper.conditional)),
        )
        dossier = Dossier(
            _NOBODY, Status.REGISTERED, {**request.values, "holder": self._session.desk.clerk.id}
        )
        dialog = StepDialog(STEPS[name], dossier, stock, self._parent)

        def done() -> None:
            dialog.done(StepDialog.DialogCode.Accepted)

        def refused(problem: DomainProblem) -> None:
            dialog.refuse_field(str(problem.details.get("field") or ""), told(problem))

        dialog.given.connect(lambda fields: give(fields, done, refused))
        dialog.open()
