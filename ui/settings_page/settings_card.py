"""A card of declared settings: one field for each, with its description beneath."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.localization.translate import N_, _
from app.settings.definition import Setting
from ui.settings_page.setting_editors import Editor, editor_for
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.field_grid import FieldGrid
from ui.widgets.notice import Notice

_LABELS = {
    "office_name": N_("Name of the commune"),
    "header": N_("Letterhead"),
    "centre_name": N_("Name of the one-stop shop"),
    "place_name": N_("Place before the date"),
    "hotline": N_("Hotline"),
    "lookup_address": N_("Web address for citizens"),
    "points": N_("Reception points"),
    "management": N_("Head and deputies"),
    "leaders": N_("Hotlines of the leaders"),
    "hours": N_("Opening hours"),
    "language": N_("Language"),
    "reception.point": N_("Reception point here"),
    "queue.counter": N_("Counter here"),
    "queue.letter": N_("Letter of queue numbers"),
    "printer.slips": N_("Printer for slips"),
    "printer.narrow": N_("Printer with a roll"),
    "printer.sheets": N_("Printer for large sheets"),
    "paper.slip": N_("Paper for slips"),
    "paper.fee": N_("Paper for fee slips"),
    "paper.picture": N_("Paper for picture slips"),
    "printer.copies": N_("Prints of each slip"),
    "printer.ask": N_("Show before printing"),
    "backup.folder": N_("Second place for the daily copy"),
    "backup.keep": N_("Copies kept there"),
    "sync.server": N_("Address of the province"),
    "sync.automatic": N_("Exchange by itself"),
}

_WIDE_FORMS = {"hours": 2}


class SettingsCard(Card):
    """Shows values, and hands over those that a person changed."""

    changed = Signal(object)
    """Changed values by name."""

    def __init__(self, title: str, settings: Sequence[Setting], parent: QWidget | None = None) -> None:
        """Make a field for each setting; ``title`` is marked, not translated."""
        super().__init__(parent)
        self._title = title
        self._settings = settings
        self._editors: dict[str, Editor] = {}
        self._fields: dict[str, Field] = {}
        self._shown: dict[str, Any] = {}
        grid = FieldGrid(2, 18)
        for setting in settings:
            editor = editor_for(setting)
            field = Field(editor.widget)
            self._editors[setting.name], self._fields[setting.name] = editor, field
            grid.add(field, _WIDE_FORMS.get(setting.form, 1))
        self.body.addLayout(grid)
        self.extra = QHBoxLayout()
        self.body.addLayout(self.extra)
        self.notice = Notice("good")
        self.body.addWidget(self.notice)
        self._save = button("primary")
        self._save.clicked.connect(self._give)
        row = QHBoxLayout()
        row.addWidget(self._save)
        row.addStretch(1)
        self.body.addLayout(row)
        self.renew()

    def renew(self) -> None:
        """Word everything in the language now in use."""
        self.heading.setText(_(self._title))
        self._save.setText(_("Save"))
        for setting in self._settings:
            field = self._fields[setting.name]
            field.set_label(_(_LABELS.get(setting.name, setting.name)))
            field.set_hint(setting.describe(_))
            self._editors[setting.name].renew()
        if self._shown:
            self.show_values(self._shown)

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show what is kept."""
        self._shown = dict(values)
        for name, editor in self._editors.items():
            editor.show_value(values.get(name))
            self._fields[name].clear_mark()
        self._before = self._values()

    def _values(self) -> dict[str, object]:
        return {name: editor.value() for name, editor in self._editors.items()}

    @Slot()
    def _give(self) -> None:
        for field in self._fields.values():
            field.clear_mark()
        now = self._values()
        changed = {name: value for name, value in now.items() if value != self._before.get(name)}
        if changed:
            self.changed.emit(changed)
        else:
            self.say("info", _("Nothing was changed."))

    def say(self, kind: str, text: str) -> None:
        """Say how saving went."""
        self.notice.set_kind(kind)
        self.notice.say(text)

    def warn(self, name: str, text: str) -> None:
        """Point something out beside a setting; an empty text takes it away."""
        if text:
            self._fields[name].warn(text)
        else:
            self._fields[name].clear_mark()

    def refuse(self, name: str, text: str) -> None:
        """Say why a value cannot be kept."""
        field = self._fields.get(name)
        if field is None:
            self.say("bad", text)
            return
        self.notice.be_silent()
        field.refuse(text)
        field.editor.setFocus()

    def begin_at(self, name: str) -> None:
        """Give the keyboard to a setting."""
        self._fields[name].editor.setFocus()
