"""Dialogs about one person: who they are, and their passphrase."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.localization.translate import _
from app.use_cases.ports import Person
from ui.passphrase import LEAST_CHARS, Strength, strength
from ui.sign_in.passphrase_field import PassphraseField
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog


class PersonDialog(FormDialog):
    """Name, position and phone of a clerk; a new one also gets a passphrase; or only the passphrase."""

    given = Signal(object, str)
    """Fields by name, and the passphrase (empty when none was asked for)."""

    def __init__(
        self, title: str, person: Person | None, parent: QWidget, *, fields: bool, passphrase: bool
    ) -> None:
        """Ask for what is said; ``person`` is None for a new one."""
        super().__init__(parent, title, "" if person is None else person.full_name, _("Save"), wide_ems=28)
        self._fields: dict[str, Field] = {}
        self._lines: dict[str, QLineEdit] = {}
        if fields:
            for name, text in (
                ("full_name", _("&Full name")),
                ("position", _("P&osition")),
                ("phone", _("P&hone")),
                ("work", _("Field of &work")),
            ):
                line = QLineEdit(getattr(person, name) if person is not None else "")
                line.setMaxLength(200)
                self._add(name, line, text)
        if passphrase:
            self._add("passphrase", PassphraseField(), _("New &passphrase"))
            self._add("again", PassphraseField(), _("Passphrase &again"))
        self.act.setDefault(True)
        self.acted.connect(self._give)
        next(iter(self._lines.values())).setFocus()

    def _add(self, name: str, line: QLineEdit, text: str) -> None:
        field = Field(line)
        field.set_label(text)
        self._fields[name], self._lines[name] = field, line
        self.column.addWidget(field)

    def _typed(self, name: str) -> str:
        return self._lines[name].text() if name in self._lines else ""

    def is_complete(self) -> bool:
        """A name is needed, and a passphrase typed twice alike."""
        for field in self._fields.values():
            field.clear_mark()
        if "full_name" in self._lines and not self._typed("full_name").strip():
            return self._refuse_at("full_name", _("The name is needed: it stands on every slip."))
        if "passphrase" not in self._lines:
            return True
        if strength(self._typed("passphrase")) is Strength.TOO_SHORT:
            return self._refuse_at("passphrase", _("At least {count} characters.").format(count=LEAST_CHARS))
        if self._typed("passphrase") != self._typed("again"):
            return self._refuse_at("again", _("The two passphrases differ."))
        return True

    def _refuse_at(self, name: str, text: str) -> bool:
        self._fields[name].refuse(text)
        self._lines[name].setFocus()
        return False

    @Slot()
    def _give(self) -> None:
        names = self._lines.keys() - {"passphrase", "again"}
        self.given.emit({name: self._typed(name).strip() for name in names}, self._typed("passphrase"))
