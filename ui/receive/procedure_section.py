"""Which procedure: found by any part of its name without marks, or by its code; frequent ones first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.procedure import FeeKind, Procedure
from app.domain.time_limit import LimitUnit
from app.localization.formats import money
from app.localization.translate import N_, _, ngettext
from ui.language.wording import Wording
from ui.session import Session
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.picker import Picker
from ui.widgets.text import OneLine

_MOST = 60


class ProcedureSection(Card):
    """A card with the picker and a line on what was chosen."""

    picked = Signal(str)

    def __init__(self, session: Session, wording: Wording, parent: QWidget | None = None) -> None:
        """Offer the procedures of the session's catalogue."""
        super().__init__(parent, headed=False)
        self._session = session
        self.picker = Picker(self._find, opens_by_itself=True)
        self.picker.setObjectName("procedure")
        self.picker.picked.connect(self.picked)
        self.field = Field(self.picker, required=True)
        wording.say(self.field.set_label, N_("P&rocedure"))
        wording.say(self.picker.setPlaceholderText, N_("Type any part of the name, or the code"))
        self._about = OneLine(look="hint")
        self.body.addWidget(self.field)
        self.body.addWidget(self._about)
        self._about.hide()

    def _find(self, typed: str) -> Sequence[Choice]:
        return [_choice(one) for one in self._session.procedures(typed)[:_MOST]]

    def show_procedure(self, procedure: Procedure | None) -> None:
        """Show what was chosen, and by what a clerk tells it from its like."""
        chosen = self.picker.chosen
        if procedure is not None and (chosen is None or chosen.key != procedure.code):
            self.picker.choose(_choice(procedure))
        if procedure is None and chosen is not None:
            self.picker.choose(None)
        self.field.clear_mark()
        about = "" if procedure is None else " · ".join(filter(None, _about(procedure)))
        self._about.setText(about)
        self._about.setVisible(bool(about))

    def begin(self) -> None:
        """Give the keyboard to the picker."""
        self.picker.setFocus()


def _choice(procedure: Procedure) -> Choice:
    return Choice(procedure.code, procedure.short_name, f"{procedure.code} · {procedure.field}")


def _about(procedure: Procedure) -> Sequence[str]:
    return procedure.code, procedure.field, _limit(procedure), _fee(procedure)


def _limit(procedure: Procedure) -> str:
    limit = procedure.time_limit
    if limit.unit is LimitUnit.SAME_DAY:
        return _("same day")
    if limit.value is None:
        return _("no time limit stated")
    if limit.unit is LimitUnit.WORKING_DAYS:
        return ngettext("{count} working day", "{count} working days", limit.value).format(count=limit.value)
    return ngettext("{count} day", "{count} days", limit.value).format(count=limit.value)


def _fee(procedure: Procedure) -> str:
    fee = procedure.fee
    if fee.kind is FeeKind.FREE:
        return _("free of charge")
    if fee.kind is FeeKind.FIXED and fee.amount:
        return _("fee {amount}").format(amount=money(fee.amount))
    return _("fee as posted at the office")
