"""The ground of every page before an office is open: the program's name, one card, the languages."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.localization.translate import N_, current_language
from ui.language.wording import Wording
from ui.style.sheet import dress
from ui.style.spacing import space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.keys import enter_moves_on
from ui.widgets.scrolling import scrolling
from ui.widgets.text import label

_LANGUAGES = (("vi", "Tiếng Việt"), ("en", "English"))
"""Each language in its own words; not translated."""


class CentredPage(QWidget):
    """One card in the middle of the window. Scrolls when the window is too small for it."""

    language_asked = Signal(str)

    def __init__(self, wide_ems: float, *, practice: bool, parent: QWidget | None = None) -> None:
        """Make the ground; pages put their content into ``card.body``."""
        super().__init__(parent)
        self.wording = Wording()
        self.card = Card(headed=False)
        self.card.setMaximumWidth(space().ems(wide_ems))
        self.card.setMinimumWidth(space().ems(18))
        self.card.body.setContentsMargins(*(space().ems(1.75),) * 4)
        self.card.body.setSpacing(space().one)
        self._languages: dict[str, QPushButton] = {}
        inner = QWidget()
        dress(inner, "page")
        middle = QVBoxLayout(inner)
        middle.setContentsMargins(space().one, space().one, space().one, space().one)
        middle.addLayout(self._top())
        middle.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.card, 8)
        row.addStretch(1)
        middle.addLayout(row)
        middle.addStretch(2)
        scroll = scrolling(inner)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        if practice:
            page.addWidget(practice_band(self.wording))
        page.addWidget(scroll)

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        name = label(look="heading")
        self.wording.say(name.setText, N_("Một Cửa Vùng Cao"))
        row.addWidget(name)
        row.addStretch(1)
        for code, words in _LANGUAGES:
            made = button("chip")
            made.setText(words)
            made.setCheckable(True)
            made.setChecked(code == current_language())
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.clicked.connect(self._ask_language)
            made.setProperty("language", code)
            row.addWidget(made)
            self._languages[code] = made
        return row

    @Slot()
    def _ask_language(self) -> None:
        self.language_asked.emit(str(self.sender().property("language")))

    def retranslate(self) -> None:
        """Show everything in the language now in use."""
        self.wording.renew()
        for code, made in self._languages.items():
            made.setChecked(code == current_language())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter move on."""
        if not enter_moves_on(self, event):
            super().keyPressEvent(event)


def practice_band(wording: Wording) -> QFrame:
    """Return the violet band that says: this is practice, nothing here counts."""
    band = QFrame()
    dress(band, "practice")
    words = label(look="", wrap=True)
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    wording.say(words.setText, N_("PRACTICE – nothing entered here counts; papers are marked THỬ"))
    row = QHBoxLayout(band)
    row.setContentsMargins(space().one, space().tight, space().one, space().tight)
    row.addWidget(words)
    return band
