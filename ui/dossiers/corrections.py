"""Correcting and voiding a dossier: asks, does it, tells who asked. Used by both pages."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.identifiers import Subject
from app.domain.problems import DomainProblem
from app.localization.translate import _
from app.use_cases.show_dossier import DossierDetail
from ui.dossiers.amend_dialog import AmendDialog
from ui.problems import told
from ui.session import Session
from ui.widgets.reason_dialog import ReasonDialog


class Corrections(QObject):
    """Opens the dialogs over a page."""

    amended = Signal(object)
    """Carries an `Amended`."""
    voided = Signal(object)
    """Carries the subject."""
    refused = Signal(str)
    """Why a dossier could not even be opened for correction."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        """Work for a page."""
        super().__init__(parent)
        self._session = session
        self._parent = parent

    def amend(self, subject: Subject, preset: Mapping[str, Any] | None = None) -> None:
        """Open a dossier for correction, perhaps with values to confirm."""
        self._session.read(
            lambda desk: desk.show(subject),
            lambda detail: self._show_amend(detail, preset or {}),
            lambda problem: self.refused.emit(told(problem)),
            owner=self,
        )

    def _show_amend(self, detail: DossierDetail, preset: Mapping[str, Any]) -> None:
        procedure = self._session.procedure(detail.dossier.procedure)
        documents = procedure.papers() if procedure is not None else ()
        dialog = AmendDialog(detail, documents, self._session.tables, self._parent)
        dialog.preset(preset)
        subject = detail.dossier.subject
        dialog.given.connect(lambda changes, reason: self._do_amend(dialog, subject, changes, reason))
        dialog.open()

    def _do_amend(
        self, dialog: AmendDialog, subject: Subject, changes: Mapping[str, Any], reason: str
    ) -> None:
        def refused(problem: DomainProblem) -> None:
            dialog.refuse_field(str(problem.details.get("field") or ""), told(problem))

        def done(amended: object) -> None:
            dialog.accept()
            self.amended.emit(amended)

        self._session.act(
            lambda desk, acting: desk.amend(subject, changes, reason, acting), done, refused, owner=dialog
        )

    def void(self, subject: Subject, code: str) -> None:
        """Ask why a reception is void, and void it."""
        dialog = ReasonDialog(
            self._parent,
            _("Void the reception {code}").format(code=code),
            _("For a mistaken reception only. The number stays accounted for; the slip becomes worthless."),
            _("&Void the reception"),
            (_("wrong procedure"), _("wrong person"), _("received twice")),
            look="danger",
        )

        def done(_status: object) -> None:
            dialog.accept()
            self.voided.emit(subject)

        def give(reason: str) -> None:
            self._session.act(
                lambda desk, acting: desk.void(subject, reason, acting),
                done,
                lambda problem: dialog.refuse(told(problem)),
                owner=dialog,
            )

        dialog.given.connect(give)
        dialog.open()
