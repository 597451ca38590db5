"""Says in a window of its own why the program cannot be started: it is open already, say."""

from pathlib import Path

from PySide6.QtWidgets import QMessageBox

from app.localization.catalogue import LANGUAGES
from app.localization.translate import _
from ui.application import make_application
from ui.language.switch import LanguageSwitch


def show_refusal(text: str, resources: Path) -> None:
    """Show a sentence and wait until it has been read."""
    application = make_application(resources)
    LanguageSwitch(application, LANGUAGES[0])
    box = QMessageBox(QMessageBox.Icon.Warning, _("Một Cửa Vùng Cao"), text, QMessageBox.StandardButton.Ok)
    box.exec()
