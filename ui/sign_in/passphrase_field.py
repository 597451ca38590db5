"""A line for a passphrase, hidden unless its eye is pressed: Vietnamese input tools go wrong unseen."""

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from app.localization.translate import _
from ui.style import palette
from ui.style.icons import icon
from ui.widgets.text import is_language_change


class PassphraseField(QLineEdit):
    """Hides what is typed; the eye shows it for as long as wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty, hidden line."""
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(200)
        self._eye: QAction = self.addAction(
            icon("eye", palette.INK_SOFT), QLineEdit.ActionPosition.TrailingPosition
        )
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show)
        self._retranslate()

    @Slot(bool)
    def _show(self, shown: bool) -> None:  # noqa: FBT001 - the signature of Qt's signal
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def _retranslate(self) -> None:
        self._eye.setToolTip(_("Show what is typed"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if is_language_change(event):
            self._retranslate()
