"""The working calendar in the settings: the special days of a year, and what printed slips no longer fit."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.calendar import FIRST_YEAR, LAST_YEAR
from app.domain.calendar_changes import ORDINARY, DayChange
from app.domain.certainty import Certainty
from app.localization.calendar_text import day_kind_text
from app.localization.formats import short_date
from app.localization.translate import _
from app.use_cases.change_calendar import CalendarRow
from ui.style.spacing import space
from ui.widgets.buttons import ChoiceBox, button
from ui.widgets.card import Card
from ui.widgets.notice import Notice
from ui.widgets.text import label


@dataclass(frozen=True, slots=True)
class ShownDay:
    """One line of the card. ``entered``: somebody here or in the province said so, and can take it back."""

    change: DayChange
    sure: bool
    entered: bool

    @classmethod
    def of_row(cls, row: CalendarRow) -> "ShownDay":
        """Return the line of a special day."""
        day = row.day
        change = DayChange(day.day, day.kind.value, day.name, day.source)
        return cls(change, day.certainty is Certainty.CONFIRMED, row.entered)


class CalendarCard(Card):
    """Shows one year; the dialogs are opened by `CalendarWork`."""

    year_wanted = Signal()
    change_wanted = Signal()
    clear_wanted = Signal(object)
    """Carries the `DayChange` to take back."""
    touched_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self._days: Sequence[ShownDay] = ()
        self._years = ChoiceBox()
        self._years.fill([(str(year), str(year)) for year in range(FIRST_YEAR, LAST_YEAR + 1)])
        self._years.setFixedWidth(space().ems(6))
        self._years.currentIndexChanged.connect(self._wants_year)
        self._change = button("", "plus")
        self._change.clicked.connect(self._wants_change)
        self.top.addWidget(self._years)
        self.top.addWidget(self._change)
        self.unfit = Notice("warn")
        self.body.addWidget(self.unfit)
        self._look = button("quiet")
        self._look.clicked.connect(self._wants_touched)
        self._look.hide()
        self.body.addWidget(self._look, 0, Qt.AlignmentFlag.AlignLeft)
        self._table = QWidget()
        self.body.addWidget(self._table)
        self.notice = Notice("good")
        self.body.addWidget(self.notice)
        self.renew()

    def renew(self) -> None:
        """Word everything in the language now in use."""
        self.heading.setText(_("Holidays and swap days"))
        self._years.setAccessibleName(_("Year"))
        self._change.setText(_("Change a day …"))
        self._look.setText(_("See them …"))
        self.show_days(self._days)

    @property
    def year(self) -> int:
        """The year that is shown."""
        return int(self._years.key)

    def choose_year(self, year: int) -> None:
        """Show another year."""
        self._years.choose(str(year))

    @Slot()
    def _wants_year(self) -> None:
        self.year_wanted.emit()

    def show_days(self, days: Sequence[ShownDay]) -> None:
        """Show the special days of the year."""
        self._days = days
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space().one)
        grid.setColumnStretch(2, 1)
        for place, day in enumerate(days):
            self._add(grid, place, day)
        if not days:
            grid.addWidget(label(_("No special day is known for this year."), "soft"), 0, 0, 1, 4)
        self.body.replaceWidget(self._table, table)
        self._table.deleteLater()
        self._table = table

    def _add(self, grid: QGridLayout, place: int, shown: ShownDay) -> None:
        day = shown.change
        kind = day_kind_text(day.kind or ORDINARY)
        grid.addWidget(label(short_date(day.day), "strong"), place, 0)
        grid.addWidget(label(kind), place, 1)
        doubt = "" if shown.sure else _("not yet confirmed")
        about = " · ".join(part for part in (day.name, day.source, doubt) if part)
        grid.addWidget(label(about, "soft", wrap=True), place, 2)
        if shown.entered:
            back = button("quiet")
            back.setText(_("Take back"))
            back.setAccessibleName(f"{_('Take back')} {short_date(day.day)}")
            back.clicked.connect(lambda _checked=False, one=day: self.clear_wanted.emit(one))
            grid.addWidget(back, place, 3, Qt.AlignmentFlag.AlignRight)

    def show_unfit(self, count: int) -> None:
        """Say how many printed appointments do not fit the calendar."""
        if count:
            self.unfit.say(
                _(
                    "{count} printed appointments no longer fit the calendar. They stand until you move them."
                ).format(count=count)
            )
        else:
            self.unfit.be_silent()
        self._look.setVisible(count > 0)

    @Slot(str, str)
    def say(self, kind: str, text: str) -> None:
        """Say how it went."""
        self.notice.set_kind(kind)
        self.notice.say(text)

    @Slot()
    def _wants_change(self) -> None:
        self.change_wanted.emit()

    @Slot()
    def _wants_touched(self) -> None:
        self.touched_wanted.emit()
