"""Forgotten passphrase: the key from the recovery sheet makes a new one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.localization.translate import N_, _
from ui.passphrase import LEAST_CHARS, Strength, strength
from ui.sign_in.centred import CentredPage
from ui.sign_in.passphrase_field import PassphraseField
from ui.widgets.buttons import ChoiceBox, button
from ui.widgets.field import Field
from ui.widgets.text import label


class RecoverPage(CentredPage):
    """Asks for the key, who one is, and the new passphrase twice."""

    entered = Signal(str, str, str)
    """Key, name, new passphrase."""
    back = Signal()

    def __init__(self, clerks: Sequence[str], *, practice: bool, parent: QWidget | None = None) -> None:
        """Offer the clerks of the office."""
        super().__init__(32, practice=practice, parent=parent)
        body = self.card.body
        heading, words = label(look="title"), label(look="soft", wrap=True)
        self.wording.say(heading.setText, N_("A new passphrase"))
        self.wording.say(words.setText, N_("Take the recovery sheet out of the safe and type the key on it."))
        body.addWidget(heading)
        body.addWidget(words)
        self._key, self._who = QLineEdit(), ChoiceBox()
        self._who.fill([(name, name) for name in clerks])
        self._passphrase, self._again = PassphraseField(), PassphraseField()
        self._key_field = self._add(self._key, N_("Recovery &key"))
        self._add(self._who, N_("&Name"))
        self._passphrase_field = self._add(self._passphrase, N_("New &passphrase"))
        self._again_field = self._add(self._again, N_("Passphrase &again"))
        self._back, self._go = button("quiet"), button("primary")
        self.wording.say(self._back.setText, N_("Back"))
        self.wording.say(self._go.setText, N_("Set the passphrase"))
        self._back.clicked.connect(self.back)
        self._go.clicked.connect(self._enter)
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self._go)
        body.addLayout(row)

    def begin(self) -> None:
        """Give the keyboard to the key."""
        self._key.setFocus()

    def _add(self, editor: QWidget, text: str) -> Field:
        field = Field(editor)
        self.wording.say(field.set_label, text)
        self.card.body.addWidget(field)
        return field

    @Slot()
    def _enter(self) -> None:
        for field in (self._key_field, self._passphrase_field, self._again_field):
            field.clear_mark()
        if not self._key.text().strip():
            self._key_field.refuse(_("Please type the key from the recovery sheet."))
        elif strength(self._passphrase.text()) is Strength.TOO_SHORT:
            self._passphrase_field.refuse(_("At least {count} characters.").format(count=LEAST_CHARS))
        elif self._passphrase.text() != self._again.text():
            self._again_field.refuse(_("The two passphrases differ."))
        else:
            self._go.setEnabled(False)
            self.entered.emit(self._key.text(), self._who.key, self._passphrase.text())

    def refuse(self, text: str) -> None:
        """Say why the key does not open the office."""
        self._go.setEnabled(True)
        self._key_field.refuse(text)
        self._key.setFocus()
