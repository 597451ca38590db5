"""Which papers a dossier has, by what was done with it. No Qt in it."""

from app.domain.lifecycle import STEPS, Status
from app.use_cases.paper_of_dossier import SLIP
from app.use_cases.print_paper import FORMS
from app.use_cases.show_dossier import DossierDetail, HistoryItem

CONTROL = "control"

_COUNTS = {"applied", "parallel"}


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
