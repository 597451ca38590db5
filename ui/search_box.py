"""The search, always at hand: any part of a name, code, identity number, phone or village."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from app.localization.translate import _
from ui.style import palette
from ui.style.icons import icon
from ui.style.spacing import space
from ui.widgets.text import is_language_change

_AFTER_MS = 120
"""Shorter than between two letters of a quick typist: an answer for almost every letter, none wasted."""


class SearchBox(QLineEdit):
    """Searches as one types; Enter or Down goes to the list, Escape empties and goes back."""

    searched = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty box."""
        super().__init__(parent)
        self.setMaxLength(100)
        self.setMaximumWidth(space().ems(42))
        self.setMinimumWidth(space().ems(10))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setClearButtonEnabled(True)
        self.addAction(icon("search", palette.INK_SOFT), QLineEdit.ActionPosition.LeadingPosition)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_MS)
        self._soon.timeout.connect(self._search)
        self.textChanged.connect(self._changed)
        self._retranslate()

    @Slot()
    def begin(self) -> None:
        """Take the keyboard, with the old search marked to be typed over."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def search_for(self, text: str) -> None:
        """Search for something from elsewhere (a scanned card)."""
        self.setText(text)
        self._search()

    @Slot()
    def _changed(self) -> None:
        self._soon.start()

    @Slot()
    def _search(self) -> None:
        self._soon.stop()
        self.searched.emit(self.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead to the list and back."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self._search()
            self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            self.clear()
            self._search()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _retranslate(self) -> None:
        self.setPlaceholderText(_("Search: name, code, identity number, phone, village (Ctrl+K)"))
        self.setAccessibleName(_("Search dossiers"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if is_language_change(event):
            self._retranslate()
