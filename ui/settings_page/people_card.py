"""The people of the office: who may sign in, what papers say of them, a new passphrase."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from app.localization.translate import _
from app.use_cases.ports import Person
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.notice import Notice
from ui.widgets.text import label


class PeopleCard(Card):
    """One line for each person; the dialogs are opened by the page."""

    add_wanted = Signal()
    change_wanted = Signal(object)
    passphrase_wanted = Signal(object)
    remove_wanted = Signal(object)
    """Each carries a `Person`."""

    def __init__(self, me: Person, parent: QWidget | None = None) -> None:
        """Make an empty list; ``me`` is who is signed in."""
        super().__init__(parent)
        self._me = me
        self._people: Sequence[Person] = ()
        self._add = button("", "plus")
        self._add.clicked.connect(self.add_wanted)
        self.top.addWidget(self._add)
        self._table = QWidget()
        self.body.addWidget(self._table)
        self.notice = Notice("good")
        self.body.addWidget(self.notice)
        self.renew()

    def renew(self) -> None:
        """Word everything in the language now in use."""
        self.heading.setText(_("People"))
        self._add.setText(_("Add a clerk …"))
        self.show_people(self._people)

    def show_people(self, people: Sequence[Person]) -> None:
        """Show the people of the office; those who left stay, greyed, without buttons."""
        self._people = people
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space().one)
        grid.setColumnStretch(1, 1)
        for place, person in enumerate(people):
            grid.addWidget(label(person.full_name, "strong" if person.active else "soft"), place, 0)
            about = " · ".join(part for part in (person.position, person.work, person.phone) if part)
            grid.addWidget(
                label(about if person.active else _("no longer signs in"), "soft", wrap=True), place, 1
            )
            if person.active:
                self._add_buttons(grid, place, person)
        self.body.replaceWidget(self._table, table)
        self._table.deleteLater()
        self._table = table

    def _add_buttons(self, grid: QGridLayout, place: int, person: Person) -> None:
        for column, (text, wanted) in enumerate(
            (
                (_("Change …"), self.change_wanted),
                (_("Passphrase …"), self.passphrase_wanted),
                (_("Remove …"), self.remove_wanted),
            ),
            start=2,
        ):
            made = button("quiet")
            made.setText(text)
            made.setAccessibleName(f"{text} {person.full_name}")
            made.clicked.connect(partial(_tell, wanted, person))
            if wanted is self.remove_wanted and person.id == self._me.id:
                continue
            grid.addWidget(made, place, column, Qt.AlignmentFlag.AlignRight)

    @Slot(str, str)
    def say(self, kind: str, text: str) -> None:
        """Say how it went."""
        self.notice.set_kind(kind)
        self.notice.say(text)


def _tell(wanted: object, person: Person, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - a Qt signal's slot
    wanted.emit(person)  # type: ignore[attr-defined]  # a bound signal
