"""Corrects a dossier: the fields as they stand, and why they are changed. Only what differs is written."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from app.domain.procedure import RequiredDocument
from app.localization.translate import N_, _
from app.use_cases.show_dossier import DossierDetail
from ui.language.wording import Wording
from ui.receive.circumstances import CircumstancesFields
from ui.receive.papers_section import PapersSection
from ui.receive.people_tables import PeopleTables
from ui.receive.person_fields import PersonFields
from ui.style.sheet import dress
from ui.style.spacing import space
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog
from ui.widgets.reason_dialog import ReasonField
from ui.widgets.scrolling import scrolling


class AmendDialog(FormDialog):
    """The applicant, the papers, the note, and the reason."""

    given = Signal(object, str)
    """Changed fields by name, and the reason."""

    def __init__(
        self,
        detail: DossierDetail,
        documents: tuple[RequiredDocument, ...],
        tables: PeopleTables,
        parent: QWidget,
    ) -> None:
        """Show a dossier as it stands; ``documents``: the papers its procedure asks for."""
        super().__init__(
            parent,
            _("Correct dossier {code}").format(code=detail.dossier.code),
            _("What stood before stays in the history. If a slip was printed, a new one replaces it."),
            _("&Save the correction"),
        )
        wording = Wording()
        values = detail.dossier.values
        self._person = PersonFields(tables, wording, keys=True)
        self._person.show_values(values)
        self._circumstances = CircumstancesFields(tables, wording)
        self._circumstances.show_values(values)
        self._papers = PapersSection(wording)
        self._papers.show_documents(documents)
        self._papers.show_values(values.get("documents") or [])
        self._note = QPlainTextEdit(str(values.get("note") or ""))
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(space().ems(3.5))
        self._note_field = Field(self._note)
        wording.say(self._note_field.set_label, N_("Note"))
        self._reason = ReasonField()
        self._before = self._values()
        self.column.addWidget(self._scrolling(), 1)
        self.column.addWidget(self._reason)
        self.fill_window(62)
        self.acted.connect(self._give)
        self._person.begin()

    def _scrolling(self) -> QScrollArea:
        inner = QWidget()
        dress(inner, "page")
        parts = QVBoxLayout(inner)
        parts.setContentsMargins(0, 0, space().half, 0)
        who = Card()
        who.heading.setText(_("Applicant"))
        who.body.addWidget(self._person)
        around = Card()
        around.heading.setText(_("Priority, help, other commune"))
        around.body.addWidget(self._circumstances)
        for part in (who, self._papers, around, self._note_field):
            parts.addWidget(part)
        parts.addStretch(1)
        return scrolling(inner)

    def preset(self, values: Mapping[str, Any]) -> None:
        """Put values into the fields for the person to confirm."""
        self._person.put({name: str(value or "") for name, value in values.items()})

    def _values(self) -> dict[str, Any]:
        return {
            **self._person.values(),
            **self._circumstances.values(),
            "documents": self._papers.values(),
            "note": self._note.toPlainText().strip(),
        }

    def changes(self) -> dict[str, Any]:
        """Return what differs from how the dossier stood; an emptied field is an empty text."""
        now, before = self._values(), self._before
        names = sorted(now.keys() | before.keys())
        return {
            name: now.get(name, "") for name in names if (now.get(name) or "") != (before.get(name) or "")
        }

    def is_complete(self) -> bool:
        """Something must differ, and have a reason."""
        if not self.changes():
            self.complaint.say(_("Nothing was changed."))
            return False
        return self._reason.is_given()

    @Slot()
    def _give(self) -> None:
        self.given.emit(self.changes(), self._reason.reason)

    def refuse_field(self, field: str, text: str) -> None:
        """Say why the correction cannot be kept, at the field if it has one."""
        name = field.removeprefix("applicant.")
        found = (self._person.field(name) or self._circumstances.field(name)) if field else None
        if found is None:
            self.refuse(text)
            return
        self.act.setEnabled(True)
        found.refuse(text)
        found.editor.setFocus()
