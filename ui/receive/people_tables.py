"""What the fields of a person are helped by: ethnic groups to choose from, former communes to recognise."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.code_tables import EthnicGroups
from app.domain.units import Units
from app.localization.translate import _
from ui.receive.places import Places, address_choices
from ui.widgets.choice import Choice


@dataclass(frozen=True, slots=True)
class PeopleTables:
    """The shipped lists a form needs. No Qt in it."""

    ethnic_groups: EthnicGroups
    units: Units
    held: list[Places] = field(default_factory=list)
    """What the office itself knows; one entry once an office is open (`keep`)."""

    @property
    def places(self) -> Places | None:
        """What the office knows of villages, points and neighbours; None before it is read."""
        return self.held[0] if self.held else None

    def keep(self, places: Places) -> None:
        """Take what was read of the office; called on the GUI thread."""
        self.held[:] = [places]

    def village_choices(self, typed: str) -> Sequence[Choice]:
        """Return villages that fit what was typed."""
        return self.places.village_choices(typed) if self.places is not None else ()

    def address_choices(self, typed: str) -> Sequence[Choice]:
        """Return addresses that what was typed may become."""
        return address_choices(self.units, typed)

    def ethnic_choices(self, typed: str) -> Sequence[Choice]:
        """Return the ethnic groups that fit, local ones first."""
        return [Choice(group.code, group.name) for group in self.ethnic_groups.search(typed)]

    def ethnic_choice(self, stored: str) -> Choice | None:
        """Return the choice of a stored code or name."""
        group = self.ethnic_groups.find(stored) if stored else None
        return None if group is None else Choice(group.code, group.name)

    def address_hint(self, address: str) -> str:
        """Say which commune of today a former one named in an address belongs to; empty when none is."""
        for part in (piece.strip() for piece in address.split(",")):
            if not part:
                continue
            matches = self.units.by_name(part)
            if any(match.former is None for match in matches):
                continue
            names = sorted({match.unit.name for match in matches})
            if names:
                return _("{former} is today part of {present}.").format(former=part, present=", ".join(names))
        return ""
