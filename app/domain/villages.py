"""Villages of a commune (thôn, bản, tổ dân phố): no national list exists, every office keeps its own."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.problems import DomainProblem
from app.domain.records import Record
from app.domain.text import begins_words, fold, sort_key, word_line, words

_KINDS = ("bản ", "thôn ", "xóm ", "buôn ", "làng ", "tổ dân phố ", "tdp ", "tổ ", "khu phố ")
_MOST_KM, _MOST_MINUTES = 500, 5_000
_NAME_CHARS = 120


def village_key(name: str) -> str:
    """Return what two spellings of one village have in common: ``Bản Bồ Hóng`` and ``bồ hóng`` are one."""
    name = unicodedata.normalize("NFC", name).strip()
    for kind in _KINDS:
        rest = name[len(kind) :].strip()
        # "Tổ 3" and "Bản 2" keep their kind: a bare number names nothing.
        if name.lower().startswith(kind) and rest and not rest.isdigit():
            name = rest
            break
    return " ".join(words(fold(name)))


@dataclass(frozen=True, slots=True)
class Village:
    """One village as the office knows it. Distances to the reception point, 0 km for not stated.

    ``former``: the commune it belonged to before the merger (xã cũ). ``difficult``: specially difficult
    (đặc biệt khó khăn), which matters for fee exemptions; the official lists were not looked up.
    """

    name: str
    distance_km: int = 0
    minutes_walk: int = 0
    minutes_motorbike: int = 0
    minutes_boat: int = 0
    far: bool = False
    border: bool = False
    difficult: bool = False
    former: str = ""

    @classmethod
    def from_record(cls, record: Record) -> "Village":
        """Read one village. Raises DomainProblem ``record.bad_field`` (`field`, `reason`)."""
        return cls(
            name=record.text("name", max_chars=_NAME_CHARS),
            distance_km=record.optional_number("distance_km", least=0, most=_MOST_KM) or 0,
            minutes_walk=record.optional_number("minutes_walk", least=0, most=_MOST_MINUTES) or 0,
            minutes_motorbike=record.optional_number("minutes_motorbike", least=0, most=_MOST_MINUTES) or 0,
            minutes_boat=record.optional_number("minutes_boat", least=0, most=_MOST_MINUTES) or 0,
            far=record.flag("far"),
            border=record.flag("border"),
            difficult=record.flag("difficult"),
            former=record.optional_text("former", max_chars=_NAME_CHARS),
        )

    def to_record(self) -> dict[str, Any]:
        """Return what facts keep; what is not stated is left out."""
        stated: Mapping[str, Any] = {
            "name": self.name,
            "distance_km": self.distance_km,
            "minutes_walk": self.minutes_walk,
            "minutes_motorbike": self.minutes_motorbike,
            "minutes_boat": self.minutes_boat,
            "far": self.far,
            "border": self.border,
            "difficult": self.difficult,
            "former": self.former,
        }
        return {name: value for name, value in stated.items() if value}

    @property
    def key(self) -> str:
        """What it is found by."""
        return village_key(self.name)


class Villages:
    """The villages of an office on one day, by name as people write it."""

    def __init__(self, villages: Iterable[Village] = ()) -> None:
        """Index by key; of two with one key the later one counts."""
        by_key = {village.key: village for village in villages}
        self.all = tuple(sorted(by_key.values(), key=lambda one: sort_key(one.name)))
        self._by_key = by_key
        self._lines = [(word_line(one.name, one.former), one) for one in self.all]

    def __len__(self) -> int:
        """Count them."""
        return len(self.all)

    def find(self, name: str) -> Village | None:
        """Return the village of a name in any spelling, with or without its kind; None when unknown."""
        return self._by_key.get(village_key(name)) if name else None

    def search(self, typed: str) -> tuple[Village, ...]:
        """Return villages of which a word, or one of the former commune's name, begins as typed."""
        wanted = words(fold(typed))
        return tuple(village for line, village in self._lines if begins_words(wanted, line))

    def of_former(self, commune: str) -> tuple[Village, ...]:
        """Return the villages of a former commune, its name written with or without its kind and marks."""
        wanted = fold(commune).strip()
        return tuple(one for one in self.all if one.former and fold(one.former) == wanted)


def read_villages(rows: object) -> Villages:
    """Read stored villages; one that cannot be read is left out, the others stay usable."""
    found = []
    for row in rows if isinstance(rows, list | tuple) else ():
        try:
            found.append(Village.from_record(Record(row)))
        except DomainProblem:
            continue
    return Villages(found)
