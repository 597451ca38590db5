"""Lays fields out in as many columns as there is room for: three on a wide screen, one at large type."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

from ui.style.spacing import space


@dataclass(slots=True)
class _Cell:
    """One field and how many columns it takes when there are enough."""

    item: QLayoutItem
    span: int


class FieldGrid(QLayout):
    """Fills rows from left to right; a field that does not fit the rest of a row begins the next one.

    The last field of a row is widened to its end, so that the right edge stays straight.
    """

    def __init__(self, columns: int, least_ems: float, parent: QWidget | None = None) -> None:
        """Use at most ``columns`` columns, each at least ``least_ems`` em wide."""
        super().__init__(parent)
        self._cells: list[_Cell] = []
        self._columns = columns
        self._least = space().ems(least_ems)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(space().ems(0.75))

    def add(self, widget: QWidget, span: int = 1) -> None:
        """Add a field that takes ``span`` columns when there are as many."""
        self.addChildWidget(widget)
        self._cells.append(_Cell(QWidgetItem(widget), span))
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item as Qt hands it over: one column wide."""
        self._cells.append(_Cell(item, 1))

    def count(self) -> int:
        """Return how many fields there are."""
        return len(self._cells)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return one item; None past the end, as Qt expects."""
        return self._cells[index].item if 0 <= index < len(self._cells) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove one item; None past the end, as Qt expects."""
        return self._cells.pop(index).item if 0 <= index < len(self._cells) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Grow in width only."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Height follows from the number of columns that fit."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """Return the size at the least width."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """One column must fit."""
        widest = max((cell.item.minimumSize().width() for cell in self._cells), default=0)
        return QSize(min(widest, self._least), 0)

    def setGeometry(self, rect: QRect) -> None:
        """Place every field."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _rows(self, columns: int) -> list[list[_Cell]]:
        rows: list[list[_Cell]] = []
        left = 0
        for cell in self._cells:
            if cell.item.isEmpty():
                continue
            span = min(cell.span, columns)
            if span > left:
                rows.append([])
                left = columns
            rows[-1].append(cell)
            left -= span
        return rows

    def _place(self, area: QRect, *, move: bool) -> int:
        gap = self.spacing()
        columns = max(1, min(self._columns, (area.width() + gap) // (self._least + gap)))
        one = (area.width() - gap * (columns - 1)) / columns
        top = area.top()
        rows = self._rows(columns)
        for row in rows:
            at = 0
            edges = []
            for place, cell in enumerate(row):
                end = at + min(cell.span, columns) if place < len(row) - 1 else columns
                # Edges are rounded, not widths: fields of different rows then end on the same pixel.
                edges.append((round(at * (one + gap)), round(end * (one + gap) - gap)))
                at = end
            height = max(
                _height(cell.item, right - left) for cell, (left, right) in zip(row, edges, strict=True)
            )
            if move:
                for cell, (left, right) in zip(row, edges, strict=True):
                    cell.item.setGeometry(QRect(area.left() + left, top, right - left, height))
            top += height + gap
        return top - area.top() - (gap if rows else 0)


def _height(item: QLayoutItem, width: int) -> int:
    """Return how tall an item is at a width."""
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()
