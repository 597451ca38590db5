"""Asks for the time when the computer's clock cannot be trusted, before any number or paper."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.moments import VIET_NAM, parse_moment, to_milliseconds
from app.domain.problems import DomainProblem
from app.localization.formats import short_moment
from app.localization.translate import _
from ui.problems import told
from ui.session import Session
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog

_FORM = "%d/%m/%Y %H:%M"


class ClockDialog(FormDialog):
    """Shows what the computer says; the person confirms it or types what the wall says."""

    def __init__(
        self, session: Session, problem: DomainProblem, again: Callable[[], None], parent: QWidget
    ) -> None:
        """Ask; once the time is right, do again what could not be done."""
        super().__init__(parent, _("What time is it?"), told(problem), _("This is right"), wide_ems=28)
        self._session = session
        self._again = again
        shown = _shown(problem)
        self._moment = QLineEdit(shown.strftime(_FORM))
        self._field = Field(self._moment)
        self._field.set_label(_("Day and time"))
        self._field.set_hint(_("The computer shows {moment}.").format(moment=short_moment(shown)))
        self.column.addWidget(self._field)
        self.act.setDefault(True)
        self.acted.connect(self._confirm)
        self._moment.setFocus()
        self._moment.selectAll()

    def _typed(self) -> datetime | None:
        try:
            return datetime.strptime(self._moment.text().strip(), _FORM).replace(tzinfo=VIET_NAM)
        except ValueError:
            return None

    def is_complete(self) -> bool:
        """A day and a time are needed."""
        if self._typed() is not None:
            return True
        self._field.refuse(_("Please type day, month, year, hour and minute: 23/11/2026 09:15."))
        return False

    @Slot()
    def _confirm(self) -> None:
        moment = self._typed()
        if moment is not None:
            at = to_milliseconds(moment)
            self._session.read(
                lambda desk: desk.clock.confirm(at), self._confirmed, self._not_confirmed, owner=self
            )

    def _confirmed(self, _time: object) -> None:
        again = self._again
        self.accept()
        again()

    def _not_confirmed(self, problem: DomainProblem) -> None:
        self.act.setEnabled(True)
        self._field.refuse(told(problem))


def _shown(problem: DomainProblem) -> datetime:
    """Return what the computer shows, as the problem carries it."""
    return parse_moment(str(problem.details.get("shown") or datetime.now(VIET_NAM).isoformat()))
