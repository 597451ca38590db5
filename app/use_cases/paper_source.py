"""What the papers of a dossier are made from, and what all of them say: office, person, procedure, clerk.

A record is plain finished data (`resources/papers/README.md`); how dates, codes and money are worded is the
template's business.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.acts import Act
from app.domain.dossier import Dossier
from app.domain.facts import Fact
from app.domain.identifiers import ClerkId
from app.domain.office import OfficeProfile
from app.domain.procedure import Procedure
from app.domain.text import fold
from app.use_cases.ports import Person

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PaperSource:
    """One dossier at the moment a paper of it is made."""

    dossier: Dossier
    facts: tuple[Fact, ...]
    """Those that count, in fold order."""
    acts: tuple[Act, ...]
    basis: Fact
    """The newest fact the paper tells of."""
    procedure: Procedure
    office: OfficeProfile
    hours: str
    """Opening hours in words."""
    people: Mapping[ClerkId, Person]
    clerk: Person
    """Who issues the paper: name and telephone stand on it (Đ9 k8)."""
    issued_at: int
    competent: str = ""
    """Name of the unit that decides, when it is not this one (Đ14 k2)."""
    slip: Mapping[str, Any] | None = None
    """The slip of the dossier, as a record, for papers that repeat it."""

    def said(self, name: str) -> Any:  # noqa: ANN401 - a field's value
        """Return what the basis says in a field, or None."""
        return (self.basis.fields or {}).get(name)

    def clerk_name(self, clerk: ClerkId | None) -> str:
        """Return a clerk's name; nothing for one this office does not know."""
        found = None if clerk is None else self.people.get(clerk)
        return found.full_name if found else ""


def at(moment: int | None) -> dict[str, int] | None:
    """Return a moment as a value of a record."""
    return None if moment is None else {"at": moment}


def word(code: object, table: str) -> dict[str, str]:
    """Return a code as a value of a record, worded by a table of the template."""
    return {"word": "" if code is None else str(code), "of": table}


def common_record(source: PaperSource) -> Record:
    """Return what every paper of a dossier may say."""
    dossier, office, values = source.dossier, source.office, source.dossier.values
    organisation = values.get("organisation") or {}
    submitter = values.get("submitter") or {}
    return {
        "code": dossier.code,
        "practice": bool(values.get("practice")),
        "provisional": dossier.provisional,
        "copy_number": 0,
        "values": {
            "number": source.said("number"),
            "book": source.said("book"),
            "place": office.place_name,
            "centre": office.centre_name,
            "hotline": office.hotline,
            "lookup": office.lookup_address,
            "hours": source.hours,
            "issued_at": at(source.issued_at),
            "full_name": dossier.full_name,
            "id_kind": word(values.get("id_kind"), "id_kinds"),
            "id_number": values.get("id_number"),
            "address": address(values),
            "phone": values.get("phone"),
            "email": values.get("email"),
            "organisation": organisation.get("name"),
            "submitter": submitter.get("full_name"),
            "procedure": source.procedure.name,
            "procedure_code": source.procedure.code,
            "sets": values.get("sets"),
            "received_at": at(dossier.received_at),
            "due_at": at(dossier.due_at),
            "agency": source.competent or (office.header[0] if office.header else office.centre_name),
            "clerk": source.clerk.full_name,
            "clerk_position": source.clerk.position,
            "clerk_phone": source.clerk.phone or office.hotline,
        },
        "lists": {"header": list(office.header)},
        "tables": {},
    }


def address(values: Mapping[str, Any]) -> str:
    """Return village and address on one line, the village once."""
    written, village = str(values.get("address") or ""), str(values.get("village") or "")
    if village and fold(village) not in fold(written):
        return f"{village}, {written}" if written else village
    return written
