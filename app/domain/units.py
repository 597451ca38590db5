"""Provinces and communes since 1 July 2025, and the units they were made from.

Old names stay in use for years: on identity cards, in addresses, in people's mouths. So every search and
every look-up by name also knows the former communes.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.certainty import Certainty
from app.domain.problems import DomainProblem
from app.domain.records import Record, read_rows
from app.domain.text import begins_words, fold, sort_key, word_line, words

_KINDS = ("xã ", "phường ", "thị trấn ", "đặc khu ")


def without_kind(name: str) -> str:
    """Return a unit's name without the word for its kind: "Xã Thanh Nưa" is Thanh Nưa, "Phường 1" stays."""
    name = unicodedata.normalize("NFC", name).strip()
    for kind in _KINDS:
        rest = name[len(kind) :]
        if name.lower().startswith(kind) and not rest.isdigit():
            return rest
    return name


@dataclass(frozen=True, slots=True)
class Province:
    """A province. `identifier` is its part of unit identifiers (QĐ 20/2020/QĐ-TTg): H35 for Lai Châu."""

    code: str
    name: str
    identifier: str
    identifier_certainty: Certainty

    @classmethod
    def from_record(cls, record: Record) -> "Province":
        """Read one row. Raises DomainProblem ``record.bad_field``."""
        return cls(
            code=record.text("code", max_chars=2),
            name=record.text("name"),
            identifier=record.text("identifier", max_chars=3),
            identifier_certainty=record.certainty(),
        )


@dataclass(frozen=True, slots=True)
class FormerUnit:
    """A commune of before the merger. `partial`: it was split between several of today's communes."""

    code: str
    name: str
    district: str
    province: str
    partial: bool

    @classmethod
    def from_record(cls, record: Record) -> "FormerUnit":
        """Read one entry. Raises DomainProblem ``record.bad_field``."""
        return cls(
            code=record.text("code", max_chars=5),
            name=record.text("name"),
            district=record.optional_text("district"),
            province=record.optional_text("province"),
            partial=record.flag("partial"),
        )


@dataclass(frozen=True, slots=True)
class Unit:
    """A commune, ward or special zone (xã, phường, đặc khu) of today."""

    code: str
    """Five digits, with leading zero."""
    name: str
    """With its kind: ``Xã Thanh Nưa``."""
    province: str
    """Code of the province."""
    former: tuple[FormerUnit, ...]
    valid_from: date
    source: str
    certainty: Certainty

    @classmethod
    def from_record(cls, record: Record) -> "Unit":
        """Read one row. Raises DomainProblem ``record.bad_field``."""
        return cls(
            code=record.text("code", max_chars=5),
            name=record.text("name"),
            province=record.text("province", max_chars=2),
            former=record.each("former", FormerUnit.from_record),
            valid_from=record.day("valid_from"),
            source=record.optional_text("source"),
            certainty=record.certainty(),
        )

    @property
    def short_name(self) -> str:
        """The name without its kind: ``Thanh Nưa``."""
        return without_kind(self.name)


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """A commune found by a search, and the former commune through which it was found, if so."""

    unit: Unit
    former: FormerUnit | None = None

    @property
    def name(self) -> str:
        """The name it was found by."""
        return self.unit.name if self.former is None else self.former.name


class Units:
    """All provinces and communes of the data file."""

    def __init__(self, provinces: Iterable[Province], units: Iterable[Unit], *, version: str) -> None:
        """Index by code. Raises DomainProblem ``units.code_twice`` or ``units.unknown_province`` (`unit`)."""
        self.version = version
        self.provinces = {province.code: province for province in provinces}
        self._units: dict[str, Unit] = {}
        for unit in units:
            if unit.code in self._units:
                raise DomainProblem("units.code_twice", unit=unit.code)
            if unit.province not in self.provinces:
                raise DomainProblem("units.unknown_province", unit=unit.code)
            self._units[unit.code] = unit
        own = [UnitMatch(unit) for unit in self._units.values()]
        taken_in = [UnitMatch(unit, former) for unit in self._units.values() for former in unit.former]
        # Names of today first: the first match of a commune is the one that is shown.
        self._matches = [
            (word_line(match.name, (match.former or match.unit).code), match) for match in (*own, *taken_in)
        ]

    @classmethod
    def from_json(cls, data: object, *, version: str) -> "Units":
        """Read the data file ``{"provinces": […], "units": […]}``.

        Raises DomainProblem ``table.missing``, ``table.bad_row``, ``units.code_twice`` or
        ``units.unknown_province``.
        """
        tables = data if isinstance(data, Mapping) else {}
        provinces = read_rows("provinces", tables.get("provinces"), Province.from_record)
        return cls(provinces, read_rows("units", tables.get("units"), Unit.from_record), version=version)

    def __len__(self) -> int:
        """Count the communes."""
        return len(self._units)

    def find(self, code: str) -> Unit | None:
        """Return the commune with this five-digit code, or None."""
        return self._units.get(code)

    def of_province(self, code: str) -> tuple[Unit, ...]:
        """Return the communes of a province in the order of the Vietnamese alphabet."""
        found = [unit for unit in self._units.values() if unit.province == code]
        return tuple(sorted(found, key=lambda unit: sort_key(unit.short_name)))

    def former_names(self) -> frozenset[str]:
        """Return the folded names, without their kind, of the communes of before the merger."""
        every = (former.name for unit in self._units.values() for former in unit.former)
        return frozenset(fold(without_kind(name)).strip() for name in every)

    def search(self, typed: str) -> tuple[UnitMatch, ...]:
        """Return communes of which the name or code, or that of a former commune, begins as typed.

        Each commune once; those found by their own name come first.
        """
        wanted = words(fold(typed))
        return _once(match for line, match in self._matches if begins_words(wanted, line))

    def by_name(self, name: str) -> tuple[UnitMatch, ...]:
        """Return the communes that bear exactly this name, or took in a former commune that bore it.

        The kind may be left out. Marks and capitals count only where they tell two names apart.
        """
        bare = without_kind(name)
        same = [match for _, match in self._matches if fold(without_kind(match.name)) == fold(bare)]
        exact = [match for match in same if without_kind(match.name).lower() == bare.lower()]
        return _once(exact or same)


def _once(matches: Iterable[UnitMatch]) -> tuple[UnitMatch, ...]:
    """Return the first match of each commune."""
    found: dict[str, UnitMatch] = {}
    for match in matches:
        found.setdefault(match.unit.code, match)
    return tuple(found.values())
