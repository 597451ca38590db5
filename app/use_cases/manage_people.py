"""The people of the office: who may sign in, whose name and phone stand on papers."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.facts import FactDraft, Value
from app.domain.identifiers import ClerkId, Subject, new_uuid7
from app.domain.problems import DomainProblem
from app.domain.text import fold
from app.use_cases.dossier_fields import NAME, Reader, read_field, text_reader
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.ports import Acting, KeySlots, Office, Person
from app.use_cases.take_step import clerk_named

RECEPTION, PROCESSING, APPROVAL, RETURN, ADMINISTRATION = (
    "reception",
    "processing",
    "approval",
    "return",
    "administration",
)
ROLES = (RECEPTION, PROCESSING, APPROVAL, RETURN, ADMINISTRATION)
"""Roles (vai trò) of DOMAIN §3.4; in a small commune one person holds them all."""

LEAST_PASSPHRASE = 4
"""Characters below which a passphrase is refused anywhere; the window asks for more."""

_READERS: dict[str, Reader] = {
    "full_name": NAME,
    "position": text_reader(120),
    "phone": text_reader(60),
    "work": text_reader(160),
}


@dataclass(frozen=True, slots=True)
class NewClerk:
    """Who is to be registered."""

    full_name: str
    position: str = ""
    phone: str = ""
    roles: tuple[str, ...] = ROLES
    work: str = ""


class ManagePeople:
    """Registers clerks, changes what papers say of them, and lets them in or no more."""

    def __init__(self, office: Office, keys: KeySlots) -> None:
        """Work on an office and the passphrases that open it."""
        self._office = office
        self._keys = keys

    def all(self) -> list[Person]:
        """Return all clerks, active ones first."""
        with self._office.reading() as reading:
            return reading.people()

    def named(self, name: str) -> Person:
        """Return an active clerk by name or id. Raises ``clerk.unknown``, ``clerk.ambiguous``."""
        return clerk_named(self.all(), name)

    def register(self, new: NewClerk, passphrase: str, acting: Acting) -> Outcome[Person]:
        """Register a clerk with a passphrase of their own.

        One who is registered already, on another counter of the office, gets a passphrase for this one.
        Raises DomainProblem ``clerk.exists``, ``passphrase.too_short`` (`least`) or those of the fields.
        """
        secret = read_passphrase(passphrase)
        stated = {"full_name": new.full_name, "position": new.position, "phone": new.phone, "work": new.work}
        fields = _read(stated)
        if "full_name" not in fields:
            raise DomainProblem("field.missing", field="full_name")
        name: str = fields["full_name"]
        clerk = ClerkId(new_uuid7(acting.at))
        with self._office.writing(acting) as tx:
            known = [p.id for p in tx.people() if p.active and fold(p.full_name) == fold(name)]
            if any(one in self._keys.holders() for one in known):
                raise DomainProblem("clerk.exists")
            if known:
                clerk = known[0]
            else:
                told = {**fields, "active": True, "roles": list(new.roles)}
                subject = Subject(clerk)
                tx.record(FactDraft("clerk.registered", subject, acting.at, told, None, acting.clock_offset))
        # After the commit: a passphrase that lets in nobody would be worse than a clerk still without one.
        self._keys.add(clerk, name, secret)
        return Outcome(self._person(clerk), Changes(people=True, delivery=True))

    def change(self, clerk: ClerkId, fields: Mapping[str, object], acting: Acting) -> Outcome[Person]:
        """Change what is said of a clerk, or the roles. Raises ``clerk.unknown``, and those of the fields."""
        told = _read(fields)
        roles = fields.get("roles")
        if isinstance(roles, list | tuple):
            told["roles"] = [role for role in ROLES if role in roles]
        with self._office.writing(acting) as tx:
            if not any(person.id == clerk for person in tx.people()):
                raise DomainProblem("clerk.unknown")
            tx.record(FactDraft("clerk.changed", Subject(clerk), acting.at, told, None, acting.clock_offset))
        return Outcome(self._person(clerk), Changes(people=True, delivery=True))

    def remove(self, clerk: ClerkId, acting: Acting) -> Outcome[None]:
        """Let a clerk in no more; what they did keeps their name.

        Raises DomainProblem ``clerk.unknown``, or ``clerk.last`` for the only one who can open the office.
        """
        if self._keys.holders() <= {clerk}:
            raise DomainProblem("clerk.last")
        with self._office.writing(acting) as tx:
            if not any(person.id == clerk and person.active for person in tx.people()):
                raise DomainProblem("clerk.unknown")
            told = {"active": False}
            tx.record(FactDraft("clerk.changed", Subject(clerk), acting.at, told, None, acting.clock_offset))
        self._keys.remove(clerk)
        return Outcome(None, Changes(people=True, delivery=True))

    def new_passphrase(self, clerk: Person, passphrase: str) -> None:
        """Give a clerk another passphrase. Raises DomainProblem ``passphrase.too_short`` (`least`)."""
        self._keys.add(clerk.id, clerk.full_name, read_passphrase(passphrase))

    def _person(self, clerk: ClerkId) -> Person:
        return next(person for person in self.all() if person.id == clerk)


def read_passphrase(typed: str) -> str:
    """Return a passphrase the same whatever keyboard wrote it (NFC).

    Raises DomainProblem ``passphrase.too_short`` (`least`).
    """
    secret = unicodedata.normalize("NFC", typed)
    if len(secret) < LEAST_PASSPHRASE:
        raise DomainProblem("passphrase.too_short", least=LEAST_PASSPHRASE)
    return secret


def _read(fields: Mapping[str, object]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name in _READERS:
        read_field(_READERS, name, fields.get(name), found)
    return found
