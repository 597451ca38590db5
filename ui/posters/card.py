"""The card of posters: which paper, of which procedure or clerk, on which size."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.sheet_forms import BOARD, PLATE, POSTERS, PROCEDURE, PROCEDURE_LIST, SIZES, STEPS
from app.localization.translate import N_, _
from app.use_cases.ports import Person
from ui.session import Session
from ui.widgets.buttons import ChoiceBox, button
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.field_grid import FieldGrid
from ui.widgets.notice import Notice
from ui.widgets.picker import Picker
from ui.widgets.text import label

_NAMES = {
    PROCEDURE: N_("Public sheet of a procedure"),
    STEPS: N_("Step diagram of a procedure"),
    PROCEDURE_LIST: N_("Public list of procedures"),
    BOARD: N_("Board of officers"),
    PLATE: N_("Desk plate"),
}
_OF_PROCEDURE = {PROCEDURE, STEPS}
_MOST = 60


class PostersCard(Card):
    """Asks what is wanted; `ui.posters.work` draws and prints it."""

    wanted = Signal(str, str, str)
    """Form, procedure or clerk, size."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Make the fields."""
        super().__init__(parent)
        self._session = session
        self._people: Sequence[Person] = ()
        self._form, self._size, self._clerk = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self._procedure = Picker(self._find)
        self._about = label(look="hint", wrap=True)
        self.body.addWidget(self._about)
        grid = FieldGrid(2, 18)
        self._fields = [Field(widget) for widget in (self._form, self._size, self._procedure, self._clerk)]
        for field in self._fields:
            grid.add(field)
        self.body.addLayout(grid)
        self.notice = Notice("good")
        self.body.addWidget(self.notice)
        self._show = button("primary", "printer")
        row = QHBoxLayout()
        row.addWidget(self._show)
        row.addStretch(1)
        self.body.addLayout(row)
        self._form.currentIndexChanged.connect(self._chosen)
        self._show.clicked.connect(self._ask)
        self.renew()

    def renew(self) -> None:
        """Word everything in the language now in use."""
        self.heading.setText(_("Papers to hang up"))
        self._about.setText(_("What hangs at the counter: choose, look at it, print it."))
        texts = (_("Paper to hang up"), _("Paper size"), _("Procedure of the sheet"), _("Clerk of the plate"))
        for field, text in zip(self._fields, texts, strict=True):
            field.set_label(text)
        self._procedure.setPlaceholderText(_("Type any part of the name, or the code"))
        self._show.setText(_("Show and print …"))
        self._form.fill([(form, _(_NAMES[form])) for form in POSTERS])
        self._chosen()

    def show_people(self, people: Sequence[Person]) -> None:
        """Offer the clerks of the office for desk plates."""
        self._people = [person for person in people if person.active]
        self._clerk.fill([(person.full_name, person.full_name) for person in self._people])

    @Slot()
    def _chosen(self) -> None:
        """Ask for what the chosen paper is of, and offer its sizes."""
        form = self._form.key
        self._size.fill([(size, size) for size in SIZES[form]])
        _form, _size, procedure, clerk = self._fields
        procedure.setVisible(form in _OF_PROCEDURE)
        clerk.setVisible(form == PLATE)
        for field in self._fields:
            field.clear_mark()

    def _find(self, typed: str) -> Sequence[Choice]:
        found = self._session.procedures(typed)[:_MOST]
        return [Choice(one.code, one.short_name, f"{one.code} · {one.field}") for one in found]

    @Slot()
    def _ask(self) -> None:
        form = self._form.key
        of = ""
        if form in _OF_PROCEDURE:
            chosen = self._procedure.chosen
            if chosen is None:
                self._fields[2].refuse(_("Choose a procedure first."))
                self._procedure.setFocus()
                return
            of = chosen.key
        elif form == PLATE:
            of = self._clerk.key
        self._fields[2].clear_mark()
        self.notice.be_silent()
        self.wanted.emit(form, of, self._size.key)

    def say(self, kind: str, text: str) -> None:
        """Say how it went."""
        self.notice.set_kind(kind)
        self.notice.say(text)

    def name_of(self, form: str) -> str:
        """Return what a paper is called."""
        return _(_NAMES[form])
