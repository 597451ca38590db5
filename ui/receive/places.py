"""What the office knows of people and places: villages, points, neighbours, who goes first. No Qt in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.priorities import Priorities
from app.domain.text import begins_words, fold, word_line, words
from app.domain.units import FormerUnit, Unit, UnitMatch, Units
from app.domain.villages import Village, Villages
from app.localization.translate import _
from app.use_cases.desk import Desk
from app.use_cases.office_rules import POINT_SETTING, day_of
from ui.widgets.choice import Choice

_MOST = 30
_LEAST_TYPED = 2
"""Letters below which an address offers nothing: one letter begins too many names."""


@dataclass(slots=True)
class Places:
    """Filled on the `database` lane, replaced whole when the office changes something."""

    villages: Villages
    points: tuple[str, ...]
    point: str
    """Where this computer stands; empty when nobody said."""
    unit: str
    neighbours: tuple[Unit, ...]
    priorities: Priorities
    today: date

    def village_choices(self, typed: str) -> Sequence[Choice]:
        """Return villages that fit what was typed, each with how far it is."""
        if not typed.strip():
            return ()
        found = self.villages.search(typed)[:_MOST]
        return [Choice(one.name, one.name, _about(one)) for one in found]

    def commune_choices(self, typed: str) -> Sequence[Choice]:
        """Return the other communes of the province, found by present and former names."""
        wanted = words(fold(typed))
        return [
            Choice(unit.code, unit.name, ", ".join(former.name for former in unit.former))
            for unit in self.neighbours
            if begins_words(wanted, word_line(unit.name, *(former.name for former in unit.former)))
        ][:_MOST]

    def commune_choice(self, code: str) -> Choice | None:
        """Return the choice of a commune's code."""
        found = [unit for unit in self.neighbours if unit.code == code]
        return Choice(code, found[0].name) if found else None

    def suggested(self, born: str, village: str) -> tuple[str, ...]:
        """Return the priorities that follow from an age, and from a village marked as far."""
        found = self.villages.find(village)
        far = ("far",) if found is not None and found.far and "far" in self.priorities.codes else ()
        return (*self.priorities.of_age(born, self.today), *far)


def read_places(desk: Desk) -> Places:
    """Read them; on the `database` lane."""
    today = day_of(desk.clock.now().at)
    profile = desk.settings.in_force(today)
    return Places(
        villages=desk.villages.on(today),
        points=tuple(profile.get("points") or ()),
        point=str(desk.settings.device_settings().get(POINT_SETTING) or ""),
        unit=desk.this.unit,
        neighbours=desk.circumstances.neighbours(),
        priorities=desk.circumstances.tables.priorities,
        today=today,
    )


def address_choices(units: Units, typed: str) -> Sequence[Choice]:
    """Return whole addresses that what is typed last may become, former communes by their present name.

    ``Bản A, vàng đán`` becomes ``Bản A, xã Nà Bủng (xã Vàng Đán cũ), tỉnh Điện Biên``.
    """
    before, comma, last = typed.rpartition(",")
    wanted = last.strip()
    if len(wanted) < _LEAST_TYPED or (comma == "" and len(wanted.split()) > _LONGEST_NAME):
        return ()
    head = f"{before.strip()}, " if before.strip() else ""
    return [_whole(units, head, match) for match in units.search(wanted)[:_MOST]]


_LONGEST_NAME = 4
"""Words of the longest commune's name; more without a comma is no name of a commune."""


def _whole(units: Units, head: str, match: UnitMatch) -> Choice:
    unit = match.unit
    province = units.provinces[unit.province].name
    former = "" if match.former is None else f" ({_lower(match.former)} cũ)"
    written = f"{head}{_small(unit.name)}{former}, tỉnh {province}"
    district = "" if match.former is None else match.former.district
    return Choice(unit.code, written, district)


def _small(name: str) -> str:
    """Return a unit's name inside a sentence: ``xã Nà Bủng``."""
    return name[:1].lower() + name[1:]


def _lower(former: FormerUnit) -> str:
    return _small(former.name)


def _about(village: Village) -> str:
    parts = [
        _("{km} km").format(km=village.distance_km) if village.distance_km else "",
        _("{minutes} minutes on foot").format(minutes=village.minutes_walk) if village.minutes_walk else "",
        _("{minutes} minutes by motorbike").format(minutes=village.minutes_motorbike)
        if village.minutes_motorbike
        else "",
        _("{minutes} minutes by boat").format(minutes=village.minutes_boat) if village.minutes_boat else "",
        _("formerly {commune}").format(commune=village.former) if village.former else "",
    ]
    return " · ".join(part for part in parts if part)
