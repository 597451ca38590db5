"""The life cycle of a dossier as one table (NĐ 118/2025 Đ17-Đ23; the ten statuses of the national portal).

The law has no state table; this one is derived from the decree. Overdue is never a status. A step without
a status of its own is an event (an extension, a consultation, a correction after the return): it leaves
the dossier where it is.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum


class Status(IntEnum):
    """Portal code of a dossier's status. 0 is ours: no reception has been folded yet."""

    NEW = 0
    REGISTERED = 1
    RECEIVED = 2
    REFUSED = 3
    PROCESSING = 4
    SUPPLEMENT = 5
    OBLIGATION = 6
    WITHDRAWAL_ASKED = 7
    STOPPED = 8
    DONE = 9
    RETURNED = 10


FINAL = frozenset({Status.REFUSED, Status.STOPPED, Status.RETURNED})
"""Nothing leads away from these; only events may follow."""
WORKED_ON = frozenset({Status.RECEIVED, Status.PROCESSING, Status.SUPPLEMENT, Status.OBLIGATION})
"""A result is still owed, and the citizen may ask to stop (Đ21)."""
OPEN = frozenset(Status) - FINAL - {Status.NEW}


@dataclass(frozen=True, slots=True)
class Step:
    """One step a person takes.

    ``to``: the status it leads to, None where it leaves the dossier in its status. ``fields``: what the step
    may state beside itself. ``after``: one of these must have been taken before. ``never_after``: none of
    these may have been. ``form``: the paper that goes with it. ``required``: which of the fields must be
    stated.
    """

    name: str
    to: Status | None
    allowed_from: frozenset[Status]
    fields: tuple[str, ...] = ()
    irreversible: bool = False
    after: frozenset[str] = frozenset()
    never_after: frozenset[str] = frozenset()
    form: str = ""
    required: tuple[str, ...] = ()


def _from(*statuses: Status) -> frozenset[Status]:
    return frozenset(statuses)


ACCEPTED = frozenset({"receive", "accept"})
"""Steps that start the clock (Đ17 k3)."""
_ON = ("holder", "note")

