"""A line that offers what the text may become, and never changes it unless somebody takes an offer."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.choice import Choice
from ui.widgets.picker import Picker


class SuggestingLine(Picker):
    """Anything may be typed; Enter moves on, the arrows lead into the offers."""

    taken = Signal(str)
    """The key of an offer somebody took."""

    def __init__(self, find: Callable[[str], Sequence[Choice]], parent: QWidget | None = None) -> None:
        """Ask ``find`` for the offers that fit a text."""
        super().__init__(find, parent, first_marked=False)
        self._taking = False

    def take(self, choice: Choice) -> None:
        """Put the offer into the line as if it had been typed."""
        self._taking = True
        self.setText(choice.title)
        self.close_list()
        self.textEdited.emit(choice.title)
        self._taking = False
        self.taken.emit(choice.key)
        self.focusNextChild()

    def _offer(self, text: str) -> None:
        """Offer nothing for what was just taken."""
        if not self._taking:
            super()._offer(text)
