"""Keeps a page's fixed texts together with where they stand, so that the language can change live."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.localization.translate import _


class Wording:
    """The fixed texts of one page. Texts are given marked (`N_`) and translated whenever they are set."""

    def __init__(self) -> None:
        """Start with no text."""
        self._said: list[tuple[Callable[[str], object], str]] = []

    def say(self, setter: Callable[[str], object], text: str) -> None:
        """Set a text now, and again after every change of language. ``text`` is English, marked with `N_`."""
        self._said.append((setter, text))
        setter(_(text))

    def name(self, widget: QWidget, text: str) -> None:
        """Tell a screen reader what a widget without a label is."""
        self.say(widget.setAccessibleName, text)

    def renew(self) -> None:
        """Set every text in the language now in use."""
        for setter, text in self._said:
            setter(_(text))
