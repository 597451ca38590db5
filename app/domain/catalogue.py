"""The catalogue of procedures: dated rows, found by code or by any part of their name."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from app.domain.effective import in_force
from app.domain.problems import DomainProblem
from app.domain.procedure import Procedure
from app.domain.records import Record, read_rows
from app.domain.text import begins_words, fold, word_line, words

_LEADING_WORDS = ["thu", "tuc"]


class Catalogue:
    """All rows of all procedures; a newer row of a code takes over from its first day."""

    def __init__(self, rows: Iterable[Procedure], *, version: str) -> None:
        """Order the rows by code. Raises DomainProblem ``catalogue.row_twice`` (`code`, `valid_from`)."""
        self.version = version
        self._rows: dict[str, list[Procedure]] = {}
        for row in rows:
            same = self._rows.setdefault(row.code, [])
            if any(other.valid_from == row.valid_from for other in same):
                raise DomainProblem(
                    "catalogue.row_twice", code=row.code, valid_from=row.valid_from.isoformat()
                )
            same.append(row)

    @classmethod
    def from_json(cls, data: object, *, version: str) -> "Catalogue":
        """Read a catalogue file ``{"procedures": [row, …]}``.

        Raises DomainProblem ``table.missing``, ``table.bad_row`` or ``catalogue.row_twice``.
        """
        return cls(read_procedures(data), version=version)

    @property
    def rows(self) -> tuple[Procedure, ...]:
        """Every row, whatever its dates, in the order of the file."""
        return tuple(row for rows in self._rows.values() for row in rows)

    def find(self, code: str, on: date) -> Procedure | None:
        """Return the procedure with this code as it stands on a day; None when there is none."""
        return in_force(self._rows.get(code, ()), on)

    def in_force(self, on: date) -> tuple[Procedure, ...]:
        """Return the procedures in force on a day: frequent ones first, else in the order of the file."""
        found = (in_force(rows, on) for rows in self._rows.values())
        return tuple(sorted((row for row in found if row is not None), key=lambda row: not row.frequent))

    def search(self, typed: str, on: date) -> tuple[Procedure, ...]:
        """Return the procedures in force in which every typed word begins a word of name, code or field.

        Without marks and in any order; a leading "Thủ tục" is not looked for. Frequent ones come first, then
        those whose name begins as typed.
        """
        wanted = words(fold(typed))
        if wanted[:2] == _LEADING_WORDS:
            wanted = wanted[2:]
        beginning = " " + " ".join(wanted)
        lines = [(row, self._lines[row.code, row.valid_from]) for row in self.in_force(on)]
        found = [(row, line) for row, line in lines if begins_words(wanted, line)]
        found.sort(key=lambda pair: (not pair[0].frequent, not pair[1].startswith(beginning)))
        return tuple(row for row, _ in found)

    def merged_with(self, corrections: Iterable[Procedure], *, version: str) -> "Catalogue":
        """Return a catalogue where corrections replace rows of the same code and first day, or join them."""
        merged = {(row.code, row.valid_from): row for row in self.rows}
        merged.update({(row.code, row.valid_from): row for row in corrections})
        return Catalogue(merged.values(), version=version)

    @cached_property
    def _lines(self) -> dict[tuple[str, date], str]:
        """The searchable words of every row, made when somebody first searches."""
        return {
            (row.code, row.valid_from): word_line(row.short_name, row.code, row.field) for row in self.rows
        }


def read_procedures(data: object) -> tuple[Procedure, ...]:
    """Read the rows of a catalogue file or of a file of corrections, each small enough for a fact.

    Raises DomainProblem ``table.missing`` or ``table.bad_row`` (`row`, `field`, `reason`).
    """
    return read_rows("procedures", data.get("procedures") if isinstance(data, Mapping) else None, _carriable)


def _carriable(record: Record) -> Procedure:
    procedure = Procedure.from_record(record)
    procedure.to_record()
    return procedure
