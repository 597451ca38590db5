"""The slip of a dossier: Mẫu 01 put together from the dossier, the procedure, the office and the clerk."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain.books import book_number
from app.domain.collections import Collection
from app.domain.dossier import PERSON_FIELDS
from app.domain.facts import Value
from app.domain.moments import from_milliseconds
from app.domain.office import OfficeProfile
from app.domain.office_hours import OfficeHours
from app.domain.problems import DomainProblem
from app.domain.procedure import FeeKind, Procedure
from app.domain.slip import Slip
from app.domain.slip_parts import (
    FeePayment,
    FeeState,
    SlipClerk,
    SlipDocument,
    SlipFee,
    SlipFeeLine,
    SlipOffice,
    SlipOrganisation,
    SlipPerson,
    SlipProcedure,
    SlipRegister,
    SlipReplacement,
)
from app.domain.time_limit import LimitUnit, TimeLimit
from app.use_cases.ports import Acting, Person

RETURN_WAYS = ("counter", "post", "online")
"""Where a result may be collected; anything else in ``return_at`` is a place in the clerk's words."""


@dataclass(frozen=True, slots=True)
class SlipSource:
    """Everything a slip is made from. ``values`` are a dossier's folded fields."""

    code: str
    values: Mapping[str, Value]
    procedure: Procedure
    profile: Mapping[str, Any]
    hours: OfficeHours
    clerk: Person
    provisional: bool = False
    former_code: str = ""
    collected: tuple[Collection, ...] = ()
    """What was collected already, and counts."""


class SlipMaker:
    """Makes slips. ``hours_text`` words opening hours in the language of papers."""

    def __init__(self, hours_text: Callable[[OfficeHours], str]) -> None:
        """Take what words the opening hours."""
        self.hours_text = hours_text

    def __call__(
        self, source: SlipSource, issued_at: datetime, replaces: SlipReplacement | None = None
    ) -> Slip:
        """Return the slip as first issued at a moment; `replaces` when an earlier one is taken back."""
        values = source.values
        due_at = values.get("due_at")
        way = str(values.get("return_at") or RETURN_WAYS[0])
        known_way = way in RETURN_WAYS
        office = OfficeProfile("").with_values(source.profile)
        main_point = ""
        if way == RETURN_WAYS[0]:
            # A result is collected where the dossier was handed in, unless another place was agreed on.
            main_point = str(values.get("point") or "") or next(iter(office.points), "")
        return Slip(
            office=self._office(office, source.hours),
            code=source.code,
            issued_at=issued_at,
            received_at=from_milliseconds(values["received_at"]),
            applicant=_person(values),
            procedure=SlipProcedure(source.procedure.code, source.procedure.name),
            clerk=SlipClerk(source.clerk.full_name, source.clerk.position, source.clerk.phone),
            due_at=None if due_at is None else from_milliseconds(due_at),
            limit=TimeLimit.parse(str(values.get("limit") or LimitUnit.NONE)),
            documents=tuple(_document(item) for item in values.get("documents") or ()),
            sets=int(values.get("sets") or 1),
            organisation=_organisation(values.get("organisation")),
            submitter=_person(values["submitter"]) if values.get("submitter") else None,
            parties=tuple(_person(item) for item in values.get("parties") or ()),
            fee=_fee(source.procedure, source.collected),
            return_way=way if known_way else "",
            return_place=main_point if known_way else way,
            provisional=source.provisional,
            former_code=source.former_code,
            register=_register(values),
            practice=bool(values.get("practice")),
            replaces=replaces,
        )

    def _office(self, office: OfficeProfile, hours: OfficeHours) -> SlipOffice:
        return SlipOffice(
            header_lines=office.header,
            centre_name=office.centre_name,
            place_name=office.place_name,
            hotline=office.hotline,
            lookup_address=office.lookup_address,
            opening_hours=self.hours_text(hours),
        )


def acting_person(people: Iterable[Person], acting: Acting) -> Person:
    """Return who acts, whose name and phone stand on the paper. Raises DomainProblem ``clerk.unknown``."""
    for person in people:
        if person.id == acting.clerk:
            return person
    raise DomainProblem("clerk.unknown")


def _person(values: Mapping[str, Value]) -> SlipPerson:
    printed = {name: str(values.get(name) or "") for name in PERSON_FIELDS if name not in _NOT_PRINTED}
    return SlipPerson(role=str(values.get("role") or ""), **printed)


_NOT_PRINTED = {"sex", "ethnicity"}
"""Not among the fields of Mẫu 01: a slip shows no more about a citizen than it must."""


def _document(item: Mapping[str, Value]) -> SlipDocument:
    return SlipDocument(
        str(item.get("name") or ""),
        int(item.get("originals") or 0),
        int(item.get("copies") or 0),
        str(item.get("note") or ""),
    )


def _register(values: Mapping[str, Value]) -> SlipRegister | None:
    placed = book_number(values.get("book"), values.get("number"))
    return None if placed is None else SlipRegister(placed[0], str(placed[1]))


def _organisation(item: Mapping[str, Value] | None) -> SlipOrganisation | None:
    if not item:
        return None
    names = ("name", "tax_code", "address", "phone", "email")
    return SlipOrganisation(**{name: str(item.get(name) or "") for name in names})


def _fee(procedure: Procedure, collected: Iterable[Collection]) -> SlipFee:
    """Say what was taken; else what the catalogue is sure of: never 0 for a rate nobody has entered."""
    sums: dict[str, int] = {}
    freed: dict[str, None] = {}
    for line in (line for one in collected for line in one.lines):
        sums[line.name] = sums.get(line.name, 0) + (line.amount or 0)
        if line.exempt:
            freed[line.freed_as] = None
    paid = tuple(SlipFeeLine(name, amount) for name, amount in sums.items() if amount > 0)
    if paid:
        return SlipFee(FeeState.AMOUNT, paid, FeePayment.PAID, ", ".join(freed))
    if freed:
        return SlipFee(FeeState.EXEMPT, note=", ".join(freed))
    return SlipFee(FeeState.FREE if procedure.fee.kind is FeeKind.FREE else FeeState.NOT_CONFIGURED)
