"""A field that finds one of many things as one types: a procedure, a commune, an ethnic group.

The list opens beneath the field and never takes the keyboard away from it: arrows move in it, Enter
takes the marked line and moves on, Escape closes it.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.style import palette
from ui.style.lettering import SMALL, scaled
from ui.style.spacing import space
from ui.widgets.choice import Choice

AnyIndex = QModelIndex | QPersistentModelIndex

_MOST_LINES = 9


class _Lines(QAbstractListModel):
    """The choices that fit what was typed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.choices: Sequence[Choice] = ()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.choices)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.choices[index.row()].title
        return None

    def replace(self, choices: Sequence[Choice]) -> None:
        self.beginResetModel()
        self.choices = choices
        self.endResetModel()


class _LinePainter(QStyledItemDelegate):
    """Paints a choice: the title, and beneath it the detail in small type."""

    def __init__(self, lines: _Lines, parent: QObject) -> None:
        super().__init__(parent)
        self._lines = lines

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        two = bool(self._lines.choices[index.row()].detail)
        return QSize(option.rect.width(), space().ems(3.1 if two else 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        choice = self._lines.choices[index.row()]
        area: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        step = space()
        painter.save()
        if chosen:
            painter.fillRect(area, QColor(palette.ACCENT_SOFT))
            painter.fillRect(
                QRect(area.left(), area.top(), step.tight, area.height()), QColor(palette.ACCENT)
            )
        text = area.adjusted(step.one, 0, -step.half, 0)
        base = option.font
        if choice.detail:
            upper, lower = QRect(text), QRect(text)
            upper.setBottom(area.top() + round(area.height() * 0.54))
            lower.setTop(upper.bottom())
            low = Qt.AlignmentFlag.AlignBottom
            self._line(painter, upper, choice.title, palette.INK, low)
            painter.setFont(scaled(base, SMALL))
            self._line(painter, lower, choice.detail, palette.INK_SOFT, Qt.AlignmentFlag.AlignVCenter)
        else:
            self._line(painter, text, choice.title, palette.INK, Qt.AlignmentFlag.AlignVCenter)
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, area: QRect, text: str, colour: str, where: Qt.AlignmentFlag) -> None:
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(where | Qt.AlignmentFlag.AlignLeft), shown)


class Picker(QLineEdit):
    """A line to type in, with the fitting choices beneath it."""

    picked = Signal(str)
    """The key of what was chosen; empty when the choice was taken back."""

    def __init__(
        self,
        find: Callable[[str], Sequence[Choice]],
        parent: QWidget | None = None,
        *,
        opens_by_itself: bool = False,
        first_marked: bool = True,
    ) -> None:
        """Ask ``find`` for the choices that fit a text; with an empty text, for the usual ones first.

        ``first_marked``: Enter takes the first choice; otherwise only one that was gone to.
        ``opens_by_itself``: offer the usual ones as soon as the keyboard reaches the empty field.
        """
        super().__init__(parent)
        self._find = find
        self._opens_by_itself = opens_by_itself
        self._first_marked = first_marked
        self._chosen: Choice | None = None
        self._list = QListView()
        # The list outlives the field by a moment: its model must live as long.
        self._lines = _Lines(self._list)
        self._list.setObjectName("pickerList")
        self._list.setModel(self._lines)
        self._list.setItemDelegate(_LinePainter(self._lines, self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.hide()
        self._list.clicked.connect(self._take_index)
        self.textEdited.connect(self._typed)
        self.destroyed.connect(self._list.deleteLater)

    @property
    def chosen(self) -> Choice | None:
        """What was chosen, or None."""
        return self._chosen

    @property
    def list_open(self) -> bool:
        """Whether the list of choices is open."""
        return self._list.isVisible()

    def choose(self, choice: Choice | None) -> None:
        """Set the choice from the program; tells nobody."""
        self._chosen = choice
        self.setText(choice.title if choice else "")
        self.setCursorPosition(0)
        self.close_list()

    def keep(self) -> Callable[[], None]:
        """Return what brings back the choice or the text there is now (`ui.scanning.keepsake`)."""
        chosen, text = self._chosen, self.text()

        def restore() -> None:
            if chosen is not None and self._chosen is None:
                self.picked.emit(chosen.key)
            self.choose(chosen)
            self.setText(text)

        return restore

    def close_list(self) -> None:
        """Close the list of choices."""
        self._list.hide()

    @Slot(str)
    def _typed(self, text: str) -> None:
        """Offer what fits; typing takes an earlier choice back."""
        if self._chosen is not None:
            self._chosen = None
            self.picked.emit("")
        self._offer(text)

    def _offer(self, text: str) -> None:
        choices = self._find(text)
        self._lines.replace(choices)
        if not choices:
            self.close_list()
            return
        if text and self._first_marked:
            self._list.setCurrentIndex(self._lines.index(0))
        self._open()

    def _open(self) -> None:
        """Place the list beneath the field, or above it where there is more room, inside the window."""
        window = self.window()
        if self._list.parentWidget() is not window:
            self._list.setParent(window)
        below = self.mapTo(window, QPoint(0, self.height() + 2))
        count = min(len(self._lines.choices), _MOST_LINES)
        wanted = sum(self._list.sizeHintForRow(row) for row in range(count)) + 4
        room_below = window.height() - below.y() - space().half
        room_above = self.mapTo(window, QPoint(0, 0)).y() - space().half
        if room_below >= min(wanted, room_above):
            height, top = min(wanted, room_below), below.y()
        else:
            height = min(wanted, room_above)
            top = room_above + space().half - height - 2
        width = min(max(self.width(), space().ems(24)), window.width() - below.x() - space().half)
        self._list.setGeometry(below.x(), top, width, height)
        self._list.show()
        self._list.raise_()

    @Slot(QModelIndex)
    def _take_index(self, index: QModelIndex) -> None:
        self.take(self._lines.choices[index.row()])

    def take(self, choice: Choice) -> None:
        """Choose as a person does: tell it and move on to the next field."""
        self.choose(choice)
        self.picked.emit(choice.key)
        self.focusNextChild()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead the list from the field."""
        key = Qt.Key(event.key())
        if self.list_open:
            if key in _MOVES:
                self._move(_MOVES[key])
                return
            if key in _TAKES and self._list.currentIndex().isValid():
                self._take_index(self._list.currentIndex())
                return
            if key == Qt.Key.Key_Escape:
                self.close_list()
                return
        elif key == Qt.Key.Key_Down:
            self._offer("" if self._chosen else self.text())
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take Tab before Qt moves the focus away from an open list."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Tab
            and self.list_open
            and self._list.currentIndex().isValid()
        ):
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def _move(self, lines: int) -> None:
        row = self._list.currentIndex().row() + lines
        row = max(0, min(row, len(self._lines.choices) - 1))
        self._list.setCurrentIndex(self._lines.index(row))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer the usual choices as soon as the field is reached by keyboard."""
        super().focusInEvent(event)
        if self._opens_by_itself and event.reason() in _BY_KEYBOARD:
            # Only after the page has scrolled to the field: the list stands where the field then is.
            QTimer.singleShot(0, self, self._offer_usual)

    @Slot()
    def _offer_usual(self) -> None:
        if self.hasFocus() and self._chosen is None and not self.text():
            self._offer("")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        self.close_list()


_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _MOST_LINES - 1,
    Qt.Key.Key_PageUp: 1 - _MOST_LINES,
}
_TAKES = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
_BY_KEYBOARD = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
}
