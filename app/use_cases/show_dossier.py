"""Everything about one dossier: what stands, who did what when, what is disputed, how far it has come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from app.domain.acts import acts
from app.domain.dossier import Dossier
from app.domain.facts import Fact, Value
from app.domain.field_values import readable, readable_fields
from app.domain.fold import View
from app.domain.identifiers import ClerkId, FactId, Subject
from app.domain.lifecycle import Status, Step, steps_from
from app.domain.problems import DomainProblem
from app.use_cases.circumstances import Circumstances
from app.use_cases.course_of_dossier import Course, course, reaction_due_at
from app.use_cases.office_rules import OfficeRules, day_of
from app.use_cases.ports import Delivery, Office, Person, Reading, StoredPaper

_COMPUTED = {"catalogue_version", "calendar_version", "due_rule", "reason"}
"""Fields of a correction that explain it and are no correction of their own."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One corrected field: what stood, and what stands since."""

    name: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One fact of a dossier as a line of its history. ``at`` is in milliseconds.

    ``state``: ``applied``, ``parallel`` (its author had not seen an earlier one), ``set_aside`` (with
    `reason`), ``waiting`` (an earlier fact is not here yet) or ``unknown`` (of a newer program).
    """

    fact: FactId
    at: int
    clerk: ClerkId
    actor: str
    kind: str
    step: str | None
    state: str
    details: Mapping[str, Value] = field(default_factory=dict)
    changes: tuple[FieldChange, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the values of a disputed field, and who wrote it when."""

    value: Value
    fact: FactId
    actor: str
    at: int


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A field two people wrote without having seen each other; a correction settles it."""

    name: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class DossierDetail:
    """One dossier, ready to be put into words."""

    dossier: Dossier
    procedure_name: str
    holder_name: str
    delivery: Delivery
    history: tuple[HistoryItem, ...]
    open_questions: tuple[OpenQuestion, ...]
    papers: tuple[StoredPaper, ...]
    allowed_steps: tuple[Step, ...]
    competent_name: str = ""
    """The commune that decides, when it is not this one (Đ14 k2)."""
    priority_names: str = ""
    papers_due_at: int | None = None
    """Until when the paper dossier is to be sent there (Đ20), while it has not left."""
    course: Course = field(default_factory=Course)


class ShowDossier:
    """Reads one dossier whole."""

    def __init__(self, office: Office, rules: OfficeRules, circumstances: Circumstances) -> None:
        """Work on an office with its rules."""
        self._circumstances = circumstances
        self._office = office
        self._rules = rules

    def __call__(self, subject: Subject) -> DossierDetail:
        """Return all there is. Raises DomainProblem ``dossier.unknown``."""
        with self._office.reading() as reading:
            dossier = reading.dossier(subject)
            if dossier is None:
                raise DomainProblem("dossier.unknown")
            facts, view, people = reading.facts(subject), reading.view(subject), reading.people()
            names = _Names(people)
            unit = self._circumstances.deciding(dossier.values.get("competent"))
            return DossierDetail(
                dossier=dossier,
                procedure_name=self._procedure_name(reading, dossier),
                holder_name=names.of(dossier.holder),
                delivery=reading.delivery(subject),
                history=tuple(self._worded(item) for item in _history(facts, view, names)),
                open_questions=tuple(_questions(facts, view, names)),
                papers=tuple(reading.papers(subject)),
                allowed_steps=()
                if dossier.needs_newer_program
                else steps_from(dossier.status, dossier.taken),
                competent_name="" if unit is None else unit.name,
                priority_names=str(
                    self._circumstances.named("priority", dossier.values.get("priority")) or ""
                ),
                papers_due_at=self._papers_due(reading, dossier),
                course=course(
                    dossier,
                    acts(facts, view),
                    names.known,
                    reaction_due_at(self._rules.read(reading), dossier),
                ),
            )

    def _worded(self, item: HistoryItem) -> HistoryItem:
        """Put codes of circumstances into names; everything else is worded where it is shown."""
        named = self._circumstances.named
        changes = tuple(
            FieldChange(one.name, named(one.name, one.before), named(one.name, one.after))
            for one in item.changes
        )
        return replace(item, changes=changes) if item.changes else item

    def _papers_due(self, reading: Reading, dossier: Dossier) -> int | None:
        """Return until when paper goes to the commune that decides; None once it has left, or stays here."""
        competent = dossier.values.get("competent")
        if not competent or dossier.status is not Status.RECEIVED:
            return None
        return self._circumstances.papers_due(competent, dossier.received_at, self._rules.read(reading))

    def _procedure_name(self, reading: Reading, dossier: Dossier) -> str:
        found = self._rules.read(reading).catalogue.find(dossier.procedure, day_of(dossier.received_at or 0))
        return "" if found is None else found.short_name


class _Names:
    """Names of clerks; empty for what a device or the province did by itself."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.known = {person.id: person.full_name for person in people}

    def of(self, clerk: ClerkId | None) -> str:
        return "" if clerk is None else self.known.get(clerk, "")


def _history(facts: list[Fact], view: View, names: _Names) -> Iterable[HistoryItem]:
    """Yield the facts in the order they fold, then those that wait."""
    by_id = {fact.id: fact for fact in facts}
    aside = {item.fact: item.reason for item in view.set_aside}
    parallel, unknown = set(view.parallel), set(view.unknown)
    standing: dict[str, Value] = {}
    for i in view.trail:
        fact = by_id[i]
        reason = aside.get(i, "")
        state = "parallel" if i in parallel else "applied"
        if i in aside:
            state = "set_aside"
        elif i in unknown:
            state = "unknown"
        yield _item(fact, names, state, reason, standing)
        if i not in aside:
            standing.update(readable_fields(fact.fields or {}))
    for fact in facts:
        if fact.id in view.waiting:
            yield _item(fact, names, "waiting", "", standing)


def _item(fact: Fact, names: _Names, state: str, reason: str, standing: Mapping[str, Value]) -> HistoryItem:
    told = readable_fields(fact.fields or {})
    changes: tuple[FieldChange, ...] = ()
    if fact.kind == "dossier.amended":
        changed = ((name, value) for name, value in told.items() if name not in _COMPUTED)
        changes = tuple(FieldChange(name, standing.get(name), value) for name, value in changed)
        told = {"reason": told.get("reason")}
    for name in ("holder", "recorded_by"):
        if name in told:
            told[name] = names.of(told[name])
    return HistoryItem(
        fact=fact.id,
        at=fact.at,
        clerk=fact.author.clerk,
        actor=names.of(fact.author.clerk),
        kind=fact.kind,
        step=fact.step,
        state=state,
        details=told,
        changes=changes,
        reason=reason,
    )


def _questions(facts: list[Fact], view: View, names: _Names) -> Iterable[OpenQuestion]:
    by_id = {fact.id: fact for fact in facts}
    for name, writers in sorted(view.open_questions.items()):
        told = sorted((by_id[i] for i in writers), key=lambda fact: (fact.at, fact.id))
        answers = (
            Answer(
                readable(name, (fact.fields or {}).get(name)), fact.id, names.of(fact.author.clerk), fact.at
            )
            for fact in told
        )
        yield OpenQuestion(name, tuple(answers))
