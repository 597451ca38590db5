"""Words for closing a day: what was done, books, what to look at, and what stands in the way."""

from app.localization.dossier_text import step_text
from app.localization.translate import N_, _

CLOSING_PROBLEMS = {
    "closing.in_future": N_("{closing_day} has not come yet. Nothing was closed. Check the date."),
    "closing.later_closed": N_(
        "{last_closed} is closed already, and its sheet holds what was done before. Nothing was closed."
        " Close {last_closed} again for a supplement, or a later day."
    ),
    "closing.nothing_new": N_(
        "{closing_day} is closed, and nothing was added since. Nothing was closed again."
        " Print its sheet if you need it."
    ),
    "closing.none": N_("{closing_day} has not been closed. Close it first, or choose another day."),
}
"""Code → source text."""

_ACTS = {
    "receive": N_("Dossiers received"),
    "register": N_("Dossiers registered"),
    "amend": N_("Corrections"),
    "print": N_("Papers printed"),
    "fee": N_("Money taken"),
    "certify": N_("Certifications"),
    "void_number": N_("Numbers voided"),
    "note_receipt": N_("E-receipts noted"),
    "feedback": N_("Feedback received"),
    "answer_feedback": N_("Feedback handled"),
    "ticket": N_("Queue numbers"),
    "rating": N_("Ratings"),
}
_COLUMNS = {
    "received": N_("Receptions"),
    "stepped": N_("Steps taken"),
    "returned": N_("Handed over"),
    "certified": N_("Certifications"),
    "collected": N_("Payments"),
    "printed": N_("Prints"),
    "other": N_("Other work"),
}
_BOOKS = {
    "register": N_("Register of dossiers"),
    "supplement": N_("Requests for papers (form 02)"),
    "refusal": N_("Refusals (form 03)"),
    "apology": N_("Apologies (form 04)"),
    "stop": N_("Notices of stop (form 05)"),
    "fee": N_("Provisional fee slips"),
    "copy": N_("Certified copies"),
    "signature": N_("Certified signatures"),
    "transaction": N_("Certified transactions"),
    "feedback": N_("Feedback book"),
}
_WARNINGS = {
    "clock_corrected": N_("{count} entries were made while the clock was wrong and a person set the date."),
    "dated_later": N_("{count} entries bear a later date: the clock of a counter may be wrong."),
    "closed_twice": N_(
        "Two counters closed the same day without having exchanged ({count}). Their sheets overlap."
    ),
    "not_folded": N_("{count} dossiers that just arrived are still being filed: open ones may be missing."),
    "forked": N_("{count} computers go on in two copies. Tell the administrator."),
    "numbers_missing": N_("{count} numbers are not accounted for."),
    "waiting": N_("{count} entries wait for data of another counter and will be on a later sheet."),
}
_METHODS = {"cash": N_("cash"), "transfer": N_("transfer")}


def act_text(name: str) -> str:
    """Return what was done."""
    return _(_ACTS[name]) if name in _ACTS else step_text(name)


def column_text(name: str) -> str:
    """Return the heading of a column of acts."""
    return _(_COLUMNS[name])


def book_text(kind: str) -> str:
    """Return the name of a kind of book."""
    return _(_BOOKS[kind]) if kind in _BOOKS else kind


def warning_text(code: str, count: int) -> str:
    """Return what to look at."""
    return _(_WARNINGS[code]).format(count=count) if code in _WARNINGS else code


def method_text(method: str) -> str:
    """Return how money was taken."""
    return _(_METHODS[method]) if method in _METHODS else method
