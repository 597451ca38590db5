"""The course of one dossier: who held it from when to when, what is awaited, until when somebody must act."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.acts import Act, Consultation, correction_owed, open_consultations
from app.domain.custody import Held, custody
from app.domain.dossier import Dossier
from app.domain.identifiers import ClerkId
from app.domain.lifecycle import Status
from app.domain.moments import from_milliseconds
from app.domain.problems import DomainProblem
from app.domain.step_rules import reaction_due
from app.use_cases.office_rules import RulesInForce


@dataclass(frozen=True, slots=True)
class Course:
    """What the steps of a dossier come to. Times in milliseconds, None where nothing runs.

    ``names``: the clerks in ``custody`` by name. ``reaction_due_at``: until when an online dossier is
    answered (R10). ``supplement_due_at``: until when the citizen may bring what is missing, while that is
    awaited. ``correction_due_at``: until when a correction after the return is owed (0: no term was stated).
    """

    custody: tuple[Held, ...] = ()
    names: Mapping[ClerkId, str] | None = None
    consultations: tuple[Consultation, ...] = ()
    reaction_due_at: int | None = None
    supplement_due_at: int | None = None
    correction_due_at: int | None = None

    def name(self, clerk: ClerkId) -> str:
        """Return a clerk's name; empty for one this office does not know."""
        return (self.names or {}).get(clerk, "")


def course(
    dossier: Dossier, done: tuple[Act, ...], names: Mapping[ClerkId, str], reaction_until: int | None
) -> Course:
    """Read the course off what was done."""
    waiting = dossier.values.get("supplement_due_at") if dossier.status is Status.SUPPLEMENT else None
    return Course(
        custody=custody(done),
        names=names,
        consultations=open_consultations(done),
        reaction_due_at=reaction_until,
        supplement_due_at=waiting,
        correction_due_at=correction_owed(done),
    )


def reaction_due_at(rules: RulesInForce, dossier: Dossier) -> int | None:
    """Return until when an online dossier is answered (R10); None for any other.

    A moment of registration that no calendar covers gives no term: a faulty device stops nobody.
    """
    if dossier.status is not Status.REGISTERED or dossier.received_at is None:
        return None
    try:
        return reaction_due(dossier, rules.terms(from_milliseconds(dossier.received_at).date()))
    except DomainProblem:
        return None
