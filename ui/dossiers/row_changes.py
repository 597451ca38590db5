"""What became of a list while one was looking at it, as steps a table can follow. No Qt in it.

A list is ordered by ``seq``, newest first, and only a window of it is at hand. From the window before and
the window after follow the rows that came, went and changed, so that selection and scrolling stay.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, TypeVar


class Ordered(Protocol):
    """A row with a place in the order."""

    @property
    def seq(self) -> int:
        """Greater is newer."""


RowT = TypeVar("RowT", bound=Ordered)


class What(Enum):
    """What happened to some rows."""

    CAME = "came"
    WENT = "went"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: ``count`` rows from ``first`` on, in the numbering at that moment."""

    what: What
    first: int
    count: int


def row_changes(
    before: Sequence[RowT], after: Sequence[RowT], first: int, count_before: int, count_after: int
) -> list[Step] | None:
    """Return the steps from one list to the other; None when the windows have nothing in common.

    Both windows begin at row ``first`` of their list; ``count_*`` are the lengths of the whole lists.
    """
    steps: list[Step] = []
    above = _shift(before, after, first)
    if above is None:
        return None
    if above > 0:
        steps.append(Step(What.CAME, 0, above))
    elif above < 0:
        steps.append(Step(What.WENT, 0, -above))
    steps += _inside(before[max(-above, 0) :], after[max(above, 0) :], first + max(above, 0))
    change = sum(_growth(step) for step in steps)
    below = count_after - count_before - change
    if below > 0:
        steps.append(Step(What.CAME, count_before + change, below))
    elif below < 0:
        steps.append(Step(What.WENT, count_before + change + below, -below))
    return steps


def _growth(step: Step) -> int:
    return {What.CAME: step.count, What.WENT: -step.count, What.CHANGED: 0}[step.what]


def _shift(before: Sequence[RowT], after: Sequence[RowT], first: int) -> int | None:
    """Return by how many rows the list grew above the window."""
    if first == 0:
        return 0
    places = {row.seq: place for place, row in enumerate(after)}
    for place, row in enumerate(before):
        if row.seq in places:
            return places[row.seq] - place
    return None


def _inside(before: Sequence[RowT], after: Sequence[RowT], row: int) -> list[Step]:
    """Walk both windows from row ``row`` on. Rows pushed out of the window are left to what is below it."""
    steps: list[Step] = []
    old = new = 0
    while old < len(before) and new < len(after):
        if before[old].seq == after[new].seq:
            if before[old] != after[new]:
                steps.append(Step(What.CHANGED, row, 1))
            old, new, row = old + 1, new + 1, row + 1
        elif before[old].seq > after[new].seq:
            steps.append(Step(What.WENT, row, 1))
            old += 1
        else:
            steps.append(Step(What.CAME, row, 1))
            new, row = new + 1, row + 1
    return steps
