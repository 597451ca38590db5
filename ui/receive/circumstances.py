"""What only some receptions need: who goes first, who helped, who decides, why without papers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.localization.people_text import helper_text
from app.localization.translate import N_
from app.use_cases.dossier_fields import HELPER_ROLES
from ui.language.wording import Wording
from ui.receive.people_tables import PeopleTables
from ui.receive.places import Places
from ui.style.spacing import space
from ui.widgets.buttons import ChoiceBox, button
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.field_grid import FieldGrid
from ui.widgets.flow_row import FlowRow
from ui.widgets.picker import Picker

_HELPERS = 2
"""Rows for people who helped; more stand in a correction or come from a file."""
_LINES = (
    ("distance_km", N_("Distance to the village (km)"), 6, 1),
    ("no_papers_reason", N_("Why without papers"), 400, 3),
)
FIELDS = ("priority", "point", "competent", "distance_km", "helpers", "no_papers_reason")


class CircumstancesFields(QWidget):
    """Chips for who goes first, then fields. Values are those of the record; what is empty is left out."""

    edited = Signal()

    def __init__(self, tables: PeopleTables, wording: Wording, parent: QWidget | None = None) -> None:
        """Make everything, empty."""
        super().__init__(parent)
        self._tables = tables
        self._chips: dict[str, QPushButton] = {}
        self._chip_row = QWidget()
        self._flow = FlowRow(self._chip_row)
        self._fields: dict[str, Field] = {}
        self._lines: dict[str, QLineEdit] = {}
        self._point = ChoiceBox()
        self._competent = Picker(self._communes)
        self._helpers = [(ChoiceBox(), QLineEdit()) for _ in range(_HELPERS)]
        self._grid = FieldGrid(4, 12.5)
        self._wording = wording
        self._village = ""
        """The village whose distance stands in the field: what was typed over it stays."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space().ems(0.75))
        column.addWidget(self._chip_row)
        column.addLayout(self._grid)
        self._build()
        self.renew()

    def _build(self) -> None:
        for role, name in self._helpers:
            name.setMaxLength(200)
            name.textEdited.connect(self._changed)
            role.currentIndexChanged.connect(self._changed)
        (first_role, first_name), (second_role, second_name) = self._helpers
        self._add("helpers", first_role, N_("Help given"))
        self._add("helpers[1]", first_name, N_("Name of the helper"))
        self._add("helpers[2].role", second_role, N_("More help given"))
        self._add("helpers[2]", second_name, N_("Name of the second helper"))
        self._add("competent", self._competent, N_("Commune that decides, if not this one"), 2)
        self._add("point", self._point, N_("Reception point"), 2)
        for key, text, most, span in _LINES:
            editor = QLineEdit()
            editor.setMaxLength(most)
            editor.textEdited.connect(self._changed)
            self._lines[key] = editor
            self._add(key, editor, text, span)
        self._point.currentIndexChanged.connect(self._changed)
        self._competent.picked.connect(self._changed)

    def _add(self, name: str, editor: QWidget, text: str, span: int = 1) -> None:
        field = Field(editor)
        editor.setObjectName(name)
        self._wording.say(field.set_label, text)
        self._fields[name] = field
        self._grid.add(field, span)

    @property
    def _places(self) -> Places | None:
        return self._tables.places

    def _communes(self, typed: str) -> Sequence[Choice]:
        return self._places.commune_choices(typed) if self._places is not None else ()

    @Slot()
    def _changed(self) -> None:
        self.edited.emit()

    # --- values ------------------------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        """Return what stands in the fields, as the record names it."""
        helpers = [
            {"role": role.key or HELPER_ROLES[0], "full_name": name.text().strip()}
            for role, name in self._helpers
            if name.text().strip()
        ]
        chosen = self._competent.chosen
        found: dict[str, Any] = {
            "priority": [code for code, chip in self._chips.items() if chip.isChecked()],
            "helpers": helpers,
            "competent": chosen.key if chosen is not None else self._competent.text().strip(),
            "point": self._point.key,
            **{name: line.text().strip() for name, line in self._lines.items()},
        }
        if found["distance_km"].isdecimal():
            found["distance_km"] = int(found["distance_km"])
        return {name: value for name, value in found.items() if value not in ("", None, [])}

    def show_values(self, record: Mapping[str, Any]) -> None:
        """Show what a record holds; what is not named becomes empty."""
        given = record.get("priority") or ()
        for code, chip in self._chips.items():
            chip.setChecked(code in given)
        helpers = list(record.get("helpers") or ())
        for place, (role, name) in enumerate(self._helpers):
            helper = helpers[place] if place < len(helpers) else {}
            role.choose(str(helper.get("role") or HELPER_ROLES[0]))
            name.setText(str(helper.get("full_name") or ""))
        code = str(record.get("competent") or "")
        self._competent.choose(self._places.commune_choice(code) if self._places is not None else None)
        self._point.choose(str(record.get("point") or ""))
        for key, line in self._lines.items():
            line.setText(str(record.get(key) or ""))
        self._village = ""

    def add_priority(self, code: str) -> None:
        """Mark one reason to go first."""
        if code in self._chips:
            self._chips[code].setChecked(True)

    def has(self, codes: Iterable[str]) -> bool:
        """Tell whether all of these reasons are marked."""
        return all(self._chips[code].isChecked() for code in codes if code in self._chips)

    def show_distance(self, village: str) -> None:
        """Show how far a village is, in place of the distance of another one."""
        if village == self._village:
            return
        self._village = village
        found = self._places.villages.find(village) if self._places is not None else None
        if found is not None:
            self._lines["distance_km"].setText(str(found.distance_km or ""))

    def begin(self) -> None:
        """Give the keyboard to the first thing."""
        first = next(iter(self._chips.values()), self._helpers[0][1])
        first.setFocus()

    # --- marks and words ---------------------------------------------------------------------------

    def field(self, name: str) -> Field | None:
        """Return the field a problem names."""
        place = name.split(".", maxsplit=1)[0]
        return self._fields.get(name) or self._fields.get(place) or self._fields.get(place.split("[")[0])

    def clear_marks(self, kind: str = "") -> None:
        """Take every mark away, or those of one kind."""
        for field in self._fields.values():
            if field.mark and kind in {"", field.mark}:
                field.clear_mark()

    def renew(self) -> None:
        """Set the lists in the language now in use, and as the office has them now."""
        for role, _name in self._helpers:
            role.fill([(key, helper_text(key)) for key in HELPER_ROLES])
        places = self._places
        points = () if places is None else places.points
        self._point.fill([("", ""), *((point, point) for point in points)])
        self._fields["point"].setVisible(bool(points))
        if places is not None and not self._chips:
            for priority in places.priorities.rows:
                chip = button("chip")
                chip.setCheckable(True)
                chip.setText(priority.name)
                chip.toggled.connect(self._toggled)
                self._chips[priority.code] = chip
                self._flow.addWidget(chip)

    def _toggled(self, _on: bool) -> None:  # noqa: FBT001 - the signature of Qt's signal
        self.edited.emit()
