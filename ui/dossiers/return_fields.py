"""To whom a result is handed: what is asked depends on who takes it (NĐ 118/2025 Đ6)."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.localization.translate import N_, _
from app.use_cases.step_fields import StepField
from ui.dossiers.step_editors import Asked, ChoiceAsked, FlagAsked, LineAsked
from ui.dossiers.step_words import label_of
from ui.style.spacing import space

WHOM = {
    "applicant": N_("the applicant"),
    "submitter": N_("who submitted"),
    "authorised": N_("an authorised person"),
    "post": N_("the post"),
}


class Handing:
    """Shows of the fields of a return those that matter: a paper only of a representative, say."""

    def __init__(self, asked: dict[str, Asked]) -> None:
        """Lead fields made elsewhere."""
        self._asked = asked
        self._submitter = ""

    def set_submitter(self, name: str) -> None:
        """Propose who submitted."""
        self._submitter = name

    def show_what_matters(self) -> None:
        """Ask for the paper of a representative only of one, for a witness only of a fingerprint."""
        kind = str(self._asked["returned_to_kind"].value())
        name = self._asked["returned_to"]
        if isinstance(name, LineAsked) and self._submitter:
            if kind == "submitter" and not name.line.text():
                name.line.setText(self._submitter)
            elif kind != "submitter" and name.line.text() == self._submitter:
                name.line.clear()
        name.setVisible(kind != "applicant")
        self._asked["authorisation"].setVisible(kind == "authorised")
        self._asked["fingerprint"].setVisible(kind != "post")
        self._asked["witness"].setVisible(kind != "post" and bool(self._asked["fingerprint"].value()))
        self._asked["place"].setVisible(kind != "post")


class ReturnFields(QWidget):
    """The fields of a return under each other, small enough for a card."""

    def __init__(self, fields: Sequence[StepField], parent: QWidget | None = None) -> None:
        """Ask as the step does, but for the note."""
        super().__init__(parent)
        by_name = {field.name: field for field in fields}
        choices = [(key, _(WHOM.get(key, key))) for key in by_name["returned_to_kind"].choices]
        self.asked: dict[str, Asked] = {
            "returned_to_kind": ChoiceAsked("returned_to_kind", choices, required=False)
        }
        for name in ("returned_to", "authorisation"):
            self.asked[name] = LineAsked(name, by_name[name].most, required=False)
        self.asked["fingerprint"] = FlagAsked("fingerprint", required=False)
        for name in ("witness", "place"):
            self.asked[name] = LineAsked(name, by_name[name].most, required=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space().half)
        for name, asked in self.asked.items():
            asked.set_label(label_of("return", name))
            asked.shown_changed.connect(self._changed)
            column.addWidget(asked)
        self._handing = Handing(self.asked)
        self._changed()

    @Slot()
    def _changed(self) -> None:
        self._handing.show_what_matters()

    def set_submitter(self, name: str) -> None:
        """Propose who submitted."""
        self._handing.set_submitter(name)

    def values(self) -> dict[str, object]:
        """Return what is stated and shown."""
        stated = {name: asked.value() for name, asked in self.asked.items() if not asked.isHidden()}
        return {name: value for name, value in stated.items() if value not in (None, "")}

    def refuse(self, field: str, text: str) -> bool:
        """Mark the field a problem names; tell whether there is one."""
        asked = self.asked.get(re.split(r"[\[.]", field, maxsplit=1)[0])
        if asked is None or asked.isHidden():
            return False
        asked.refuse(text)
        asked.begin()
        return True
