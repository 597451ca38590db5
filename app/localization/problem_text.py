"""One sentence for every problem: what happened, what is safe, what to do next, in the language in use."""

from collections.abc import Mapping
from datetime import date

from app.domain.lifecycle import Status
from app.localization.closing_text import CLOSING_PROBLEMS
from app.localization.dossier_text import field_text, status_text, step_text
from app.localization.exchange_problems import EXCHANGE_PROBLEMS
from app.localization.formats import short_date
from app.localization.input_problems import INPUT_PROBLEMS
from app.localization.lane_problems import LANE_PROBLEMS
from app.localization.machine_problems import MACHINE_PROBLEMS
from app.localization.money_problems import MONEY_PROBLEMS
from app.localization.people_problems import PEOPLE_PROBLEMS
from app.localization.report_problems import REPORT_PROBLEMS
from app.localization.safekeeping_problems import SAFEKEEPING_PROBLEMS
from app.localization.step_problems import STEP_PROBLEMS
from app.localization.template_reasons import TEMPLATE_REASONS
from app.localization.translate import N_, _
from app.localization.work_problems import WORK_PROBLEMS

_TEXTS = {
    **INPUT_PROBLEMS,
    **WORK_PROBLEMS,
    **LANE_PROBLEMS,
    **STEP_PROBLEMS,
    **PEOPLE_PROBLEMS,
    **MACHINE_PROBLEMS,
    **SAFEKEEPING_PROBLEMS,
    **MONEY_PROBLEMS,
    **EXCHANGE_PROBLEMS,
    **REPORT_PROBLEMS,
    **CLOSING_PROBLEMS,
}

_DAYS = frozenset({"until", "closing_day", "last_closed"})
"""Details that are days in ISO 8601."""
_UNKNOWN = N_("Something went wrong ({code}). What was confirmed before is safe. Try again.")


def has_text(code: str) -> bool:
    """Whether a code has a sentence of its own."""
    return code in _TEXTS


def problem_text(code: str, details: Mapping[str, object]) -> str:
    """Return the sentence of a problem. A code nobody worded yet still says that saved work is safe."""
    text = _TEXTS.get(code)
    if text is None:
        return _(_UNKNOWN).format(code=code)
    return _(text).format_map(_Worded(details))


class _Worded(dict[str, object]):
    """The details of a problem with codes put into words; a detail that is absent reads as dots."""

    def __init__(self, details: Mapping[str, object]) -> None:
        super().__init__(details)
        if "field" in details:
            self["field"] = field_text(str(details["field"])) or "–"
        if details.get("reason") in TEMPLATE_REASONS:
            self["reason"] = _(TEMPLATE_REASONS[str(details["reason"])])
        for name in _DAYS.intersection(details):
            self[name] = _day_in_words(str(details[name]))
        status = details.get("status")
        # A link's problem has a status too: that of HTTP, which stays a number.
        if isinstance(status, int) and status in set(Status):
            self["status"] = status_text(status)
        for name in ("part", "next"):
            if details.get(name):
                self[name] = step_text(str(details[name]))
        if "step" in details:
            self["step"] = step_text(str(details["step"]))
            steps = str(details.get("allowed") or "")
            named = (f"{step_text(name)} ({name})" for name in steps.split(", ") if name)
            self["allowed"] = ", ".join(named) or "–"

    def __missing__(self, name: str) -> str:
        return "…"


def _day_in_words(iso: str) -> str:
    try:
        return short_date(date.fromisoformat(iso))
    except ValueError:
        return iso
