"""The villages of the office in a table: typed here or taken from a file; they hold from today on."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.problems import DomainProblem
from app.domain.records import Record
from app.domain.villages import Village, Villages
from app.localization.translate import N_, _, ngettext
from app.use_cases.outcome import Changes
from app.use_cases.villages import VillagesEntered
from ui.page import Page
from ui.problems import told
from ui.session import Session
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.flow_row import FlowRow
from ui.widgets.notice import Notice
from ui.widgets.text import label

_COUNTS = ("distance_km", "minutes_walk", "minutes_motorbike", "minutes_boat")
_FLAGS = ("far", "border", "difficult")
_COLUMNS = (
    ("name", N_("Village")),
    ("distance_km", N_("km")),
    ("minutes_walk", N_("On foot (min)")),
    ("minutes_motorbike", N_("Motorbike (min)")),
    ("minutes_boat", N_("Boat (min)")),
    ("far", N_("Far")),
    ("border", N_("Border")),
    ("difficult", N_("Specially difficult")),
    ("former", N_("Former commune")),
)
_TABLE_EMS = 17


class VillagesCard(Page):
    """A card of its own: reads when shown first, saves by itself."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__(session, parent)
        card = Card()
        self.wording.say(card.heading.setText, N_("Villages"))
        self._hint = label(look="soft", wrap=True)
        self.wording.say(
            self._hint.setText,
            N_("They complete the village as one types and say how far it is. They hold from today on."),
        )
        self._table = QTableWidget(0, len(_COLUMNS))
        self._table.setFixedHeight(space().ems(_TABLE_EMS))
        self._table.verticalHeader().hide()
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setTabKeyNavigation(False)
        self.wording.name(self._table, N_("Villages"))
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setMinimumSectionSize(space().ems(2.5))
        self._notice = Notice("good")
        row_widget = QWidget()
        row = FlowRow(row_widget)
        for look, text, work in (
            ("primary", N_("Save the villages"), self._save),
            ("", N_("Add a village"), self._add),
            ("", N_("Take out the village"), self._take_out),
            ("quiet", N_("From a file (CSV) …"), self._choose_file),
        ):
            made = button(look)
            self.wording.say(made.setText, text)
            made.clicked.connect(work)
            row.addWidget(made)
        for part in (self._hint, self._table, self._notice, row_widget):
            card.body.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self._head()

    def _head(self) -> None:
        self._table.setHorizontalHeaderLabels([_(text) for _name, text in _COLUMNS])

    # --- the table ---------------------------------------------------------------------------------

    def begin(self) -> None:
        """Read the villages as they hold today."""
        today = self.session.today
        self.session.read(lambda desk: desk.villages.on(today), self._show, self._problem, owner=self)

    def _show(self, villages: Villages) -> None:
        self._table.setRowCount(0)
        for village in villages.all:
            self._put(village)

    def _put(self, village: Village | None) -> None:
        row = self._table.rowCount()
        self._table.insertRow(row)
        for column, (name, _text) in enumerate(_COLUMNS):
            value = "" if village is None else getattr(village, name)
            item = QTableWidgetItem()
            if name in _FLAGS:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked if value else Qt.CheckState.Unchecked)
            else:
                item.setText(str(value or ""))
            self._table.setItem(row, column, item)

    def _villages(self) -> list[Village]:
        """Read the table. Raises DomainProblem ``villages.bad_row`` (`row`, `column`, `reason`)."""
        found = []
        for row in range(self._table.rowCount()):
            cells = self._cells(row)
            if not any(cells.values()):
                continue
            record = {name: _number(value) if name in _COUNTS else value for name, value in cells.items()}
            try:
                found.append(Village.from_record(Record({k: v for k, v in record.items() if v != ""})))
            except DomainProblem as problem:
                column = str(problem.details.get("field") or "")
                heading = next((_(text) for name, text in _COLUMNS if name == column), column)
                reason = problem.details.get("reason", "")
                raise DomainProblem("villages.bad_row", row=row + 1, column=heading, reason=reason) from None
        return found

    def _cells(self, row: int) -> dict[str, object]:
        found: dict[str, object] = {}
        for column, (name, _text) in enumerate(_COLUMNS):
            item = self._table.item(row, column)
            if item is None:
                found[name] = ""
            elif name in _FLAGS:
                found[name] = item.checkState() == Qt.CheckState.Checked
            else:
                found[name] = item.text().strip()
        return found

    @Slot()
    def _add(self) -> None:
        self._put(None)
        self._table.setCurrentCell(self._table.rowCount() - 1, 0)
        self._table.setFocus()

    @Slot()
    def _take_out(self) -> None:
        row = self._table.currentRow()
        if row >= 0:
            self._table.removeRow(row)

    # --- acts --------------------------------------------------------------------------------------

    @Slot()
    def _save(self) -> None:
        try:
            villages: Sequence[Village] = self._villages()
        except DomainProblem as problem:
            self._problem(problem)
            return
        today = self.session.today
        self.session.act(
            lambda desk, acting: desk.villages.enter(villages, today, acting, only=True),
            self._saved,
            self._problem,
            owner=self,
        )

    @Slot()
    def _choose_file(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Table of villages"), "", "CSV (*.csv *.txt)")
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, file: Path) -> None:
        """Take villages from a file; those of former tables stay."""
        today = self.session.today
        self.session.act(
            lambda desk, acting: desk.villages.import_table(_text_of(file), today, acting),
            self._saved,
            self._problem,
            owner=self,
        )

    def _saved(self, entered: VillagesEntered) -> None:
        self._notice.set_kind("good")
        text = ngettext("{count} village entered", "{count} villages entered", entered.changed)
        self._notice.say(text.format(count=entered.changed))
        self.begin()

    def _problem(self, problem: DomainProblem) -> None:
        self._notice.set_kind("bad")
        self._notice.say(told(problem))

    def concerns(self, changes: Changes) -> bool:
        """What is being typed is never overwritten by what arrives."""
        del changes
        return False

    def retranslate(self) -> None:
        """Show everything in the language now in use."""
        super().retranslate()
        self._head()


def _number(value: object) -> object:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() else (text or "")


def _text_of(file: Path) -> str:
    """Read a table. Raises DomainProblem ``file.unreadable`` or ``line.not_utf8``."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DomainProblem("file.unreadable") from error
    except UnicodeDecodeError:
        raise DomainProblem("line.not_utf8") from None
