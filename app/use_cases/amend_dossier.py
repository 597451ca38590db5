"""Correct a dossier with a reason: what was said stays in the history, and the citizen gets a new slip."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.dossier import Dossier
from app.domain.facts import FactDraft, Value
from app.domain.identifiers import Subject
from app.domain.lifecycle import ACCEPTED, FINAL
from app.domain.moments import from_milliseconds, to_milliseconds
from app.domain.problems import DomainProblem
from app.domain.step_terms import EXTENDED, PAUSED, TYPED
from app.domain.villages import Villages
from app.use_cases.circumstances import FIELDS, Circumstances
from app.use_cases.dossier_fields import DOSSIER_READERS, PERSON_READERS, located
from app.use_cases.office_rules import OfficeRules, RulesInForce
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.ports import Acting, Office
from app.use_cases.print_paper import PrintPaper
from app.use_cases.reception_request import REQUEST_READERS
from app.use_cases.void_dossier import stated_reason

_NEVER_EMPTY = {"full_name", "procedure", "received_at", "sets", "channel"}
_OBJECTS = {"submitter", "organisation", "fields"}
"""Fields with fields of their own, which may be corrected one by one: ``submitter.phone``."""
_MAKE_THE_APPOINTMENT = {"procedure", "received_at", "due_at"}


@dataclass(frozen=True, slots=True)
class Amended:
    """What a correction changed; ``paper`` is the new slip that was ordered, if there was one to replace."""

    subject: Subject
    changed: tuple[str, ...]
    due_at: int | None
    paper: int | None


class AmendDossier:
    """Corrects dossiers in the name of a clerk."""

    def __init__(
        self, office: Office, rules: OfficeRules, papers: PrintPaper, circumstances: Circumstances
    ) -> None:
        """Work on an office with its rules."""
        self._circumstances = circumstances
        self._office = office
        self._rules = rules
        self._papers = papers

    def __call__(
        self, subject: Subject, fields: Mapping[str, object], reason: str, acting: Acting
    ) -> Outcome[Amended]:
        """Correct fields, named flat (``full_name``, also ``applicant.full_name``); empty clears one.

        A new procedure or moment of reception makes the appointment anew. Raises DomainProblem
        ``field.missing`` (`field`: ``reason``), ``dossier.unknown``, ``amend.final`` (`status`),
        ``amend.unknown_field``, ``amend.unchanged``, ``step.needs_newer_program`` and those of reception.
        """
        why = stated_reason(reason)
        with self._office.writing(acting) as tx:
            dossier = tx.dossier(subject)
            if dossier is None:
                raise DomainProblem("dossier.unknown")
            if dossier.needs_newer_program:
                raise DomainProblem("step.needs_newer_program")
            if dossier.status in FINAL:
                raise DomainProblem("amend.final", status=int(dossier.status))
            stated = _read(fields, dossier)
            if stated.keys() & _MAKE_THE_APPOINTMENT:
                _appoint(stated, dossier, self._rules.read(tx), acting)
            self._complete(stated, dossier)
            changed = _what_changes(stated, dossier)
            if not changed:
                raise DomainProblem("amend.unchanged")
            draft = FactDraft(
                "dossier.amended", subject, acting.at, {**changed, "reason": why}, None, acting.clock_offset
            )
            tx.record(draft)
            paper = self._papers.reorder_in(tx, subject, acting, why)
        due_at = changed.get("due_at", dossier.due_at)
        value = Amended(subject, tuple(sorted(changed)), due_at, paper)
        return Outcome(value, Changes(dossiers=frozenset({subject}), delivery=True))

    def _complete(self, stated: dict[str, Value], dossier: Dossier) -> None:
        """Judge corrected circumstances together with what stands beside them."""
        if not stated.keys() & {*FIELDS, "id_number"}:
            return
        whole = {**dossier.values, **stated}
        self._circumstances.complete(whole, Villages(), frozenset(stated))
        stated.update({name: whole.get(name) for name in stated})


def _read(fields: Mapping[str, object], dossier: Dossier) -> dict[str, Value]:
    """Read the corrections as reception reads them; what is cleared comes out as None."""
    stated: dict[str, Value] = {}
    for given, value in fields.items():
        name = given.removeprefix("applicant.")
        parent, dot, part = name.partition(".")
        if dot and parent in _OBJECTS:
            held = stated.get(parent, dossier.values.get(parent)) or {}
            stated[parent] = _read_one(parent, {**held, part: value or None})
        elif name in REQUEST_READERS or name in PERSON_READERS:
            stated[name] = _read_one(name, value)
        else:
            raise DomainProblem("amend.unknown_field", field=given[:60])
    return stated


def _read_one(name: str, value: object) -> Value:
    reader = PERSON_READERS.get(name) or DOSSIER_READERS.get(name) or REQUEST_READERS[name]
    if value == "" or value is None:
        read = None
    else:
        try:
            read = reader(
                {k: v for k, v in value.items() if v is not None} if isinstance(value, dict) else value
            )
        except DomainProblem as problem:
            raise located(problem, name) from None
    if read is None and name in _NEVER_EMPTY:
        raise DomainProblem("field.missing", field=name)
    return read


def _appoint(stated: dict[str, Value], dossier: Dossier, rules: RulesInForce, acting: Acting) -> None:
    """Make the appointment anew from the corrected procedure, moment of reception or typed date.

    Nothing is promised before the acceptance. A date put off with an apology stays, unless one is typed.
    """
    received_at = int(stated.get("received_at") or dossier.received_at or 0)
    if received_at > acting.at:
        raise DomainProblem("reception.in_future", field="received_at")
    day = from_milliseconds(received_at).date()
    procedure = rules.procedure(stated.get("procedure", dossier.procedure), day)
    typed = stated.pop("due_at", None)
    stated.update(
        limit=str(procedure.time_limit),
        catalogue_version=rules.catalogue.version,
        calendar_version=rules.calendar.version,
    )
    if ACCEPTED.isdisjoint(dossier.taken):
        if typed is not None:
            raise DomainProblem("reception.due_without_acceptance", field="due_at")
        return
    rule, latest, stands = dossier.values.get("due_rule"), 0, dossier.due_at
    if stands is not None and rule in {EXTENDED, PAUSED}:
        if typed is None:
            return
        # Where the calendar changed, the date that was put off may fall on a day off: then the next one.
        put_off = rules.calendar.working_day_from(from_milliseconds(stands).date())
        latest = to_milliseconds(rules.hours(put_off).end_of(put_off))
    elif stands is not None and rule == TYPED and typed is None and "procedure" not in stated:
        typed = from_milliseconds(stands)
    # A supplement started the clock again (Đ19 k5); the moment of reception stays what it was.
    start = int(dossier.values.get("clock_from") or received_at)
    terms = rules.terms(from_milliseconds(start).date())
    due = terms.appointed(start, procedure.time_limit, typed, latest_ms=latest)
    stated["due_at"], stated["due_rule"] = due


def _what_changes(stated: Mapping[str, Value], dossier: Dossier) -> dict[str, Value]:
    """Leave out what stands so already; saying a disputed value again settles its open question."""
    changed = {
        name: value
        for name, value in stated.items()
        if value != dossier.values.get(name) or name in dossier.open_questions
    }
    # Versions alone are not a correction: they say what a changed appointment was computed with.
    return {} if changed.keys() <= {"catalogue_version", "calendar_version"} else changed
