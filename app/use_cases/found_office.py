"""Found an office on this device: its first clerk, and what its papers can say from the first day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.domain.facts import FactDraft
from app.domain.identifiers import ClerkId, Subject
from app.use_cases.manage_people import ManagePeople, NewClerk
from app.use_cases.ports import Acting, KeySlots, Office, Person

FIRST_DAY = date(2025, 7, 1)
"""From when the first profile holds: communes exist as they are since this day (NQ 202/2025/QH15)."""


class FoundOffice:
    """Writes the first facts of an office."""

    def __init__(self, office: Office, keys: KeySlots) -> None:
        """Work on a new office."""
        self._office = office
        self._people = ManagePeople(office, keys)

    def __call__(self, profile: Mapping[str, Any], first: NewClerk, passphrase: str, at: int) -> Person:
        """Register the first clerk and enter what follows from the commune alone.

        Raises DomainProblem ``passphrase.too_short`` (`least`) and those of the clerk's fields.
        """
        nobody = Acting(ClerkId(bytes(16)), "", at)
        person = self._people.register(first, passphrase, nobody).value
        named = {f"{name}@{FIRST_DAY.isoformat()}": value for name, value in profile.items()}
        if named:
            with self._office.writing(Acting(person.id, person.roles[0], at)) as tx:
                tx.record(FactDraft("office.profile_set", Subject(self._office.scope), at, named))
        return person
