"""Settle a dossier on the spot (bốn tại chỗ, NĐ 118/2025 Đ17 k5): one part at a press, or all that is left.

Up to three people act at one desk with one of them signed in: every part is recorded in the name and the
role of who did it, and says who was signed in when that was somebody else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.domain.acts import acts
from app.domain.dossier import Dossier
from app.domain.identifiers import ClerkId, Subject, as_text, from_text
from app.domain.lifecycle import STEPS, Status
from app.domain.on_the_spot import APPRAISE, APPROVE, PARTS, RECEIVE, RETURN, Way, way
from app.domain.problems import DomainProblem
from app.use_cases.manage_people import APPROVAL, PROCESSING, RECEPTION
from app.use_cases.manage_people import RETURN as RETURNING
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.ports import Acting, Office, Person, Reading, Transaction
from app.use_cases.take_step import StepTaken, TakeStep

ROLE_OF = {RECEIVE: RECEPTION, APPRAISE: PROCESSING, APPROVE: APPROVAL, RETURN: RETURNING}
"""The role (vai trò) in which each part is done; who has it not cannot do the part."""

_LAST = "on_the_spot.{part}"
"""Setting of this device: who did a part last."""
_FIELDS_OF = {
    RECEIVE: STEPS["accept"].fields,
    APPRAISE: ("note",),
    APPROVE: ("document_number", "results", "note"),
    RETURN: STEPS["return"].fields,
}


@dataclass(frozen=True, slots=True)
class PartDone:
    """Who did a part and when (milliseconds); ``name`` is empty for a clerk this office does not know."""

    name: str
    role: str
    at: int


@dataclass(frozen=True, slots=True)
class OnTheSpot:
    """A dossier on the way: what was done, what is next, and who may do each part.

    ``next`` is None at the end, or where ``status`` or ``refused`` block the way. ``usual`` names for each
    part who is proposed: who did it last on this device, else who is signed in.
    """

    dossier: Dossier
    done: Mapping[str, PartDone]
    next: str | None
    refused: bool
    people: Mapping[str, tuple[Person, ...]]
    usual: Mapping[str, ClerkId]


@dataclass(frozen=True, slots=True)
class Settled:
    """What a press did. ``steps``: the steps taken, with the papers ordered, in order."""

    subject: Subject
    status: Status
    steps: tuple[StepTaken, ...]


class SettleOnTheSpot:
    """Leads dossiers the short way."""

    def __init__(self, office: Office, step: TakeStep) -> None:
        """Work on an office."""
        self._office = office
        self._step = step

    def show(self, subject: Subject, me: ClerkId) -> OnTheSpot:
        """Return how far a dossier has come. Raises DomainProblem ``dossier.unknown``."""
        with self._office.reading() as reading:
            dossier = _dossier(reading, subject)
            people = reading.people()
            names = {person.id: person.full_name for person in people}
            led = _way(reading, subject)
            able = {part: tuple(p for p in people if p.active and ROLE_OF[part] in p.roles) for part in PARTS}
            return OnTheSpot(
                dossier,
                {
                    part: PartDone(names.get(signed.clerk, ""), signed.role, signed.at)
                    for part, signed in led.done.items()
                },
                None if dossier.needs_newer_program else led.next,
                led.refused,
                able,
                {part: _usual(reading, part, able[part], me) for part in PARTS if able[part]},
            )

    def press(
        self,
        subject: Subject,
        part: str,
        person: ClerkId,
        acting: Acting,
        fields: Mapping[str, object] | None = None,
    ) -> Outcome[Settled]:
        """Do one part in the name of a person.

        ``fields``: ``document_number``, ``results``, ``note`` of an approval, those of the step for a return.
        Raises DomainProblem ``on_the_spot.not_next`` (`part`, `next`), ``on_the_spot.not_eligible``,
        ``on_the_spot.blocked`` (`status`), ``on_the_spot.no_role`` (`part`), ``clerk.unknown`` and those of
        the steps. Nothing is kept when it raises.
        """
        with self._office.writing(acting) as tx:
            taken = self._do(tx, subject, part, person=person, acting=acting, fields=fields or {})
        return _outcome(subject, taken)

    def settle(
        self,
        subject: Subject,
        by: Mapping[str, ClerkId],
        acting: Acting,
        fields: Mapping[str, Mapping[str, object]] | None = None,
    ) -> Outcome[Settled]:
        """Do every part that is left in one commit. ``by`` names who did which; else who is signed in.

        ``fields``: those of each part. Raises as `press`, and ``on_the_spot.nothing_left``.
        """
        taken: list[StepTaken] = []
        with self._office.writing(acting) as tx:
            _dossier(tx, subject)
            while (part := _way(tx, subject).next) is not None:
                person = by.get(part, acting.clerk)
                stated = (fields or {}).get(part, {})
                taken += self._do(tx, subject, part, person=person, acting=acting, fields=stated)
            if not taken:
                _refuse(_way(tx, subject), _dossier(tx, subject), None)
        return _outcome(subject, taken)

    def _do(
        self,
        tx: Transaction,
        subject: Subject,
        part: str,
        *,
        person: ClerkId,
        acting: Acting,
        fields: Mapping[str, object],
    ) -> list[StepTaken]:
        dossier, led = _dossier(tx, subject), _way(tx, subject)
        if led.next != part:
            _refuse(led, dossier, part)
        _able(tx, part, person)
        for name in fields:
            if name not in _FIELDS_OF[part]:
                allowed = ", ".join(_FIELDS_OF[part])
                raise DomainProblem("step.unknown_field", field=name[:40], allowed=allowed)
        tx.set_setting(_LAST.format(part=part), as_text(person))
        desk = _Desk(self._step, tx, subject, acting)
        if part == APPRAISE:
            return _appraise(desk, dossier, person, fields)
        if part == APPROVE:
            return _approve(desk, led, person, fields)
        return [desk.take("accept" if part == RECEIVE else "return", person, ROLE_OF[part], fields)]


@dataclass(frozen=True, slots=True)
class _Desk:
    """One dossier on the desk, inside a transaction."""

    step: TakeStep
    tx: Transaction
    subject: Subject
    acting: Acting

    def take(self, name: str, person: ClerkId, role: str, fields: Mapping[str, object]) -> StepTaken:
        """Take a step in the name of a person."""
        acting = replace(self.acting, clerk=person, role=role)
        with self.tx.in_name_of(acting):
            return self.step.take_in(
                self.tx, self.subject, STEPS[name], acting, fields, recorded_by=self.acting.clerk
            )


def _appraise(
    desk: _Desk, dossier: Dossier, person: ClerkId, fields: Mapping[str, object]
) -> list[StepTaken]:
    """Hand on to who appraises, if that is still to be done, and record the appraisal."""
    taken = []
    if dossier.status is Status.RECEIVED:
        handing = dossier.holder or desk.acting.clerk
        taken.append(desk.take("transfer", handing, RECEPTION, {"holder": person}))
    taken.append(desk.take("appraise", person, PROCESSING, {**fields, "eligible": True, "holder": person}))
    return taken


def _approve(desk: _Desk, led: Way, person: ClerkId, fields: Mapping[str, object]) -> list[StepTaken]:
    """Submit, approve, and bring the result to the counter, where whoever is signed in answers for it."""
    taken = []
    appraised = led.done[APPRAISE].clerk
    if not led.submitted:
        taken.append(desk.take("submit", appraised, PROCESSING, {"holder": person}))
    if not led.approved:
        told = {name: fields[name] for name in ("document_number", "note") if name in fields}
        taken.append(desk.take("approve", person, APPROVAL, {**told, "holder": person}))
    ready: dict[str, object] = {"holder": desk.acting.clerk}
    if fields.get("results"):
        ready["results"] = fields["results"]
    taken.append(desk.take("finish", person, APPROVAL, ready))
    return taken


def _outcome(subject: Subject, taken: list[StepTaken]) -> Outcome[Settled]:
    changes = Changes(dossiers=frozenset({subject}), delivery=True)
    return Outcome(Settled(subject, taken[-1].status, tuple(taken)), changes)


def _dossier(reading: Reading, subject: Subject) -> Dossier:
    dossier = reading.dossier(subject)
    if dossier is None:
        raise DomainProblem("dossier.unknown")
    return dossier


def _way(reading: Reading, subject: Subject) -> Way:
    return way(acts(reading.facts(subject), reading.view(subject)))


def _refuse(led: Way, dossier: Dossier, part: str | None) -> None:
    """Say why a part cannot be done now."""
    if dossier.needs_newer_program:
        raise DomainProblem("step.needs_newer_program")
    if led.next is not None:
        raise DomainProblem("on_the_spot.not_next", part=part, next=led.next)
    if led.refused and dossier.status is Status.PROCESSING:
        raise DomainProblem("on_the_spot.not_eligible")
    if dossier.status is Status.RETURNED:
        raise DomainProblem("on_the_spot.nothing_left")
    raise DomainProblem("on_the_spot.blocked", status=int(dossier.status))


def _able(reading: Reading, part: str, person: ClerkId) -> None:
    """Refuse who is no active clerk, or has not the role of the part."""
    found = next((one for one in reading.people() if one.id == person and one.active), None)
    if found is None:
        raise DomainProblem("clerk.unknown")
    if ROLE_OF[part] not in found.roles:
        raise DomainProblem("on_the_spot.no_role", part=part, role=ROLE_OF[part])


def _usual(reading: Reading, part: str, able: tuple[Person, ...], me: ClerkId) -> ClerkId:
    """Return who is proposed for a part: who did it last on this device, else who is signed in."""
    ids = [person.id for person in able]
    last = reading.setting(_LAST.format(part=part))
    named = from_text(last) if isinstance(last, str) else None
    if named is not None and named in ids:
        return ClerkId(named)
    return me if me in ids else ids[0]
