"""Problems and cautions as sentences for the person at the counter."""

from app.domain.cautions import Caution
from app.domain.problems import DomainProblem
from app.localization.dossier_text import caution_text
from app.localization.problem_text import problem_text


def told(problem: DomainProblem) -> str:
    """Return what happened, what is safe and what to do next, in the language of the window."""
    return problem_text(problem.code, problem.details)


def worded(what: Caution | DomainProblem | None) -> str:
    """Return either in words; nothing for nothing."""
    if what is None:
        return ""
    return told(what) if isinstance(what, DomainProblem) else cautioned(what)


def cautioned(caution: Caution) -> str:
    """Return what is worth a second look."""
    return caution_text(caution.code, caution.details)
