"""The fee table (biểu phí, lệ phí): effective-dated charges and exemptions, shipped and the office's own."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.effective import in_force
from app.domain.fee_rows import Charge, Exemption
from app.domain.problems import DomainProblem
from app.domain.records import Record, read_rows

FeeRow = Charge | Exemption
EXEMPT = "exempt/"
"""How keys of exemptions begin; no procedure is called so."""

_VERSION_DIGITS = 12


@dataclass(frozen=True, slots=True)
class ExemptGroup:
    """A group of people that pays nothing for something (đối tượng được miễn)."""

    code: str
    name: str
    proof: str


class FeeTable:
    """All rows of all charges and exemptions; a newer row of a key takes over from its first day."""

    def __init__(
        self, rows: Iterable[FeeRow], *, version: str, entered: frozenset[str] = frozenset()
    ) -> None:
        """Order the rows by key. Raises DomainProblem ``fees.row_twice`` (`key`, `valid_from`)."""
        self.version = version
        self._entered = entered
        self._charges: dict[str, list[Charge]] = {}
        self._exemptions: dict[str, list[Exemption]] = {}
        self._of_procedure: dict[str, list[str]] = {}
        for row in rows:
            if isinstance(row, Charge):
                if row.key not in self._charges:
                    self._of_procedure.setdefault(row.procedure, []).append(row.key)
                _put(self._charges.setdefault(row.key, []), row)
            else:
                _put(self._exemptions.setdefault(row.key, []), row)

    @classmethod
    def from_json(cls, data: object, *, version: str) -> "FeeTable":
        """Read a file ``{"charges": [row, …], "exemptions": [row, …]}``.

        Raises DomainProblem ``table.missing``, ``table.bad_row`` or ``fees.row_twice``.
        """
        return cls(read_fee_rows(data), version=version)

    @property
    def rows(self) -> tuple[FeeRow, ...]:
        """Every row, whatever its dates: charges, then exemptions, in the order of the file."""
        charges = (row for rows in self._charges.values() for row in rows)
        return (*charges, *(row for rows in self._exemptions.values() for row in rows))

    def charges(self, procedure: str, on: date) -> tuple[Charge, ...]:
        """Return the charges of a procedure on a day; none where nothing is known of its fee."""
        found = (in_force(self._charges[key], on) for key in self._of_procedure.get(procedure, ()))
        return tuple(row for row in found if row is not None)

    def charge(self, key: str, on: date) -> Charge | None:
        """Return one charge as it stands on a day."""
        return in_force(self._charges.get(key, ()), on)

    def charges_in_force(self, on: date) -> tuple[Charge, ...]:
        """Return every charge as it stands on a day."""
        found = (in_force(rows, on) for rows in self._charges.values())
        return tuple(row for row in found if row is not None)

    def exemptions_in_force(self, on: date) -> tuple[Exemption, ...]:
        """Return every exemption as it stands on a day."""
        found = (in_force(rows, on) for rows in self._exemptions.values())
        return tuple(row for row in found if row is not None)

    def exemption(self, group: str, charge: Charge, on: date) -> Exemption | None:
        """Return the row that frees a group of a charge; the surest one of several."""
        fitting = [row for row in self.exemptions_in_force(on) if row.group == group and row.covers(charge)]
        return min(fitting, key=lambda row: "CSBU".index(row.certainty.value), default=None)

    def groups(self, on: date, procedure: str | None = None) -> tuple[ExemptGroup, ...]:
        """Return the groups freed of something on a day; of some charge of one procedure, when named."""
        wanted = None if procedure is None else self.charges(procedure, on)
        found: dict[str, ExemptGroup] = {}
        for row in self.exemptions_in_force(on):
            if row.frees and (wanted is None or any(row.covers(charge) for charge in wanted)):
                found.setdefault(row.group, ExemptGroup(row.group, row.name, row.proof))
        return tuple(found.values())

    def is_entered(self, row: FeeRow) -> bool:
        """Whether the office or the province entered the row, over what came with the program."""
        return field_name(row) in self._entered

    def changed_by(self, fields: Mapping[str, object]) -> "FeeTable":
        """Return the table with rows that facts tell; the field of a row is its key and first day.

        A row replaces the one of its key and first day, or joins them. What cannot be read (a faulty device
        wrote it) counts as not stated, like everywhere in the facts.
        """
        read: dict[str, FeeRow] = {}
        for name, value in fields.items():
            row = _told(name, value)
            if row is not None:
                read[name] = row
        if not read:
            return self
        held = {field_name(row): row for row in self.rows}
        told = json.dumps([self.version, sorted((n, r.to_record()) for n, r in read.items())], sort_keys=True)
        version = hashlib.sha256(told.encode()).hexdigest()[:_VERSION_DIGITS]
        return FeeTable({**held, **read}.values(), version=version, entered=frozenset(read))


def field_name(row: FeeRow) -> str:
    """Return the field of a fact that tells a row, ``2.000815/copy@2026-07-01``."""
    return f"{row.key}@{row.valid_from.isoformat()}"


def read_fee_rows(data: object) -> tuple[FeeRow, ...]:
    """Read the rows of a fee file; ``exemptions`` may be absent.

    Raises DomainProblem ``table.missing`` or ``table.bad_row`` (`row`, `field`, `reason`).
    """
    tables = data if isinstance(data, Mapping) else {}
    charges: tuple[FeeRow, ...] = read_rows("charges", tables.get("charges"), Charge.from_record)
    if tables.get("exemptions") is None:
        return charges
    return (*charges, *read_rows("exemptions", tables["exemptions"], Exemption.from_record))


def _told(name: str, value: object) -> FeeRow | None:
    """Read a row of a fact; None when withdrawn, unreadable, or not the row its field is named for."""
    if value is None:
        return None
    try:
        record = Record(value)
        row = Exemption.from_record(record) if name.startswith(EXEMPT) else Charge.from_record(record)
    except DomainProblem:
        return None
    return row if field_name(row) == name else None


def _put(rows: list[Charge] | list[Exemption], row: FeeRow) -> None:
    if any(other.valid_from == row.valid_from for other in rows):
        raise DomainProblem("fees.row_twice", key=row.key, valid_from=row.valid_from.isoformat())
    rows.append(row)  # type: ignore[arg-type]
