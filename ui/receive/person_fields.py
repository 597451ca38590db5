"""The fields of one person: the applicant, whoever submits for them, or a second party."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.localization.translate import N_, _
from ui.language.wording import Wording
from ui.receive.people_tables import PeopleTables
from ui.receive.suggesting_line import SuggestingLine
from ui.widgets.birth_date import BirthDateEdit
from ui.widgets.buttons import ChoiceBox
from ui.widgets.field import Field
from ui.widgets.field_grid import FieldGrid
from ui.widgets.picker import Picker

Pairs = Sequence[tuple[str, str]]

SEXES: Pairs = (("", ""), ("Nam", N_("Male")), ("Nữ", N_("Female")), ("Khác", N_("Other")))
RELATIONS: Pairs = (
    ("", ""),
    ("authorised", N_("authorised person")),
    ("parent", N_("parent")),
    ("child", N_("child")),
    ("spouse", N_("wife or husband")),
    ("sibling", N_("brother or sister")),
    ("grandparent", N_("grandparent")),
    ("relative", N_("relative")),
    ("guardian", N_("guardian")),
    ("village_head", N_("village head")),
)
PARTY_ROLES: Pairs = (
    ("spouse", N_("second party of the marriage")),
    ("child", N_("child")),
    ("father", N_("father")),
    ("mother", N_("mother")),
    ("witness", N_("witness")),
)


class PersonFields(QWidget):
    """A grid of fields. Values are those of the record; what is empty is left out."""

    edited = Signal()

    def __init__(
        self,
        tables: PeopleTables,
        wording: Wording,
        *,
        roles: Pairs = (),
        keys: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make the fields; with ``roles`` a person has one; ``keys``: Alt and a letter lead to fields."""
        super().__init__(parent)
        self._tables = tables
        self._wording = wording
        self._keys = keys
        self._fields: dict[str, Field] = {}
        self._lines: dict[str, QLineEdit] = {}
        self._grid = FieldGrid(4, 12.5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        self._sex, self._ethnicity, self._born = ChoiceBox(), Picker(tables.ethnic_choices), BirthDateEdit()
        self._roles = roles
        self._role = ChoiceBox() if roles else None
        self._build()
        self.renew()

    def _build(self) -> None:
        if self._role is not None:
            self._add("role", self._role, N_("Relation"))
            self._role.currentIndexChanged.connect(self._changed)
        self._line("full_name", N_("&Full name"), span=2, required=True)
        self._line("id_number", N_("&Identity number"))
        self._add("birth_date", self._born, N_("&Born"))
        self._wording.say(self._born.setPlaceholderText, N_("day/month/year or year"))
        self._lines["birth_date"] = self._born
        self._born.textEdited.connect(partial(self._line_edited, "birth_date"))
        self._add("sex", self._sex, N_("Se&x"))
        self._sex.currentIndexChanged.connect(self._changed)
        self._add("ethnicity", self._ethnicity, N_("&Ethnic group"))
        self._ethnicity.picked.connect(self._changed)
        self._ethnicity.textEdited.connect(self._changed)
        self._line("phone", N_("P&hone"))
        self._line("email", N_("Email"))
        self._line("village", N_("&Village"))
        self._line("address", N_("&Address"), span=3)
        self._lines["address"].textEdited.connect(self._hint_address)
        if self._roles is RELATIONS:
            self._line("authorisation_number", N_("Authorisation paper no."))
            self._line("authorisation_date", N_("Authorisation paper of"))

    def _line(self, name: str, text: str, span: int = 1, *, required: bool = False) -> None:
        editor = self._editor(name)
        editor.setMaxLength(400)
        editor.textEdited.connect(partial(self._line_edited, name))
        self._lines[name] = editor
        self._add(name, editor, text, span, required=required)

    def _editor(self, name: str) -> QLineEdit:
        """Return the line of a field; villages and communes are offered as one types."""
        find = {"village": self._tables.village_choices, "address": self._tables.address_choices}.get(name)
        return QLineEdit() if find is None else SuggestingLine(find)

    def _add(self, name: str, editor: QWidget, text: str, span: int = 1, *, required: bool = False) -> None:
        field = Field(editor, required=required)
        editor.setObjectName(name)
        if self._keys:
            self._wording.say(field.set_label, text)
        else:
            self._wording.say(partial(_without_key, field), text)
        self._fields[name] = field
        self._grid.add(field, span)

    @Slot()
    def _changed(self) -> None:
        self.edited.emit()

    def _line_edited(self, name: str, _text: str) -> None:
        if self._fields[name].mark:
            self._fields[name].clear_mark()
        self.edited.emit()

    def _hint_address(self, text: str) -> None:
        self._fields["address"].set_hint(self._tables.address_hint(text))

    # --- values ------------------------------------------------------------------------------------

    def values(self) -> dict[str, str]:
        """Return what stands in the fields, as the record names it."""
        found = {name: line.text().strip() for name, line in self._lines.items()}
        found["birth_date"] = self._born.value
        found["sex"] = self._sex.key
        chosen = self._ethnicity.chosen
        found["ethnicity"] = chosen.key if chosen is not None else self._ethnicity.text().strip()
        if self._role is not None:
            found["role"] = self._role.key
        return {name: value for name, value in found.items() if value}

    def show_values(self, values: Mapping[str, object]) -> None:
        """Show a person; what is not named becomes empty."""
        for name, line in self._lines.items():
            line.setText(str(values.get(name) or ""))
            line.setCursorPosition(0)
        self.put(
            {name: str(values.get(name) or "") for name in ("birth_date", "sex", "ethnicity")},
        )
        if self._role is not None:
            self._role.choose(str(values.get("role") or self._roles[0][0]))
        self._hint_address(self._lines["address"].text())
        self.clear_marks()

    def put(self, values: Mapping[str, str]) -> None:
        """Set some fields and leave the others as they are."""
        for name, value in values.items():
            if name == "birth_date":
                self._born.set_value(value)
            elif name == "sex":
                self._sex.choose(value)
            elif name == "ethnicity":
                self._ethnicity.choose(self._tables.ethnic_choice(value))
                if self._ethnicity.chosen is None:
                    self._ethnicity.setText(value)
            elif name in self._lines:
                self._lines[name].setText(value)
                self._lines[name].setCursorPosition(0)
        if "address" in values:
            self._hint_address(values["address"])

    # --- marks -------------------------------------------------------------------------------------

    def field(self, name: str) -> Field | None:
        """Return the field of a name."""
        return self._fields.get(name)

    def clear_marks(self, kind: str = "") -> None:
        """Take every warning and refusal away, or the marks of one kind."""
        for field in self._fields.values():
            if field.mark and kind in {"", field.mark}:
                field.clear_mark()

    def begin(self) -> None:
        """Give the keyboard to the name."""
        self._lines["full_name"].setFocus()

    def renew(self) -> None:
        """Set the lists in the language now in use."""
        self._sex.fill([(key, _(text) if text else "") for key, text in SEXES])
        if self._role is not None:
            self._role.fill([(key, _(text) if text else "") for key, text in self._roles])


def _without_key(field: Field, text: str) -> None:
    """Label a field without a key: the second person's fields must not take the first one's letters."""
    field.set_label(text.replace("&", ""))
