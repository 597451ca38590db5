"""What is asked for: which report, of which days, and how punctuality is counted."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.partial_date import PartialDate
from app.domain.periods import MONTH, NAMED_PERIODS, Period, named_period
from app.domain.problems import DomainProblem
from app.domain.report_tables import OF_NOW, PERIODIC, REPORTS, UNTIMED
from app.domain.timeliness import Compare, FinishedBy, ReportSettings
from app.localization.formats import short_date
from app.localization.report_text import named_periods, report_title
from app.localization.translate import N_, _
from ui.language.wording import Wording
from ui.style.spacing import space
from ui.widgets.buttons import ChoiceBox
from ui.widgets.field import Field
from ui.widgets.flow_row import FlowRow

_DAYS = "days"
_HOW = {
    (Compare.DATE, FinishedBy.READY): N_("By day, when the result is ready"),
    (Compare.MINUTE, FinishedBy.READY): N_("By minute, when the result is ready"),
    (Compare.DATE, FinishedBy.RETURNED): N_("By day, when it is handed over"),
    (Compare.MINUTE, FinishedBy.RETURNED): N_("By minute, when it is handed over"),
}


class ChoiceRow(QWidget):
    """Fields in a row that go on to the next line where there is no room."""

    asked = Signal()
    """Something else was chosen."""

    def __init__(self, wording: Wording, today: date, parent: QWidget | None = None) -> None:
        """Begin with the periodic report of this month."""
        super().__init__(parent)
        self._today = today
        self.report, self.period, self.how = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self._first, self._last = QLineEdit(), QLineEdit()
        self._first_field, self._last_field = Field(self._first), Field(self._last)
        row = FlowRow(self)
        for box, text, ems in (
            (self.report, N_("Report"), 16),
            (self.period, N_("Period"), 9),
        ):
            row.addWidget(self._field(wording, box, text, ems))
        for field, text in ((self._first_field, N_("From")), (self._last_field, N_("To"))):
            wording.say(field.set_label, text)
            field.setFixedWidth(space().ems(8.5))
            row.addWidget(field)
        self._how_field = self._field(wording, self.how, N_("On time is counted"), 18)
        row.addWidget(self._how_field)
        self.renew()
        self.report.choose(PERIODIC)
        self.period.choose(MONTH)
        self._fill_days()
        self.report.currentIndexChanged.connect(self._chosen)
        self.how.currentIndexChanged.connect(self._chosen)
        self.period.currentIndexChanged.connect(self._period_chosen)
        for editor in (self._first, self._last):
            editor.textEdited.connect(self._typed)
            editor.editingFinished.connect(self._days_typed)

    @staticmethod
    def _field(wording: Wording, editor: ChoiceBox, text: str, ems: float) -> QWidget:
        field = Field(editor)
        wording.say(field.set_label, text)
        field.setFixedWidth(space().ems(ems))
        return field

    def renew(self) -> None:
        """Set the lists in the language now in use."""
        self.report.fill([(name, report_title(name)) for name in REPORTS])
        periods = [(name, words) for name, words, _period in named_periods(self._today)]
        self.period.fill([*periods, (_DAYS, _("Other days"))])
        self.how.fill([(f"{one.value} {by.value}", _(text)) for (one, by), text in _HOW.items()])

    def set_today(self, today: date) -> None:
        """Begin another day: what is named after today moves with it."""
        if today != self._today:
            self._today = today
            self._fill_days()

    @property
    def name(self) -> str:
        """The report asked for."""
        return self.report.key

    @property
    def settings(self) -> ReportSettings:
        """How it counts."""
        compare, _space, finished_by = self.how.key.partition(" ")
        return ReportSettings(Compare(compare), FinishedBy(finished_by))

    def asked_period(self) -> Period | None:
        """Return the days asked for; None after marking what cannot be read."""
        for field in (self._first_field, self._last_field):
            field.clear_mark()
        days = [_day(editor.text()) for editor in (self._first, self._last)]
        for field, day in zip((self._first_field, self._last_field), days, strict=True):
            if day is None:
                field.refuse(_("Please type a day: day/month/year."))
        first, last = days
        if first is None or last is None:
            return None
        try:
            return Period(first, last)
        except DomainProblem:
            self._last_field.refuse(_("The end is before the beginning."))
            return None

    @Slot()
    def _chosen(self) -> None:
        of_now = self.name in OF_NOW
        self._how_field.setVisible(self.name not in UNTIMED)
        for editor in (self.period, self._first, self._last):
            editor.setEnabled(not of_now)
        self.asked.emit()

    @Slot()
    def _period_chosen(self) -> None:
        if self.period.key == _DAYS:
            self._first.setFocus()
            self._first.selectAll()
            return
        self._fill_days()
        self.asked.emit()

    def _fill_days(self) -> None:
        if self.period.key in NAMED_PERIODS:
            period = named_period(self.period.key, self._today)
            self._first.setText(short_date(period.first))
            self._last.setText(short_date(period.last))

    @Slot()
    def _typed(self) -> None:
        self.period.blockSignals(True)
        self.period.choose(_DAYS)
        self.period.blockSignals(False)

    @Slot()
    def _days_typed(self) -> None:
        for editor in (self._first, self._last):
            day = _day(editor.text())
            if day is not None:
                editor.setText(short_date(day))
        if self._first.isModified() or self._last.isModified():
            self._first.setModified(False)
            self._last.setModified(False)
            self.asked.emit()


def _day(text: str) -> date | None:
    try:
        read = PartialDate.parse(text)
    except DomainProblem:
        return None
    return read.earliest() if read.day is not None else None
