"""What is overdue and due soon, said quietly when the first person of the day signs in."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.localization.formats import number
from app.localization.translate import N_, _, ngettext
from app.use_cases.morning_list import Morning
from ui.language.wording import Wording
from ui.session import Session
from ui.style.sheet import dress
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.text import OneLine


class MorningPanel(QFrame):
    """One line. Hidden on a day on which nothing is due, and after it was read."""

    list_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        dress(self, "notice-warn")
        self._session = session
        self._morning: Morning | None = None
        self._wording = Wording()
        self.words = OneLine(look="on-warn")
        self.show_list, self.understood = button("quiet"), button("quiet")
        self._wording.say(self.show_list.setText, N_("Show the list"))
        self._wording.say(self.understood.setText, N_("Understood"))
        row = QHBoxLayout(self)
        row.setContentsMargins(space().one, 0, space().one, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.show_list)
        row.addWidget(self.understood)
        self.show_list.clicked.connect(self._to_list)
        self.understood.clicked.connect(self._seen)
        self.hide()

    def look(self) -> None:
        """Ask whether there is something to say today."""
        self._session.read(
            lambda desk: desk.morning(desk.clock.now().at), self._show, _ignored, owner=self, urgent=False
        )

    def _show(self, morning: Morning | None) -> None:
        self._morning = morning
        self._say()

    def renew(self) -> None:
        """Say it in the language now in use."""
        self._wording.renew()
        self._say()

    def _say(self) -> None:
        morning = self._morning
        self.setVisible(morning is not None)
        if morning is None:
            return
        parts = []
        if morning.overdue:
            text = ngettext("{count} dossier is overdue", "{count} dossiers are overdue", morning.overdue)
            parts.append(text.format(count=number(morning.overdue)))
        if morning.due_soon:
            text = ngettext("{count} dossier is due soon", "{count} dossiers are due soon", morning.due_soon)
            parts.append(text.format(count=number(morning.due_soon)))
        self.words.setText(_("This morning: {figures}.").format(figures=", ".join(parts)))

    @Slot()
    def _to_list(self) -> None:
        self._seen()
        self.list_wanted.emit()

    @Slot()
    def _seen(self) -> None:
        """Say it no more today, to nobody at this computer."""
        self._morning = None
        self._say()
        self._session.act(lambda desk, acting: desk.morning.seen(acting), _done, _ignored, owner=self)


def _done(_: object) -> None:
    """It was seen; nobody waits for the answer."""


def _ignored(_: object) -> None:
    """The list is there all the same, on the reports page."""
