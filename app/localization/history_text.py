"""The history of a dossier in words: one sentence per fact."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.domain.moments import from_milliseconds
from app.localization.dossier_text import field_text
from app.localization.formats import short_moment
from app.localization.money_history import MONEY_ACTS, money_told
from app.localization.paper_names import paper_name
from app.localization.step_history import step_told
from app.localization.translate import N_, _

Change = tuple[str, Any, Any]
"""A corrected field: its name, what stood, what stands since."""

_MOMENTS = {"received_at", "due_at"}
_WRITTEN_OUT = (str, int)

_STATES = {
    "parallel": N_("{text} (at the same time as another entry)"),
    "set_aside": N_("{text} – set aside: no longer possible after what happened meanwhile"),
    "waiting": N_("{text} – waits for earlier entries"),
    "unknown": N_("An entry of a newer program ({kind})"),
}

_REGISTERED = N_("Registered with code {code}; not accepted yet.")
_PLAIN = {
    "dossier.received": N_("Received with code {code}, appointed for {due_at}."),
    "dossier.voided": N_("Reception voided: {reason}"),
    "code.assigned": N_("The province assigned the code {official_code}."),
    "subject.erased": N_("Personal data erased by order {order}."),
}
"""Kinds whose sentence only names fields of the fact."""


def history_text(
    kind: str, step: str | None, details: Mapping[str, Any], changes: Iterable[Change], state: str
) -> str:
    """Return one fact in words, with what became of it."""
    if state == "unknown":
        return _(_STATES[state]).format(kind=kind)
    text = _told(kind, step, details, changes)
    return _(_STATES[state]).format(text=text) if state in _STATES else text


def value_text(name: str, value: object) -> str:
    """Return the value of a field in words; a dash for none."""
    if value is None or value == "":
        return "–"
    if name in _MOMENTS and isinstance(value, int):
        return short_moment(from_milliseconds(value))
    if isinstance(value, list):
        return "; ".join(value_text(name, item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(str(item) for item in value.values() if isinstance(item, _WRITTEN_OUT))
    return str(value)


def _told(kind: str, step: str | None, details: Mapping[str, Any], changes: Iterable[Change]) -> str:
    if kind == "dossier.amended":
        return _amended(details, changes)
    if kind == "dossier.stepped":
        return step_told(step or "", details)
    if kind == "paper.issued":
        return _issued(details)
    if kind in MONEY_ACTS:
        return money_told(kind, details)
    if kind not in _PLAIN:
        return kind
    text = _REGISTERED if step == "register" else _PLAIN[kind]
    return _(text).format_map(_Said({name: value_text(name, value) for name, value in details.items()}))


class _Said(dict[str, str]):
    """The details of a fact in words; what it does not say reads as a dash."""

    def __missing__(self, name: str) -> str:
        return "–"


def _amended(details: Mapping[str, Any], changes: Iterable[Change]) -> str:
    corrected = (
        _("{field}: {before} → {after}").format(
            field=field_text(name), before=value_text(name, before), after=value_text(name, after)
        )
        for name, before, after in changes
    )
    return _("Corrected – {changes}. Reason: {reason}").format(
        changes="; ".join(corrected), reason=details.get("reason") or "–"
    )


def _issued(details: Mapping[str, Any]) -> str:
    copy = details.get("copy_number")
    if details.get("form") != "slip":
        return _("{form}: issued.").format(form=paper_name(str(details.get("form") or "")))
    if copy:
        return _("Slip printed again, copy {number}.").format(number=copy)
    if details.get("replaces"):
        return _("Replacement slip issued: {reason}").format(reason=details.get("replaces_reason") or "–")
    return _("Slip issued.")
