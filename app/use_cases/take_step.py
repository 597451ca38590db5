"""Take one step of the life cycle (NĐ 118/2025 Đ17-Đ23): its terms, its number, its paper, in one commit.

There is one responsible person at every moment (rõ người, rõ việc): who is named as the new holder, else as
`app.domain.step_rules` says for the step.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.acts import acts
from app.domain.books import FORMS as NUMBERED_FORMS
from app.domain.cautions import Caution
from app.domain.facts import FactDraft, Value
from app.domain.identifiers import ClerkId, Subject, from_text
from app.domain.lifecycle import ACCEPTED, ALIASES, RECEPTION_STEPS, STEPS, Status, Step, next_status
from app.domain.moments import from_milliseconds
from app.domain.problems import DomainProblem
from app.domain.step_rules import StepPlan, Taking, not_allowed, plan_step
from app.domain.text import fold
from app.domain.time_limit import LimitUnit, TimeLimit
from app.use_cases.office_rules import OfficeRules, RulesInForce
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.paper_of_dossier import SLIP
from app.use_cases.ports import Acting, Office, Person, Reading, Transaction
from app.use_cases.print_paper import FORMS, PrintPaper
from app.use_cases.step_fields import read_fields

COUNTER_STEPS = tuple(name for name in STEPS if name not in RECEPTION_STEPS)
"""Steps taken by this use case; receiving, registering and voiding have their own."""


@dataclass(frozen=True, slots=True)
class StepTaken:
    """Where a dossier stands after a step.

    ``fields``: what the fact says, the terms that were computed among them (milliseconds). ``paper``: the
    paper ordered with the step, to be drawn and recorded (`app.use_cases.print_paper`). ``cautions``: what
    a clerk should know, such as a request that comes later than the law has it.
    """

    subject: Subject
    step: str
    status: Status
    holder: ClerkId | None
    fields: Mapping[str, Value] = field(default_factory=dict)
    paper: int | None = None
    cautions: tuple[Caution, ...] = ()


class TakeStep:
    """Takes steps in the name of a clerk."""

    def __init__(self, office: Office, rules: OfficeRules, papers: PrintPaper, restarted: str) -> None:
        """Work on an office; `restarted` is why a supplement replaces the slip, as the new slip says it."""
        self._office = office
        self._rules = rules
        self._papers = papers
        self._restarted = restarted

    def __call__(
        self, subject: Subject, name: str, acting: Acting, fields: Mapping[str, object] | None = None
    ) -> Outcome[StepTaken]:
        """Take a step, named as in the table or by the status it leads to (``done``).

        ``fields``: those of `app.use_cases.step_fields`. Raises DomainProblem ``step.unknown``,
        ``step.not_allowed`` (`step`, `status`, `allowed`), ``step.unknown_field``, ``field.missing``,
        ``step.needs_newer_program``, ``dossier.unknown``, ``clerk.unknown``, ``clerk.ambiguous``, the
        problems of the fields and those of `plan_step`. Nothing is kept when it raises.
        """
        step = named_step(name)
        with self._office.writing(acting) as tx:
            taken = self.take_in(tx, subject, step, acting, fields or {})
        return Outcome(taken, Changes(dossiers=frozenset({subject}), delivery=True))

    def foresee(
        self, subject: Subject, name: str, acting: Acting, fields: Mapping[str, object] | None = None
    ) -> StepPlan:
        """Return what a step would do and what to look at before it; keeps nothing. Raises as taking."""
        step = named_step(name)
        with self._office.reading() as reading:
            return self._plan(reading, subject, step, acting, fields or {})

    def take_in(
        self,
        tx: Transaction,
        subject: Subject,
        step: Step,
        acting: Acting,
        fields: Mapping[str, object],
        *,
        recorded_by: ClerkId | None = None,
    ) -> StepTaken:
        """Take a step inside a transaction: its number, its fact and its paper. Raises as taking.

        ``recorded_by``: who was signed in, when it was not the person who took the step.
        """
        before = tx.dossier(subject)
        plan = self._plan(tx, subject, step, acting, fields)
        stated = dict(plan.fields)
        if recorded_by is not None and recorded_by != acting.clerk:
            stated["recorded_by"] = recorded_by
        if step.form in NUMBERED_FORMS:
            taken = tx.take_number(step.form, from_milliseconds(acting.at).year)
            stated["book"], stated["number"] = taken.book, taken.number
        tx.record(FactDraft("dossier.stepped", subject, acting.at, stated, step.name, acting.clock_offset))
        paper = self._order(tx, subject, step, acting)
        holder = stated.get("holder") or (before.holder if before is not None else None)
        return StepTaken(subject, step.name, plan.status, holder, stated, paper, plan.cautions)

    def _plan(
        self, reading: Reading, subject: Subject, step: Step, acting: Acting, fields: Mapping[str, object]
    ) -> StepPlan:
        dossier = reading.dossier(subject)
        if dossier is None:
            raise DomainProblem("dossier.unknown")
        if dossier.needs_newer_program:
            raise DomainProblem("step.needs_newer_program")
        rules = self._rules.read(reading)
        day = from_milliseconds(acting.at).date()
        if next_status(dossier.status, step.name, dossier.taken) is None:
            # Said before any field: whoever may not take the step need not fill in its fields.
            raise not_allowed(dossier.status, step.name, dossier.taken)
        stated = read_fields(step, fields, lambda value: _clerk(reading, value))
        limit = _limit(rules, dossier.procedure, acting) if step.name in ACCEPTED else _NO_LIMIT
        done = acts(reading.facts(subject), reading.view(subject))
        taking = Taking(dossier, step, stated, acting.clerk, acting.at, rules.terms(day), done, limit)
        return plan_step(taking)

    def _order(self, tx: Transaction, subject: Subject, step: Step, acting: Acting) -> int | None:
        """Order the paper that goes with the step; a slip replaces the one whose clock has ended."""
        if step.form not in FORMS:
            return None
        if step.form != SLIP:
            return self._papers.order_in(tx, subject, step.form, acting).id
        for waiting in tx.unprinted():
            if waiting.subject == subject and waiting.form == SLIP:
                tx.drop_paper(waiting.id)
        return self._papers.order_in(tx, subject, SLIP, acting, replacing=self._restarted).id


_NO_LIMIT = TimeLimit(LimitUnit.NONE)


def _limit(rules: RulesInForce, procedure: str, acting: Acting) -> TimeLimit:
    """Return the limit of a procedure on the day of its acceptance."""
    return rules.procedure(procedure, from_milliseconds(acting.at).date()).time_limit


def named_step(name: str) -> Step:
    """Return a step of the counter by its name or alias. Raises DomainProblem ``step.unknown``."""
    found = ALIASES.get(name, name)
    if found not in COUNTER_STEPS:
        raise DomainProblem("step.unknown", step=name[:40], allowed=", ".join(COUNTER_STEPS))
    return STEPS[found]


def _clerk(reading: Reading, value: object) -> Value:
    people = reading.people()
    known = [person for person in people if person.id == value and person.active]
    return known[0].id if known else clerk_named(people, value if isinstance(value, str) else "").id


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
