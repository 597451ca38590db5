"""Qt's own texts (buttons of dialogs, menus of fields) in the language of the window.

Qt ships no Vietnamese. A translator backed by our catalogue answers for the texts listed here, under a
context of their own, so that a word of Qt's does not share the fate of the same word of ours.
"""

from functools import cache

from PySide6.QtCore import QTranslator

from app.localization.translate import current_language, pgettext

_KEEP: str = None  # type: ignore[assignment]  # PySide's types leave out the null string


@cache
def _texts_in(language: str) -> dict[str, str]:
    """Return Qt's texts in the language in use; ``language`` only keeps the answers apart."""
    del language
    return {
        "OK": pgettext("Qt", "OK"),
        "&OK": pgettext("Qt", "&OK"),
        "Save": pgettext("Qt", "Save"),
        "Cancel": pgettext("Qt", "Cancel"),
        "&Cancel": pgettext("Qt", "&Cancel"),
        "Close": pgettext("Qt", "Close"),
        "&Close": pgettext("Qt", "&Close"),
        "&Yes": pgettext("Qt", "&Yes"),
        "&No": pgettext("Qt", "&No"),
        "Retry": pgettext("Qt", "Retry"),
        "Open": pgettext("Qt", "Open"),
        "Print": pgettext("Qt", "Print"),
        "&Undo": pgettext("Qt", "&Undo"),
        "&Redo": pgettext("Qt", "&Redo"),
        "Cu&t": pgettext("Qt", "Cu&t"),
        "&Copy": pgettext("Qt", "&Copy"),
        "&Paste": pgettext("Qt", "&Paste"),
        "Delete": pgettext("Qt", "Delete"),
        "Select All": pgettext("Qt", "Select All"),
        "&Step up": pgettext("Qt", "&Step up"),
        "Step &down": pgettext("Qt", "Step &down"),
    }


class QtTexts(QTranslator):
    """Answers Qt from our catalogue; English is Qt's own."""

    def isEmpty(self) -> bool:
        """Tell Qt that there is something to ask for."""
        return False

    def translate(
        self,
        context: str | bytes,
        sourceText: str | bytes,  # noqa: N803 - Qt's own name
        disambiguation: str | bytes | None = None,
        n: int = -1,
    ) -> str:
        """Return the text in the language in use; nothing where Qt shall keep its own.

        Nothing is None and not an empty text, which Qt would take for the translation: a size of paper whose
        name is empty is no size, and what is printed on it is blank.
        """
        del context, disambiguation, n
        language = current_language()
        if language == "en":
            return _KEEP
        source = sourceText if isinstance(sourceText, str) else sourceText.decode()
        return _texts_in(language).get(source, _KEEP)
