"""What an office hangs up: sheets and list of procedures, step diagrams, the board of officers, desk plates.

Nothing is recorded: these papers belong to no dossier and are made anew whenever something changed
(NĐ 118/2025 Đ8 k1, Đ9 k8). The catalogue is the one in force on the day, with the office's corrections.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from app.domain.certainty import Certainty
from app.domain.fee_table import FeeTable
from app.domain.office import OfficeProfile
from app.domain.office_hours import OfficeHours
from app.domain.problems import DomainProblem
from app.domain.procedure import Procedure
from app.domain.sheet_forms import PLATE, POSTERS, PROCEDURE, PROCEDURE_LIST, SIZES, STEPS
from app.use_cases.fees import OfficeFees
from app.use_cases.office_rules import OfficeRules
from app.use_cases.ports import Office, Person, Reading
from app.use_cases.take_step import clerk_named

MANAGEMENT_FIELD, LEADERS_FIELD = "management", "leaders"
"""Fields of the office profile: lines ``name; position; telephone``."""

_UNSURE = frozenset({Certainty.BACKGROUND, Certainty.UNCONFIRMED})

Record = dict[str, Any]


class Sheets(Protocol):
    """Draws sheets."""

    def draw(self, form: str, record: Mapping[str, Any]) -> bytes:
        """Draw a sheet on the paper its record names; same record, same bytes."""


class PublicSheets:
    """Makes the records of sheets, and draws them. Reading belongs into the database lane, drawing not."""

    def __init__(
        self,
        office: Office,
        rules: OfficeRules,
        fees: OfficeFees,
        sheets: Sheets,
        hours_text: Callable[[OfficeHours], str],
        *,
        practice: bool,
    ) -> None:
        """Work on an office."""
        self._office = office
        self._rules = rules
        self._fees = fees
        self._sheets = sheets
        self._hours_text = hours_text
        self._practice = practice

    def record(self, form: str, on: date, of: str = "", size: str = "") -> Record:
        """Return what a sheet says on a day. ``of``: the code of the procedure, or the name of a clerk.

        Raises DomainProblem ``paper.unknown_form``, ``paper.unknown_size`` (`size`, `allowed`),
        ``procedure.unknown``, ``procedure.not_in_force``, ``clerk.unknown`` or ``clerk.ambiguous``.
        """
        if form not in POSTERS:
            raise DomainProblem("paper.unknown_form", form=form[:40], allowed=", ".join(POSTERS))
        paper = next((known for known in SIZES[form] if known.lower() == (size or known).lower()), "")
        if not paper:
            raise DomainProblem("paper.unknown_size", size=size[:20], allowed=", ".join(SIZES[form]))
        with self._office.reading() as reading:
            told: Record = {
                "paper": paper,
                "practice": self._practice,
                "day": _written(on),
                "office": self._told_of_office(reading, on),
            }
            return {**told, **self._content(reading, form, on, of)}

    def draw(self, form: str, record: Mapping[str, Any]) -> bytes:
        """Draw a sheet. Belongs into the lane of documents; raises as `Sheets.draw`."""
        return self._sheets.draw(form, record)

    def _content(self, reading: Reading, form: str, on: date, of: str) -> Record:
        rules = self._rules.read(reading)
        if form in {PROCEDURE, STEPS}:
            return {"procedure": _procedure(rules.procedure(of, on), self._fees.read(reading), on)}
        if form == PROCEDURE_LIST:
            return {"groups": _groups(rules.catalogue.in_force(on), self._fees.read(reading), on)}
        people = [person for person in reading.people() if person.active]
        if form == PLATE:
            return {"person": _person(clerk_named(people, of))}
        profile = reading.profile(on)
        return {
            "management": people_of_lines(profile.get(MANAGEMENT_FIELD) or ()),
            "leaders": people_of_lines(profile.get(LEADERS_FIELD) or ()),
            "officers": [_person(person) for person in people],
        }

    def _told_of_office(self, reading: Reading, on: date) -> Record:
        profile = OfficeProfile("").with_values(reading.profile(on))
        return {
            "header": list(profile.header),
            "centre": profile.centre_name,
            "hotline": profile.hotline,
            "lookup": profile.lookup_address,
            "points": list(profile.points),
            "hours": self._hours_text(self._rules.read(reading).hours(on)),
        }


def people_of_lines(lines: Iterable[object]) -> list[Record]:
    """Read lines ``name; position; telephone``; what a line does not say stays empty."""
    found = []
    for line in lines:
        name, position, phone, *_ = [*(part.strip() for part in str(line).split(";")), "", "", ""]
        if name:
            found.append({"name": name, "position": position, "phone": phone})
    return found


def _person(person: Person) -> Record:
    return {
        "name": person.full_name,
        "position": person.position,
        "field": person.work,
        "phone": person.phone,
    }


def _groups(procedures: Iterable[Procedure], table: FeeTable, on: date) -> list[Record]:
    """Put procedures together by field: the fields in the order of the catalogue, frequent ones first."""
    groups: dict[str, list[Record]] = {}
    for procedure in procedures:
        groups.setdefault(procedure.field, []).append(_in_list(procedure, table, on))
    return [{"field": name, "procedures": rows} for name, rows in groups.items()]


def _in_list(procedure: Procedure, table: FeeTable, on: date) -> Record:
    limit = procedure.time_limit
    return {
        "code": procedure.code,
        "name": procedure.short_name,
        "limit_unit": limit.unit.value,
        "limit_value": limit.value,
        "charges": [
            {
                "name": charge.name,
                "formula": charge.formula.value,
                "unit": charge.unit.value,
                "amount": charge.amount,
                "by_channel": dict(charge.by_channel),
                "tiers": [{"from": tier.first, "amount": tier.amount} for tier in charge.tiers],
                "cap": charge.cap,
            }
            for charge in table.charges(procedure.code, on)
        ],
    }


def _procedure(procedure: Procedure, table: FeeTable, on: date) -> Record:
    """Return everything about a procedure that may hang on a wall; remarks of the source stay inside."""
    unsure = {procedure.certainty, procedure.stated_limit.certainty} & _UNSURE
    return {
        **_in_list(procedure, table, on),
        "field": procedure.field,
        "applicant": procedure.applicant,
        "channels": list(procedure.channels),
        "papers": [
            {
                "name": paper.name,
                "kind": paper.kind.value,
                "originals": paper.originals,
                "copies": paper.copies,
                "conditional": paper.conditional,
            }
            for paper in procedure.papers()
        ],
        "short_list": bool(procedure.checklist),
        "results": [result.name for result in procedure.results],
        "decider": procedure.decider,
        "legal_basis": list(procedure.legal_basis),
        "updated": _written(procedure.valid_from),
        "unsure": bool(unsure),
    }


def _written(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year}"
