"""The appointed time, large, and beneath it the days that made it; a date to type where the law has none."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.localization.translate import N_
from ui.accessibility import announce
from ui.language.wording import Wording
from ui.receive.appointment_words import AppointmentWords, summary
from ui.style.sheet import dress
from ui.style.spacing import space
from ui.widgets.card import Card, rule
from ui.widgets.field import Field
from ui.widgets.text import label

_MOST_LINES = 12


class AppointmentPanel(Card):
    """A card beside the form. Says what it waits for while no procedure is chosen."""

    edited = Signal()

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        """Make an empty panel."""
        super().__init__(parent)
        wording.say(self.heading.setText, N_("Result due"))
        self._waiting = label(look="soft", wrap=True)
        wording.say(self._waiting.setText, N_("Choose the procedure: the appointed time then stands here."))
        self._day = label(look="when", wrap=True)
        self._hour = label(look="strong", wrap=True)
        self._rule = label(look="soft", wrap=True)
        self._doubt = label(look="warn", wrap=True)
        self._line = rule()
        self._days = QWidget()
        self._grid = QGridLayout(self._days)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(space().one)
        self._grid.setVerticalSpacing(space().tight)
        self._grid.setColumnStretch(1, 1)
        self.due = QLineEdit()
        self.due.setMaxLength(20)
        self.due.textEdited.connect(self._edited)
        self.due_field = Field(self.due)
        wording.say(self.due_field.set_label, N_("Agreed &date"))
        wording.say(self.due.setPlaceholderText, N_("day/month/year"))
        for part in (
            self._waiting,
            self._day,
            self._hour,
            self._rule,
            self._doubt,
            self.due_field,
            self._line,
        ):
            self.body.addWidget(part)
        self.body.addWidget(self._days)
        self._said: tuple[AppointmentWords | None, bool] = (None, False)
        self.show_words(None, asks_date=False)

    @Slot()
    def _edited(self) -> None:
        self.due_field.clear_mark()
        self.edited.emit()

    def show_words(self, words: AppointmentWords | None, *, asks_date: bool) -> None:
        """Show an appointment; None while there is nothing to count from."""
        if (words, asks_date) == self._said and words is not None:
            return
        self._said = (words, asks_date)
        self._waiting.setVisible(words is None and not asks_date)
        self.due_field.setVisible(asks_date)
        for part, text in (
            (self._day, words.day if words else ""),
            (self._hour, words.hour if words else ""),
            (self._rule, words.rule if words else ""),
            (self._doubt, words.doubt if words else ""),
        ):
            part.setText(text)
            part.setVisible(bool(text))
        dress(self._day, "heading" if asks_date else "when")
        self._show_days(words)
        if words is not None:
            self.setAccessibleName(f"{words.day} {words.hour}. {words.rule} {summary(words.lines)}")
            announce(self)

    def _show_days(self, words: AppointmentWords | None) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        lines = words.lines if words else ()
        if len(lines) > _MOST_LINES:
            # A limit of many weeks is not read day by day: what was skipped is what matters.
            lines = tuple(line for line in lines if not line.counted)[: _MOST_LINES - 1] + lines[-1:]
        for row, line in enumerate(lines):
            look = "strong" if line.counted else "hint"
            self._grid.addWidget(label(line.days, look), row, 0)
            self._grid.addWidget(label(line.meaning, "" if line.counted else "hint", wrap=True), row, 1)
        self._days.setVisible(bool(lines))
        self._line.setVisible(bool(lines))

    def value(self) -> str:
        """Return the typed date as ISO 8601, or what was typed when it is no date; empty without one."""
        if self.due_field.isHidden():
            return ""
        typed = self.due.text().strip()
        return typed if not typed else _iso(typed)

    def show_value(self, stored: str) -> None:
        """Show a typed date from a draft."""
        parts = stored.split("-")
        self.due.setText("/".join(reversed(parts)) if len(parts) == _DATE_PARTS else stored)


_DATE_PARTS = 3


def _iso(typed: str) -> str:
    """Turn ``9/12/2026`` into ``2026-12-09``; leave anything else for the strict reader to refuse."""
    parts = typed.replace("-", "/").replace(".", "/").split("/")
    if len(parts) != _DATE_PARTS or not all(part.isdigit() for part in parts):
        return typed
    day, month, year = parts
    return f"{year:0>4}-{month:0>2}-{day:0>2}"
