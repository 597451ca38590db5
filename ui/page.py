"""What all pages of the office have in common: texts, keys, and refreshing only when it concerns them."""

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.use_cases.outcome import Changes
from ui.language.wording import Wording
from ui.session import Session
from ui.widgets.keys import enter_moves_on
from ui.widgets.text import is_language_change


class Page(QWidget):
    """A page refreshes at once while it is seen, else when it is seen next."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Belong to an office at work."""
        super().__init__(parent)
        self.session = session
        self.wording = Wording()
        self._missed: list[Changes] = []
        session.feed.changed.connect(self._take_notice)

    @Slot(object)
    def _take_notice(self, changes: Changes) -> None:
        if not self.concerns(changes):
            return
        if self.isVisible():
            self.refresh(changes)
        else:
            self._missed.append(changes)

    def concerns(self, changes: Changes) -> bool:
        """Tell whether something that changed is shown here."""
        del changes
        return False

    def refresh(self, changes: Changes) -> None:
        """Show what changed."""
        del changes

    def begin(self) -> None:
        """Give the keyboard to where work on this page begins."""

    def leave(self) -> None:
        """Finish what cannot be left half done; the office is about to be closed."""

    def retranslate(self) -> None:
        """Show everything in the language now in use."""
        self.wording.renew()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up on what changed while nobody looked."""
        super().showEvent(event)
        missed, self._missed = self._missed, []
        for changes in missed:
            self.refresh(changes)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if is_language_change(event):
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter move on."""
        if not enter_moves_on(self, event):
            super().keyPressEvent(event)
