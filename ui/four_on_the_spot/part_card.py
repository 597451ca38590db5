"""One of the four parts: who does it, the button, and once it is done who did it and when."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.identifiers import ClerkId, as_text, from_text
from app.domain.moments import from_milliseconds
from app.domain.on_the_spot import APPRAISE, APPROVE, PARTS, RECEIVE, RETURN
from app.localization.formats import short_moment
from app.localization.translate import N_, _
from app.use_cases.ports import Person
from app.use_cases.settle_on_the_spot import PartDone
from ui.dossiers.step_editors import who
from ui.style.spacing import space
from ui.widgets.buttons import ChoiceBox, button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.text import label

TITLES = {
    RECEIVE: N_("Receive"),
    APPRAISE: N_("Appraise"),
    APPROVE: N_("Approve"),
    RETURN: N_("Return"),
}
_ACTS = {
    RECEIVE: N_("&Received"),
    APPRAISE: N_("Meets the con&ditions"),
    APPROVE: N_("A&pproved"),
    RETURN: N_("&Handed over"),
}
_BY = {
    RECEIVE: N_("Received by"),
    APPRAISE: N_("Appraised by"),
    APPROVE: N_("Approved by"),
    RETURN: N_("Returned by"),
}


class PartCard(Card):
    """A card in the row. ``more`` takes what the part asks besides the person."""

    pressed = Signal(str)
    """The part."""

    def __init__(self, part: str, parent: QWidget | None = None) -> None:
        """Show nothing done yet."""
        super().__init__(parent)
        self.part = part
        place = PARTS.index(part) + 1
        self.heading.setText(f"{place}. {_(TITLES[part])}")
        self._done, self._when = label(look="good", wrap=True), label(look="soft", wrap=True)
        self.person = ChoiceBox()
        self._by = Field(self.person)
        self._by.set_label(_(_BY[part]))
        self._nobody = label(_("Nobody here has this role. Give it to somebody in the settings."), "bad")
        self._nobody.setWordWrap(True)
        self._asked = QWidget()
        self.more = QVBoxLayout(self._asked)
        self.more.setContentsMargins(0, 0, 0, 0)
        self.more.setSpacing(space().half)
        self.act: QPushButton = button()
        self.act.setText(_(_ACTS[part]))
        self.act.clicked.connect(self._press)
        for widget in (self._done, self._when, self._by, self._nobody, self._asked):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.body.addWidget(self.act)

    @Slot()
    def _press(self) -> None:
        self.pressed.emit(self.part)

    @property
    def chosen(self) -> ClerkId | None:
        """Who is to have done the part."""
        found = from_text(self.person.key)
        return None if found is None else ClerkId(found)

    def show_part(
        self, done: PartDone | None, people: Sequence[Person], usual: ClerkId | None, *, is_next: bool
    ) -> None:
        """Show how the part stands; the one that is next can be pressed."""
        self._done.setVisible(done is not None)
        self._when.setVisible(done is not None)
        if done is not None:
            self._done.setText(f"✓ {done.name or '–'}")
            self._when.setText(short_moment(from_milliseconds(done.at)))
        if usual is not None and not self.person.count():
            self.person.fill([(as_text(person.id), who(person)) for person in people])
            self.person.choose(as_text(usual))
        open_still = done is None
        self._by.setVisible(open_still and bool(people))
        self._nobody.setVisible(open_still and not people)
        self._asked.setVisible(open_still and is_next)
        self.act.setVisible(open_still)
        for widget in (self.person, self._asked, self.act):
            widget.setEnabled(is_next and bool(people))
        self.act.setProperty("look", "primary" if is_next else "")
        self.act.style().unpolish(self.act)
        self.act.style().polish(self.act)

    def begin(self) -> None:
        """Give the keyboard to the button, so that Enter goes on."""
        self.act.setFocus()
