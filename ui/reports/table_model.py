"""A report as a table on the screen: its lines, then the line of totals."""

from textwrap import wrap

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from app.domain.report_tables import CellKind, ReportTable
from app.domain.sheets import Sheet, SheetColumn
from app.localization.report_sheets import cell_text, sheet_of
from ui.style import palette

AnyIndex = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()
_HEAD_LETTERS = 12
_NUMBERS = frozenset({CellKind.COUNT, CellKind.MONEY, CellKind.SHARE})
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class ReportTableModel(QAbstractTableModel):
    """Words the report whole when it comes: reports are short."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.table: ReportTable | None = None
        self._sheet: Sheet | None = None
        self._texts: list[list[str]] = []

    @property
    def columns(self) -> tuple[SheetColumn, ...]:
        """The columns of the report shown."""
        return () if self._sheet is None else self._sheet.columns

    def show_report(self, table: ReportTable) -> Sheet:
        """Show a report; returns it in words."""
        self.beginResetModel()
        sheet = sheet_of(table)
        rows = [*sheet.rows, *([] if sheet.totals is None else [sheet.totals])]
        kinds = [column.kind for column in sheet.columns]
        self._texts = [[cell_text(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in rows]
        self.table, self._sheet = table, sheet
        self.endResetModel()
        return sheet

    def place(self, index: AnyIndex) -> tuple[int | None, str]:
        """Return the line of the report (None: the totals) and the column of a cell."""
        sheet = self._sheet
        line = index.row() if sheet is not None and index.row() < len(sheet.rows) else None
        return line, self.columns[index.column()].key

    def leads_on(self, index: AnyIndex) -> bool:
        """Tell whether there are dossiers behind a cell."""
        if self.table is None or not index.isValid():
            return False
        line, column = self.place(index)
        told = self.table.totals if line is None else self.table.lines[line]
        return told is not None and bool(told.behind.get(column) or told.subject)

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Return the number of lines, totals among them."""
        return 0 if parent.isValid() else len(self._texts)

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = 0) -> object:
        """Return what a cell says, and how."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self.columns[index.column()].kind in _NUMBERS
            return _MIDDLE | (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        if role == Qt.ItemDataRole.FontRole:
            return self._font(index.row())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._texts[index.row()][index.column()] or None
        if role == Qt.ItemDataRole.ForegroundRole and self._is_late(index):
            return QColor(palette.BAD)
        return None

    def _is_late(self, index: AnyIndex) -> bool:
        """Tell whether a cell says that something is late."""
        key = self.columns[index.column()].key
        text = self._texts[index.row()][index.column()]
        if key in {"late", "overdue"}:
            return text != "0"
        if key != "state" or self.table is None or index.row() >= len(self.table.lines):
            return False
        return self.table.lines[index.row()].cells.get("state") == "overdue"

    def _font(self, row: int) -> QFont | None:
        sheet = self._sheet
        if sheet is None or (row not in sheet.struck and row < len(sheet.rows)):
            return None
        font = QFont()
        font.setStrikeOut(row in sheet.struck)
        font.setBold(row >= len(sheet.rows))
        return font

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """Return a heading; below the one it shares with its neighbours."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return "\n".join(heading_lines(self.columns[section]))


def heading_lines(column: SheetColumn) -> list[str]:
    """Return a heading in short lines: figures are short, and their columns may be narrow."""
    lines = [column.group] if column.group else []
    return [*lines, *(wrap(column.head, _HEAD_LETTERS) if column.kind in _NUMBERS else [column.head])]
