"""Reasons that the program itself states on a paper: in the language of the paper, not of the window."""

from app.localization.catalogue import catalogue
from app.localization.translate import N_

_RESTARTED = N_(
    "The missing papers were handed in; the time limit counts from the beginning again"
    " (Decree 118/2025/NĐ-CP, Article 19(5))."
)


def restarted_text(language: str = "vi") -> str:
    """Return why a slip with a new appointment replaces the one from before a supplement."""
    return catalogue(language).gettext(_RESTARTED)
