"""The circumstances of a reception: who is served first, who helped, where it was, who decides.

Elderly and ill people, people from far, people without papers (NĐ 118/2025 Đ13, Đ19 k2), and dossiers of
another commune of the province (phi địa giới, Đ14 k2, Đ20). Read at the boundary in `dossier_fields`;
here is what needs the tables and the office.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.facts import Value
from app.domain.moments import from_milliseconds, to_milliseconds
from app.domain.priorities import Priorities
from app.domain.problems import DomainProblem
from app.domain.terms import PAPER_TRANSFER, Terms
from app.domain.units import Unit, Units
from app.domain.villages import Villages
from app.use_cases.office_rules import RulesInForce

FIELDS = frozenset({"priority", "point", "competent", "distance_km", "helpers", "no_papers_reason"})


@dataclass(frozen=True, slots=True)
class PeopleTables:
    """The shipped tables this part stands on."""

    priorities: Priorities
    units: Units
    terms: Terms


class Circumstances:
    """Judges and completes the circumstances of a reception in one office."""

    def __init__(self, tables: PeopleTables, unit: str) -> None:
        """Work for the commune with this five-digit code."""
        self.tables = tables
        self._unit = unit

    def complete(self, values: dict[str, Value], villages: Villages, stated: frozenset[str] = FIELDS) -> None:
        """Check what was stated, and fill in what follows: the distance of a village the office knows.

        A dossier that this office decides itself has no ``competent``. ``stated``: which of the fields are
        new, when a dossier is corrected. Raises DomainProblem ``field.unknown_value`` (`field`, `allowed`),
        ``reception.competent_unknown``, ``reception.papers_and_reason`` or ``field.missing``.
        """
        if "priority" in stated:
            self._check_priority(values)
        if "competent" in stated:
            self._check_competent(values)
        if values.get("no_papers_reason") and stated & {"no_papers_reason", "id_number"}:
            _check_without_papers(values)
        village = villages.find(str(values.get("village") or ""))
        if values.get("distance_km") is None and village is not None and village.distance_km:
            values["distance_km"] = village.distance_km

    def deciding(self, code: object) -> Unit | None:
        """Return the commune that decides, when it is not this one."""
        return self.tables.units.find(code) if isinstance(code, str) else None

    def named(self, name: str, value: Value) -> Value:
        """Return the value of a field with names in place of codes, for showing it."""
        if name == "priority" and value:
            return self.tables.priorities.names(value)
        unit = self.deciding(value) if name == "competent" else None
        return value if unit is None else unit.name

    def neighbours(self) -> tuple[Unit, ...]:
        """Return the communes of the province whose dossiers may be received here."""
        own = self.tables.units.find(self._unit)
        if own is None:
            return ()
        return tuple(one for one in self.tables.units.of_province(own.province) if one.code != self._unit)

    def papers_due(self, competent: object, received_at: int | None, rules: RulesInForce) -> int | None:
        """Return until when the paper dossier is to be sent to the commune that decides, in milliseconds."""
        if not competent or received_at is None:
            return None
        received = from_milliseconds(received_at)
        limit = self.tables.terms.on(PAPER_TRANSFER, received.date()).limit
        due, _rule = rules.due(received, limit)
        return None if due is None else to_milliseconds(due)

    def _check_priority(self, values: dict[str, Value]) -> None:
        known = self.tables.priorities.codes
        given = values.get("priority") or []
        if any(code not in known for code in given):
            raise DomainProblem("field.unknown_value", field="priority", allowed=", ".join(known))
        ordered = [code for code in known if code in given]
        if ordered:
            values["priority"] = ordered

    def _check_competent(self, values: dict[str, Value]) -> None:
        code = values.get("competent")
        if code is None:
            return
        if code == self._unit:
            del values["competent"]
            return
        own, other = self.tables.units.find(self._unit), self.tables.units.find(str(code))
        if other is None or (own is not None and own.province != other.province):
            raise DomainProblem("reception.competent_unknown", field="competent")


def _check_without_papers(values: Mapping[str, Value]) -> None:
    """Ask for what stands in place of a number: name, year of birth and place (Đ19 k2)."""
    if values.get("id_number"):
        raise DomainProblem("reception.papers_and_reason", field="no_papers_reason")
    if not values.get("birth_date"):
        raise DomainProblem("field.missing", field="applicant.birth_date")
    if not (values.get("village") or values.get("address")):
        raise DomainProblem("field.missing", field="applicant.village")
