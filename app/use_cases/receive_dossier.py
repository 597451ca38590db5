"""Receive a dossier (tiếp nhận hồ sơ): one at the counter, or many from a file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.domain.books import REGISTER
from app.domain.catalogue import Catalogue
from app.domain.cautions import Caution
from app.domain.deadlines import Appointment
from app.domain.dossier import Dossier
from app.domain.facts import FactDraft, Value
from app.domain.identifiers import Subject, new_uuid7
from app.domain.lifecycle import STEPS, Status
from app.domain.moments import from_milliseconds
from app.domain.numbering import practice_unit
from app.domain.office_hours import OfficeHours
from app.domain.problems import DomainProblem
from app.domain.procedure import Procedure
from app.domain.slip import Slip
from app.use_cases.circumstances import Circumstances
from app.use_cases.office_rules import OfficeRules, RulesInForce
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.paper_sizes import on_paper
from app.use_cases.ports import Acting, Office, Reading, Transaction
from app.use_cases.reception_cautions import NumberTables, request_cautions
from app.use_cases.reception_request import ReceptionRequest
from app.use_cases.slip_of_dossier import SlipMaker, SlipSource, acting_person


@dataclass(frozen=True, slots=True)
class ThisOffice:
    """What reception must know of the office: its five-digit unit code, and whether it only practises."""

    unit: str
    practice: bool = False


_EVER = 1 << 62


@dataclass(frozen=True, slots=True)
class Received:
    """A dossier as received. ``again``: it had been received before under the same outside reference.

    ``paper`` is the slip ordered with it, to be drawn and recorded (`app.use_cases.print_paper`).
    """

    subject: Subject
    code: str
    provisional: bool
    received_at: int
    due_at: int | None
    status: Status = Status.RECEIVED
    again: bool = False
    paper: int | None = None


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A reception of which only the number is still missing."""

    procedure: Procedure
    received: datetime
    values: dict[str, Value]


