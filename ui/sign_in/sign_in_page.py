"""Sign in: who one is, and the passphrase. The first thing painted when the program starts."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QWidget

from app.localization.translate import N_, _
from ui.sign_in.centred import CentredPage
from ui.sign_in.passphrase_field import PassphraseField
from ui.style.spacing import space
from ui.widgets.buttons import ChoiceBox, button
from ui.widgets.field import Field
from ui.widgets.keys import is_enter
from ui.widgets.text import label


class SignInPage(CentredPage):
    """Asks; does not open anything itself."""

    entered = Signal(str, str)
    """Name and passphrase."""
    forgotten = Signal()

    def __init__(self, clerks: Sequence[str], *, practice: bool, parent: QWidget | None = None) -> None:
        """Offer the clerks that have a passphrase here."""
        super().__init__(26, practice=practice, parent=parent)
        body = self.card.body
        heading = label(look="title")
        self.wording.say(heading.setText, N_("Sign in"))
        body.addWidget(heading)
        self._who = ChoiceBox()
        self._who.fill([(name, name) for name in clerks])
        who = Field(self._who)
        self.wording.say(who.set_label, N_("&Name"))
        body.addWidget(who)
        self._passphrase = PassphraseField()
        self._field = Field(self._passphrase)
        self.wording.say(self._field.set_label, N_("&Passphrase"))
        body.addWidget(self._field)
        self._go = button("primary")
        self.wording.say(self._go.setText, N_("Sign in"))
        self._go.clicked.connect(self._enter)
        self._lost = button("quiet")
        self.wording.say(self._lost.setText, N_("Forgotten passphrase"))
        self._lost.clicked.connect(self.forgotten)
        row = QHBoxLayout()
        row.addWidget(self._go)
        row.addStretch(1)
        row.addWidget(self._lost)
        body.addLayout(row)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        keeps_room = self._busy.sizePolicy()
        keeps_room.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(keeps_room)
        self._busy.hide()
        body.setSpacing(space().one)
        body.addWidget(self._busy)

    def begin(self) -> None:
        """Give the keyboard to the passphrase."""
        self._passphrase.setFocus()

    @property
    def passphrase(self) -> QLineEdit:
        """The field of the passphrase."""
        return self._passphrase

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the passphrase opens the door; elsewhere it moves on."""
        if is_enter(event) and self._passphrase.hasFocus():
            self._enter()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _enter(self) -> None:
        if not self._passphrase.text():
            self._field.refuse(_("Please type the passphrase."))
            self._passphrase.setFocus()
            return
        if not self._go.isEnabled():
            return
        self.set_busy(busy=True)
        self.entered.emit(self._who.key, self._passphrase.text())

    def set_busy(self, *, busy: bool) -> None:
        """Show that the key is being made (it takes up to a second), and take no second answer."""
        self._field.clear_mark()
        for widget in (self._go, self._lost, self._who, self._passphrase):
            widget.setEnabled(not busy)
        self._busy.setVisible(busy)

    def refuse(self, text: str) -> None:
        """Say why the door stays shut, and let the person try again."""
        self.set_busy(busy=False)
        self._field.refuse(text)
        self._passphrase.setFocus()
        self._passphrase.selectAll()
