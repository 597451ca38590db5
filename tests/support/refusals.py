"""What an action is refused with, for tests in which both an answer and a refusal are right."""

from collections.abc import Callable

from app.domain.problems import DomainProblem
from sync.protocol.problems import ProtocolProblem


def refusal_of(action: Callable[[], object]) -> str | None:
    """Do something; return the code of the problem raised, None when there was none."""
    try:
        action()
    except (ProtocolProblem, DomainProblem) as problem:
        return problem.code
    return None
