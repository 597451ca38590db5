"""One step of the life cycle: handed on (chuyển xử lý), result ready (có kết quả), returned (trả kết quả).

There is one responsible person at every moment (rõ người, rõ việc): who is named as the new holder,
else who takes the step.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.facts import FactDraft, Value
from app.domain.identifiers import ClerkId, Subject, from_text
from app.domain.lifecycle import ALIASES, STEPS, Status, Step, next_status, steps_from
from app.domain.problems import DomainProblem
from app.domain.text import fold
from app.use_cases.dossier_fields import REASON, choice_reader, located, text_reader
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.ports import Acting, Office, Person, Reading

COUNTER_STEPS = ("transfer", "finish", "return")
"""Steps taken by this use case; reception and voiding have their own."""

RETURNED_TO = ("applicant", "submitter", "authorised", "post")
"""To whom a result is handed (Đ6: a representative brings an authorisation paper)."""

_READERS: dict[str, Callable[[object], Value]] = {
    "note": REASON,
    "returned_to": text_reader(200),
    "returned_to_kind": choice_reader(*RETURNED_TO),
}


@dataclass(frozen=True, slots=True)
class StepTaken:
    """Where a dossier stands after a step."""

    subject: Subject
    status: Status
    holder: ClerkId | None


class TakeStep:
    """Takes steps in the name of a clerk."""

    def __init__(self, office: Office) -> None:
        """Work on an office."""
        self._office = office

    def __call__(
        self, subject: Subject, name: str, acting: Acting, fields: Mapping[str, object] | None = None
    ) -> Outcome[StepTaken]:
        """Take a step, named as in the table or by the status it leads to (``done``).

        ``fields``: ``holder`` (a clerk's id or name), ``note``, ``returned_to``, ``returned_to_kind``.
        Raises DomainProblem ``step.unknown``, ``step.not_allowed`` (`step`, `status`, `allowed`),
        ``step.unknown_field``, ``step.needs_newer_program``, ``dossier.unknown``, ``clerk.unknown``,
        ``clerk.ambiguous`` and the problems of the fields.
        """
        step = named_step(name)
        with self._office.writing(acting) as tx:
            dossier = tx.dossier(subject)
            if dossier is None:
                raise DomainProblem("dossier.unknown")
            if dossier.needs_newer_program:
                raise DomainProblem("step.needs_newer_program")
            reached = next_status(dossier.status, step.name, dossier.taken)
            if reached is None:
                raise not_allowed(dossier.status, step.name)
            stated = _stated(step, fields or {}, tx)
            if "holder" in step.fields:
                stated.setdefault("holder", acting.clerk)
            draft = FactDraft("dossier.stepped", subject, acting.at, stated, step.name, acting.clock_offset)
            tx.record(draft)
        taken = StepTaken(subject, reached, stated.get("holder", dossier.holder))
        return Outcome(taken, Changes(dossiers=frozenset({subject}), delivery=True))


def named_step(name: str) -> Step:
    """Return a step of the counter by its name or alias. Raises DomainProblem ``step.unknown``."""
    found = ALIASES.get(name, name)
    if found not in COUNTER_STEPS:
        raise DomainProblem("step.unknown", step=name[:40], allowed=", ".join(COUNTER_STEPS))
    return STEPS[found]


def not_allowed(status: Status, step: str) -> DomainProblem:
    """Return the problem that says which steps are allowed instead."""
    return DomainProblem("step.not_allowed", step=step, status=int(status), allowed=allowed_now(status))


def allowed_now(status: Status) -> str:
    """Return the names of the steps a person may take from a status."""
    return ", ".join(step.name for step in steps_from(status) if step.name != "receive")


def clerk_named(people: list[Person], name: str) -> Person:
    """Find an active clerk by id, or by name as one types it (marks and case do not matter).

    Raises DomainProblem ``clerk.unknown`` or ``clerk.ambiguous``.
    """
    active = [person for person in people if person.active]
    identifier = from_text(name)
    wanted = fold(name).strip()
    found = [p for p in active if p.id == identifier] or [p for p in active if fold(p.full_name) == wanted]
    if len(found) > 1:
        found = [p for p in found if p.full_name == name] or found
    if not found:
        raise DomainProblem("clerk.unknown")
    if len(found) > 1:
        raise DomainProblem("clerk.ambiguous", count=len(found))
    return found[0]


def _stated(step: Step, fields: Mapping[str, object], reading: Reading) -> dict[str, Value]:
    stated: dict[str, Value] = {}
    for name, value in fields.items():
        if name not in step.fields:
            raise DomainProblem("step.unknown_field", field=name[:40], allowed=", ".join(step.fields))
        if name == "holder":
            given = value if isinstance(value, str) else ""
            known = [p for p in reading.people() if p.id == value]
            stated[name] = known[0].id if known else clerk_named(reading.people(), given).id
            continue
        try:
            read = _READERS[name](value)
        except DomainProblem as problem:
            raise located(problem, name) from None
        if read is not None:
            stated[name] = read
    return stated
