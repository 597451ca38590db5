"""The fields of a form of a step: each reads its editor into what `app.use_cases.step_fields` takes."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.identifiers import ClerkId, as_text
from app.domain.moments import from_milliseconds
from app.localization.formats import money, number, short_date, time_of_day, weekday
from app.localization.translate import _, ngettext
from app.use_cases.offer_days import DayOffer
from app.use_cases.ports import Person
from app.use_cases.step_fields import typed_fields
from ui.style.spacing import space
from ui.widgets.buttons import ChoiceBox, button
from ui.widgets.day_text import iso_moment
from ui.widgets.field import Field
from ui.widgets.flow_row import FlowRow


class Asked(Field):
    """One field of a step."""

    shown_changed = Signal()
    """What else has to be asked depends on this one, and it changed."""

    def __init__(self, name: str, editor: QWidget, *, required: bool) -> None:
        """Ask with an editor."""
        super().__init__(editor, required=required)
        self.name = name
        self.required = required

    def value(self) -> object:
        """Return what is stated; None or something empty for nothing."""
        raise NotImplementedError

    def begin(self) -> None:
        """Give the keyboard to the editor."""
        self.editor.setFocus()


class ClerkAsked(Asked):
    """Who is responsible from now on."""

    def __init__(self, name: str, people: Sequence[Person], chosen: ClerkId, *, required: bool) -> None:
        """Offer the active clerks."""
        self.box = ChoiceBox()
        self.box.fill([(as_text(person.id), who(person)) for person in people if person.active])
        self.box.choose(as_text(chosen))
        super().__init__(name, self.box, required=required)

    def value(self) -> object:
        """Return the id of who was chosen."""
        return self.box.key


class ChoiceAsked(Asked):
    """One of a closed list."""

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], *, required: bool) -> None:
        """Offer keys with their words; the first is chosen."""
        self.box = ChoiceBox()
        self.box.fill(list(choices))
        self.box.currentIndexChanged.connect(self._tell)
        super().__init__(name, self.box, required=required)

    @Slot()
    def _tell(self) -> None:
        self.shown_changed.emit()

    def value(self) -> object:
        """Return the key of what was chosen."""
        return self.box.key


class LineAsked(Asked):
    """A short text."""

    def __init__(self, name: str, most: int, *, required: bool) -> None:
        """Ask for one line."""
        self.line = QLineEdit()
        self.line.setMaxLength(most)
        super().__init__(name, self.line, required=required)
        self.line.textEdited.connect(self.clear_mark)

    def value(self) -> object:
        """Return what was typed."""
        return self.line.text().strip()


class LinesAsked(Asked):
    """A longer text, with what one usually writes a press away."""

    def __init__(self, name: str, usual: Sequence[tuple[str, str]], *, required: bool) -> None:
        """Offer ``usual`` as (words to press, text to write)."""
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(space().ems(3.6))
        whole = QWidget()
        whole.setFocusProxy(self.text)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space().tight)
        column.addWidget(self.text)
        if usual:
            chips = QWidget()
            row = FlowRow(chips)
            for words, text in usual:
                chip = button("chip")
                chip.setText(words)
                chip.clicked.connect(partial(self._take_usual, text))
                row.addWidget(chip)
            column.addWidget(chips)
        super().__init__(name, whole, required=required)
        self.text.textChanged.connect(self.clear_mark)

    def _take_usual(self, text: str, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - a Qt signal's slot
        """Write a usual text behind what stands there already."""
        before = self.text.toPlainText().strip()
        if text not in before:
            self.text.setPlainText(f"{before}. {text}" if before else text)
        self.text.setFocus()
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)

    def value(self) -> object:
        """Return what was typed."""
        return self.text.toPlainText().strip()


class FlagAsked(Asked):
    """A tick."""

    def __init__(self, name: str, *, required: bool) -> None:
        """Begin without."""
        self.tick = QCheckBox()
        self.tick.toggled.connect(self._tell)
        super().__init__(name, self.tick, required=required)

    def set_label(self, text: str) -> None:
        """Say the words beside the box, where one looks for them."""
        self.tick.setText(text)
        self.take_label_away()

    @Slot()
    def _tell(self) -> None:
        self.shown_changed.emit()

    def value(self) -> object:
        """Return true; nothing when it is not ticked."""
        return True if self.tick.isChecked() else None


class YesNoAsked(Asked):
    """A decision: yes or no, and nothing chosen beforehand."""

    def __init__(self, name: str, *, required: bool) -> None:
        """Ask."""
        whole = QWidget()
        self.yes, self.no = QRadioButton(_("&Yes")), QRadioButton(_("N&o"))
        whole.setFocusProxy(self.yes)
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        row.addStretch(1)
        super().__init__(name, whole, required=required)
        for made in (self.yes, self.no):
            made.toggled.connect(self._tell)

    @Slot()
    def _tell(self) -> None:
        self.clear_mark()
        self.shown_changed.emit()

    def value(self) -> object:
        """Return the decision; None while there is none."""
        return True if self.yes.isChecked() else False if self.no.isChecked() else None


class AmountAsked(Asked):
    """An amount in đồng, typed with or without points."""

    def __init__(self, name: str, *, required: bool) -> None:
        """Ask for an amount."""
        self.line = QLineEdit()
        self.line.setMaxLength(20)
        super().__init__(name, self.line, required=required)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._tidy)

    @Slot()
    def _typed(self) -> None:
        self.clear_mark()
        read = self.value()
        self.set_hint(money(read) if isinstance(read, int) else "")

    @Slot()
    def _tidy(self) -> None:
        read = self.value()
        if isinstance(read, int):
            self.line.setText(number(read))

    def value(self) -> object:
        """Return the amount, or what was typed when it is none."""
        typed = self.line.text().strip().replace(",", "")
        return typed_fields([(self.name, typed)])[self.name] if typed else None


class DayAsked(Asked):
    """A day, and an hour if it is not the end of office hours; usual days are a press away."""

    def __init__(self, name: str, offers: Sequence[DayOffer], *, required: bool) -> None:
        """Offer days some working days ahead."""
        whole = QWidget()
        self.day, self.hour = QLineEdit(), QLineEdit()
        self.day.setMaxLength(10)
        self.day.setPlaceholderText(_("day/month/year"))
        self.hour.setMaxLength(5)
        self.hour.setPlaceholderText(_("end of office hours"))
        self.hour.setAccessibleName(_("Hour"))
        whole.setFocusProxy(self.day)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space().tight)
        row = QHBoxLayout()
        row.addWidget(self.day, 3)
        row.addWidget(self.hour, 2)
        column.addLayout(row)
        if offers:
            chips = QWidget()
            flow = FlowRow(chips)
            for offer in offers:
                chip = button("chip")
                chip.setText(
                    ngettext("{count} working day", "{count} working days", offer.days).format(
                        count=offer.days
                    )
                )
                chip.clicked.connect(partial(self._take, offer.at))
                flow.addWidget(chip)
            column.addWidget(chips)
        super().__init__(name, whole, required=required)
        for line in (self.day, self.hour):
            line.textEdited.connect(self._typed)

    def _take(self, at: int, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - a Qt signal's slot
        self.show_moment(at)
        self.day.setFocus()

    def show_moment(self, at: int) -> None:
        """Show a moment (milliseconds)."""
        moment = from_milliseconds(at)
        self.day.setText(short_date(moment.date()))
        self.hour.setText(time_of_day(moment))
        self._typed()

    @Slot()
    def _typed(self) -> None:
        self.clear_mark()
        try:
            self.set_hint(weekday(datetime.fromisoformat(str(self.value())).date()))
        except ValueError:
            self.set_hint("")

    def value(self) -> object:
        """Return a day or a moment as ISO 8601, or what was typed when it is neither."""
        return iso_moment(self.day.text(), self.hour.text())


def who(person: Person) -> str:
    """Return a clerk with the position, as lists show them."""
    return f"{person.full_name} – {person.position}" if person.position else person.full_name
