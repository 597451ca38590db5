"""The form of the receive page: its sections under each other, read and filled as one record."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.domain.procedure import Procedure
from app.localization.translate import N_, _
from ui.language.wording import Wording
from ui.receive.appointment_panel import AppointmentPanel
from ui.receive.extras import PARTY, SUBMITTER, Extras
from ui.receive.papers_section import PapersSection
from ui.receive.person_fields import PersonFields
from ui.receive.procedure_section import ProcedureSection
from ui.receive.return_section import ReturnSection
from ui.session import Session
from ui.style.sheet import dress
from ui.style.spacing import space
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.keys import keyboard_in
from ui.widgets.notice import Notice
from ui.widgets.scrolling import make_scrolling

Record = dict[str, Any]


class ReceptionForm(QScrollArea):
    """Sections in the order in which a clerk asks. The typed date stands in the panel beside the form."""

    edited = Signal()
    procedure_picked = Signal(str)

    def __init__(
        self, session: Session, panel: AppointmentPanel, wording: Wording, parent: QWidget | None = None
    ) -> None:
        """Make an empty form."""
        super().__init__(parent)
        tables = session.tables
        self._panel = panel
        self._tables = tables
        self.restored = Notice("info")
        self._procedure = ProcedureSection(session, wording)
        self._applicant = PersonFields(tables, wording, keys=True)
        self._papers = PapersSection(wording)
        self._return = ReturnSection(wording)
        self._extras = Extras(tables, wording)
        who = Card()
        wording.say(who.heading.setText, N_("Applicant"))
        who.body.addWidget(self._applicant)
        inner = QWidget()
        dress(inner, "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, space().half, 0)
        column.setSpacing(space().ems(0.75))
        for part in (self.restored, self._procedure, who, self._papers, self._return, self._extras):
            column.addWidget(part)
        column.addStretch(1)
        make_scrolling(self, inner)
        self._applicant.edited.connect(self._notice_circumstances)
        session.restocked.connect(self._extras.circumstances.renew)
        self._procedure.picked.connect(self.procedure_picked)
        self._extras.opened.connect(self._show_section)
        for section in (self._applicant, self._papers, self._return, self._extras, panel):
            section.edited.connect(self.edited)

    def begin(self) -> None:
        """Give the keyboard to the procedure."""
        self._procedure.begin()

    def begin_anew(self) -> None:
        """Begin an empty form at its top."""
        self.verticalScrollBar().setValue(0)
        self._procedure.begin()

    def channel(self) -> str:
        """Return how the dossier came."""
        return str(self._return.values()["channel"])

    def at_last_field(self) -> bool:
        """Tell whether the keyboard is in the last field that every dossier has."""
        return self._return.has_last()

    @Slot()
    def _notice_circumstances(self) -> None:
        """Follow what was typed of the applicant: how far the village is, who may go first."""
        values, places = self._applicant.values(), self._tables.places
        if places is None:
            return
        village = values.get("village", "")
        self._extras.circumstances.show_distance(village)
        codes = places.suggested(values.get("birth_date", ""), village)
        words = _("Goes first: {reasons}?").format(reasons=places.priorities.names(codes))
        self._extras.suggest(codes, words)

    @Slot(object)
    def _show_section(self, section: QWidget) -> None:
        """Bring a section that was just opened into view, once it has its place."""
        QTimer.singleShot(0, section, lambda: self.ensureWidgetVisible(section, 0, space().one))

    def second_person_awaited(self) -> bool:
        """Tell whether the second person's fields are open and empty."""
        return self._extras.awaits_party()

    # --- values ------------------------------------------------------------------------------------

    def record(self) -> Record:
        """Return the form as it stands, empty fields left out."""
        chosen = self._procedure.picker.chosen
        found: Record = {
            "procedure": chosen.key if chosen else None,
            "applicant": self._applicant.values(),
            "documents": self._papers.values(),
            **self._return.values(),
            **self._extras.values(),
            "due_at": self._panel.value(),
        }
        return {name: value for name, value in found.items() if value}

    def fill(self, record: Mapping[str, Any]) -> None:
        """Show a record; the procedure is shown by `show_procedure`."""
        self._applicant.show_values(record.get("applicant") or {})
        self._papers.show_values(record.get("documents") or [])
        self._return.show_values(record)
        self._extras.show_values(record)
        self._panel.show_value(str(record.get("due_at") or ""))

    def clear(self) -> None:
        """Empty every section."""
        self._papers.show_documents(())
        self.fill({})
        self.clear_marks()
        self.restored.be_silent()

    def show_procedure(self, procedure: Procedure | None, *, second_person: bool) -> None:
        """Show what a procedure asks for."""
        self._procedure.show_procedure(procedure)
        self._papers.show_documents(procedure.papers() if procedure else ())
        if second_person:
            self._extras.set_open(PARTY, opened=True)

    def applicant_values(self) -> dict[str, object]:
        """Return what stands in the applicant's fields."""
        return dict(self._applicant.values())

    def names(self) -> tuple[str, str]:
        """Return applicant and procedure as they stand, for what is said after saving."""
        chosen = self._procedure.picker.chosen
        return self._applicant.values().get("full_name", ""), chosen.title if chosen else ""

    # --- scans -------------------------------------------------------------------------------------

    def scan_slot(self) -> str:
        """Return whose fields a scanned card belongs into: the person the keyboard is at."""
        if keyboard_in(self._extras.submitter):
            return SUBMITTER
        if keyboard_in(self._extras.party):
            return PARTY
        return "applicant"

    def person(self, slot: str) -> PersonFields:
        """Return the fields of a slot."""
        return {SUBMITTER: self._extras.submitter, PARTY: self._extras.party}.get(slot, self._applicant)

    # --- marks -------------------------------------------------------------------------------------

    def field(self, name: str) -> Field | None:
        """Return the field a problem or a caution names."""
        if name == "procedure":
            return self._procedure.field
        if name == "due_at":
            return self._panel.due_field
        return self._applicant.field(name.removeprefix("applicant.")) or self._extras.field(name)

    def clear_marks(self, kind: str = "") -> None:
        """Take every mark away, or those of one kind."""
        self._applicant.clear_marks(kind)
        self._extras.clear_marks(kind)
        for field in (self._procedure.field, self._panel.due_field):
            if kind in {"", field.mark}:
                field.clear_mark()

    def renew(self) -> None:
        """Set the lists in the language now in use."""
        for section in (self._applicant, self._return, self._extras):
            section.renew()
