"""What a form of a step says: labels, hints, reasons one usually gives. No Qt in it."""

from app.localization.catalogue import catalogue
from app.localization.dossier_text import field_text
from app.localization.translate import N_, _

_LABELS = {
    ("consult", "content"): N_("What is asked"),
    ("answer", "content"): N_("What they answered"),
    ("demand_payment", "content"): N_("What it is for"),
    ("ask_correction", "content"): N_("What has to be corrected"),
    ("extend", "due_at"): N_("New appointed time"),
    ("accept", "due_at"): N_("Agreed date"),
    ("receive_supplement", "due_at"): N_("Agreed date"),
    ("ask_supplement", "reason"): N_("Why it is needed"),
}
_FIELD_LABELS = {
    "holder": N_("Responsible from now on"),
    "returned_to": N_("Full name of who takes it"),
    "fingerprint": N_("By fingerprint, cannot sign"),
    "place": N_("Place, if not at the counter"),
    "agreed": N_("The citizen agrees that it is closed now"),
    "missing": N_("Papers to complete, one on each line"),
    "results": N_("Results: name and number"),
}
_HINTS = {
    "ask_supplement": N_("Ask once, and for everything that is missing."),
    "extend": N_("Once only, and at least one day before the appointed time. The old date stays on record."),
    "close": N_("Closing ends the dossier. Nothing is closed without you."),
    "return": N_("Compare the paper of the person before the result is handed over."),
    "stop": N_("The dossier ends. The citizen gets the notice of the stop."),
    "refuse": N_("The dossier ends. The citizen gets the refusal with its reason."),
    "reject": N_("The dossier ends. The citizen gets the refusal with its reason."),
}
_USUAL = {
    ("refuse", "reason"): (
        N_("Not within the competence of this office"),
        N_("The conditions of the procedure are not met"),
        N_("The paper handed in is no longer valid"),
    ),
    ("reject", "reason"): (
        N_("The conditions of the procedure are not met"),
        N_("The papers contradict each other and the citizen cannot prove which is right"),
    ),
    ("ask_supplement", "reason"): (
        N_("Papers the procedure asks for are missing"),
        N_("A paper is illegible or damaged"),
        N_("What the papers say differs from each other"),
    ),
    ("send_back", "reason"): (
        N_("The draft has a mistake"),
        N_("A paper is missing in the dossier"),
        N_("The appraisal does not say enough"),
    ),
    ("extend", "reason"): (
        N_("The answer of the agency consulted has not come yet"),
        N_("The place has to be inspected once more"),
        N_("The connection to the national system was interrupted"),
        N_("Storm, flood or landslide cut the road"),
    ),
    ("ask_stop", "reason"): (
        N_("The citizen no longer needs the result"),
        N_("The citizen wants to complete the papers first"),
        N_("The citizen will hand it in at another office"),
    ),
    ("close", "reason"): (N_("Not completed within the time set"), N_("The payment was not made in time")),
    ("stop", "papers_returned"): (N_("All papers handed in, originals included"),),
    ("stop", "fee_treatment"): (
        N_("No fee was collected"),
        N_("The fee collected is paid back"),
        N_("The fee collected is not paid back, as the rules say"),
    ),
    ("report_loss", "cause"): (
        N_("Damaged by rain or flood on the way"),
        N_("Lost while it was carried from one place to another"),
        N_("Damaged by insects or damp in storage"),
    ),
    ("report_loss", "costs"): (N_("The office bears the costs of making the papers anew"),),
    ("appraise", "note"): (N_("Papers complete and valid"),),
}
_NEEDED = {
    "missing": N_("Say which papers are missing: the citizen completes exactly these."),
    "reason": N_("Please give the reason: it stands on the paper and in the history."),
    "due_at": N_("Please give the new date."),
    "answer_due_at": N_("Please give the day by which they should answer."),
    "agency": N_("Please name the agency."),
    "amount": N_("Please give the amount in đồng."),
    "holder": N_("Please choose who is responsible from now on."),
}


def label_of(step: str, field: str) -> str:
    """Return what stands over a field."""
    special = _LABELS.get((step, field)) or _FIELD_LABELS.get(field)
    return _(special) if special else field_text(field)


def hint_of(step: str) -> str:
    """Return what a person should know before taking a step; often nothing."""
    return _(_HINTS[step]) if step in _HINTS else ""


def needed_text(field: str) -> str:
    """Return what to say at a field that must not stay empty."""
    return _(_NEEDED.get(field, N_("Please fill this in.")))


def usual_texts(step: str, field: str) -> list[tuple[str, str]]:
    """Return what one usually writes: the words to press, and the Vietnamese text for paper and history."""
    vietnamese = catalogue("vi").gettext
    return [(_(text), vietnamese(text)) for text in _USUAL.get((step, field), ())]
