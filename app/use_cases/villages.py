"""The villages of the office: entered one by one, or taken from a table; each holds from a day on.

Every village is a field of the office profile of its own, so that two people who enter different villages
never stand in each other's way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.facts import FactDraft
from app.domain.identifiers import Subject
from app.domain.problems import DomainProblem
from app.domain.text import clean
from app.domain.villages import Village, Villages, read_villages
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.ports import Acting, Office, Transaction
from app.use_cases.village_table import read_table

FIELD = "village/"
"""How the fields of the profile that hold a village begin; its key follows."""

_IN_ONE_FACT = 50
"""So many fit into one fact with room to spare."""


@dataclass(frozen=True, slots=True)
class VillagesEntered:
    """What entering changed: how many are new or different, how many hold no more, how many stay."""

    changed: int
    removed: int
    same: int


def villages_in(profile: Mapping[str, Any]) -> Villages:
    """Return the villages of a profile in force on some day."""
    return read_villages([value for name, value in profile.items() if name.startswith(FIELD)])


class KeepVillages:
    """Reads and enters the villages of an office."""

    def __init__(self, office: Office) -> None:
        """Work on an office."""
        self._office = office

    def on(self, day: date) -> Villages:
        """Return the villages as they stand on a day."""
        with self._office.reading() as reading:
            return villages_in(reading.profile(day))

    def enter(
        self, villages: Iterable[Village], valid_from: date, acting: Acting, *, only: bool = False
    ) -> Outcome[VillagesEntered]:
        """Enter villages that hold from a day on; ``only``: those not named hold no more.

        Raises DomainProblem ``villages.twice`` (`village`) when two have one name, and those of text.
        """
        wanted = _by_key(villages)
        with self._office.writing(acting) as tx:
            held = {name: value for name, value in tx.profile(valid_from).items() if name.startswith(FIELD)}
            records: dict[str, Any] = {f"{FIELD}{key}": one.to_record() for key, one in wanted.items()}
            new = {name: record for name, record in records.items() if held.get(name) != record}
            gone = [name for name in held if only and name not in records]
            _write(tx, self._office, {**new, **dict.fromkeys(gone)}, valid_from, acting)
        entered = VillagesEntered(len(new), len(gone), len(records) - len(new))
        changed = bool(new or gone)
        return Outcome(entered, Changes(profile=changed, delivery=changed))

    def import_table(self, text: str, valid_from: date, acting: Acting) -> Outcome[VillagesEntered]:
        """Take villages from a table (CSV); those of former tables stay.

        All rows or none. Raises DomainProblem ``villages.*`` with `row` (counted from 1, the heading being
        row 1), `field` and `reason`.
        """
        return self.enter(read_table(text), valid_from, acting)


def _by_key(villages: Iterable[Village]) -> dict[str, Village]:
    found: dict[str, Village] = {}
    for village in villages:
        clean(village.name, max_chars=120)
        if not village.key:
            raise DomainProblem("field.missing", field="village")
        if village.key in found:
            raise DomainProblem("villages.twice", village=village.name)
        found[village.key] = village
    return found


def _write(
    tx: Transaction, office: Office, fields: Mapping[str, Any], valid_from: date, acting: Acting
) -> None:
    subject = Subject(office.scope)
    named = [(f"{name}@{valid_from.isoformat()}", value) for name, value in sorted(fields.items())]
    for start in range(0, len(named), _IN_ONE_FACT):
        some = dict(named[start : start + _IN_ONE_FACT])
        tx.record(FactDraft("office.profile_set", subject, acting.at, some, None, acting.clock_offset))
