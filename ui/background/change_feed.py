"""Tells every page what changed, so that it refreshes what concerns it and nothing else."""

from PySide6.QtCore import QObject, Signal

from app.use_cases.outcome import Changes


class ChangeFeed(QObject):
    """One signal for the whole window."""

    changed = Signal(object)
    """Carries a `Changes`."""

    def announce(self, changes: Changes) -> None:
        """Tell that a use case or the exchange changed something. GUI thread only."""
        self.changed.emit(changes)
