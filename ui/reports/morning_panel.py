"""What is overdue and due soon, said quietly when the first person of the day signs in."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.localization.formats import number
from app.localization.translate import _, ngettext
from app.use_cases.morning_list import Morning
from ui.session import Session
from ui.widgets.notice import Notice

_LIST, _SEEN = "list", "seen"


class MorningPanel(Notice):
    """Hidden on a day on which nothing is due, and after it was read."""

    list_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__("warn", parent)
        self._session = session
        self._morning: Morning | None = None
        self.pressed.connect(self._pressed)

    def look(self) -> None:
        """Ask whether there is something to say today."""
        self._session.read(
            lambda desk: desk.morning(desk.clock.now().at), self._show, _ignored, owner=self, urgent=False
        )

    def _show(self, morning: Morning | None) -> None:
        self._morning = morning
        self.renew()

    def renew(self) -> None:
        """Say it in the language now in use."""
        morning = self._morning
        if morning is None:
            self.be_silent()
            return
        parts = []
        if morning.overdue:
            text = ngettext("{count} dossier is overdue", "{count} dossiers are overdue", morning.overdue)
            parts.append(text.format(count=number(morning.overdue)))
        if morning.due_soon:
            text = ngettext("{count} dossier is due soon", "{count} dossiers are due soon", morning.due_soon)
            parts.append(text.format(count=number(morning.due_soon)))
        words = _("This morning: {figures}.").format(figures=", ".join(parts))
        self.say(words, ((_LIST, _("Show the list")), (_SEEN, _("Understood"))))

    @Slot(str)
    def _pressed(self, key: str) -> None:
        self._morning = None
        self.be_silent()
        self._session.act(lambda desk, acting: desk.morning.seen(acting), _done, _ignored, owner=self)
        if key == _LIST:
            self.list_wanted.emit()


def _done(_: object) -> None:
    """It was seen; nobody waits for the answer."""


def _ignored(_: object) -> None:
    """The list is there all the same, on the reports page."""