class ReceiveDossier:
    """Receives dossiers in the name of a clerk; only registers them (status 1) where the request says so."""

    def __init__(
        self,
        office: Office,
        rules: OfficeRules,
        this: ThisOffice,
        tables: NumberTables,
        make_slip: SlipMaker,
        *,
        circumstances: Circumstances,
    ) -> None:
        """Work on an office with its rules."""
        self._circumstances = circumstances
        self._office = office
        self._rules = rules
        self._this = this
        self._tables = tables
        self._make_slip = make_slip

    def catalogue(self) -> Catalogue:
        """Return the procedures as this office has them now."""
        with self._office.reading() as reading:
            return self._rules.read(reading).catalogue

    def appointment(self, procedure: str, received_at: int) -> Appointment:
        """Return when the result of a procedure is due, and the days that made it, while one types.

        Raises DomainProblem ``procedure.unknown`` or ``procedure.not_in_force``.
        """
        received = from_milliseconds(received_at)
        with self._office.reading() as reading:
            rules = self._rules.read(reading)
            return rules.appointment(received, rules.procedure(procedure, received.date()).time_limit)

    def hours(self, on: date) -> OfficeHours:
        """Return the office hours of a day, with the cut-off hour of what is returned the same day."""
        with self._office.reading() as reading:
            return self._rules.read(reading).hours(on)

    def check(self, request: ReceptionRequest, today: date) -> tuple[Caution, ...]:
        """Return what a clerk should look at again; never a reason to refuse.

        Codes of `app.domain.identity` and `app.domain.phone`, each with `field`, and
        ``dossier.same_procedure_open`` (`code`, `received_at`) for a person who has one already.
        """
        found = list(request_cautions(request, self._tables, today))
        number = request.values.get("id_number")
        if number:
            with self._office.reading() as reading:
                rows = reading.open_dossiers(number, request.procedure)
            found += [
                Caution("dossier.same_procedure_open", {"code": row.code, "received_at": row.received_at})
                for row in rows
            ]
        return tuple(found)

    def __call__(
        self, request: ReceptionRequest, acting: Acting, draft_id: int | None = None, *, paper: bool = False
    ) -> Outcome[Received]:
        """Receive one dossier; with `paper`, order its slip in the same commit; drop its draft.

        Raises DomainProblem ``procedure.*``, ``reception.*``, ``birth_date.in_future``, ``fact.too_large``,
        ``calendar.out_of_range`` or ``storage.*``. Nothing is taken or kept when it raises.
        """
        with self._office.writing(acting) as tx:
            received = self._one(tx, self._rules.read(tx), request, acting, paper=paper)
            if draft_id is not None:
                tx.drop_draft(draft_id)
        changes = Changes(dossiers=frozenset({received.subject}), delivery=True, drafts=draft_id is not None)
        return Outcome(received, changes)

    def receive_in(self, tx: Transaction, request: ReceptionRequest, acting: Acting) -> Received:
        """Receive a dossier inside a transaction, without a slip. Raises as receiving does."""
        return self._one(tx, self._rules.read(tx), request, acting, paper=False)

    def register_in(self, tx: Transaction, request: ReceptionRequest, acting: Acting) -> Received:
        """Register a dossier inside a transaction without accepting it. Raises as receiving does."""
        return self._one(tx, self._rules.read(tx), replace(request, accept=False), acting, paper=False)

    def foresee(self, request: ReceptionRequest, acting: Acting) -> Received:
        """Return a reception as it would be, without a code; keeps nothing. Raises as receiving does."""
        with self._office.reading() as reading:
            values = self._prepare(self._rules.read(reading), request, acting).values
        return Received(
            Subject(b""), "", provisional=True, received_at=values["received_at"], due_at=values.get("due_at")
        )

    def preview(self, request: ReceptionRequest, acting: Acting, code: str) -> Slip:
        """Return the slip as it would come out, with `code` where the number will stand; keeps nothing.

        Raises as receiving does.
        """
        with self._office.reading() as reading:
            rules = self._rules.read(reading)
            prepared = self._prepare(rules, request, acting)
            return self._slip(reading, rules, prepared, acting, code, provisional=False)

    def batch(self, requests: Sequence[ReceptionRequest], acting: Acting) -> list[Received | DomainProblem]:
        """Receive many in one transaction: what is refused is answered in its place, the rest received.

        Raises DomainProblem ``storage.*`` when the database fails before anything was received; when it fails
        later, the problem stands in the places of those that were not.
        """
        try:
            with self._office.writing(acting) as tx:
                rules = self._rules.read(tx)
                return [self._one_or_problem(tx, rules, request, acting) for request in requests]
        except DomainProblem as problem:
            if problem.code.startswith("storage."):
                raise
        # A fact was refused after its number was taken: only a transaction of its own gives it back.
        return self._one_by_one(requests, acting)

    def _one_by_one(
        self, requests: Sequence[ReceptionRequest], acting: Acting
    ) -> list[Received | DomainProblem]:
        """Receive each in a transaction of its own. Once the database fails, that answers the rest too."""
        answers: list[Received | DomainProblem] = []
        failure: DomainProblem | None = None
        for request in requests:
            try:
                answers.append(failure or self(request, acting).value)
            except DomainProblem as problem:
                answers.append(problem)
                failure = problem if problem.code.startswith("storage.") else None
        return answers

    def _one_or_problem(
        self, tx: Transaction, rules: RulesInForce, request: ReceptionRequest, acting: Acting
    ) -> Received | DomainProblem:
        known = _received_before(tx, request)
        if known is not None:
            return known
        try:
            prepared = self._prepare(rules, request, acting)
        except DomainProblem as problem:
            return problem
        return self._keep(tx, prepared, acting)

    def _one(
        self, tx: Transaction, rules: RulesInForce, request: ReceptionRequest, acting: Acting, *, paper: bool
    ) -> Received:
        known = _received_before(tx, request)
        if known is not None:
            return known
        prepared = self._prepare(rules, request, acting)
        received = self._keep(tx, prepared, acting)
        if not paper or not request.accept:
            return received
        slip = self._slip(tx, rules, prepared, acting, received.code, provisional=received.provisional)
        record = on_paper(tx, "slip", slip.to_record())
        ordered = tx.order_paper(received.subject, "slip", 0, record)
        return replace(received, paper=ordered)

    def _slip(
        self,
        reading: Reading,
        rules: RulesInForce,
        prepared: _Prepared,
        acting: Acting,
        code: str,
        *,
        provisional: bool,
    ) -> Slip:
        """Make the slip of a reception, dated when the clerk acts."""
        day = from_milliseconds(acting.at).date()
        source = SlipSource(
            code=code,
            values=prepared.values,
            procedure=prepared.procedure,
            profile=reading.profile(day),
            hours=rules.hours(day),
            clerk=acting_person(reading.people(), acting),
            provisional=provisional,
        )
        return self._make_slip(source, from_milliseconds(acting.at))

    def _prepare(self, rules: RulesInForce, request: ReceptionRequest, acting: Acting) -> _Prepared:
        """Refuse what must be refused before a number is taken; compute the appointment."""
        received_at = acting.at if request.received_at is None else request.received_at
        if received_at > acting.at:
            raise DomainProblem("reception.in_future", field="received_at")
        received = from_milliseconds(received_at)
        day = received.date()
        born = request.values.get("birth_date")
        if born is not None and born > day.isoformat():
            raise DomainProblem("birth_date.in_future", field="applicant.birth_date")
        procedure = rules.procedure(request.procedure, day)
        values: dict[str, Value] = {
            **request.values,
            "procedure": procedure.code,
            "catalogue_version": rules.catalogue.version,
            "calendar_version": rules.calendar.version,
            "received_at": received_at,
            "limit": str(procedure.time_limit),
            "holder": acting.clerk,
        }
        if request.accept:
            terms = rules.terms(day)
            latest = _EVER if request.imported else 0
            due = terms.appointed(received_at, procedure.time_limit, request.due_at, latest_ms=latest)
            values["due_at"], values["due_rule"] = due
        elif request.due_at is not None:
            # A dossier that is only registered is promised nothing: its clock has not started.
            raise DomainProblem("reception.due_without_acceptance", field="due_at")
        self._circumstances.complete(values, rules.villages(day))
        if "point" not in values and rules.point():
            values["point"] = rules.point()
        if self._this.practice:
            values["practice"] = True
        return _Prepared(procedure, received, values)

    def _keep(self, tx: Transaction, prepared: _Prepared, acting: Acting) -> Received:
        """Take the number and record the fact."""
        step = STEPS["receive" if "due_rule" in prepared.values else "register"]
        unit = practice_unit(self._this.unit) if self._this.practice else self._this.unit
        taken = tx.take_code(prepared.received.date(), unit)
        values = prepared.values
        values["code"], values["provisional"] = taken.code, taken.provisional
        if taken.range_first is not None:
            values["range_first"] = taken.range_first
        placed = tx.take_number(REGISTER, prepared.received.year)
        values["book"], values["number"] = placed.book, placed.number
        subject = Subject(new_uuid7(acting.at))
        tx.record(FactDraft("dossier.received", subject, acting.at, values, step.name, acting.clock_offset))
        if "ref" in values:
            tx.remember_ref(values["ref"], subject)
        return Received(
            subject,
            taken.code,
            taken.provisional,
            values["received_at"],
            values.get("due_at"),
            step.to or Status.NEW,
        )


def _received_before(tx: Transaction, request: ReceptionRequest) -> Received | None:
    """Return the dossier already received under the same outside reference."""
    if request.ref is None:
        return None
    subject = tx.received_as(request.ref)
    dossier: Dossier | None = None if subject is None else tx.dossier(subject)
    if subject is None or dossier is None:
        return None
    return Received(
        subject,
        dossier.code,
        dossier.provisional,
        dossier.received_at or 0,
        dossier.due_at,
        dossier.status,
        again=True,
    )
