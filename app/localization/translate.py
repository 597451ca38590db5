"""Texts in the language of the window: `_`, `ngettext`, `pgettext` and the switch between languages.

Source texts are English; Vietnamese is the language the program starts in. Texts are looked up at the moment
they are shown, never at import: constants mark theirs with `N_` and translate them with `_` when shown.
Placeholders are named: ``_("Received by {clerk}").format(clerk=name)``, never an f-string inside `_`.
"""

from app.localization.catalogue import LANGUAGES, catalogue

_DEFAULT_LANGUAGE = LANGUAGES[0]


class _Current:
    """The language in use, one for all threads: the window is in one language at a time."""

    language = _DEFAULT_LANGUAGE


def set_language(language: str) -> None:
    """Show every later text in ``language``. Raises ValueError for one that is not in `LANGUAGES`."""
    if language not in LANGUAGES:
        raise ValueError(language)
    _Current.language = language


def current_language() -> str:
    """Return the code of the language in use: ``vi`` or ``en``."""
    return _Current.language


def _(text: str) -> str:
    """Return ``text`` in the language in use; itself when it has no translation."""
    return catalogue(_Current.language).gettext(text)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of the text that goes with ``number``."""
    return catalogue(_Current.language).ngettext(singular, plural, number)


def pgettext(context: str, text: str) -> str:
    """Return ``text`` as it is said in ``context``, for words with more than one meaning."""
    return catalogue(_Current.language).pgettext(context, text)


def N_(text: str) -> str:  # noqa: N802 - the name translators' tools know
    """Mark ``text`` for the catalogue and leave it as it is; `_` translates it when it is shown."""
    return text
