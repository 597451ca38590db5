"""Turn away at the counter what cannot be accepted: refused, or sent back to be completed (Đ17 k2).

The dossier is registered and answered in one commit, so that neither a number nor a paper stands alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.lifecycle import STEPS
from app.domain.problems import DomainProblem
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.ports import Acting, Office
from app.use_cases.receive_dossier import Received, ReceiveDossier
from app.use_cases.reception_request import ReceptionRequest
from app.use_cases.take_step import StepTaken, TakeStep

ANSWERS = ("refuse", "ask_supplement")
"""Steps that answer at the counter what is not accepted: form 03, form 02."""


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """A dossier that was registered, and the answer; ``taken.paper`` is the paper to be drawn."""

    received: Received
    taken: StepTaken


class TurnAway:
    """Registers and answers in the name of a clerk."""

    def __init__(self, office: Office, receive: ReceiveDossier, step: TakeStep) -> None:
        """Work on an office."""
        self._office = office
        self._receive = receive
        self._step = step

    def __call__(
        self,
        request: ReceptionRequest,
        answer: str,
        fields: Mapping[str, object],
        acting: Acting,
        draft_id: int | None = None,
    ) -> Outcome[TurnedAway]:
        """Register a dossier and refuse it, or ask for what is missing; drops its draft.

        ``answer``: one of `ANSWERS`; ``fields`` are those of the step (``reason``, ``missing``). Raises
        DomainProblem ``step.unknown``, ``reception.received_before`` (`code`) for an outside reference that
        was received already, and those of receiving and of the step. Nothing is kept when it raises.
        """
        if answer not in ANSWERS:
            raise DomainProblem("step.unknown", step=answer[:40], allowed=", ".join(ANSWERS))
        with self._office.writing(acting) as tx:
            received = self._receive.register_in(tx, request, acting)
            if received.again:
                raise DomainProblem("reception.received_before", code=received.code)
            taken = self._step.take_in(tx, received.subject, STEPS[answer], acting, fields)
            if draft_id is not None:
                tx.drop_draft(draft_id)
        changes = Changes(dossiers=frozenset({received.subject}), delivery=True, drafts=draft_id is not None)
        return Outcome(TurnedAway(received, taken), changes)
