"""The fee table an office charges by: what came with the program, and what facts say over it."""

from collections.abc import Mapping
from datetime import date

from app.domain.fee_table import FeeTable
from app.domain.fees import FeeQuote, Quantities, quote
from app.domain.identifiers import Subject, named_subject
from app.use_cases.ports import Office, Reading

FEES: Subject = named_subject("fees")
"""All changes of the table are facts about this one subject."""


class OfficeFees:
    """Puts the shipped table and the office's changes together; the merged table is kept."""

    def __init__(self, office: Office, shipped: FeeTable) -> None:
        """Begin with what came with the program."""
        self._office = office
        self._shipped = shipped
        self._changes: Mapping[str, object] = {}
        self._table = shipped

    def read(self, reading: Reading) -> FeeTable:
        """Return the table as it stands in one look at the office."""
        changes = {name: held.value for name, held in reading.view(FEES).values.items()}
        if changes != self._changes:
            self._table = self._shipped.changed_by(changes)
            self._changes = changes
        return self._table

    def table(self) -> FeeTable:
        """Return the table as it stands now."""
        with self._office.reading() as reading:
            return self.read(reading)

    def quote(self, procedure: str, quantities: Quantities, on: date, exempt_group: str = "") -> FeeQuote:
        """Return what a procedure costs on a day. Raises DomainProblem ``fee.unknown_group``."""
        return quote(self.table(), procedure, quantities, on, exempt_group)
