"""What is done when nobody waits: the daily copy, folding what arrived, moving commits into the file."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.problems import DomainProblem
from app.use_cases.back_up import DailyCopy
from ui.session import Session

_FIRST_MS = 20_000
"""The first minutes of the day belong to the person at the counter."""
_COPY_EVERY_MS = 60 * 60 * 1000
_TIDY_EVERY_MS = 60 * 1000
_SOON_MS = 50


class Housekeeping(QObject):
    """Runs by itself as long as an office is open."""

    warned = Signal(object)
    """What is wrong with the copies in the second place: a `Caution`, a `DomainProblem`, or None."""

    def __init__(self, session: Session, parent: QObject) -> None:
        """Serve an office; `begin` starts."""
        super().__init__(parent)
        self._session = session
        self._copying = QTimer(self)
        self._copying.setSingleShot(True)
        self._copying.timeout.connect(self.copy)
        self._tidying = QTimer(self)
        self._tidying.setSingleShot(True)
        self._tidying.timeout.connect(self.tidy)

    def begin(self) -> None:
        """Say how the copies stand, and plan the rest."""
        desk = self._session.desk
        self._session.draw(desk.back_up.daily, self._say, self._failed, owner=self)
        self._copying.start(_FIRST_MS)
        self._tidying.start(_FIRST_MS)

    @Slot()
    def copy(self) -> None:
        """Make today's copy if it is due."""
        desk = self._session.desk
        self._session.draw(desk.back_up.make_daily, self._say, self._failed, owner=self)
        self._copying.start(_COPY_EVERY_MS)

    def _say(self, copies: DailyCopy) -> None:
        self.warned.emit(copies.cautions[0] if copies.cautions else None)

    def _failed(self, problem: DomainProblem) -> None:
        self.warned.emit(problem)

    @Slot()
    def tidy(self) -> None:
        """Do one piece of what can wait; the clerk's own work goes before it."""
        self._session.read(lambda desk: desk.tidy(), self._tidied, owner=self, urgent=False)

    def _tidied(self, more: bool) -> None:  # noqa: FBT001 - what the desk answers
        self._tidying.start(_SOON_MS if more else _TIDY_EVERY_MS)
