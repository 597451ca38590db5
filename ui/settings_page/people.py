"""What is done with the people of the office: added, changed, given a passphrase, let in no more."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.localization.translate import _
from app.use_cases.manage_people import NewClerk
from app.use_cases.ports import Person
from ui.problems import told
from ui.session import Session
from ui.settings_page.people_card import PeopleCard
from ui.settings_page.person_dialogs import PersonDialog
from ui.widgets.form_dialog import FormDialog


class PeopleWork(QObject):
    """Leads the card of people."""

    def __init__(self, session: Session, card: PeopleCard, parent: QWidget) -> None:
        """Lead ``card``."""
        super().__init__(parent)
        self._session = session
        self._card = card
        self._parent = parent
        card.add_wanted.connect(self._add)
        card.change_wanted.connect(self._change)
        card.passphrase_wanted.connect(self._new_passphrase)
        card.remove_wanted.connect(self._remove)

    def read(self) -> None:
        """Show the people as they are now."""
        self._session.read(lambda desk: desk.people.all(), self._card.show_people, owner=self)

    @Slot()
    def _add(self) -> None:
        dialog = PersonDialog(_("A new clerk"), None, self._parent, fields=True, passphrase=True)

        def give(fields: Mapping[str, str], passphrase: str) -> None:
            new = NewClerk(fields["full_name"], fields["position"], fields["phone"], work=fields["work"])
            self._session.act(
                lambda desk, acting: desk.people.register(new, passphrase, acting),
                lambda person: self._done(dialog, _("{name} can sign in now.").format(name=person.full_name)),
                lambda problem: dialog.refuse(told(problem)),
                owner=dialog,
            )

        dialog.given.connect(give)
        dialog.open()

    @Slot(object)
    def _change(self, person: Person) -> None:
        dialog = PersonDialog(_("Change a clerk"), person, self._parent, fields=True, passphrase=False)

        def give(fields: Mapping[str, str], _passphrase: str) -> None:
            self._session.act(
                lambda desk, acting: desk.people.change(person.id, fields, acting),
                lambda _person: self._done(dialog, _("Saved.")),
                lambda problem: dialog.refuse(told(problem)),
                owner=dialog,
            )

        dialog.given.connect(give)
        dialog.open()

    @Slot(object)
    def _new_passphrase(self, person: Person) -> None:
        dialog = PersonDialog(_("A new passphrase"), person, self._parent, fields=False, passphrase=True)

        def give(_fields: object, passphrase: str) -> None:
            self._session.read(
                lambda desk: desk.people.new_passphrase(person, passphrase),
                lambda _nothing: self._done(dialog, _("The new passphrase holds from now on.")),
                lambda problem: dialog.refuse(told(problem)),
                owner=dialog,
            )

        dialog.given.connect(give)
        dialog.open()

    @Slot(object)
    def _remove(self, person: Person) -> None:
        dialog = FormDialog(
            self._parent,
            _("Let {name} in no more").format(name=person.full_name),
            _("What they did keeps their name. Their passphrase opens nothing any more."),
            _("&Remove"),
            look="danger",
        )
        dialog.back.setFocus()

        def remove() -> None:
            self._session.act(
                lambda desk, acting: desk.people.remove(person.id, acting),
                lambda _nothing: self._done(dialog, _("Saved.")),
                lambda problem: dialog.refuse(told(problem)),
                owner=dialog,
            )

        dialog.acted.connect(remove)
        dialog.open()

    def _done(self, dialog: FormDialog, text: str) -> None:
        dialog.accept()
        self._card.say("good", text)
        self.read()
