"""One step of the life cycle: to whom, and a note; for a return also who took the result."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.domain.identifiers import as_text
from app.domain.lifecycle import Step
from app.localization.dossier_text import step_text
from app.localization.translate import N_, _
from app.use_cases.ports import Person
from ui.style.spacing import space
from ui.widgets.buttons import ChoiceBox
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog

_TO_WHOM = (
    ("applicant", N_("the applicant")),
    ("submitter", N_("who submitted")),
    ("authorised", N_("an authorised person")),
    ("post", N_("the post")),
)


class StepDialog(FormDialog):
    """Asks for the fields a step may state, all of them optional or filled with what is usual."""

    given = Signal(object)
    """The fields of the step."""

    def __init__(self, step: Step, people: Sequence[Person], me: Person, name: str, parent: QWidget) -> None:
        """Ask for a step on the dossier of a person with ``name``."""
        super().__init__(parent, step_text(step.name), name, step_text(step.name), wide_ems=28)
        self._step = step
        self._holder, self._whom = ChoiceBox(self), ChoiceBox(self)
        self._who, self._note = QLineEdit(self), QPlainTextEdit(self)
        self._holder.fill([(as_text(person.id), _who(person)) for person in people if person.active])
        self._holder.choose(as_text(me.id))
        self._whom.fill([(key, _(text)) for key, text in _TO_WHOM])
        self._who.setMaxLength(200)
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(space().ems(3.6))
        first: QWidget = self.back
        for field_name, editor, text in (
            ("holder", self._holder, _("Responsible from now on")),
            ("returned_to_kind", self._whom, _("Handed to")),
            ("returned_to", self._who, _("Name, if somebody else")),
            ("note", self._note, _("Note")),
        ):
            if field_name not in step.fields:
                editor.hide()
                continue
            field = Field(editor)
            field.set_label(text)
            self.column.addWidget(field)
            first = editor if first is self.back else first
        self.acted.connect(self._give)
        self.act.setDefault(True)
        # Never on the act: a Space while one types must not confirm.
        first.setFocus()

    @Slot()
    def _give(self) -> None:
        said = {
            "holder": self._holder.key,
            "returned_to_kind": self._whom.key,
            "returned_to": self._who.text().strip(),
            "note": self._note.toPlainText().strip(),
        }
        self.given.emit({name: said[name] for name in self._step.fields if said.get(name)})


def _who(person: Person) -> str:
    return f"{person.full_name} – {person.position}" if person.position else person.full_name
