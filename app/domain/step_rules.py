"""What a step of the life cycle sets off: its terms, who is responsible then, what a clerk is warned of.

Pure: a dossier as it stands, what was stated, who acts when, by which rules; out come the fields of the fact.
The figures are data (`app.domain.deadline_rules`), the steps are `app.domain.lifecycle`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from app.domain.acts import Act, correction_owed, last_of, open_consultations, same_agency
from app.domain.cautions import Caution
from app.domain.deadlines import may_close_incomplete
from app.domain.dossier import Dossier
from app.domain.facts import Value
from app.domain.identifiers import ClerkId
from app.domain.lifecycle import FINAL, Status, Step, next_status, steps_from
from app.domain.moments import from_milliseconds
from app.domain.problems import DomainProblem
from app.domain.step_terms import EXTENDED, PAUSED, TermRules
from app.domain.time_limit import LimitUnit, TimeLimit

ONLINE = "online"


@dataclass(frozen=True, slots=True)
class Taking:
    """A step about to be taken. ``stated``: its fields as read, days and moments as ``date``/``datetime``.

    ``limit``: the time limit of the procedure now, for a dossier that is only accepted with this step.
    """

    dossier: Dossier
    step: Step
    stated: Mapping[str, Value]
    clerk: ClerkId
    at: int
    terms: TermRules
    done: tuple[Act, ...] = ()
    limit: TimeLimit = field(default_factory=lambda: TimeLimit(LimitUnit.NONE))

    @property
    def clock_start(self) -> int:
        """When the clock that runs was started: at the acceptance, or by the last supplement (R1, R7)."""
        return int(self.dossier.values.get("clock_from") or self.dossier.received_at or self.at)


@dataclass(frozen=True, slots=True)
class StepPlan:
    """What becomes of a dossier by a step: its status, the fields of the fact, and what to look at again."""

    status: Status
    fields: dict[str, Any]
    cautions: tuple[Caution, ...] = ()


def plan_step(taking: Taking) -> StepPlan:
    """Work out a step; nothing is written here.

    Raises DomainProblem ``step.not_allowed`` (`step`, `status`, `allowed`) or what its own rule refuses:
    ``extension.*``, ``close.*``, ``return.*``, ``consultation.unknown``, ``correction.none_open``,
    ``reception.due_*``, ``field.missing`` and ``calendar.out_of_range``.
    """
    dossier, step = taking.dossier, taking.step
    reached = next_status(dossier.status, step.name, dossier.taken)
    if reached is None:
        raise not_allowed(dossier.status, step.name, dossier.taken)
    fields = dict(taking.stated)
    cautions: list[Caution] = []
    holder = _holder(taking)
    if holder is not None:
        fields["holder"] = holder
    rule = _RULES.get(step.name)
    if rule is not None:
        rule(taking, fields, cautions)
    return StepPlan(reached, fields, tuple(cautions))


def not_allowed(status: Status, step: str, taken: frozenset[str]) -> DomainProblem:
    """Return the problem that says which steps a person may take instead."""
    allowed = ", ".join(one.name for one in steps_from(status, taken))
    return DomainProblem("step.not_allowed", step=step, status=int(status), allowed=allowed)


# --- who is responsible (rõ người, rõ việc) --------------------------------------------------------

_TAKES_IT = frozenset({"accept", "transfer", "receive_supplement", "finish", "ask_correction"})
"""Steps that bring the dossier to whoever takes them, unless somebody is named."""
_BACK_TO_WHO_SUBMITTED = "send_back"


def _holder(taking: Taking) -> ClerkId | None:
    """Return who is responsible from now on; None where that stays as it is.

    Every other step (an appraisal, a question to another agency, an extension) leaves the dossier where it
    is: with the one person responsible before, whoever took the step.
    """
    step, stated = taking.step, taking.stated.get("holder")
    if "holder" not in step.fields:
        return None
    if stated is not None:
        return ClerkId(stated)
    if step.name in _TAKES_IT:
        return taking.clerk
    if step.name == _BACK_TO_WHO_SUBMITTED:
        submitted = last_of(taking.done, "submit")
        if submitted is not None:
            return submitted.clerk
    nobody = taking.dossier.holder is None and taking.dossier.status not in FINAL
    return taking.clerk if nobody else None


# --- the rules, step by step -----------------------------------------------------------------------


def _accept(taking: Taking, fields: dict[str, Any], cautions: list[Caution]) -> None:
    """R1: the clock starts with the acceptance of the complete dossier, and only now."""
    _late_reaction(taking, cautions)
    fields["received_at"] = taking.at
    _appoint(taking, fields, taking.limit)


def _receive_supplement(taking: Taking, fields: dict[str, Any], _cautions: list[Caution]) -> None:
    """R7: the time limit counts again from the beginning; the old appointment stays in the history."""
    limit = _limit_kept(taking)
    had_appointment = taking.dossier.due_at is not None
    if limit.unit in _WITHOUT_TERM and had_appointment and "due_at" not in taking.stated:
        # Else the appointment from before the supplement would go on standing.
        raise DomainProblem("field.missing", field="due_at")
    fields["clock_from"] = taking.at
    _appoint(taking, fields, limit)


_WITHOUT_TERM = frozenset({LimitUnit.NONE, LimitUnit.ANNUAL_REVIEW})


def _appoint(taking: Taking, fields: dict[str, Any], limit: TimeLimit) -> None:
    due_at, rule = taking.terms.appointed(taking.at, limit, taking.stated.get("due_at"))
    fields.pop("due_at", None)
    if due_at is not None:
        fields["due_at"] = due_at
    fields["due_rule"] = rule
    fields["limit"] = str(limit)
    fields["calendar_version"] = taking.terms.calendar.version


def _ask_supplement(taking: Taking, fields: dict[str, Any], cautions: list[Caution]) -> None:
    """R7, R8: a late or a second request is said, and never refused: the citizen needs to know."""
    if taking.dossier.status is Status.REGISTERED:
        _late_reaction(taking, cautions)
    else:
        notice = taking.terms.supplement_notice(taking.clock_start)
        if taking.at > notice:
            days = taking.terms.figures.supplement_notice_working_days
            cautions.append(Caution("supplement.notice_late", {"days": days, "due": notice}))
    if "ask_supplement" in taking.dossier.taken:
        cautions.append(Caution("supplement.asked_again"))
    fields["supplement_due_at"] = taking.terms.supplement_completion(taking.at)
    fields["calendar_version"] = taking.terms.calendar.version


def _refuse(taking: Taking, _fields: dict[str, Any], cautions: list[Caution]) -> None:
    _late_reaction(taking, cautions)


def _late_reaction(taking: Taking, cautions: list[Caution]) -> None:
    """R10: a dossier sent in online waits eight working hours at most."""
    due = reaction_due(taking.dossier, taking.terms)
    if due is not None and taking.at > due:
        hours = taking.terms.figures.reaction_working_hours
        cautions.append(Caution("reaction.late", {"hours": hours, "due": due}))


def reaction_due(dossier: Dossier, terms: TermRules) -> int | None:
    """Return until when an online dossier is accepted or answered (R10), in milliseconds; None for others."""
    if dossier.status is not Status.REGISTERED or dossier.values.get("channel") != ONLINE:
        return None
    return None if dossier.received_at is None else terms.reaction(dossier.received_at)


def _transfer(taking: Taking, fields: dict[str, Any], _cautions: list[Caution]) -> None:
    """R6: papers go the same day; accepted after 15:00, at the next opening."""
    fields["transfer_due_at"] = taking.terms.transfer(taking.clock_start)


def _consult(taking: Taking, fields: dict[str, Any], _cautions: list[Caution]) -> None:
    fields["answer_due_at"] = taking.terms.moment(taking.stated["answer_due_at"])
    if fields["answer_due_at"] <= taking.at:
        raise DomainProblem("consultation.due_in_past", field="answer_due_at")


def _answer(taking: Taking, _fields: dict[str, Any], _cautions: list[Caution]) -> None:
    asked = open_consultations(taking.done)
    if not any(same_agency(one.agency, str(taking.stated["agency"])) for one in asked):
        raise DomainProblem("consultation.unknown", field="agency", open=len(asked))


def _extend(taking: Taking, fields: dict[str, Any], _cautions: list[Caution]) -> None:
    """R9: once, in time, later than before; the old appointment stays readable."""
    current = taking.dossier.due_at
    if current is None:
        raise DomainProblem("extension.no_appointment")
    new: date | datetime = taking.stated["due_at"]
    earlier = sum(act.step == "extend" for act in taking.done)
    fields["due_at"] = taking.terms.extended(taking.at, current, new, earlier=earlier)
    fields["extended_from"] = current
    fields["due_rule"] = EXTENDED
    fields["calendar_version"] = taking.terms.calendar.version


def _payment_met(taking: Taking, fields: dict[str, Any], _cautions: list[Caution]) -> None:
    """R11: the clock runs on while money is owed, unless the data say that it stands still."""
    asked, due = last_of(taking.done, "demand_payment"), taking.dossier.due_at
    if asked is None or due is None or not taking.terms.figures.waiting_for_payment.stops_clock:
        return
    moved = taking.terms.paused(due, asked.at, taking.at, _limit_kept(taking))
    if moved != due:
        fields["due_at"] = moved
        fields["due_rule"] = PAUSED
        fields["calendar_version"] = taking.terms.calendar.version


def _finish(taking: Taking, _fields: dict[str, Any], cautions: list[Caution]) -> None:
    waiting = open_consultations(taking.done)
    if waiting:
        cautions.append(Caution("consultation.still_open", {"count": len(waiting)}))


def _return(taking: Taking, _fields: dict[str, Any], _cautions: list[Caution]) -> None:
    """Đ6: a representative brings an authorisation paper; a fingerprint stands only beside a witness."""
    stated = taking.stated
    if stated.get("returned_to_kind") == "authorised":
        for name in ("returned_to", "authorisation"):
            if not stated.get(name):
                raise DomainProblem("return.needs_authorisation", field=name)
    if stated.get("fingerprint") is True and not stated.get("witness"):
        raise DomainProblem("return.needs_witness", field="witness")


def _close(taking: Taking, _fields: dict[str, Any], cautions: list[Caution]) -> None:
    """R8: closed by a person, when the 15 days are over or the citizen agreed; never by itself."""
    if taking.stated.get("agreed") is True:
        return
    if taking.dossier.status is Status.SUPPLEMENT:
        until = taking.dossier.values.get("supplement_due_at")
        if until is not None and not supplement_over(int(until), taking.at):
            raise DomainProblem("close.too_early", until=from_milliseconds(until).date().isoformat())
    else:
        cautions.append(Caution("close.no_term"))


def supplement_over(until_ms: int, now_ms: int) -> bool:
    """Tell whether the time to bring what is missing is over: its last day has passed (R8)."""
    return may_close_incomplete(from_milliseconds(now_ms), from_milliseconds(until_ms))


def _ask_correction(taking: Taking, fields: dict[str, Any], _cautions: list[Caution]) -> None:
    fields["correction_due_at"] = taking.terms.correction(taking.at)
    fields["calendar_version"] = taking.terms.calendar.version


def _correct(taking: Taking, _fields: dict[str, Any], _cautions: list[Caution]) -> None:
    if correction_owed(taking.done) is None:
        raise DomainProblem("correction.none_open")


def _limit_kept(taking: Taking) -> TimeLimit:
    """Return the limit the dossier was accepted under, whatever the catalogue says by now."""
    try:
        return TimeLimit.parse(str(taking.dossier.values.get("limit") or ""))
    except DomainProblem:
        return taking.limit


_RULES: dict[str, Callable[[Taking, dict[str, Any], list[Caution]], None]] = {
    "accept": _accept,
    "refuse": _refuse,
    "ask_supplement": _ask_supplement,
    "receive_supplement": _receive_supplement,
    "transfer": _transfer,
    "consult": _consult,
    "answer": _answer,
    "extend": _extend,
    "payment_met": _payment_met,
    "finish": _finish,
    "return": _return,
    "close": _close,
    "ask_correction": _ask_correction,
    "correct": _correct,
}
