"""The strip at the foot of the window: what waits, what the province has received, when last."""

from datetime import datetime

from PySide6.QtCore import QEvent, Qt, QTimerEvent, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.domain.cautions import Caution
from app.domain.moments import from_milliseconds
from app.domain.problems import DomainProblem
from app.localization.translate import N_, _
from app.use_cases.desk import Desk
from app.use_cases.outcome import Changes
from app.use_cases.ports import DeliverySummary
from ui.background.task_runner import Latest
from ui.language.wording import Wording
from ui.problems import worded
from ui.session import Session
from ui.status_words import status_words
from ui.style import palette
from ui.style.icons import icon
from ui.style.sheet import dress
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.text import OneLine, is_language_change

_EVERY_MS = 60_000


class StatusStrip(QFrame):
    """Follows the office by itself; asks for an exchange, does none."""

    exchange_wanted = Signal()
    join_wanted = Signal()
    """An exchange was asked for, but the office has not joined the province."""
    waiting_wanted = Signal()
    """The person wants to see the dossiers that wait."""
    backup_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show nothing yet; `refresh` asks."""
        super().__init__(parent)
        dress(self, "strip")
        self._session = session
        self._wording = Wording()
        self._reading = Latest()
        self._warning: Caution | DomainProblem | None = None
        self._known: tuple[DeliverySummary, datetime] | None = None
        self._sign = QLabel()
        self._waiting = button("quiet")
        self._waiting.clicked.connect(self.waiting_wanted)
        self._received, self._last = OneLine(look="hint"), OneLine(look="hint")
        self._last.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._backup: QPushButton = button("quiet", "warning")
        self._backup.clicked.connect(self.backup_wanted)
        self._backup.hide()
        self._exchange = button("quiet", "exchange")
        self._exchange.clicked.connect(self._want_exchange)
        self._wording.say(self._exchange.setText, N_("Exchan&ge now"))
        row = QHBoxLayout(self)
        row.setContentsMargins(space().one, 1, space().one, 1)
        row.setSpacing(space().half)
        row.addWidget(self._sign)
        row.addWidget(self._waiting)
        row.addWidget(self._received, 1)
        row.addWidget(self._last, 1)
        row.addWidget(self._backup)
        row.addWidget(self._exchange)
        session.feed.changed.connect(self._take_notice)
        self._timer = self.startTimer(_EVERY_MS, Qt.TimerType.VeryCoarseTimer)

    @Slot(object)
    def _take_notice(self, changes: Changes) -> None:
        if changes.delivery or changes.everything:
            self.refresh()

    def refresh(self) -> None:
        """Ask how things stand."""
        self._session.read(_ask, self._show, owner=self, latest=self._reading, urgent=False)

    def _show(self, answer: tuple[DeliverySummary, int]) -> None:
        summary, now_ms = answer
        self._known = (summary, from_milliseconds(now_ms))
        self._word()

    def _word(self) -> None:
        if self._known is None:
            return
        summary, now = self._known
        words = status_words(summary, now)
        self._waiting.setText(words.waiting)
        self._waiting.setToolTip(words.trouble)
        self._received.setText(words.received)
        self._last.setText(words.last)
        waits = words.waits or not summary.enrolled
        name, colour = ("clock", palette.WARN_EDGE) if waits else ("tick", palette.GOOD)
        side = space().ems(1.2)
        self._sign.setPixmap(icon(name, colour).pixmap(side, side))

    @Slot()
    def _want_exchange(self) -> None:
        enrolled = self._known is not None and self._known[0].enrolled
        (self.exchange_wanted if enrolled else self.join_wanted).emit()

    def set_exchanging(self, *, exchanging: bool) -> None:
        """Show that an exchange is under way."""
        self._exchange.setEnabled(not exchanging)
        self._exchange.setText(_("Exchanging …") if exchanging else _("Exchan&ge now"))

    @Slot(object)
    def warn_backup(self, what: Caution | DomainProblem | None) -> None:
        """Point out that something is wrong with the daily copy; the whole of it stands in the tip."""
        self._warning = what
        self._backup.setVisible(what is not None)
        self._word_backup()

    def _word_backup(self) -> None:
        self._backup.setText(_("Daily copy!"))
        self._backup.setToolTip(worded(self._warning))
        self._backup.setAccessibleDescription(worded(self._warning))

    def timerEvent(self, event: QTimerEvent) -> None:
        """Let "today" become "yesterday"."""
        del event
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if is_language_change(event):
            self._wording.renew()
            self._word()
            self._word_backup()


def _ask(desk: Desk) -> tuple[DeliverySummary, int]:
    return desk.find.delivery_summary(), desk.clock.now().at
