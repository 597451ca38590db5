"""Which step is usual next, and in which groups the others are offered. No Qt in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.lifecycle import Status, Step
from app.localization.translate import N_, _
from app.use_cases.show_dossier import DossierDetail, HistoryItem

CONTINUE, ASK_CITIZEN, CITIZEN_ASKS, END, MISHAP = "continue", "ask_citizen", "citizen_asks", "end", "mishap"

_HEADS = {
    CONTINUE: N_("Go on"),
    ASK_CITIZEN: N_("Ask the citizen"),
    CITIZEN_ASKS: N_("The citizen asks"),
    END: N_("End it"),
    MISHAP: N_("A mishap"),
}
_GROUP_OF = {
    "ask_supplement": ASK_CITIZEN,
    "demand_payment": ASK_CITIZEN,
    "ask_stop": CITIZEN_ASKS,
    "resume": CITIZEN_ASKS,
    "ask_correction": CITIZEN_ASKS,
    "correct": CITIZEN_ASKS,
    "refuse": END,
    "reject": END,
    "stop": END,
    "close": END,
    "void": END,
    "report_loss": MISHAP,
}
"""The group of a step; whatever is not named here goes on with the work."""

_NOT_OFFERED = frozenset({"receive", "register"})
_AFTER = {
    "appraise": "submit",
    "submit": "approve",
    "approve": "finish",
    "consult": "answer",
}
"""While a dossier is in process: what usually follows the last act."""
_BY_STATUS = {
    Status.REGISTERED: ("accept",),
    Status.RECEIVED: ("transfer",),
    Status.SUPPLEMENT: ("receive_supplement", "accept"),
    Status.OBLIGATION: ("payment_met",),
    Status.WITHDRAWAL_ASKED: ("stop",),
    Status.DONE: ("return",),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Steps of one sort under a heading."""

    head: str
    steps: Sequence[Step]


def usual_step(detail: DossierDetail) -> Step | None:
    """Return the one step that usually comes next; None after the end."""
    allowed = {step.name: step for step in detail.allowed_steps}
    status = detail.dossier.status
    if status is Status.PROCESSING:
        wanted: tuple[str, ...] = (_in_process(detail), "finish")
    elif status is Status.RETURNED:
        wanted = ("correct",) if detail.course.correction_due_at is not None else ()
    else:
        wanted = _BY_STATUS.get(status, ())
    return next((allowed[name] for name in wanted if name in allowed), None)


def other_steps(detail: DossierDetail) -> list[Group]:
    """Return the steps that are allowed beside the usual one, in groups that are not empty."""
    usual = usual_step(detail)
    groups: dict[str, list[Step]] = {key: [] for key in _HEADS}
    for step in detail.allowed_steps:
        if step != usual and step.name not in _NOT_OFFERED:
            groups[_GROUP_OF.get(step.name, CONTINUE)].append(step)
    return [Group(_(_HEADS[key]), steps) for key, steps in groups.items() if steps]


def _in_process(detail: DossierDetail) -> str:
    """Return what follows the last act of the processing under way; at its beginning, the appraisal."""
    last = next((item for item in reversed(detail.history) if _is_act(item)), None)
    if last is None:
        return "appraise"
    if last.step == "appraise" and last.details.get("eligible") is False:
        return "ask_supplement"
    if last.step == "answer":
        return "appraise"
    return _AFTER.get(last.step or "", "appraise")


_ACTS = frozenset(
    {
        *("transfer", "receive_supplement", "appraise", "consult", "answer"),
        *("payment_met", "submit", "approve", "send_back", "resume"),
    }
)


def _is_act(item: HistoryItem) -> bool:
    return item.state in {"applied", "parallel"} and item.step in _ACTS
