"""The data files shipped with the program, read when first asked for and kept.

Works from a checkout and from the installed program. Every object carries its `version`: the first 12
hexadecimal digits of the SHA-256 of the file, which facts quote for what was computed with it.
"""

import hashlib
import json
from datetime import date
from functools import cache

from app.domain.calendar import WorkCalendar
from app.domain.catalogue import Catalogue
from app.domain.code_tables import CodeTables
from app.domain.deadline_rules import DeadlineRules
from app.domain.effective import in_force
from app.domain.fee_table import FeeTable
from app.domain.late_births import ReportRules
from app.domain.problems import DomainProblem
from app.domain.rating import RatingForm
from app.domain.records import read_rows
from app.domain.terms import Term, Terms
from app.domain.units import Units
from app.machine.resource_folder import resource_folder

_VERSION_DIGITS = 12


def _read(*parts: str) -> tuple[object, str]:
    """Return a decoded data file and its version."""
    content = resource_folder().joinpath(*parts).read_bytes()
    return json.loads(content), hashlib.sha256(content).hexdigest()[:_VERSION_DIGITS]


@cache
def load_calendar() -> WorkCalendar:
    """Return the shipped working calendar."""
    data, version = _read("calendar", "days.json")
    return WorkCalendar.from_json(data, version=version)


@cache
def load_catalogue() -> Catalogue:
    """Return the shipped catalogue of procedures."""
    data, version = _read("catalogue", "procedures.json")
    return Catalogue.from_json(data, version=version)


@cache
def load_units() -> Units:
    """Return the shipped provinces and communes with their former names."""
    data, version = _read("units", "admin_units.json")
    return Units.from_json(data, version=version)


@cache
def load_code_tables() -> CodeTables:
    """Return the shipped lists of codes; the version covers all their files together."""
    files = {
        path.stem: _read("codes", path.name) for path in sorted((resource_folder() / "codes").glob("*.json"))
    }
    versions = "".join(version for _, version in files.values())
    return CodeTables.from_json(
        {name: data for name, (data, _) in files.items()},
        version=hashlib.sha256(versions.encode()).hexdigest()[:_VERSION_DIGITS],
    )


@cache
def load_deadline_rules() -> tuple[DeadlineRules, ...]:
    """Return the figures of the deadline rules, one row per period."""
    data, _version = _read("rules", "deadlines.json")
    return read_rows(
        "rules", data.get("rules") if isinstance(data, dict) else None, DeadlineRules.from_record
    )


@cache
def load_rating() -> RatingForm:
    """Return the questions of the citizen's rating."""
    data, _version = _read("rating", "items.json")
    return RatingForm.from_json(data)


@cache
def load_terms() -> Terms:
    """Return the terms that belong to no procedure."""
    data, _version = _read("rules", "people.json")
    return Terms(read_rows("rules", data.get("rules") if isinstance(data, dict) else None, Term.from_record))


@cache
def load_report_rules() -> tuple[ReportRules, ...]:
    """Return the figures that reports go by, one row per period."""
    data, _version = _read("rules", "reports.json")
    return read_rows("rules", data.get("rules") if isinstance(data, dict) else None, ReportRules.from_record)


def deadline_rules_on(day: date) -> DeadlineRules:
    """Return the figures in force on a day. Raises DomainProblem ``deadline_rules.none_in_force`` (`day`)."""
    found = in_force(load_deadline_rules(), day)
    if found is None:
        raise DomainProblem("deadline_rules.none_in_force", day=day.isoformat())
    return found


@cache
def load_fee_table() -> FeeTable:
    """Return the shipped table of charges and exemptions."""
    data, version = _read("fees", "fees.json")
    return FeeTable.from_json(data, version=version)
