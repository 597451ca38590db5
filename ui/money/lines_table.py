"""A short list of lines with figures: today's entries, today's slips, the fee table."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from ui.style.spacing import space

_SHORT_PARTS = 2


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line: its key, what stands in each column, and whether it counts no more."""

    key: str
    cells: tuple[str, ...]
    struck: bool = False


class LinesTable(QTableWidget):
    """Whole rows, one at a time; the widest column takes the room that is left."""

    looked_at = Signal(str)
    """The key of the row one stands on; empty when there is none."""
    entered = Signal(str)
    """The key of a row that was double-clicked."""

    def __init__(self, stretched: int, figures: frozenset[int], parent: QWidget | None = None) -> None:
        """Let column ``stretched`` take what room is left; ``figures`` stand at the right."""
        super().__init__(parent)
        self._stretched, self._figures = stretched, figures
        self._keys: list[str] = []
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(space().ems(2.1))
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.itemSelectionChanged.connect(self._tell)
        self.itemDoubleClicked.connect(self._enter)

    @property
    def key(self) -> str:
        """The key of the row one stands on; empty without one."""
        row = self.currentRow()
        chosen = self.selectionModel() is not None and self.selectionModel().hasSelection()
        return self._keys[row] if chosen and 0 <= row < len(self._keys) else ""

    def set_heads(self, texts: Sequence[str]) -> None:
        """Word the heads of the columns."""
        self.setColumnCount(len(texts))
        self.setHorizontalHeaderLabels(list(texts))
        for column in range(len(texts)):
            mode = QHeaderView.ResizeMode.Fixed
            if column == self._stretched:
                mode = QHeaderView.ResizeMode.Stretch
            self.horizontalHeader().setSectionResizeMode(column, mode)

    def show_lines(self, lines: Sequence[TableLine]) -> None:
        """Show these lines; the row one stood on stays chosen where it is still there."""
        before = self.key
        self.blockSignals(True)
        self._keys = [line.key for line in lines]
        self.setRowCount(len(lines))
        for row, line in enumerate(lines):
            for column, text in enumerate(line.cells):
                self.setItem(row, column, self._item(text, column, struck=line.struck))
        self._fit(lines)
        self.clearSelection()
        if before in self._keys:
            self.selectRow(self._keys.index(before))
        self.blockSignals(False)
        self._tell()

    def _item(self, text: str, column: int, *, struck: bool) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        item.setToolTip(text)
        if column in self._figures:
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if struck:
            font = item.font()
            font.setStrikeOut(True)
            item.setFont(font)
        return item

    def _fit(self, lines: Sequence[TableLine]) -> None:
        metrics = QFontMetrics(self.font())
        widest = space().ems(15)
        for column in range(self.columnCount()):
            if column == self._stretched:
                continue
            head = self.horizontalHeaderItem(column)
            texts = (f"{head.text()}  " if head is not None else "", *(line.cells[column] for line in lines))
            wanted = max(metrics.horizontalAdvance(text) for text in texts) + space().ems(1.4)
            self.setColumnWidth(column, min(wanted, widest))

    @Slot()
    def _tell(self) -> None:
        self.looked_at.emit(self.key)

    @Slot()
    def _enter(self) -> None:
        if self.key:
            self.entered.emit(self.key)


def short_code(code: str) -> str:
    """Return the end of a dossier code, day and number, which tell it apart in a narrow list."""
    parts = code.split("-")
    return code if len(parts) <= _SHORT_PARTS else "…" + "-".join(parts[-_SHORT_PARTS:])
