"""The papers handed in: the procedure's list to tick, originals and copies to count, others to add."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QWidget

from app.domain.procedure import PaperKind, RequiredDocument
from app.localization.translate import N_, _
from ui.language.wording import Wording
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.count_field import CountField
from ui.widgets.text import label

_MOST = 99


class PaperRow(QObject):
    """One paper: a tick, its name, and how many originals and copies."""

    edited = Signal()

    def __init__(self, document: RequiredDocument, parent: QWidget, *, own: bool = False) -> None:
        """Make an unticked row; ``own``: added by the clerk, with a name that can be typed."""
        super().__init__(parent)
        self.document = document
        self.tick = QCheckBox(parent)
        self.name: QLabel | QLineEdit
        if own:
            self.name = QLineEdit(document.name, parent)
            self.name.setMaxLength(500)
            self.name.textEdited.connect(self.edited)
        else:
            self.name = label(document.name, wrap=True, parent=parent)
            self.name.installEventFilter(self)
        self.originals, self.copies = CountField(0, _MOST, parent), CountField(0, _MOST, parent)
        for box in (self.originals, self.copies):
            box.setFixedWidth(space().ems(3.2))
            box.setEnabled(False)
            box.counted.connect(self._counted)
        self.tick.toggled.connect(self._ticked)
        self.tick.setAccessibleName(document.name)

    @Slot()
    def _counted(self) -> None:
        self.edited.emit()

    @Slot(bool)
    def _ticked(self, ticked: bool) -> None:  # noqa: FBT001 - the signature of Qt's signal
        for box, usual in ((self.originals, self.document.originals), (self.copies, self.document.copies)):
            box.setEnabled(ticked)
            box.set_number(usual if ticked else 0)
        if ticked and not self.document.originals and not self.document.copies:
            self.originals.set_number(1)
        self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a click on the name tick the paper."""
        if event.type() == QEvent.Type.MouseButtonRelease and watched is self.name:
            self.tick.toggle()
        return super().eventFilter(watched, event)

    @property
    def text(self) -> str:
        """The name as it goes on the slip."""
        return self.name.text().strip()

    def widgets(self) -> tuple[QWidget, ...]:
        """Return what stands in the row."""
        return self.tick, self.name, self.originals, self.copies


class PapersSection(Card):
    """A card with one row for each paper."""

    edited = Signal()

    def __init__(self, wording: Wording, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self._wording = wording
        self._rows: list[PaperRow] = []
        wording.say(self.heading.setText, N_("Papers handed in"))
        self._all = button("quiet")
        wording.say(self._all.setText, N_("Tick a&ll"))
        self._all.clicked.connect(self.tick_usual)
        self._all.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._add = button("quiet", "plus")
        wording.say(self._add.setText, N_("&Other paper"))
        self._add.clicked.connect(self._add_own)
        self.top.addWidget(self._all)
        self._none = label(look="soft", wrap=True)
        wording.say(self._none.setText, N_("Choose the procedure first; its papers then stand here."))
        self.body.addWidget(self._none)
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(space().half)
        self._grid.setVerticalSpacing(space().tight)
        self._grid.setColumnStretch(1, 1)
        self._originals, self._copies = label(look="label"), label(look="label")
        wording.say(self._originals.setText, N_("Originals"))
        wording.say(self._copies.setText, N_("Copies"))
        for column, head in ((2, self._originals), (3, self._copies)):
            self._grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignCenter)
        self.body.addWidget(self._table)
        self.body.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_state()

    def show_documents(self, documents: Sequence[RequiredDocument]) -> None:
        """Show the list of a procedure; nothing is ticked yet."""
        for row in self._rows:
            for widget in row.widgets():
                self._grid.removeWidget(widget)
                widget.deleteLater()
            row.deleteLater()
        self._rows.clear()
        for document in sorted(documents, key=lambda one: one.conditional):
            self._append(document)
        self._show_state()

    def _append(self, document: RequiredDocument, *, own: bool = False) -> PaperRow:
        row = PaperRow(document, self._table, own=own)
        row.edited.connect(self.edited)
        row.tick.installEventFilter(self)
        place = len(self._rows) + 1
        for column, widget in enumerate(row.widgets()):
            self._grid.addWidget(widget, place, column)
            widget.show()
        self._rows.append(row)
        before = self._rows[-2].copies if len(self._rows) > 1 else None
        for widget in (row.tick, *((row.name,) if own else ()), row.originals, row.copies):
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget
        if before is not None:
            QWidget.setTabOrder(before, self._add)
        row.originals.setAccessibleName(_("Originals: {paper}").format(paper=document.name))
        row.copies.setAccessibleName(_("Copies: {paper}").format(paper=document.name))
        return row

    def _show_state(self) -> None:
        self._none.setVisible(not self._rows)
        self._table.setVisible(bool(self._rows))
        self._all.setVisible(bool(self._rows))

    @Slot()
    def tick_usual(self) -> None:
        """Tick every paper that is always asked for."""
        for row in self._rows:
            if not row.document.conditional:
                row.tick.setChecked(True)

    @Slot()
    def _add_own(self) -> None:
        row = self._append(RequiredDocument("", PaperKind.SUBMIT, originals=1), own=True)
        self._show_state()
        row.tick.setChecked(True)
        row.name.setFocus()

    def values(self) -> list[dict[str, Any]]:
        """Return the ticked papers as the record names them."""
        return [
            {"name": row.text, "originals": row.originals.number, "copies": row.copies.number}
            for row in self._rows
            if row.tick.isChecked() and row.text
        ]

    def show_values(self, documents: Sequence[Mapping[str, Any]]) -> None:
        """Tick what a record names; what the list does not know is added."""
        by_name = {row.text: row for row in self._rows}
        for document in documents:
            name = str(document.get("name") or "")
            row = by_name.get(name)
            if row is None:
                row = self._append(RequiredDocument(name, PaperKind.SUBMIT, originals=1), own=True)
            row.tick.setChecked(True)
            row.originals.set_number(int(document.get("originals") or 0))
            row.copies.set_number(int(document.get("copies") or 0))
        self._show_state()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows lead from tick to tick."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _STEPS:
            ticks = [row.tick for row in self._rows]
            if watched in ticks:
                place = ticks.index(watched) + _STEPS[Qt.Key(event.key())]
                if 0 <= place < len(ticks):
                    ticks[place].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)


_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
