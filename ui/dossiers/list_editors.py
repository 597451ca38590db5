"""Fields that hold a list: papers to complete, results with their numbers."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.localization.translate import _
from ui.dossiers.step_editors import Asked
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.text import label

_NAME_CHARS, _NUMBER_CHARS = 200, 60


class _TickWords(QLabel):
    """The words beside a tick, over several lines where they are long; a click ticks."""

    pressed = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.pressed.emit()


class MissingAsked(Asked):
    """What the citizen has to complete: the procedure's papers to tick, anything else typed line by line."""

    def __init__(self, name: str, papers: Sequence[str], *, required: bool) -> None:
        """Offer papers; none is ticked."""
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(space().ems(4.6))
        self.text.setAccessibleName(_("Other papers, or what is wrong with them: one on each line"))
        self.ticks: list[tuple[QCheckBox, str]] = []
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for paper in dict.fromkeys(papers):
            column.addLayout(self._row(paper))
        if self.ticks:
            column.addSpacing(space().half)
            column.addWidget(
                label(_("Other papers, or what is wrong with them: one on each line"), "label", wrap=True)
            )
        column.addWidget(self.text)
        whole.setFocusProxy(self.ticks[0][0] if self.ticks else self.text)
        super().__init__(name, whole, required=required)
        for tick, paper in self.ticks:
            tick.setAccessibleName(paper)
        self.text.textChanged.connect(self.clear_mark)

    def _row(self, paper: str) -> QHBoxLayout:
        tick, words = QCheckBox(), _TickWords(paper)
        words.pressed.connect(tick.toggle)
        tick.toggled.connect(self.clear_mark_of_tick)
        self.ticks.append((tick, paper))
        row = QHBoxLayout()
        row.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        return row

    @Slot(bool)
    def clear_mark_of_tick(self, _ticked: bool) -> None:  # noqa: FBT001 - the signature of Qt's signal
        """Take the mark away: something is stated now."""
        self.clear_mark()

    def value(self) -> object:
        """Return the papers in their order, each once."""
        ticked = [paper for tick, paper in self.ticks if tick.isChecked()]
        typed = [line.strip() for line in self.text.toPlainText().splitlines()]
        return list(dict.fromkeys(filter(None, (*ticked, *typed))))


class ResultsAsked(Asked):
    """The papers the procedure ends with, each with its number."""

    def __init__(self, name: str, usual: Sequence[str], most: int, *, required: bool) -> None:
        """Begin with one row that holds the usual result."""
        self.rows: list[tuple[QLineEdit, QLineEdit]] = []
        self._most = most
        whole = QWidget()
        self._column = QVBoxLayout()
        self._column.setSpacing(space().tight)
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(space().tight)
        outer.addLayout(self._column)
        self.more = button("quiet", "plus")
        self.more.setText(_("Another result"))
        self.more.clicked.connect(partial(self._add_row, ""))
        line = QHBoxLayout()
        line.addWidget(self.more)
        line.addStretch(1)
        outer.addLayout(line)
        super().__init__(name, whole, required=required)
        self._usual = usual
        self._append(usual[0] if usual else "")
        whole.setFocusProxy(self.rows[0][1] if usual else self.rows[0][0])

    def _append(self, text: str) -> QLineEdit:
        named, numbered = QLineEdit(text[:_NAME_CHARS]), QLineEdit()
        named.setMaxLength(_NAME_CHARS)
        named.setCursorPosition(0)
        named.setAccessibleName(_("Name of the result"))
        named.setPlaceholderText(_("Name of the result"))
        numbered.setMaxLength(_NUMBER_CHARS)
        numbered.setAccessibleName(_("Number of the result"))
        numbered.setPlaceholderText(_("Number"))
        numbered.setFixedWidth(space().ems(8))
        row = QHBoxLayout()
        row.addWidget(named, 1)
        row.addWidget(numbered)
        self._column.addLayout(row)
        before = self.rows[-1][1] if self.rows else None
        self.rows.append((named, numbered))
        if before is not None:
            QWidget.setTabOrder(before, named)
        QWidget.setTabOrder(named, numbered)
        QWidget.setTabOrder(numbered, self.more)
        for editor in (named, numbered):
            editor.textEdited.connect(self.clear_mark)
        return named

    def _add_row(self, text: str, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - a Qt signal's slot
        if len(self.rows) < self._most:
            self._append(text).setFocus()

    def value(self) -> object:
        """Return the results that have a name or a number."""
        told = [(named.text().strip(), numbered.text().strip()) for named, numbered in self.rows]
        return [{"name": name, "number": number} for name, number in told if name or number]
