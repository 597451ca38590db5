"""Which papers a dossier has, by what was done with it, and what they are called. No Qt in it."""

from app.domain.lifecycle import STEPS, Status
from app.localization.translate import N_, _
from app.use_cases.paper_of_dossier import SLIP
from app.use_cases.print_paper import FORMS
from app.use_cases.show_dossier import DossierDetail, HistoryItem

CONTROL = "control"

_NAMES = {
    SLIP: N_("Slip (form 01)"),
    "supplement": N_("Request to complete the papers (form 02)"),
    "refusal": N_("Refusal (form 03)"),
    "apology": N_("Apology and new date (form 04)"),
    "stop": N_("Notice of the stop (form 05)"),
    CONTROL: N_("Control sheet (form 06)"),
    "return": N_("Receipt for the result"),
    "fee": N_("Provisional fee slip"),
    "picture": N_("Picture slip"),
    "reappointment": N_("Letter about the new date"),
}
_COUNTS = {"applied", "parallel"}


def paper_name(form: str) -> str:
    """Return what a paper is called; a form of a newer program by its own name."""
    return _(_NAMES[form]) if form in _NAMES else form


def _moved(item: HistoryItem) -> bool:
    return item.state in _COUNTS and any(change.name == "due_at" for change in item.changes)


def forms_of(detail: DossierDetail) -> list[str]:
    """Return the papers that can be printed now, the newest first."""
    dossier = detail.dossier
    if dossier.voided or dossier.erased:
        return []
    found = [
        STEPS[item.step].form
        for item in reversed(detail.history)
        if item.state in _COUNTS and item.step in STEPS and STEPS[item.step].form
    ]
    if any(item.kind == "fee.collected" and item.state in _COUNTS for item in detail.history):
        found.append("fee")
    if any(item.kind == "dossier.amended" and _moved(item) for item in detail.history):
        found.append("reappointment")
    if SLIP in found:
        found.append("picture")
    if dossier.status is not Status.REGISTERED:
        found.append(CONTROL)
    return [form for form in dict.fromkeys(found) if form in FORMS]
