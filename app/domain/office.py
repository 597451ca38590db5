"""The profile of an office: what its papers say about it, with what can be known before anybody typed it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from app.domain.problems import DomainProblem
from app.domain.units import Province, Unit

_CENTRE = "Trung tâm Phục vụ hành chính công"
_COMMITTEE = "Ủy ban nhân dân"

_NEEDED_ON_A_SLIP = ("header", "centre_name", "place_name", "hotline", "lookup_address", "points")


@dataclass(frozen=True, slots=True)
class OfficeProfile:
    """The profile in force on one day; the facts `office.profile_set` date every field by itself.

    Fields carry the names of those facts. What is empty was not entered yet.
    """

    code: str
    """Five-digit code of the commune."""
    office_name: str = ""
    """Inside a sentence: ``xã Thanh Nưa``."""
    province: str = ""
    header: tuple[str, ...] = ()
    """Letterhead, superior unit first (NĐ 30/2020)."""
    centre_name: str = ""
    """Inside a sentence: ``Trung tâm Phục vụ hành chính công xã Thanh Nưa`` (NĐ 118/2025 Đ7 k3)."""
    place_name: str = ""
    """Before the date of papers: the name of the commune (NĐ 30/2020)."""
    hotline: str = ""
    lookup_address: str = ""
    points: tuple[str, ...] = ()
    """Reception points with their addresses, the main one first (điểm tiếp nhận, NĐ 118/2025 Đ7 k3)."""

    @classmethod
    def of_unit(cls, unit: Unit, province: Province) -> "OfficeProfile":
        """Return what follows from the commune alone; hotline and addresses are left to be entered."""
        kind = unit.name.removesuffix(unit.short_name)
        office_name = kind.lower() + unit.short_name
        return cls(
            code=unit.code,
            office_name=office_name,
            province=province.name,
            header=(f"{_COMMITTEE} {unit.name}".upper(), _CENTRE.upper()),
            centre_name=f"{_CENTRE} {office_name}",
            place_name=unit.short_name,
        )

    def with_values(self, values: Mapping[str, object]) -> "OfficeProfile":
        """Return the profile with the values of facts over it; values of other names are not its concern.

        Raises DomainProblem ``profile.unreadable`` (`field`).
        """
        stated: dict[str, Any] = {name: _read(name, values[name]) for name in _STATED if values.get(name)}
        return replace(self, **stated)

    def values(self) -> dict[str, str | list[str]]:
        """Return the fields that say something, as facts hold them."""
        stated = {name: getattr(self, name) for name in _STATED}
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in stated.items()
            if value
        }

    def missing_for_slip(self) -> tuple[str, ...]:
        """Name the fields without which a slip would leave the citizen without an answer."""
        return tuple(name for name in _NEEDED_ON_A_SLIP if not getattr(self, name))


_LISTS = frozenset({"header", "points"})
_STATED = tuple(each.name for each in fields(OfficeProfile) if each.name not in {"code", "province"})


def _read(name: str, value: object) -> str | tuple[str, ...]:
    if name not in _LISTS and isinstance(value, str):
        return value
    if name in _LISTS and isinstance(value, list | tuple) and all(isinstance(line, str) for line in value):
        return tuple(value)
    raise DomainProblem("profile.unreadable", field=name)
