"""On which paper a form is drawn: what was asked for, else what this device is set to, else its usual one."""

from collections.abc import Mapping
from typing import Any

from app.domain.problems import DomainProblem
from app.domain.sheet_forms import SIZES_OF_DOSSIER_FORMS
from app.use_cases.ports import Reading

SETTING = "paper."
"""How the settings begin; the form follows: ``paper.slip``."""


def checked_size(form: str, size: str) -> str:
    """Return a size a form can be drawn in, spelt as usual; nothing for its usual one.

    Raises DomainProblem ``paper.unknown_size`` (`size`, `allowed`), ``paper.one_size`` for a form that has
    no choice.
    """
    if not size:
        return ""
    sizes = SIZES_OF_DOSSIER_FORMS.get(form)
    if sizes is None:
        raise DomainProblem("paper.one_size")
    for known in sizes:
        if known.lower() == size.lower():
            return known
    raise DomainProblem("paper.unknown_size", size=size[:20], allowed=", ".join(sizes))


def on_paper(reading: Reading, form: str, record: Mapping[str, Any], asked: str = "") -> dict[str, Any]:
    """Return the record of a paper with the size it is drawn in, so that it is drawn the same ever after.

    Raises as `checked_size`, for what was asked; a setting that is no size counts as not made.
    """
    sizes = SIZES_OF_DOSSIER_FORMS.get(form)
    size = checked_size(form, asked)
    if sizes is None:
        return dict(record)
    if not size:
        held = reading.setting(SETTING + form)
        size = held if isinstance(held, str) and held in sizes else str(record.get("paper") or sizes[0])
    plain = {name: value for name, value in record.items() if name != "paper"}
    return plain if size == sizes[0] else {**plain, "paper": size}
