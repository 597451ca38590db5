"""Void a mistaken reception (hủy tiếp nhận nhầm): its number stays accounted for, and nothing is deleted."""

from app.domain.facts import FactDraft
from app.domain.identifiers import Subject
from app.domain.lifecycle import Status, next_status
from app.domain.problems import DomainProblem
from app.domain.step_rules import not_allowed
from app.use_cases.dossier_fields import REASON, located
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.ports import Acting, Office


class VoidDossier:
    """Voids receptions in the name of a clerk."""

    def __init__(self, office: Office) -> None:
        """Work on an office."""
        self._office = office

    def __call__(self, subject: Subject, reason: str, acting: Acting) -> Outcome[Status]:
        """Void a reception that has no result yet.

        Raises DomainProblem ``field.missing`` (`field`: ``reason``), ``dossier.unknown``,
        ``step.not_allowed`` or ``step.needs_newer_program``.
        """
        why = stated_reason(reason)
        with self._office.writing(acting) as tx:
            dossier = tx.dossier(subject)
            if dossier is None:
                raise DomainProblem("dossier.unknown")
            if dossier.needs_newer_program:
                raise DomainProblem("step.needs_newer_program")
            reached = next_status(dossier.status, "void", dossier.taken)
            if reached is None:
                raise not_allowed(dossier.status, "void", dossier.taken)
            fields = {"voided": True, "reason": why}
            tx.record(FactDraft("dossier.voided", subject, acting.at, fields, "void", acting.clock_offset))
        return Outcome(reached, Changes(dossiers=frozenset({subject}), delivery=True))


def stated_reason(reason: object) -> str:
    """Return the reason of a correction, which must be given. Raises DomainProblem (`field`: ``reason``)."""
    try:
        read = REASON(reason)
    except DomainProblem as problem:
        raise located(problem, "reason") from None
    if read is None:
        raise DomainProblem("field.missing", field="reason")
    return str(read)
