"""The people on a slip in words: owner, organisation, who brought the dossier, second parties."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.documents.wording import Wording
from app.domain.slip import Slip
from app.domain.slip_parts import SlipOrganisation, SlipPerson
from app.domain.text import fold


@dataclass(frozen=True, slots=True)
class Field:
    """A label with its value; a strong value is what a hurried eye looks for."""

    label: str
    value: str
    strong: bool = False


Row = tuple[Field, ...]
"""Fields that follow each other on one line as far as they fit."""


class SlipPeople:
    """Puts people into rows of fields."""

    def __init__(self, words: Wording, *, upper_case: bool) -> None:
        """Keep the wording; `upper_case` is the usual way to print the names of those concerned."""
        self._words = words
        self._upper_case = upper_case

    def rows(self, slip: Slip) -> tuple[Row, ...]:
        """Return the rows of everybody on the slip, the owner of the dossier first."""
        return tuple(row for row in self._all_rows(slip) if row)

    def name(self, person: SlipPerson) -> str:
        """Return a person's name as it is printed among those concerned."""
        if self._upper_case:
            return self._words.capitals(person.full_name)
        return self._words.clean(person.full_name)

    def _all_rows(self, slip: Slip) -> Iterator[Row]:
        text = self._words.text
        if slip.organisation:
            yield from self._organisation(slip.organisation)
        label = text("representative") if slip.organisation else text("applicant")
        owner = Field(label, self.name(slip.applicant), strong=True)
        yield (owner, *self._identity(slip.applicant))
        yield (*self._address(slip.applicant), *self._reached(slip.applicant))
        if slip.submitter:
            yield (
                Field(text("submitter"), self.name(slip.submitter), strong=True),
                *self._role(slip.submitter),
                *self._others(slip.submitter),
            )
        for party in slip.parties:
            yield (Field(self._party_label(party), self.name(party), strong=True), *self._others(party))

    def _organisation(self, organisation: SlipOrganisation) -> Iterator[Row]:
        words = self._words
        name = Field(words.text("organisation"), words.clean(organisation.name), strong=True)
        tax_code = self._field("tax_code", words.clean(organisation.tax_code))
        yield (name, *tax_code)
        yield (
            *self._field("address", words.clean(organisation.address)),
            *self._field("phone", words.phone(organisation.phone)),
            *self._field("email", words.clean(organisation.email)),
        )

    def _others(self, person: SlipPerson) -> Row:
        """Everything about somebody who is not the owner, in one row to save room."""
        return (*self._identity(person), *self._reached(person), *self._address(person))

    def _identity(self, person: SlipPerson) -> Row:
        return (*self._field("birth", self._words.birth(person.birth_date)), *self._id_number(person))

    def _id_number(self, person: SlipPerson) -> Row:
        words = self._words
        number = words.clean(person.id_number)
        if not number:
            return ()
        if words.knows("id_kinds", person.id_kind):
            return (Field(words.code("id_kinds", person.id_kind), number),)
        kind = words.clean(person.id_kind)
        return self._field("id_number", f"{number} ({kind})" if kind else number)

    def _address(self, person: SlipPerson) -> Row:
        address, village = self._words.clean(person.address), self._words.clean(person.village)
        if village and fold(village) not in fold(address):
            address = f"{village}, {address}" if address else village
        return self._field("address", address)

    def _reached(self, person: SlipPerson) -> Row:
        phone, email = self._words.phone(person.phone), self._words.clean(person.email)
        return (*self._field("phone", phone), *self._field("email", email))

    def _role(self, person: SlipPerson) -> Row:
        return self._field("relation", self._words.code("relations", person.role))

    def _party_label(self, party: SlipPerson) -> str:
        words = self._words
        if words.knows("party_roles", party.role):
            return words.code("party_roles", party.role)
        role = words.clean(party.role)
        # Cleaned again: a capital may lie outside the fonts when its small letter does not (µ).
        return f"{words.clean(role[0].upper())}{role[1:]}:" if role else words.text("party")

    def _field(self, label: str, value: str) -> Row:
        return (Field(self._words.text(label), value),) if value else ()
