"""A step of the life cycle as a line of the history: what was done, and everything that was said with it."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.domain.moments import from_milliseconds
from app.localization.dossier_text import field_text, step_text
from app.localization.formats import money, short_moment
from app.localization.translate import N_, _

_STEPS = {
    "transfer": N_("Handed on for processing to {holder}."),
    "hand_over": N_("Handed over to {holder}."),
    "finish": N_("Result ready, with {holder}."),
    "return": N_("Result returned."),
}
_TO = N_("Responsible: {holder}")
_RETURNED_TO = {
    "applicant": N_("to the applicant"),
    "submitter": N_("to the submitter"),
    "authorised": N_("to an authorised person"),
    "post": N_("by post"),
}
_MOMENTS = frozenset(
    {
        *("due_at", "extended_from", "supplement_due_at", "correction_due_at", "answer_due_at"),
        "transfer_due_at",
    }
)
_TOLD = (
    *("missing", "reason", "agency", "content", "answer_due_at", "amount", "document_number", "results"),
    *("due_at", "extended_from", "supplement_due_at", "correction_due_at", "transfer_due_at"),
    *("authorisation", "witness", "place", "papers_returned", "fee_treatment", "cause", "costs"),
)
_ELIGIBLE = {True: N_("meets the conditions"), False: N_("does not meet the conditions")}


def step_told(step: str, details: Mapping[str, Any]) -> str:
    """Return a step in words: ``details`` are the fields of its fact, clerks by name."""
    holder = str(details.get("holder") or "")
    head = _(_STEPS[step]).format(holder=holder or "–") if step in _STEPS else step_text(step)
    parts = [*_returned(details), *_said(step, details)]
    if holder and step not in _STEPS:
        parts.append(_(_TO).format(holder=holder))
    text = f"{head} ({'; '.join(parts)})" if parts else head
    if details.get("note"):
        text = f"{text} {details['note']}"
    if details.get("recorded_by"):
        text = f"{text} " + _("[entered by {name}]").format(name=details["recorded_by"])
    return text


def _returned(details: Mapping[str, Any]) -> Iterator[str]:
    kind = _RETURNED_TO.get(str(details.get("returned_to_kind")))
    said = ", ".join(filter(None, (_(kind) if kind else "", str(details.get("returned_to") or ""))))
    if said:
        yield said
    if details.get("fingerprint") is True:
        yield field_text("fingerprint").lower()


def _said(step: str, details: Mapping[str, Any]) -> Iterator[str]:
    eligible = _ELIGIBLE.get(bool(details.get("eligible")))
    if eligible is not None and details.get("eligible") is not None:
        yield _(eligible)
    if details.get("agreed") is True:
        yield field_text("agreed").lower()
    if details.get("number"):
        yield _("No. {number}, book {book}").format(number=details["number"], book=details.get("book") or "–")
    for name in _TOLD:
        value = details.get(name)
        if value is None or value == "" or (name == "due_at" and step == "finish"):
            continue
        yield f"{field_text(name)}: {_value(name, value)}"


def _value(name: str, value: object) -> str:
    if name in _MOMENTS and isinstance(value, int):
        return short_moment(from_milliseconds(value))
    if name == "amount" and isinstance(value, int):
        return money(value)
    if isinstance(value, list):
        return ", ".join(_value("", item) for item in value)
    if isinstance(value, Mapping):
        return " ".join(str(item) for item in value.values() if isinstance(item, str | int))
    return str(value)
