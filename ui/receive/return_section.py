"""How the dossier came, how many sets, and where the result is collected."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.localization.translate import N_, _
from ui.language.wording import Wording
from ui.widgets.buttons import ChoiceBox
from ui.widgets.card import Card
from ui.widgets.count_field import CountField
from ui.widgets.field import Field
from ui.widgets.field_grid import FieldGrid

_CHANNELS = (("direct", N_("at the counter")), ("post", N_("by post")), ("online", N_("online")))
_WAYS = (("counter", N_("at the counter")), ("post", N_("by post")), ("online", N_("online")))
_MOST_SETS = 99


class ReturnSection(Card):
    """A card with three short fields, filled with what is usual."""

    edited = Signal()

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        """Begin with one set, received and collected at the counter."""
        super().__init__(parent, headed=False)
        self._sets, self._channel, self._way = CountField(1, _MOST_SETS), ChoiceBox(), ChoiceBox()
        grid = FieldGrid(3, 9)
        for editor, text in (
            (self._sets, N_("Se&ts")),
            (self._channel, N_("Received")),
            (self._way, N_("Result is collected")),
        ):
            field = Field(editor)
            wording.say(field.set_label, text)
            grid.add(field)
        self.body.addLayout(grid)
        self.renew()
        self._sets.counted.connect(self._changed)
        self._channel.currentIndexChanged.connect(self._changed)
        self._way.currentIndexChanged.connect(self._changed)

    @Slot()
    def _changed(self) -> None:
        self.edited.emit()

    def values(self) -> dict[str, Any]:
        """Return what the record names."""
        return {"sets": self._sets.number, "channel": self._channel.key, "return_at": self._way.key}

    def show_values(self, record: Mapping[str, Any]) -> None:
        """Show what a record holds; what it does not say is as usual."""
        self._sets.set_number(int(record.get("sets") or 1))
        self._channel.choose(str(record.get("channel") or "direct"))
        self._way.choose(str(record.get("return_at") or "counter"))

    def has_last(self) -> bool:
        """Tell whether the keyboard is in the last field."""
        return self._way.hasFocus()

    def renew(self) -> None:
        """Set the lists in the language now in use."""
        self._channel.fill([(key, _(text)) for key, text in _CHANNELS])
        self._way.fill([(key, _(text)) for key, text in _WAYS])
