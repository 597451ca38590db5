"""The end of the day (cuối ngày): what will be closed, the act itself, and the days closed before."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.closing import ClosedSheet, Sheet
from app.domain.moments import from_milliseconds
from app.domain.problems import DomainProblem
from app.localization.dossier_text import delivery_text
from app.localization.formats import money, short_date, short_moment
from app.localization.problem_text import problem_text
from app.localization.translate import N_, _
from app.use_cases.close_day import ClosingPreview, ShownSheet
from app.use_cases.outcome import Changes
from ui.background.task_runner import Latest
from ui.closing.close_dialog import CloseDialog
from ui.closing.sheet_view import SheetView
from ui.page import Page
from ui.printing.print_desk import PrintDesk, Printed
from ui.problems import told
from ui.session import Session
from ui.settings_page.typed_day import typed_day
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.flow_row import FlowRow
from ui.widgets.notice import Notice
from ui.widgets.scrolling import scrolling
from ui.widgets.text import label

_TOP = Qt.AlignmentFlag.AlignTop
_WIDE_EMS = 70
"""From here on the days closed stand beside the sheet, else below it."""
_SHOWN = 60
"""So many former sheets are listed; older ones are found by their day."""


class ClosingPage(Page):
    """Counts anew whenever one looks; shows a closed sheet when one is chosen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show nothing until somebody looks."""
        super().__init__(session, parent)
        self._asking = Latest()
        self._preview: ClosingPreview | None = None
        self._sheets: Sequence[ShownSheet] = ()
        self._shown: ShownSheet | None = None
        """The closed sheet that is looked at; None: what would be closed."""
        self._printing = PrintDesk(session, self)
        self._title = label(look="title", wrap=True)
        self._about = label(look="soft", wrap=True)
        self._notice = Notice("good")
        self._day = QLineEdit()
        self._day.setFixedWidth(space().ems(8))
        self._today = session.today
        self._day.setText(short_date(self._today))
        self._day_field = Field(self._day)
        self.wording.say(self._day_field.set_label, N_("&Day"))
        self._close = button("primary", "tick")
        self._again, self._print, self._now = button(), button("", "printer"), button("quiet")
        self._view = QWidget()
        self._former = Card()
        self._lay_out()

    def _lay_out(self) -> None:
        for made, text, act in (
            (self._close, N_("Close the day …"), self._ask_to_close),
            (self._again, N_("Count again"), self.ask),
            (self._print, N_("Print the sheet"), self._print_shown),
            (self._now, N_("Back to the open day"), self._show_open),
        ):
            self.wording.say(made.setText, text)
            made.clicked.connect(act)
        self._day.returnPressed.connect(self.ask)
        acts = QWidget()
        row = FlowRow(acts)
        for part in (self._close, self._again, self._print, self._now):
            row.addWidget(part)
        inner = QWidget()
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(0, 0, space().half, 0)
        whole.setSpacing(space().half)
        whole.addWidget(self._about)
        self._side_by_side = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._side_by_side.setSpacing(space().half)
        self._side_by_side.addWidget(self._view, 2, _TOP)
        self._side_by_side.addWidget(self._former, 1, _TOP)
        whole.addLayout(self._side_by_side)
        whole.addStretch(1)
        self._rows = QWidget()
        self._former.body.addWidget(self._rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(space().one, space().ems(0.75), space().one, space().half)
        column.setSpacing(space().half)
        top = QHBoxLayout()
        top.setSpacing(space().one)
        top.addWidget(self._title, 1)
        top.addWidget(self._day_field, 0, _TOP)
        column.addLayout(top)
        column.addWidget(acts)
        column.addWidget(self._notice)
        column.addWidget(scrolling(inner), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the days closed where there is room."""
        super().resizeEvent(event)
        wide = event.size().width() >= space().ems(_WIDE_EMS)
        ways = QBoxLayout.Direction
        self._side_by_side.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    # --- looking -----------------------------------------------------------------------------------

    def begin(self) -> None:
        """Count what would be closed now; on a new day that one."""
        if self._today != self.session.today:
            self._today = self.session.today
            self._day.setText(short_date(self._today))
        self.ask()
        self._close.setFocus()

    def concerns(self, changes: Changes) -> bool:
        """Everything that is done at the counter is counted here."""
        return bool(changes.dossiers or changes.closings or changes.delivery or changes.everything)

    def refresh(self, changes: Changes) -> None:
        """Count again."""
        del changes
        self.ask()

    @Slot()
    def ask(self) -> None:
        """Count the day that is typed."""
        day = typed_day(self._day.text())
        if day is None:
            self._day_field.refuse(_("Write day/month/year."))
            return
        self._day_field.clear_mark()
        self.session.read(
            lambda desk: (desk.close_day.preview(day, desk.clock.now().at), desk.close_day.sheets()),
            self._counted,
            self._refused,
            owner=self,
            latest=self._asking,
        )

    def _counted(self, answer: tuple[ClosingPreview, list[ShownSheet]]) -> None:
        self._preview, self._sheets = answer
        if self._shown is not None:
            subject = self._shown.closed.subject
            self._shown = next((one for one in self._sheets if one.closed.subject == subject), None)
        self._show()

    def _show(self) -> None:
        preview, shown = self._preview, self._shown
        if preview is None:
            return
        sheet = preview.sheet if shown is None else shown.closed.sheet
        day = short_date(date.fromisoformat(sheet.day))
        if shown is None:
            refused = preview.refused
            title = _("Open day: {day}").format(day=day)
            about = _("What will stand on the sheet if you close now.")
            if sheet.number and not refused:
                about = _("This day was closed already. What came since makes a supplement.")
            if refused:
                last = preview.last_day
                about = problem_text(refused, {"closing_day": sheet.day, "last_closed": last})
            self._close.setEnabled(not refused)
            view = SheetView(sheet, preview.names)
        else:
            title = _name(shown.closed)
            about = " · ".join(filter(None, (_closed_by(shown), _delivered(shown), shown.closed.note)))
            view = SheetView(sheet, shown.names)
        self._title.setText(title)
        self._about.setText(about)
        self._close.setVisible(shown is None)
        self._again.setVisible(shown is None)
        self._day_field.setVisible(shown is None)
        self._print.setVisible(shown is not None)
        self._now.setVisible(shown is not None)
        self._side_by_side.replaceWidget(self._view, view)
        self._view.hide()
        self._view.deleteLater()
        view.show()
        self._view = view
        self._list_sheets()

    def _list_sheets(self) -> None:
        self._former.heading.setText(_("Days closed"))
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space().one)
        grid.setVerticalSpacing(space().tight)
        grid.setColumnStretch(1, 1)
        for place, shown in enumerate(self._sheets[:_SHOWN]):
            look = button("quiet")
            look.setText(_name(shown.closed))
            look.setAccessibleName(_("Show the sheet of {day}").format(day=_name(shown.closed)))
            look.clicked.connect(lambda _checked=False, one=shown: self._show_closed(one))
            about = label(f"{_closed_by(shown)}\n{_delivered(shown)}", "soft", wrap=True)
            grid.addWidget(look, place, 0, Qt.AlignmentFlag.AlignLeft | _TOP)
            grid.addWidget(about, place, 1)
        if not self._sheets:
            grid.addWidget(label(_("No day has been closed yet."), "soft"), 0, 0)
        self._former.body.replaceWidget(self._rows, rows)
        self._rows.hide()
        self._rows.deleteLater()
        rows.show()
        self._rows = rows

    def _show_closed(self, shown: ShownSheet) -> None:
        self._shown = shown
        self._show()
        self._print.setFocus()

    @Slot()
    def _show_open(self) -> None:
        self._shown = None
        self._notice.be_silent()
        self.ask()
        self._close.setFocus()

    # --- closing -----------------------------------------------------------------------------------

    @Slot()
    def _ask_to_close(self) -> None:
        day = typed_day(self._day.text())
        preview = self._preview
        if day is None or preview is None or preview.sheet.day != day.isoformat():
            self.ask()
            return
        title = _("Close {day}?").format(day=short_date(day))
        dialog = CloseDialog(self, title, _summary(preview.sheet))
        dialog.given.connect(lambda note: self._close_day(day, note, dialog))
        dialog.open()

    def _close_day(self, day: date, note: str, dialog: CloseDialog) -> None:
        def done(closed: ClosedSheet) -> None:
            dialog.accept()
            self._closed(closed)

        self.session.act(
            lambda desk, acting: desk.close_day(day, acting, note),
            done,
            lambda problem: dialog.refuse(told(problem)),
            owner=self,
        )

    def _closed(self, closed: ClosedSheet) -> None:
        self._notice.set_kind("good")
        self._notice.say(_("{sheet} is closed and saved.").format(sheet=_name(closed)))
        self.session.read(
            lambda desk: next(
                (one for one in desk.close_day.sheets() if one.closed.subject == closed.subject), None
            ),
            self._show_just_closed,
            self._refused,
            owner=self,
        )

    def _show_just_closed(self, shown: ShownSheet | None) -> None:
        if shown is not None:
            self._show_closed(shown)
        self.ask()

    # --- printing ----------------------------------------------------------------------------------

    @Slot()
    def _print_shown(self) -> None:
        shown = self._shown
        if shown is None:
            return
        self.session.read(lambda desk: desk.close_day.record(shown), self._draw, self._refused, owner=self)

    def _draw(self, record: dict[str, object]) -> None:
        draw = self.session.desk.close_day.draw
        self.session.draw(lambda: draw(record), self._drawn, self._refused, owner=self)

    def _drawn(self, pdf: bytes) -> None:
        day = self._shown.closed.sheet.day if self._shown is not None else ""
        self._printing.print_pdf(pdf, f"chot-ngay-{day}", self._printed)

    def _printed(self, how: Printed) -> None:
        words = {
            Printed.DONE: ("good", _("Sent to the printer.")),
            Printed.NO_PRINTER: (
                "warn",
                _("There is no printer. The sheet is kept and can be printed later."),
            ),
            Printed.FAILED: ("bad", _("The printer did not take it. Look at the printer and print again.")),
            Printed.NOT_NOW: ("info", ""),
        }
        self._notice.set_kind(words[how][0])
        self._notice.say(words[how][1])

    def _refused(self, problem: DomainProblem) -> None:
        self._notice.set_kind("bad")
        self._notice.say(told(problem))

    def leave(self) -> None:
        """Forget files that were opened with a viewer."""
        self._printing.forget_files()

    def retranslate(self) -> None:
        """Word everything anew."""
        super().retranslate()
        self._show()


def _name(closed: ClosedSheet) -> str:
    day = short_date(date.fromisoformat(closed.sheet.day))
    if not closed.sheet.number:
        return day
    return _("{day}, supplement {number}").format(day=day, number=closed.sheet.number)


def _closed_by(shown: ShownSheet) -> str:
    at = short_moment(from_milliseconds(shown.closed.at))
    return _("closed {at} by {name}").format(at=at, name=shown.names.get(shown.closed.clerk, "–"))


def _delivered(shown: ShownSheet) -> str:
    at = shown.delivery.province_at
    return delivery_text(shown.delivery.state, None if at is None else from_milliseconds(at))


def _summary(sheet: Sheet) -> str:
    received = sheet.total("receive") + sheet.total("register")
    parts = [
        _("Dossiers received: {count}.").format(count=received),
        _("Cash to hand over: {amount}.").format(amount=money(sheet.carried.cash)),
    ]
    if sheet.warnings:
        parts.append(_("There is something to look at first: see the page."))
    return " ".join(parts)
