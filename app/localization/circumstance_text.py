"""The circumstances of a reception in words: who goes first, who helped, who decides."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.localization.formats import partial_date
from app.localization.people_text import helper_text
from app.localization.translate import _

_FIELDS = ("priority", "no_papers_reason", "helpers", "point", "distance_km", "competent")


def circumstance_lines(
    values: Mapping[str, Any], priorities: str, competent_name: str
) -> Iterator[tuple[str, str]]:
    """Yield the name of a field and its value in words, for those that say something.

    ``priorities`` are named already. What an authorised submitter brought comes last.
    """
    for name in _FIELDS:
        value = values.get(name)
        if value:
            yield name, _worded(name, value, priorities, competent_name)
    submitter = values.get("submitter")
    paper = _authorisation(submitter) if isinstance(submitter, Mapping) else ""
    if paper:
        yield "authorisation_number", paper


def decided_by(status: str, competent_name: str) -> str:
    """Return a status with who decides, when that is another commune (Đ14 k2)."""
    if not competent_name:
        return status
    return _("{status} – decided by {commune}").format(status=status, commune=competent_name)


def _worded(name: str, value: object, priorities: str, competent_name: str) -> str:
    if name == "priority":
        return priorities or str(value)
    if name == "helpers" and isinstance(value, list):
        return "; ".join(_helper(one) for one in value if isinstance(one, Mapping))
    if name == "competent":
        return competent_name or str(value)
    return str(value)


def _helper(one: Mapping[str, Any]) -> str:
    role, language = helper_text(str(one.get("role") or "")), str(one.get("language") or "")
    said = ", ".join(part for part in (role, language) if part)
    name = str(one.get("full_name") or "")
    return f"{name} ({said})" if said else name


def _authorisation(submitter: Mapping[str, Any]) -> str:
    number, day = submitter.get("authorisation_number"), submitter.get("authorisation_date")
    parts = (str(number or ""), partial_date(str(day)) if day else "")
    return ", ".join(part for part in parts if part)