STEPS: dict[str, Step] = {
    step.name: step
    for step in (
        # Reception. What is not complete is registered first: refused, completed or accepted afterwards.
        Step("receive", Status.RECEIVED, _from(Status.NEW), form="slip"),
        Step("register", Status.REGISTERED, _from(Status.NEW)),
        Step(
            "accept",
            Status.RECEIVED,
            _from(Status.REGISTERED, Status.SUPPLEMENT),
            ("due_at", *_ON),
            never_after=ACCEPTED,
            form="slip",
        ),
        Step(
            "refuse",
            Status.REFUSED,
            _from(Status.REGISTERED),
            ("reason", "note"),
            form="refusal",
            required=("reason",),
        ),
        Step(
            "ask_supplement",
            Status.SUPPLEMENT,
            _from(Status.REGISTERED, Status.PROCESSING),
            ("missing", "reason", *_ON),
            form="supplement",
            required=("missing",),
        ),
        # The clock has begun anew, so the citizen gets a slip with the new appointment.
        Step(
            "receive_supplement",
            Status.PROCESSING,
            _from(Status.SUPPLEMENT),
            ("due_at", *_ON),
            after=ACCEPTED,
            form="slip",
        ),
        # Processing (Đ18, Đ19).
        Step("transfer", Status.PROCESSING, _from(Status.RECEIVED), _ON),
        Step("hand_over", None, OPEN, _ON, required=("holder",)),
        Step("appraise", None, _from(Status.PROCESSING), ("eligible", *_ON)),
        Step(
            "consult",
            None,
            _from(Status.PROCESSING),
            ("agency", "content", "answer_due_at", *_ON),
            required=("agency", "content", "answer_due_at"),
        ),
        Step(
            "answer",
            None,
            _from(Status.PROCESSING),
            ("agency", "content", *_ON),
            after=frozenset({"consult"}),
            required=("agency", "content"),
        ),
        Step(
            "demand_payment",
            Status.OBLIGATION,
            _from(Status.PROCESSING),
            ("amount", "content", *_ON),
            required=("amount",),
        ),
        Step("payment_met", Status.PROCESSING, _from(Status.OBLIGATION), _ON),
        Step("submit", None, _from(Status.PROCESSING), _ON),
        Step("approve", None, _from(Status.PROCESSING), ("document_number", *_ON)),
        Step("send_back", None, _from(Status.PROCESSING), ("reason", *_ON), required=("reason",)),
        Step(
            "reject",
            Status.REFUSED,
            _from(Status.PROCESSING),
            ("reason", *_ON),
            form="refusal",
            required=("reason",),
        ),
        # At most once (Đ19 k6).
        Step(
            "extend",
            None,
            _from(Status.RECEIVED, Status.PROCESSING, Status.OBLIGATION),
            ("due_at", "reason", *_ON),
            never_after=frozenset({"extend"}),
            form="apology",
            required=("due_at", "reason"),
        ),
        Step("finish", Status.DONE, _from(Status.PROCESSING), ("results", *_ON)),
        Step(
            "return",
            Status.RETURNED,
            _from(Status.DONE),
            (
                *("returned_to", "returned_to_kind", "authorisation", "fingerprint", "witness", "place"),
                "note",
            ),
            irreversible=True,
            form="return",
        ),
        # The citizen stops (Đ21: from the acceptance on), or never completes the papers (Đ19 k5).
        Step("ask_stop", Status.WITHDRAWAL_ASKED, WORKED_ON, ("reason", *_ON), after=ACCEPTED),
        Step("resume", Status.PROCESSING, _from(Status.WITHDRAWAL_ASKED), _ON),
        Step(
            "stop",
            Status.STOPPED,
            _from(Status.WITHDRAWAL_ASKED),
            ("papers_returned", "fee_treatment", *_ON),
            form="stop",
        ),
        Step(
            "close",
            Status.STOPPED,
            _from(Status.SUPPLEMENT, Status.OBLIGATION),
            ("reason", "agreed", *_ON),
            required=("reason",),
        ),
        # A mistaken reception; its number stays accounted for.
        Step(
            "void",
            Status.STOPPED,
            _from(Status.REGISTERED, Status.RECEIVED, Status.PROCESSING),
            ("reason",),
            required=("reason",),
        ),
        # After the end, and mishaps (Đ23).
        Step("ask_correction", None, _from(Status.RETURNED), ("content", *_ON), required=("content",)),
        Step("correct", None, _from(Status.RETURNED), _ON, after=frozenset({"ask_correction"})),
        Step("report_loss", None, OPEN, ("cause", "costs", *_ON), required=("cause",)),
    )
}

RECEPTION_STEPS = frozenset({"receive", "register", "void"})
"""Steps with a use case of their own."""

ALIASES = {"processing": "transfer", "done": "finish", "returned": "return"}
"""A step may also be named by the status it leads to."""


def next_status(status: Status, step: str, taken: Collection[str] = ()) -> Status | None:
    """Return where ``step`` leads from ``status``; None when it is not allowed there (or unknown).

    ``taken``: the steps of this dossier so far.
    """
    found = STEPS.get(step)
    if found is None or not _allowed(found, status, taken):
        return None
    return status if found.to is None else found.to


def steps_from(status: Status, taken: Collection[str] = ()) -> tuple[Step, ...]:
    """Return the steps a person may take now, in the order of the table."""
    return tuple(step for step in STEPS.values() if _allowed(step, status, taken))


def _allowed(step: Step, status: Status, taken: Collection[str]) -> bool:
    if status not in step.allowed_from or any(name in step.never_after for name in taken):
        return False
    return not step.after or any(name in step.after for name in taken)
