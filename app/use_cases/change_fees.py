"""Change the fee table of an office: rates of a resolution (nghị quyết của HĐND tỉnh), exemptions, an import.

Every row has its first day. What was collected keeps the lines it was computed with; nothing is recomputed.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.certainty import Certainty
from app.domain.facts import FactDraft, Value
from app.domain.fee_rows import Charge, FeeUnit, Formula
from app.domain.fee_table import FeeRow, FeeTable, field_name, read_fee_rows
from app.domain.fees import FeeQuote, Quantities
from app.domain.problems import DomainProblem
from app.use_cases.fees import FEES, OfficeFees
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.ports import Acting, Office, Transaction

_IN_ONE_FACT = 8
"""Rows that fit in a fact of 16 kB, whatever their texts."""
_LARGEST_ROW = 1_900


@dataclass(frozen=True, slots=True)
class NewRate:
    """A flat rate for a charge from a day on. ``amount`` 0 is *free*; None is *not configured*.

    ``source`` is the resolution or circular that sets it.
    """

    key: str
    amount: int | None
    valid_from: date
    source: str
    online: int | None = None
    unit: FeeUnit | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class ChangedFees:
    """Fields of the rows that were entered, and how many stood so already."""

    changed: tuple[str, ...]
    unchanged: int


class ChangeFees:
    """Reads and changes the table in the name of a clerk."""

    def __init__(self, office: Office, fees: OfficeFees) -> None:
        """Work on an office with its table."""
        self._office = office
        self._fees = fees

    def table(self) -> FeeTable:
        """Return the table as it stands."""
        return self._fees.table()

    def quote(self, procedure: str, quantities: Quantities, on: date, exempt_group: str = "") -> FeeQuote:
        """Return what a procedure costs on a day. Raises DomainProblem ``fee.unknown_group``."""
        return self._fees.quote(procedure, quantities, on, exempt_group)

    def set_rate(self, rate: NewRate, acting: Acting) -> Outcome[ChangedFees]:
        """Enter a flat rate for a charge; what else the charge says stays as it is.

        Raises DomainProblem ``fees.unknown_charge`` for a charge that is new and has no name,
        ``fees.no_source`` and those of `enter`.
        """
        if not rate.source.strip():
            raise DomainProblem("fees.no_source", field="source")
        with self._office.writing(acting) as tx:
            table = self._fees.read(tx)
            row = _with_rate(table, rate)
            return self._enter_in(tx, table, [row], acting)

    def enter(self, rows: Sequence[FeeRow], acting: Acting) -> Outcome[ChangedFees]:
        """Enter rows; each replaces the one of its key and first day, or stands beside it.

        Raises DomainProblem ``fees.row_too_large`` or ``fees.row_twice``; then nothing was entered.
        """
        with self._office.writing(acting) as tx:
            return self._enter_in(tx, self._fees.read(tx), rows, acting)

    def withdraw(self, key: str, valid_from: date, acting: Acting) -> Outcome[ChangedFees]:
        """Take back a row that was entered; what stood before it holds again.

        Raises DomainProblem ``fees.not_entered``.
        """
        with self._office.writing(acting) as tx:
            table = self._fees.read(tx)
            found = [row for row in table.rows if row.key == key and row.valid_from == valid_from]
            if not found or not table.is_entered(found[0]):
                raise DomainProblem("fees.not_entered", key=key[:80])
            name = field_name(found[0])
            _record(tx, {name: None}, acting)
        return Outcome(ChangedFees((name,), 0), Changes(everything=True))

    def import_file(self, content: bytes, acting: Acting) -> Outcome[ChangedFees]:
        """Import a file ``{"charges": [row, …], "exemptions": [row, …]}``; only rows that differ are taken.

        Raises DomainProblem ``fees.not_json``, ``table.*`` and as `enter`; then nothing was imported.
        """
        try:
            data = json.loads(content)
        except (ValueError, RecursionError):
            raise DomainProblem("fees.not_json") from None
        return self.enter(read_fee_rows(data), acting)

    def _enter_in(
        self, tx: Transaction, table: FeeTable, rows: Sequence[FeeRow], acting: Acting
    ) -> Outcome[ChangedFees]:
        # Made once to refuse what cannot stand together.
        FeeTable(rows, version="")
        held = {field_name(row): row for row in table.rows}
        new = [row for row in rows if held.get(field_name(row)) != row]
        for row in new:
            size = len(json.dumps(row.to_record(), ensure_ascii=False).encode())
            if size > _LARGEST_ROW:
                raise DomainProblem("fees.row_too_large", key=row.key, bytes=size, limit=_LARGEST_ROW)
        for first in range(0, len(new), _IN_ONE_FACT):
            part = new[first : first + _IN_ONE_FACT]
            _record(tx, {field_name(row): row.to_record() for row in part}, acting)
        value = ChangedFees(tuple(map(field_name, new)), len(rows) - len(new))
        return Outcome(value, Changes(everything=bool(new)))


def _record(tx: Transaction, fields: dict[str, Value], acting: Acting) -> None:
    tx.record(FactDraft("fees.changed", FEES, acting.at, fields, None, acting.clock_offset))


def _with_rate(table: FeeTable, rate: NewRate) -> Charge:
    before = table.charge(rate.key, rate.valid_from)
    procedure, _, code = rate.key.partition("/")
    if before is None:
        if not rate.name or not code:
            raise DomainProblem("fees.unknown_charge", key=rate.key[:80])
        before = Charge(procedure, code, rate.name, Formula.NOT_CONFIGURED, rate.valid_from)
    formula = Formula.FLAT if rate.amount else Formula.FREE
    if rate.amount is None:
        formula = Formula.NOT_CONFIGURED
    flat = formula is Formula.FLAT
    row = replace(
        before,
        name=rate.name or before.name,
        formula=formula,
        unit=rate.unit or (FeeUnit.CASE if before.unit is FeeUnit.PAGE else before.unit),
        amount=rate.amount if flat else None,
        by_channel={} if rate.online is None or not flat else {"online": rate.online},
        tiers=(),
        cap=None,
        note="",
        valid_from=rate.valid_from,
        valid_to=None,
        source=rate.source,
        certainty=Certainty.CONFIRMED,
    )
    # Read back as whoever receives the fact will.
    return Charge.from_record(row.to_record())
