"""What a procedure is charged by, as pages need it. No Qt in it."""

from dataclasses import dataclass

from app.domain.fee_rows import Charge
from app.domain.fee_table import ExemptGroup
from app.use_cases.desk import Desk
from app.use_cases.office_rules import day_of


@dataclass(frozen=True, slots=True)
class Charged:
    """The charges of a procedure and the groups freed of some of them."""

    charges: tuple[Charge, ...]
    groups: tuple[ExemptGroup, ...]


def charged(desk: Desk, procedure: str, at: int) -> Charged:
    """Return what holds at a moment (milliseconds). On the `database` lane."""
    table, day = desk.money.fees.table(), day_of(at)
    return Charged(table.charges(procedure, day), table.groups(day, procedure))
