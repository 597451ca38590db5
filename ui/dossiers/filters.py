"""The lists one can choose from: all, mine, due, to be decided, not sent; by day, by status, what waits."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.identifiers import ClerkId
from app.domain.lifecycle import Status
from app.domain.moments import day_starts_at, from_milliseconds
from app.localization.dossier_text import status_text
from app.localization.translate import N_, _
from app.use_cases.ports import ListFilter
from ui.language.wording import Wording
from ui.style.spacing import space
from ui.widgets.buttons import ChoiceBox, button
from ui.widgets.flow_row import FlowRow

ALL, MINE, DUE, DECIDE, UNSENT = "all", "mine", "due", "decide", "unsent"
ELSEWHERE = "elsewhere"
_MORE_EMS = 13
_TEXTS = {
    ALL: N_("All"),
    MINE: N_("Mine"),
    DUE: N_("Due or late"),
    DECIDE: N_("To decide"),
    ELSEWHERE: N_("Of other communes"),
    UNSENT: N_("Not received by the province"),
}
TODAY, TOMORROW, SUPPLEMENT_OVER, ANSWER_LATE = "today", "tomorrow", "supplement_over", "answer_late"
_MORE = {
    TODAY: N_("Due today"),
    TOMORROW: N_("Due tomorrow"),
    SUPPLEMENT_OVER: N_("Supplement time over"),
    ANSWER_LATE: N_("Answer of an agency late"),
}
_STATUS = "status:"
_LISTED = tuple(status for status in Status if status is not Status.NEW)
_SOON_DAYS = 2
"""Due within two days counts as due: today's and tomorrow's work."""
_DAY_MS = 24 * 3600 * 1000


def list_filter(key: str, clerk: ClerkId, now_ms: int) -> ListFilter:
    """Return what a list shows."""
    if key.startswith(_STATUS):
        return ListFilter(statuses=frozenset({int(key.removeprefix(_STATUS))}))
    today = day_starts_at(from_milliseconds(now_ms).date())
    tomorrow, after = today + _DAY_MS, today + 2 * _DAY_MS
    return {
        ALL: ListFilter(),
        MINE: ListFilter(holder=clerk),
        DUE: ListFilter(due_before=now_ms + _SOON_DAYS * _DAY_MS),
        DECIDE: ListFilter(needs_decision=True),
        UNSENT: ListFilter(not_delivered=True),
        ELSEWHERE: ListFilter(elsewhere=True),
        TODAY: ListFilter(due_from=today, due_before=tomorrow),
        TOMORROW: ListFilter(due_from=tomorrow, due_before=after),
        SUPPLEMENT_OVER: ListFilter(statuses=frozenset({int(Status.SUPPLEMENT)}), waits_before=today),
        ANSWER_LATE: ListFilter(statuses=frozenset({int(Status.PROCESSING)}), waits_before=now_ms),
    }[key]


class FilterRow(QWidget):
    """One chip is pressed at a time, or a line of the box beside them is chosen."""

    chosen = Signal(str)

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        """Begin with all dossiers."""
        super().__init__(parent)
        self.row = FlowRow(self)
        self._chips: dict[str, QPushButton] = {}
        for key, text in _TEXTS.items():
            chip = button("chip")
            chip.setCheckable(True)
            wording.say(chip.setText, text)
            chip.clicked.connect(partial(self._choose, key))
            self._chips[key] = chip
            self.row.addWidget(chip)
        self.more = ChoiceBox()
        self.more.setMinimumWidth(space().ems(_MORE_EMS))
        wording.name(self.more, N_("Other lists"))
        self.more.currentIndexChanged.connect(self._choose_more)
        self.row.addWidget(self.more)
        self.renew()
        self._mark(ALL)

    def renew(self) -> None:
        """Set the list of the box in the language now in use."""
        self.more.fill(
            [
                ("", _("Other lists …")),
                *((key, _(text)) for key, text in _MORE.items()),
                *((f"{_STATUS}{int(status)}", status_text(int(status))) for status in _LISTED),
            ]
        )

    def _choose(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - a Qt signal's slot
        self._mark(key)
        self.chosen.emit(key)

    def _mark(self, key: str) -> None:
        """Show which list is chosen, in one place only."""
        for name, chip in self._chips.items():
            chip.setChecked(name == key)
        if key in self._chips:
            self.more.blockSignals(True)
            self.more.choose("")
            self.more.blockSignals(False)

    @Slot()
    def _choose_more(self) -> None:
        self._choose(self.more.key or ALL)

    @property
    def key(self) -> str:
        """The list now shown."""
        return next((key for key, chip in self._chips.items() if chip.isChecked()), self.more.key or ALL)

    def choose(self, key: str) -> None:
        """Choose a list from elsewhere (the status strip)."""
        if key in self._chips:
            self._choose(key)
        else:
            self.more.choose(key)
