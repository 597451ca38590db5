"""Taking a step from the window: what its form needs is read, the step taken, its paper drawn."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.lifecycle import STEPS, Step
from app.domain.problems import DomainProblem
from app.use_cases.desk import Desk
from app.use_cases.show_dossier import DossierDetail
from app.use_cases.step_fields import Input, fields_of
from app.use_cases.take_step import StepTaken
from ui.dossiers.step_dialog import StepDialog, StepStock
from ui.problems import told
from ui.session import Session


class Steps(QObject):
    """Asks for steps over a page."""

    taken = Signal(object, str)
    """A `StepTaken`, and the form that goes with the step; empty when none does."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        """Work for a page."""
        super().__init__(parent)
        self._session = session
        self._parent = parent

    def ask(self, name: str, detail: DossierDetail) -> None:
        """Open the form of a step."""
        step = STEPS[name]
        self._session.read(
            lambda desk: self._stock(desk, step, detail),
            lambda stock: self._show(step, detail, stock),
            owner=self,
        )

    def _stock(self, desk: Desk, step: Step, detail: DossierDetail) -> StepStock:
        """Read what the form offers; on the `database` lane."""
        dossier = detail.dossier
        procedure = self._session.procedure(dossier.procedure)
        now = desk.clock.now().at
        after = max(now, dossier.due_at or now) if step.name == "extend" else now
        dated = any(field.input is Input.DAY for field in fields_of(step))
        return StepStock(
            people=desk.people.all(),
            me=desk.clerk,
            offers=desk.offer_days(after) if dated else (),
            papers=tuple(paper.name for paper in procedure.papers()) if procedure else (),
            results=tuple(result.name for result in procedure.results) if procedure else (),
        )

    def _show(self, step: Step, detail: DossierDetail, stock: StepStock) -> None:
        dialog = StepDialog(step, detail.dossier, stock, self._parent)
        subject = detail.dossier.subject

        def done(taken: StepTaken) -> None:
            dialog.done(StepDialog.DialogCode.Accepted)
            self.taken.emit(taken, step.form)

        def refused(problem: DomainProblem) -> None:
            dialog.refuse_field(str(problem.details.get("field") or ""), told(problem))

        def take(fields: Mapping[str, object]) -> None:
            self._session.act(
                lambda desk, acting: desk.step(subject, step.name, acting, fields),
                done,
                refused,
                owner=dialog,
            )

        dialog.given.connect(take)
        dialog.open()
