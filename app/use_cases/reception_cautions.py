"""What a clerk should look at again before receiving: odd numbers, told field by field, never a refusal."""

from dataclasses import dataclass
from datetime import date

from app.domain.cautions import Caution
from app.domain.identity import id_number_cautions, tax_code_cautions
from app.domain.partial_date import PartialDate
from app.domain.phone import phone_cautions
from app.use_cases.reception_request import ReceptionRequest


@dataclass(frozen=True, slots=True)
class NumberTables:
    """What identity numbers and phones are compared with; only cautions come of it."""

    birth_provinces: frozenset[str] = frozenset()
    mobile_prefixes: frozenset[str] = frozenset()


def request_cautions(request: ReceptionRequest, tables: NumberTables, today: date) -> tuple[Caution, ...]:
    """Return what is odd about the numbers of a request: codes of identity and phone, each with `field`."""
    values = request.values
    found = [
        *_of_person(values, "applicant", tables, today),
        *_of_person(values.get("submitter"), "submitter", tables, today),
    ]
    for place, party in enumerate(values.get("parties") or (), 1):
        found += _of_person(party, f"parties[{place}]", tables, today)
    tax_code = (values.get("organisation") or {}).get("tax_code") or ""
    return (*found, *_placed("organisation.tax_code", tax_code_cautions(tax_code)))


def _of_person(person: object, where: str, tables: NumberTables, today: date) -> list[Caution]:
    if not isinstance(person, dict):
        return []
    number = id_number_cautions(
        str(person.get("id_number") or ""),
        birth=PartialDate.parse(person["birth_date"]) if person.get("birth_date") else None,
        sex=person.get("sex"),
        provinces=tables.birth_provinces,
        this_year=today.year,
    )
    phone = phone_cautions(str(person.get("phone") or ""), mobile_prefixes=tables.mobile_prefixes)
    return [*_placed(f"{where}.id_number", number), *_placed(f"{where}.phone", phone)]


def _placed(field: str, cautions: tuple[Caution, ...]) -> list[Caution]:
    return [Caution(caution.code, {**caution.details, "field": field}) for caution in cautions]
