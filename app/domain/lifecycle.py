"""The life cycle of a dossier as one table (NĐ 118/2025 Đ17-Đ23; the ten statuses of the national portal).

The law has no state table; this one is derived in DOMAIN §3.2. Overdue is never a status.
"""

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


@dataclass(frozen=True, slots=True)
class Step:
    """One step a person takes. ``fields`` are what the step may state beside itself."""

    name: str
    to: Status
    allowed_from: frozenset[Status]
    fields: tuple[str, ...] = ()
    irreversible: bool = False


STEPS: dict[str, Step] = {
    step.name: step
    for step in (
        Step("receive", Status.RECEIVED, frozenset({Status.NEW})),
        Step("transfer", Status.PROCESSING, frozenset({Status.RECEIVED}), ("holder", "note")),
        Step("finish", Status.DONE, frozenset({Status.PROCESSING}), ("holder", "note")),
        Step(
            "return",
            Status.RETURNED,
            frozenset({Status.DONE}),
            ("returned_to", "returned_to_kind", "note"),
            irreversible=True,
        ),
        # A mistaken reception; its number stays accounted for.
        Step("void", Status.STOPPED, frozenset({Status.RECEIVED, Status.PROCESSING}), ("reason",)),
    )
}

ALIASES = {"processing": "transfer", "done": "finish", "returned": "return"}
"""A step may also be named by the status it leads to."""


def next_status(status: Status, step: str) -> Status | None:
    """Return where ``step`` leads from ``status``; None when it is not allowed there (or unknown)."""
    found = STEPS.get(step)
    return found.to if found is not None and status in found.allowed_from else None


def steps_from(status: Status) -> tuple[Step, ...]:
    """Return the steps a person may take now, in the order of the table."""
    return tuple(step for step in STEPS.values() if status in step.allowed_from)
