"""Nothing to ask: the office is being opened, or cannot be."""

from PySide6.QtWidgets import QProgressBar, QWidget

from app.localization.translate import N_
from ui.sign_in.centred import CentredPage
from ui.widgets.notice import Notice
from ui.widgets.text import label


class WaitingPage(CentredPage):
    """A word and a moving bar; or, instead of them, why the door stays shut."""

    def __init__(self, *, practice: bool, parent: QWidget | None = None) -> None:
        """Say that the office is being opened."""
        super().__init__(26, practice=practice, parent=parent)
        self._words = label(look="heading")
        self.wording.say(self._words.setText, N_("Opening the office …"))
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._notice = Notice("bad")
        self.card.body.addWidget(self._words)
        self.card.body.addWidget(self._busy)
        self.card.body.addWidget(self._notice)

    def say(self, text: str) -> None:
        """Say why the office cannot be opened."""
        self._words.hide()
        self._busy.hide()
        self._notice.say(text)
