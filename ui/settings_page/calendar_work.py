"""What is done with the calendar: a day changed or taken back, touched appointments moved one by one."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.domain.calendar_changes import DayChange
from app.localization.formats import short_date
from app.localization.translate import _
from app.use_cases.amend_dossier import Amended
from app.use_cases.change_calendar import TouchedAppointment
from app.use_cases.desk import Desk
from ui.problems import told
from ui.session import Session
from ui.settings_page.calendar_card import CalendarCard, ShownDay
from ui.settings_page.calendar_dialogs import DayDialog, TouchedDialog


class CalendarWork(QObject):
    """Leads the card of the calendar."""

    def __init__(self, session: Session, card: CalendarCard, parent: QWidget) -> None:
        """Lead ``card``."""
        super().__init__(parent)
        self._session = session
        self._card = card
        self._parent = parent
        card.year_wanted.connect(self.read)
        card.change_wanted.connect(self._change)
        card.clear_wanted.connect(self._clear)
        card.touched_wanted.connect(self._look)

    def begin(self) -> None:
        """Show the year it is."""
        self._turn_to(self._session.today.year)

    def _turn_to(self, year: int) -> None:
        if self._card.year == year:
            self.read()
        else:
            self._card.choose_year(year)

    @Slot()
    def read(self) -> None:
        """Show the days of the year, and how many appointments do not fit."""
        year = self._card.year
        self._session.read(lambda desk: _days(desk, year), self._card.show_days, owner=self)
        self._session.read(
            lambda desk: desk.calendar.touched(),
            lambda touched: self._card.show_unfit(len(touched)),
            owner=self,
            urgent=False,
        )

    @Slot()
    def _change(self) -> None:
        dialog = DayDialog(self._parent)
        dialog.asked.connect(lambda change: self._check(dialog, change))
        dialog.given.connect(lambda change: self._keep(dialog, change))
        dialog.open()

    def _check(self, dialog: DayDialog, change: DayChange) -> None:
        self._session.read(
            lambda desk: desk.calendar.preview([change]),
            lambda touched: dialog.tell(change, touched),
            lambda problem: dialog.refuse(told(problem)),
            owner=dialog,
        )

    def _keep(self, dialog: DayDialog, change: DayChange) -> None:
        def kept(touched: Sequence[TouchedAppointment]) -> None:
            dialog.accept()
            self._kept(change, touched)

        self._session.act(
            lambda desk, acting: desk.calendar([change], acting),
            kept,
            lambda problem: dialog.refuse(told(problem)),
            owner=dialog,
        )

    @Slot(object)
    def _clear(self, day: DayChange) -> None:
        change = DayChange(day.day, None)
        self._session.act(
            lambda desk, acting: desk.calendar([change], acting),
            lambda touched: self._kept(change, touched),
            lambda problem: self._card.say("bad", told(problem)),
            owner=self,
        )

    def _kept(self, change: DayChange, touched: Sequence[TouchedAppointment]) -> None:
        self._card.say("good", _("Saved: {day}.").format(day=short_date(change.day)))
        self._session.refresh_stock()
        self._turn_to(change.day.year)
        if touched:
            self._show(touched)

    @Slot()
    def _look(self) -> None:
        self._session.read(lambda desk: desk.calendar.touched(), self._show, owner=self)

    def _show(self, touched: Sequence[TouchedAppointment]) -> None:
        if not touched:
            self.read()
            return
        dialog = TouchedDialog(self._parent, touched)
        dialog.move_wanted.connect(lambda one, day, reason: self._move(dialog, one, day, reason))
        dialog.finished.connect(lambda _result: self.read())
        dialog.open()

    def _move(self, dialog: TouchedDialog, one: TouchedAppointment, day: date | None, reason: str) -> None:
        def moved(_amended: Amended) -> None:
            dialog.moved(one)

        self._session.act(
            lambda desk, acting: desk.calendar.move(one.subject, day, reason, acting),
            moved,
            lambda problem: dialog.failed(told(problem)),
            owner=dialog,
        )


def _days(desk: Desk, year: int) -> list[ShownDay]:
    shown = [ShownDay.of_row(row) for row in desk.calendar.rows(year)]
    shown += [ShownDay(change, sure=True, entered=True) for change in desk.calendar.ordinary(year)]
    return sorted(shown, key=lambda one: one.change.day)
