"""What only some dossiers need: somebody submits for the owner, an organisation, a second person, a note.

Each is one press away and out of the way until then.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.localization.translate import N_
from ui.language.wording import Wording
from ui.receive.circumstances import FIELDS, CircumstancesFields
from ui.receive.people_tables import PeopleTables
from ui.receive.person_fields import PARTY_ROLES, RELATIONS, PersonFields
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.field_grid import FieldGrid
from ui.widgets.flow_row import FlowRow
from ui.widgets.text import label

SUBMITTER, ORGANISATION, PARTY, NOTE = "submitter", "organisation", "party", "note"
CIRCUMSTANCES = "circumstances"

_CHIPS = {
    SUBMITTER: N_("Somebody else submits"),
    ORGANISATION: N_("Organisation"),
    PARTY: N_("Second person"),
    CIRCUMSTANCES: N_("Priority, help, other commune"),
    NOTE: N_("Note"),
}
_HEADINGS = {
    SUBMITTER: N_("Who submits"),
    ORGANISATION: N_("Organisation"),
    PARTY: N_("Second person"),
    CIRCUMSTANCES: N_("Priority, help, other commune"),
    NOTE: N_("Note"),
}
_ORGANISATION_FIELDS = (
    ("name", N_("Name of the organisation"), 3),
    ("tax_code", N_("Tax code"), 1),
    ("phone", N_("Phone"), 1),
    ("address", N_("Address"), 3),
)


class Extras(QWidget):
    """A row of chips and the cards they open."""

    edited = Signal()
    opened = Signal(object)
    """A card was opened by a person; carries it."""

    def __init__(self, tables: PeopleTables, wording: Wording, parent: QWidget | None = None) -> None:
        """Make everything, closed."""
        super().__init__(parent)
        self._wording = wording
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space().ems(0.75))
        self.submitter = PersonFields(tables, wording, roles=RELATIONS)
        self.party = PersonFields(tables, wording, roles=PARTY_ROLES)
        self.circumstances = CircumstancesFields(tables, wording)
        self._organisation: dict[str, Field] = {}
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(space().ems(4.5))
        self.note.textChanged.connect(self.edited)
        wording.name(self.note, _HEADINGS[NOTE])
        self._chips: dict[str, QPushButton] = {}
        self._cards: dict[str, Card] = {}
        self._suggestion, self._suggested = button("quiet"), tuple[str, ...]()
        column.addWidget(self._chip_row())
        bodies = {
            SUBMITTER: self.submitter,
            ORGANISATION: self._organisation_fields(),
            PARTY: self.party,
            CIRCUMSTANCES: self.circumstances,
            NOTE: self.note,
        }
        for key, body in bodies.items():
            card = Card()
            wording.say(card.heading.setText, _HEADINGS[key])
            card.body.addWidget(body)
            card.hide()
            self._cards[key] = card
            column.addWidget(card)
        for person in (self.submitter, self.party, self.circumstances):
            person.edited.connect(self.edited)

    def _chip_row(self) -> QWidget:
        row = QWidget()
        line = FlowRow(row)
        words = label(look="label")
        self._wording.say(words.setText, N_("If needed:"))
        line.addWidget(words)
        for key, text in _CHIPS.items():
            chip = button("chip")
            chip.setCheckable(True)
            self._wording.say(chip.setText, text)
            chip.toggled.connect(partial(self._open, key))
            self._chips[key] = chip
            line.addWidget(chip)
        self._suggestion.hide()
        self._suggestion.clicked.connect(self._take_suggestion)
        line.addWidget(self._suggestion)
        return row

    def _organisation_fields(self) -> QWidget:
        body = QWidget()
        grid = FieldGrid(4, 12.5)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(grid)
        for name, text, span in _ORGANISATION_FIELDS:
            editor = QLineEdit()
            editor.setMaxLength(300)
            editor.textEdited.connect(self._changed)
            field = Field(editor)
            self._wording.say(field.set_label, text)
            self._organisation[name] = field
            grid.add(field, span)
        return body

    @Slot()
    def _changed(self) -> None:
        self.edited.emit()

    def _open(self, key: str, opened: bool) -> None:  # noqa: FBT001 - the signature of Qt's signal
        self._cards[key].setVisible(opened)
        if opened and self._chips[key].hasFocus():
            self._begin(key)
            self.opened.emit(self._cards[key])
        self.edited.emit()

    def _begin(self, key: str) -> None:
        if key in {SUBMITTER, PARTY}:
            (self.submitter if key == SUBMITTER else self.party).begin()
        elif key == CIRCUMSTANCES:
            self.circumstances.begin()
        elif key == ORGANISATION:
            self._organisation["name"].editor.setFocus()
        else:
            self.note.setFocus()

    def is_open(self, key: str) -> bool:
        """Tell whether one of the cards is open."""
        return self._chips[key].isChecked()

    def awaits_party(self) -> bool:
        """Tell whether the second person's fields are open and empty."""
        return self.is_open(PARTY) and not self.party.values().keys() - {"role"}

    def set_open(self, key: str, *, opened: bool) -> None:
        """Open or close one of the cards."""
        self._chips[key].setChecked(opened)

    def suggest(self, codes: tuple[str, ...], words: str) -> None:
        """Offer reasons to go first that follow from what was typed; nothing when they are marked already."""
        self._suggested = codes
        marked = self.is_open(CIRCUMSTANCES) and self.circumstances.has(codes)
        self._suggestion.setText(words)
        self._suggestion.setVisible(bool(codes) and not marked)

    @Slot()
    def _take_suggestion(self) -> None:
        codes = self._suggested
        self.set_open(CIRCUMSTANCES, opened=True)
        for code in codes:
            self.circumstances.add_priority(code)
        self._suggestion.hide()
        self.opened.emit(self._cards[CIRCUMSTANCES])

    def _organisation_values(self) -> dict[str, str]:
        found = {}
        for name, field in self._organisation.items():
            editor = field.editor
            if isinstance(editor, QLineEdit) and editor.text().strip():
                found[name] = editor.text().strip()
        return found

    def values(self) -> dict[str, Any]:
        """Return what the open cards hold, as the record names it."""
        found: dict[str, Any] = {}
        if self.is_open(SUBMITTER) and self.submitter.values():
            found["submitter"] = self.submitter.values()
        if self.is_open(ORGANISATION) and self._organisation_values():
            found["organisation"] = self._organisation_values()
        if self.is_open(PARTY) and self.party.values().keys() - {"role"}:
            found["parties"] = [self.party.values()]
        if self.is_open(CIRCUMSTANCES):
            found.update(self.circumstances.values())
        note = self.note.toPlainText().strip()
        if self.is_open(NOTE) and note:
            found["note"] = note
        return found

    def show_values(self, record: Mapping[str, Any]) -> None:
        """Show what a record holds, and open the cards for it."""
        parties = record.get("parties") or []
        organisation = record.get("organisation") or {}
        self.submitter.show_values(record.get("submitter") or {})
        self.party.show_values(parties[0] if parties else {})
        self.circumstances.show_values(record)
        self.set_open(CIRCUMSTANCES, opened=any(record.get(name) for name in FIELDS))
        for name, field in self._organisation.items():
            if isinstance(field.editor, QLineEdit):
                field.editor.setText(str(organisation.get(name) or ""))
        self.note.setPlainText(str(record.get("note") or ""))
        for key, name in (
            (SUBMITTER, "submitter"),
            (ORGANISATION, "organisation"),
            (PARTY, "parties"),
            (NOTE, "note"),
        ):
            self.set_open(key, opened=bool(record.get(name)))

    def field(self, name: str) -> Field | None:
        """Return the field a problem names (``submitter.phone``, ``parties[1].sex``); opens its card."""
        head, _, part = name.partition(".")
        head = head.split("[")[0]
        found = {
            "submitter": (SUBMITTER, self.submitter.field(part)),
            "parties": (PARTY, self.party.field(part)),
            "organisation": (ORGANISATION, self._organisation.get(part)),
            **{each: (CIRCUMSTANCES, self.circumstances.field(name)) for each in FIELDS},
        }.get(head)
        if found is None:
            return None
        self.set_open(found[0], opened=True)
        return found[1]

    def clear_marks(self, kind: str = "") -> None:
        """Take every mark away, or those of one kind."""
        self.submitter.clear_marks(kind)
        self.party.clear_marks(kind)
        self.circumstances.clear_marks(kind)
        for field in self._organisation.values():
            if kind in {"", field.mark}:
                field.clear_mark()

    def renew(self) -> None:
        """Set the lists in the language now in use."""
        self.submitter.renew()
        self.party.renew()
        self.circumstances.renew()
