"""Switches the language of everything that is open, at once."""

from PySide6.QtCore import QCoreApplication

from app.localization.translate import current_language, set_language
from ui.language.qt_texts import QtTexts


class LanguageSwitch:
    """Owns the translator of Qt's texts. Qt tells every widget of a change by a LanguageChange event."""

    def __init__(self, application: QCoreApplication, language: str) -> None:
        """Begin in ``language``."""
        self._application = application
        self._texts = QtTexts(application)
        set_language(language)
        application.installTranslator(self._texts)

    def change(self, language: str) -> None:
        """Show everything in ``language``. Raises ValueError for one we do not have."""
        if language == current_language():
            return
        set_language(language)
        # Qt sends LanguageChange to every widget when a translator comes or goes.
        self._application.removeTranslator(self._texts)
        self._application.installTranslator(self._texts)
