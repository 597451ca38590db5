"""Import a corrected catalogue of procedures: one fact for each row that differs, all in one commit."""

import hashlib
import json
from dataclasses import dataclass

from app.domain.catalogue import read_procedures
from app.domain.facts import FactDraft
from app.domain.identifiers import named_subject
from app.domain.problems import DomainProblem
from app.domain.procedure import Procedure
from app.use_cases.office_rules import OfficeRules
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.ports import Acting, Office

_VERSION_DIGITS = 12


@dataclass(frozen=True, slots=True)
class ImportedCatalogue:
    """What an import did: codes of the rows that were new or changed, and how many stood so already."""

    published: tuple[str, ...]
    unchanged: int


class ImportCatalogue:
    """Publishes corrections over the shipped catalogue."""

    def __init__(self, office: Office, rules: OfficeRules) -> None:
        """Work on an office with its rules."""
        self._office = office
        self._rules = rules

    def __call__(self, content: bytes, acting: Acting) -> Outcome[ImportedCatalogue]:
        """Import a file ``{"procedures": [row, …]}``; a row replaces the one of its code and first day.

        Raises DomainProblem ``catalogue.not_json``, ``table.*``, ``procedure.too_large`` or
        ``catalogue.row_twice``; then nothing was imported.
        """
        try:
            data = json.loads(content)
        except (ValueError, RecursionError):
            raise DomainProblem("catalogue.not_json") from None
        rows = read_procedures(data)
        version = hashlib.sha256(content).hexdigest()[:_VERSION_DIGITS]
        with self._office.writing(acting) as tx:
            held = {_place(row): row for row in self._rules.read(tx).catalogue.rows}
            new = [row for row in rows if held.get(_place(row)) != row]
            for row in new:
                fields = {"record": row.to_record(), "catalogue_version": version}
                # A row of its own per first day, so that a coming row stands beside the one in force.
                subject = named_subject(f"procedure/{row.code}/{row.valid_from.isoformat()}")
                tx.record(
                    FactDraft("procedure.published", subject, acting.at, fields, None, acting.clock_offset)
                )
        value = ImportedCatalogue(tuple(row.code for row in new), len(rows) - len(new))
        return Outcome(value, Changes(everything=bool(new)))


def _place(row: Procedure) -> tuple[str, str]:
    return row.code, row.valid_from.isoformat()
