"""What a clerk sees when a dossier is saved: code, appointed time, whether the slip is printed."""

from dataclasses import replace

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.lifecycle import Status
from app.domain.moments import from_milliseconds
from app.localization.translate import N_, _
from app.use_cases.receive_dossier import Received
from ui.language.wording import Wording
from ui.receive.appointment_words import day_words, hour_words
from ui.style.sheet import dress
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.card import Card, rule
from ui.widgets.flow_row import FlowRow
from ui.widgets.notice import Notice
from ui.widgets.text import label, selectable

_WIDE_EMS = 42
_LONG_CODE = 24
_DONE = {
    "": N_("Saved"),
    "register": N_("Registered, not accepted yet"),
    "ask_supplement": N_("Registered; the citizen was asked for what is missing"),
    "refuse": N_("Refused"),
}


class SavedPanel(QWidget):
    """Stands where the form stood until the next dossier is begun."""

    new_wanted = Signal()
    print_wanted = Signal()
    amend_wanted = Signal()
    void_wanted = Signal()
    open_wanted = Signal()
    spot_wanted = Signal()
    """Appraise, approve and return at once (bốn tại chỗ)."""
    chosen = Signal(str)
    """The key of a button in the notice about printing."""

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        """Make a panel about nothing yet."""
        super().__init__(parent)
        self._wording = wording
        self._received: Received | None = None
        self._answer = ""
        self._said: tuple[str, str, tuple[tuple[str, str], ...]] = ("info", "", ())
        self._card = Card(headed=False)
        self._card.setFixedWidth(space().ems(_WIDE_EMS))
        body = self._card.body
        body.setContentsMargins(*(space().ems(1.75),) * 4)
        self._done = label(look="good")
        self._code = selectable(label(look="display"))
        self._provisional = Notice("info")
        self._name, self._procedure = label(look="strong", wrap=True), label(look="soft", wrap=True)
        self._due_head = label(look="label")
        wording.say(self._due_head.setText, N_("Result due"))
        self._due, self._hour = label(look="when", wrap=True), label(look="strong")
        self.notice = Notice("good")
        self.notice.pressed.connect(self.chosen)
        for part in (self._done, self._code, self._provisional, self._name, self._procedure, rule()):
            body.addWidget(part)
        for part in (self._due_head, self._due, self._hour, self.notice):
            body.addWidget(part)
        body.addSpacing(space().half)
        body.addLayout(self._buttons())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._card)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    def _buttons(self) -> FlowRow:
        row = FlowRow()
        self._new = self._button("primary", "plus", N_("&New dossier"), self.new_wanted)
        self._print = self._button("", "printer", N_("&Print slip"), self.print_wanted)
        self._open = self._button("", "sheet", N_("&Look at it"), self.open_wanted)
        self._amend = self._button("quiet", "", N_("&Correct …"), self.amend_wanted)
        self._void = self._button("quiet", "", N_("&Void it …"), self.void_wanted)
        self._spot = self._button("", "tick", N_("On the spo&t"), self.spot_wanted)
        for made in (self._new, self._print, self._spot, self._open):
            row.addWidget(made)
        row.addWidget(self._amend)
        row.addWidget(self._void)
        return row

    def _button(self, look: str, picture: str, text: str, wanted: SignalInstance) -> QPushButton:
        made = button(look, picture)
        self._wording.say(made.setText, text)
        made.clicked.connect(wanted)
        return made

    def begin(self) -> None:
        """Give the keyboard to "new", so that Enter goes on."""
        self._new.setFocus()

    @property
    def received(self) -> Received | None:
        """The dossier shown."""
        return self._received

    def show_received(self, received: Received, name: str, procedure: str, *, answer: str = "") -> None:
        """Show a dossier just saved; the keyboard stands at "new", so that Enter goes on.

        ``answer``: the step by which one that was not accepted was answered.
        """
        self._received, self._answer = received, answer
        self._code.setText(received.code)
        # A provisional code is longer than an official one.
        dress(self._code, "display" if len(received.code) <= _LONG_CODE else "when")
        self._name.setText(name)
        self._procedure.setText(procedure)
        self._said = ("info", "", ())
        self.renew()
        self.notice.be_silent()
        self._set_open(is_open=True)
        self.begin()

    def renew(self) -> None:
        """Word everything in the language now in use."""
        received = self._received
        if received is None:
            return
        accepted = received.status is not Status.REGISTERED
        ending = _DONE["" if accepted else self._answer or "register"]
        self._done.setText(_(ending))
        for part in (self._due_head, self._due, self._print, self._spot):
            part.setVisible(accepted)
        provisional = _("A provisional code; the province assigns the official one. Both stay searchable.")
        self._provisional.say(provisional if received.provisional else "")
        if received.due_at is None:
            self._due.setText(_("No date; the office will tell the citizen"))
            self._hour.setText("")
        else:
            due = from_milliseconds(received.due_at)
            self._due.setText(day_words(due))
            self._hour.setText(hour_words(due))
        self._hour.setVisible(accepted and bool(self._hour.text()))
        if self._said[1]:
            self.say(*self._said)

    def say(self, kind: str, text: str, actions: tuple[tuple[str, str], ...] = ()) -> None:
        """Say how printing stands; texts are marked, and worded anew with the language."""
        self._said = (kind, text, actions)
        self.notice.set_kind(kind)
        self.notice.say(_(text), tuple((key, _(words)) for key, words in actions))

    def show_voided(self) -> None:
        """Show that the reception was voided."""
        self._set_open(is_open=False)
        self.say("warn", N_("This reception is void. Its number stays accounted for."))
        self._new.setFocus()

    def show_due(self, due_at: int | None) -> None:
        """Show an appointed time that a correction changed."""
        if self._received is not None:
            self._received = replace(self._received, due_at=due_at)
            self.renew()

    def _set_open(self, *, is_open: bool) -> None:
        for made in (self._print, self._spot, self._amend, self._void):
            made.setEnabled(is_open)
