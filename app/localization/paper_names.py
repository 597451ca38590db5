"""What the papers of a dossier are called."""

from app.localization.translate import N_, _

_NAMES = {
    "slip": N_("Slip (form 01)"),
    "supplement": N_("Request to complete the papers (form 02)"),
    "refusal": N_("Refusal (form 03)"),
    "apology": N_("Apology and new date (form 04)"),
    "stop": N_("Notice of the stop (form 05)"),
    "control": N_("Control sheet (form 06)"),
    "return": N_("Receipt for the result"),
    "fee": N_("Provisional fee slip"),
    "picture": N_("Picture slip"),
    "reappointment": N_("Letter about the new date"),
}


def paper_name(form: str) -> str:
    """Return what a paper is called; a form of a newer program by its own name."""
    return _(_NAMES[form]) if form in _NAMES else form
