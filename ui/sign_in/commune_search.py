"""Offers communes by any part of their present or a former name, with or without marks. No Qt in it."""

from collections.abc import Sequence

from app.domain.units import UnitMatch, Units
from ui.widgets.choice import Choice

_MOST = 40


class CommuneSearch:
    """Turns what the data finds into lines to choose from."""

    def __init__(self, units: Units) -> None:
        """Search the communes of the shipped data."""
        self.units = units

    def __call__(self, typed: str) -> Sequence[Choice]:
        """Return communes of that present name first, then those into which one of that name was merged."""
        if not typed.strip():
            return ()
        return [self._choice(match) for match in self.units.search(typed)[:_MOST]]

    def _choice(self, match: UnitMatch) -> Choice:
        unit = match.unit
        former = sorted(unit.former, key=lambda one: one is not match.former)
        names = ", ".join(one.name for one in former)
        province = self.units.provinces[unit.province].name
        return Choice(unit.code, unit.name, f"{province} · {names}" if names else province)
