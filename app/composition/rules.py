"""The shipped data as the use cases take them."""

from functools import cache

from app.machine.resource_files import (
    load_calendar,
    load_catalogue,
    load_code_tables,
    load_deadline_rules,
    load_terms,
    load_units,
)
from app.use_cases.circumstances import PeopleTables
from app.use_cases.office_rules import OfficeRules, ShippedRules
from app.use_cases.reception_cautions import NumberTables


@cache
def shipped_rules() -> ShippedRules:
    """Return what came with the program."""
    return ShippedRules(load_catalogue(), load_calendar(), load_deadline_rules())


def office_rules() -> OfficeRules:
    """Return rules that begin with what came with the program."""
    return OfficeRules(shipped_rules())


@cache
def number_tables() -> NumberTables:
    """Return what identity numbers and phones are compared with."""
    tables = load_code_tables()
    return NumberTables(frozenset(tables.id_number_provinces), tables.mobile_prefixes)


@cache
def people_tables() -> PeopleTables:
    """Return what the circumstances of a reception are compared with."""
    return PeopleTables(load_code_tables().priorities, load_units(), load_terms())


@cache
def former_names() -> frozenset[str]:
    """Return the folded names of communes that were merged into others, as people still say them."""
    return load_units().former_names()
