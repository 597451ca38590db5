"""The fee table in a dialog: look up, see how sure each rate is, enter a resolution, import a file."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from app.domain.fee_rows import Charge, Formula
from app.domain.fee_table import FeeTable
from app.domain.problems import DomainProblem
from app.domain.text import begins_words, fold, word_line, words
from app.localization.fee_text import certainty_text, rate_text
from app.localization.formats import short_date
from app.localization.translate import _
from app.use_cases.change_fees import ChangedFees, NewRate
from ui.money.lines_table import LinesTable, TableLine
from ui.problems import told
from ui.session import Session
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog
from ui.widgets.notice import Notice
from ui.widgets.text import label

_ROLE = "administration"


class FeeTableDialog(FormDialog):
    """Shows every charge in force; the act closes it."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        """Ask for the table."""
        words_beneath = _(
            "A rate that is not configured is unknown, not zero. Enter it with the resolution that sets it."
        )
        super().__init__(parent, _("Fee table"), words_beneath, _("Close"), wide_ems=60)
        self.back.hide()
        self.acted.connect(self.accept)
        self._session = session
        self._table: FeeTable | None = None
        self._today = session.today
        self.wanted = QLineEdit()
        self.wanted.setPlaceholderText(_("Procedure, charge or code"))
        self.wanted.setAccessibleName(_("Procedure, charge or code"))
        self.only_unknown = QCheckBox(_("Only what is not configured"))
        self.lines = LinesTable(1, frozenset())
        self.lines.setMinimumHeight(space().ems(12))
        self.lines.setAccessibleName(_("Fee table"))
        self.lines.set_heads((_("Procedure"), _("Charge"), _("Rate"), _("From"), _("Certainty")))
        self.about = label(look="soft", wrap=True)
        # Three lines have room, so that the list does not jump while one goes through it.
        self.about.setMinimumHeight(space().ems(5))
        self.notice = Notice("good")
        self.change, self.load = button("", "disk"), button("quiet")
        self.change.setText(_("Enter a rate …"))
        self.load.setText(_("Import a file …"))
        top = QHBoxLayout()
        top.addWidget(self.wanted, 1)
        top.addWidget(self.only_unknown)
        acts = QHBoxLayout()
        acts.addWidget(self.change)
        acts.addWidget(self.load)
        acts.addStretch(1)
        self.column.addLayout(top)
        self.column.addWidget(self.lines, 1)
        self.column.addWidget(self.about)
        self.column.addWidget(self.notice)
        self.column.addLayout(acts)
        self.wanted.textChanged.connect(self._show)
        self.only_unknown.toggled.connect(self._show)
        self.lines.looked_at.connect(self._look)
        self.lines.entered.connect(self._ask_rate)
        self.change.clicked.connect(self._ask_rate)
        self.load.clicked.connect(self._ask_file)
        self.fill_window(72)
        self._ask_table()

    def _ask_table(self) -> None:
        self._session.read(lambda desk: desk.money.fees.table(), self._take, self._refused, owner=self)

    def _take(self, table: FeeTable) -> None:
        self._table = table
        self._show()

    @Slot()
    def _show(self) -> None:
        if self._table is None:
            return
        wanted = words(fold(self.wanted.text()))
        shown = [
            row
            for row in self._table.charges_in_force(self._today)
            if (not self.only_unknown.isChecked() or row.formula is Formula.NOT_CONFIGURED)
            and begins_words(wanted, word_line(row.procedure, row.name, row.key))
        ]
        self.lines.show_lines([TableLine(row.key, self._cells(row)) for row in shown])

    def _cells(self, row: Charge) -> tuple[str, ...]:
        return (
            row.procedure,
            row.name,
            rate_text(row),
            short_date(row.valid_from),
            certainty_text(row.certainty.value),
        )

    def _row(self) -> Charge | None:
        table, key = self._table, self.lines.key
        return None if table is None or not key else table.charge(key, self._today)

    @Slot(str)
    def _look(self, _key: str) -> None:
        row = self._row()
        self.change.setEnabled(row is not None)
        self.about.setText(
            ""
            if row is None
            else "\n".join(filter(None, (f"{row.name}: {rate_text(row)}", row.note, row.source)))
        )

    @Slot()
    def _ask_rate(self) -> None:
        row = self._row()
        if row is None:
            return
        dialog = RateDialog(row, self._today, self)

        def done(_changed: object) -> None:
            dialog.accept()
            self._changed(_("The rate was entered."))

        def enter() -> None:
            try:
                rate = dialog.rate()
            except DomainProblem as problem:
                dialog.refuse(told(problem))
                return
            self._session.act(
                lambda desk, acting: desk.money.fees.set_rate(rate, replace(acting, role=_ROLE)),
                done,
                lambda problem: dialog.refuse(told(problem)),
                owner=dialog,
            )

        dialog.acted.connect(enter)
        dialog.open()

    @Slot()
    def _ask_file(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(self, _("Import a fee table"), "", "JSON (*.json)")
        if name:
            self.import_file(Path(name))

    def import_file(self, file: Path) -> None:
        """Import a file; only rows that differ are taken."""

        def done(changed: ChangedFees) -> None:
            said = _("{count} rows taken, {unchanged} stood so already.")
            self._changed(said.format(count=len(changed.changed), unchanged=changed.unchanged))

        try:
            content = file.read_bytes()
        except OSError:
            self._refused(DomainProblem("file.unreadable"))
            return
        self._session.act(
            lambda desk, acting: desk.money.fees.import_file(content, replace(acting, role=_ROLE)),
            done,
            self._refused,
            owner=self,
        )

    def _changed(self, text: str) -> None:
        self.notice.set_kind("good")
        self.notice.say(text)
        self._ask_table()

    def _refused(self, problem: DomainProblem) -> None:
        self.notice.set_kind("bad")
        self.notice.say(told(problem))


class RateDialog(FormDialog):
    """Asks for a flat rate, its first day and the resolution that sets it."""

    def __init__(self, row: Charge, today: date, parent: QWidget) -> None:
        """Begin with what stands there."""
        super().__init__(
            parent,
            row.name,
            _("0 is free. Leave it empty when the rate is not known. What was collected stays as it was."),
            _("&Enter the rate"),
        )
        self._charge = row
        self.amount, self.online, self.first, self.source = (QLineEdit() for _one in range(4))
        if row.formula is Formula.FLAT and row.amount is not None:
            self.amount.setText(str(row.amount))
            self.online.setText(str(row.by_channel.get("online", "")))
        self.first.setText(short_date(today))
        self.fields: dict[str, Field] = {}
        for name, editor, text in (
            ("amount", self.amount, _("&Amount in đồng, for each unit")),
            ("online", self.online, _("When filed &online, if other")),
            ("valid_from", self.first, _("&From (day/month/year)")),
            ("source", self.source, _("&Resolution or circular")),
        ):
            field = Field(editor, required=name in {"valid_from", "source"})
            field.set_label(text)
            self.fields[name] = field
            self.column.addWidget(field)
        self.amount.setFocus()

    def rate(self) -> NewRate:
        """Return what was typed. Raises DomainProblem for what cannot be read."""
        return NewRate(
            self._charge.key,
            _amount(self.amount.text(), "amount"),
            _first_day(self.first.text()),
            self.source.text().strip(),
            _amount(self.online.text(), "online"),
        )


def _amount(text: str, field: str) -> int | None:
    plain = text.replace(".", "").replace(" ", "").strip()
    if not plain:
        return None
    if not plain.isdecimal() or not plain.isascii():
        raise DomainProblem("field.not_a_whole_number", field=field)
    if len(plain) > len(str(10**9)):
        raise DomainProblem("field.too_large", field=field, most=10**9)
    return int(plain)


def _first_day(text: str) -> date:
    parts = text.strip().replace("-", "/").split("/")
    try:
        day, month, year = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError:
        raise DomainProblem("moment.unreadable", field="valid_from") from None
