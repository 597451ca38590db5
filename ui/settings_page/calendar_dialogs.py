"""Dialogs of the calendar: what a day is from now on, and the appointments that no longer fit."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.domain.calendar_changes import KINDS, DayChange
from app.domain.moments import from_milliseconds
from app.domain.problems import DomainProblem
from app.localization.calendar_text import day_kind_text
from app.localization.formats import short_date
from app.localization.translate import _
from app.use_cases.change_calendar import TouchedAppointment
from ui.problems import told
from ui.settings_page.typed_day import typed_day
from ui.style.spacing import space
from ui.widgets.buttons import ChoiceBox, button
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog
from ui.widgets.scrolling import scrolling
from ui.widgets.text import label, selectable


class DayDialog(FormDialog):
    """Asks what a day is; the first press shows what would be touched, the second one keeps it."""

    asked = Signal(object)
    """A `DayChange` to look at before it is kept."""
    given = Signal(object)
    """The `DayChange` to keep."""

    def __init__(self, parent: QWidget) -> None:
        """Ask for a day."""
        super().__init__(
            parent,
            _("Change a day"),
            _("New appointments follow the change. Slips that were printed stay as they are."),
            _("&Check"),
        )
        self.day, self.kind = QLineEdit(), ChoiceBox()
        self.name, self.source = QLineEdit(), QLineEdit()
        self.kind.fill([(kind, day_kind_text(kind)) for kind in KINDS])
        self._fields: dict[str, Field] = {}
        for name, editor, text in (
            ("day", self.day, _("&Day")),
            ("kind", self.kind, _("&What it is")),
            ("name", self.name, _("&Name, or why")),
            ("source", self.source, _("&By which notice")),
        ):
            field = self._fields[name] = Field(editor, required=name in {"day", "name"})
            field.set_label(text)
            self.column.addWidget(field)
        self._checked: DayChange | None = None
        self._change: DayChange | None = None
        for line in (self.day, self.name, self.source):
            line.textChanged.connect(self._unchecked)
        self.kind.currentIndexChanged.connect(self._unchecked)
        self.act.setDefault(True)
        self.acted.connect(self._next)
        self.day.setFocus()

    @Slot()
    def _unchecked(self) -> None:
        self._checked = None
        self.act.setText(_("&Check"))

    def is_complete(self) -> bool:
        """Read the fields; mark what is wrong."""
        for field in self._fields.values():
            field.clear_mark()
        day = typed_day(self.day.text())
        if day is None:
            return self._refuse_at("day", _("Please type a day: day/month/year."))
        try:
            self._change = DayChange.read(day, self.kind.key, self.name.text(), self.source.text())
        except DomainProblem as problem:
            return self._refuse_at(str(problem.details.get("field") or "day"), told(problem))
        return True

    def _refuse_at(self, name: str, text: str) -> bool:
        self._fields[name].refuse(text)
        self._fields[name].editor.setFocus()
        return False

    @Slot()
    def _next(self) -> None:
        if self._checked is not None and self._checked == self._change:
            self.given.emit(self._change)
        else:
            self.asked.emit(self._change)

    def refuse(self, text: str) -> None:
        """Say why it could not be kept."""
        self.complaint.set_kind("bad")
        super().refuse(text)

    def tell(self, change: DayChange, touched: Sequence[TouchedAppointment]) -> None:
        """Say what a change would touch; the next press keeps it."""
        self._checked = change
        self.act.setEnabled(True)
        self.act.setText(_("&Keep it"))
        self.act.setFocus()
        if touched:
            self.complaint.set_kind("warn")
            self.complaint.say(
                _(
                    "{count} printed appointments will not fit any more. They stand until you move them."
                ).format(count=len(touched))
            )
        else:
            self.complaint.set_kind("info")
            self.complaint.say(_("No printed appointment is touched."))


class TouchedDialog(FormDialog):
    """Lists appointments that no longer fit; each is moved by itself, with a reason for all."""

    move_wanted = Signal(object, object, str)
    """A `TouchedAppointment`, the chosen day (None for what the rules give) and the reason."""

    def __init__(self, parent: QWidget, touched: Sequence[TouchedAppointment]) -> None:
        """List them."""
        super().__init__(
            parent,
            _("Appointments that no longer fit"),
            _("Call the citizen first. Moving gives a new slip that says why."),
            _("Done"),
            wide_ems=46,
        )
        self.reason = QLineEdit(_("The working calendar has changed."))
        self.reason.setMaxLength(200)
        field = Field(self.reason, required=True)
        field.set_label(_("&Reason"))
        self.column.addWidget(field)
        table = QWidget()
        self._grid = QGridLayout(table)
        self._grid.setHorizontalSpacing(space().one)
        self._grid.setColumnStretch(0, 1)
        self._days: dict[bytes, QLineEdit] = {}
        for place, one in enumerate(touched):
            self._add(place, one)
        self._grid.setRowStretch(len(touched), 1)
        area = scrolling(table)
        area.setMinimumHeight(space().ems(16))
        self.column.addWidget(area)
        self.acted.connect(self.accept)
        self.back.hide()

    def _add(self, place: int, one: TouchedAppointment) -> None:
        who = "\n".join(part for part in (one.full_name, f"{one.code} · {one.phone}".strip(" ·")) if part)
        self._grid.addWidget(selectable(label(who, wrap=True)), place, 0)
        self._grid.addWidget(label(short_date(_on(one.due_at)), "soft"), place, 1)
        day = self._days[one.subject] = QLineEdit(
            "" if one.would_be is None else short_date(_on(one.would_be))
        )
        day.setFixedWidth(space().ems(7))
        day.setAccessibleName(_("New day for {name}").format(name=one.full_name))
        self._grid.addWidget(day, place, 2)
        move = button()
        move.setText(_("Move"))
        move.setAccessibleName(f"{_('Move')} {one.full_name}")
        move.clicked.connect(partial(self._move, one, move))
        self._grid.addWidget(move, place, 3, Qt.AlignmentFlag.AlignTop)

    def _move(self, one: TouchedAppointment, pressed: QWidget, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - a Qt signal's slot
        day = typed_day(self._days[one.subject].text())
        if day is None:
            self.complaint.set_kind("bad")
            self.complaint.say(_("Please type a day: day/month/year."))
            self._days[one.subject].setFocus()
            return
        pressed.setEnabled(False)
        chosen = None if one.would_be is not None and day == _on(one.would_be) else day
        self.move_wanted.emit(one, chosen, self.reason.text())

    def moved(self, one: TouchedAppointment) -> None:
        """Say that one was moved."""
        self._days[one.subject].setEnabled(False)
        self.complaint.set_kind("good")
        self.complaint.say(_("Moved: {name}. The new slip is ready to print.").format(name=one.full_name))

    def failed(self, text: str) -> None:
        """Say why one could not be moved."""
        self.complaint.set_kind("bad")
        self.complaint.say(text)


def _on(milliseconds: int) -> date:
    return from_milliseconds(milliseconds).date()
