"""First start: which commune, who one is and the passphrase. Two cards, one after the other."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from app.localization.translate import N_, _
from ui.entrance import Founding
from ui.passphrase import LEAST_CHARS, Strength, strength
from ui.sign_in.centred import CentredPage
from ui.sign_in.commune_search import CommuneSearch
from ui.sign_in.passphrase_field import PassphraseField
from ui.style.sheet import dress
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.field import Field
from ui.widgets.field_grid import FieldGrid
from ui.widgets.keys import is_enter
from ui.widgets.picker import Picker
from ui.widgets.snug_stack import SnugStack
from ui.widgets.text import label

_ADVICE = {
    Strength.WEAK: N_("Weak: a few words in a row are safer and easier to remember."),
    Strength.FAIR: N_("Fair: one word more makes it good."),
    Strength.GOOD: N_("Good."),
}
_LOOKS = {Strength.WEAK: "warn", Strength.FAIR: "hint", Strength.GOOD: "good"}


class FirstStartPage(CentredPage):
    """Asks for the office and its first clerk; founding itself is done elsewhere."""

    founding = Signal(object)
    """Carries a `Founding`."""

    def __init__(self, search: CommuneSearch, *, practice: bool, parent: QWidget | None = None) -> None:
        """Offer the communes of ``search``."""
        super().__init__(36, practice=practice, parent=parent)
        self._search = search
        self._steps = SnugStack()
        self._steps.addWidget(self._commune_step())
        self._steps.addWidget(self._clerk_step())
        self.card.body.addWidget(self._steps)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.hide()
        self.card.body.addWidget(self._busy)

    def begin(self) -> None:
        """Give the keyboard to the commune."""
        self._commune.setFocus()

    def _commune_step(self) -> QWidget:
        step, column = QWidget(), QVBoxLayout()
        step.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space().one)
        self._head(column, N_("Welcome"), N_("Step 1 of 2: the commune this computer works for."))
        self._commune = Picker(self._search)
        self._commune.picked.connect(self._show_commune)
        self._commune_field = Field(self._commune)
        self.wording.say(self._commune_field.set_label, N_("&Commune or ward"))
        self.wording.say(self._commune.setPlaceholderText, N_("Type any part of the name, old or new"))
        column.addWidget(self._commune_field)
        self._code = label(look="strong", wrap=True)
        column.addWidget(self._code)
        self._next = button("primary")
        self.wording.say(self._next.setText, N_("Continue"))
        self._next.clicked.connect(self._to_clerk)
        column.addLayout(_right(self._next))
        column.addStretch(1)
        return step

    def _clerk_step(self) -> QWidget:
        step, column = QWidget(), QVBoxLayout()
        step.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space().one)
        self._head(column, N_("You"), N_("Step 2 of 2: name and phone stand on every slip you print."))
        grid = FieldGrid(2, 14)
        self._name = self._line(grid, N_("&Full name"), span=2)
        self._position = self._line(grid, N_("P&osition"))
        self._phone = self._line(grid, N_("P&hone"))
        self._passphrase, self._again = PassphraseField(), PassphraseField()
        self._passphrase_field = self._add(grid, self._passphrase, N_("&Passphrase"))
        self._again_field = self._add(grid, self._again, N_("Passphrase &again"))
        self._passphrase.textChanged.connect(self._judge)
        column.addLayout(grid)
        self._judged = label(look="hint", wrap=True)
        column.addWidget(self._judged)
        self._back, self._go = button("quiet"), button("primary")
        self.wording.say(self._back.setText, N_("Back"))
        self.wording.say(self._go.setText, N_("Set up this computer"))
        self._back.clicked.connect(self._to_commune)
        self._go.clicked.connect(self._found)
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self._go)
        column.addLayout(row)
        column.addStretch(1)
        return step

    def _head(self, column: QVBoxLayout, title: str, text: str) -> None:
        heading: QLabel = label(look="title")
        self.wording.say(heading.setText, title)
        words: QLabel = label(look="soft", wrap=True)
        self.wording.say(words.setText, text)
        column.addWidget(heading)
        column.addWidget(words)

    def _line(self, grid: FieldGrid, text: str, span: int = 1) -> QLineEdit:
        editor = QLineEdit()
        editor.setMaxLength(200)
        self._add(grid, editor, text, span)
        return editor

    def _add(self, grid: FieldGrid, editor: QLineEdit, text: str, span: int = 1) -> Field:
        field = Field(editor)
        self.wording.say(field.set_label, text)
        grid.add(field, span)
        return field

    @Slot(str)
    def _show_commune(self, code: str) -> None:
        self._commune_field.clear_mark()
        self._code.setText(_("Unit code {code}").format(code=code) if code else "")

    @Slot()
    def _to_clerk(self) -> None:
        if self._commune.chosen is None:
            self._commune_field.refuse(_("Please choose the commune from the list."))
            self._commune.setFocus()
            return
        self._steps.setCurrentIndex(1)
        self._name.setFocus()

    @Slot()
    def _to_commune(self) -> None:
        self._steps.setCurrentIndex(0)
        self._commune.setFocus()

    @Slot(str)
    def _judge(self, typed: str) -> None:
        self._passphrase_field.clear_mark()
        found = strength(typed)
        if found is Strength.TOO_SHORT:
            text = _("At least {count} characters.").format(count=LEAST_CHARS) if typed else ""
        else:
            text = _(_ADVICE[found])
        dress(self._judged, _LOOKS.get(found, "hint"))
        self._judged.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the last field sets the computer up; elsewhere it moves on."""
        if is_enter(event) and self._again.hasFocus():
            self._found()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _found(self) -> None:
        refused = self._first_refused()
        if refused is not None:
            refused.setFocus()
            return
        chosen = self._commune.chosen
        unit = self._search.units.find(chosen.key) if chosen else None
        if unit is None or not self._go.isEnabled():
            return
        self.set_busy(busy=True)
        self.founding.emit(
            Founding(
                unit=unit,
                full_name=self._name.text(),
                position=self._position.text(),
                phone=self._phone.text(),
                passphrase=self._passphrase.text(),
            )
        )

    def _first_refused(self) -> QLineEdit | None:
        """Mark what is missing; return the first such field."""
        refused: list[QLineEdit] = []
        name = self._name.parentWidget()
        if isinstance(name, Field):
            name.clear_mark()
            if not self._name.text().strip():
                name.refuse(_("The name is needed: it stands on every slip."))
                refused.append(self._name)
        self._again_field.clear_mark()
        if strength(self._passphrase.text()) is Strength.TOO_SHORT:
            text = _("At least {count} characters.").format(count=LEAST_CHARS)
            self._passphrase_field.refuse(text)
            refused.append(self._passphrase)
        elif self._passphrase.text() != self._again.text():
            self._again_field.refuse(_("The two passphrases differ."))
            refused.append(self._again)
        return refused[0] if refused else None

    def set_busy(self, *, busy: bool) -> None:
        """Show that the office is being made, and take no second answer."""
        self._busy.setVisible(busy)
        for widget in (self._go, self._back):
            widget.setEnabled(not busy)

    def refuse(self, text: str) -> None:
        """Say why the office could not be made."""
        self.set_busy(busy=False)
        dress(self._judged, "bad")
        self._judged.setText(text)


def _right(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget)
    return row
