"""The lists one can choose from: all, mine, due, to be decided, not sent."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.identifiers import ClerkId
from app.localization.translate import N_
from app.use_cases.ports import ListFilter
from ui.language.wording import Wording
from ui.widgets.buttons import button
from ui.widgets.flow_row import FlowRow

ALL, MINE, DUE, DECIDE, UNSENT = "all", "mine", "due", "decide", "unsent"
ELSEWHERE = "elsewhere"
_TEXTS = {
    ALL: N_("All"),
    MINE: N_("Mine"),
    DUE: N_("Due or late"),
    DECIDE: N_("To decide"),
    ELSEWHERE: N_("Of other communes"),
    UNSENT: N_("Not received by the province"),
}
_SOON_MS = 2 * 24 * 3600 * 1000
"""Due within two days counts as due: today's and tomorrow's work."""


def list_filter(key: str, clerk: ClerkId, now_ms: int) -> ListFilter:
    """Return what a list shows."""
    return {
        ALL: ListFilter(),
        MINE: ListFilter(holder=clerk),
        DUE: ListFilter(due_before=now_ms + _SOON_MS),
        DECIDE: ListFilter(needs_decision=True),
        UNSENT: ListFilter(not_delivered=True),
        ELSEWHERE: ListFilter(elsewhere=True),
    }[key]


class FilterRow(QWidget):
    """One chip is pressed at a time."""

    chosen = Signal(str)

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        """Begin with all dossiers."""
        super().__init__(parent)
        self.row = FlowRow(self)
        self._chips: dict[str, QPushButton] = {}
        for key, text in _TEXTS.items():
            chip = button("chip")
            chip.setCheckable(True)
            chip.setAutoExclusive(True)
            wording.say(chip.setText, text)
            chip.clicked.connect(partial(self._choose, key))
            self._chips[key] = chip
            self.row.addWidget(chip)
        self._chips[ALL].setChecked(True)

    def _choose(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - a Qt signal's slot
        self.chosen.emit(key)

    @property
    def key(self) -> str:
        """The list now shown."""
        return next(key for key, chip in self._chips.items() if chip.isChecked())

    def choose(self, key: str) -> None:
        """Choose a list from elsewhere (the status strip)."""
        self._chips[key].setChecked(True)
        self.chosen.emit(key)
