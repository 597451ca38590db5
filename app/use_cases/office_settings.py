"""The office profile (letterhead, points, phones, hours) and the settings of this device."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from app.domain.facts import FactDraft
from app.domain.identifiers import Subject
from app.domain.problems import DomainProblem
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.ports import Acting, Office


class Definition(Protocol):
    """One declared setting (`app.settings.definition.Setting`)."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def default(self) -> Any:  # noqa: ANN401 - what a setting holds depends on the setting
        """What holds while nothing was entered."""

    def read(self, value: object) -> Any:  # noqa: ANN401 - the same
        """Return what is kept of what was typed; raises DomainProblem with `field`."""


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One value of the profile and the day from which it holds."""

    name: str
    valid_from: date
    value: Any


class OfficeSettings:
    """Reads and changes what the office says of itself, and how this device behaves."""

    def __init__(
        self, office: Office, profile: Iterable[Definition], device_settings: Iterable[Definition]
    ) -> None:
        """Work on an office with the declared fields."""
        self._office = office
        self._profile = {definition.name: definition for definition in profile}
        self._device = {definition.name: definition for definition in device_settings}

    def in_force(self, on: date) -> dict[str, Any]:
        """Return every field of the profile as it stands on a day."""
        with self._office.reading() as reading:
            held = reading.profile(on)
        return {name: held.get(name, definition.default) for name, definition in self._profile.items()}

    def rows(self) -> list[ProfileRow]:
        """Return all values ever entered, with their days."""
        with self._office.reading() as reading:
            return [ProfileRow(*row) for row in reading.profile_rows()]

    def enter(
        self, fields: Mapping[str, object], valid_from: date, acting: Acting
    ) -> Outcome[dict[str, Any]]:
        """Enter fields of the profile that hold from a day on; what holds already is left out.

        Raises DomainProblem ``setting.unknown`` (`field`) and what the field's own reader raises.
        """
        read = {name: self._definition(self._profile, name).read(value) for name, value in fields.items()}
        with self._office.writing(acting) as tx:
            held = {(name, day): value for name, day, value in tx.profile_rows()}
            new = {
                name: value for name, value in read.items() if held.get((name, valid_from), _NEVER) != value
            }
            if new:
                named = {f"{name}@{valid_from.isoformat()}": value for name, value in new.items()}
                subject = Subject(self._office.scope)
                tx.record(
                    FactDraft("office.profile_set", subject, acting.at, named, None, acting.clock_offset)
                )
        return Outcome(new, Changes(profile=bool(new), delivery=bool(new)))

    def device_settings(self) -> dict[str, Any]:
        """Return the settings of this device."""
        with self._office.reading() as reading:
            held = {name: reading.setting(name) for name in self._device}
        return {name: self._device[name].default if value is None else value for name, value in held.items()}

    def set_on_device(self, name: str, value: object, acting: Acting) -> Outcome[Any]:
        """Set one setting of this device. Raises as `enter`."""
        read = self._definition(self._device, name).read(value)
        with self._office.writing(acting) as tx:
            tx.set_setting(name, read)
        return Outcome(read, Changes(settings=frozenset({name})))

    def is_profile_field(self, name: str) -> bool:
        """Whether a name is a field of the profile, rather than a setting of the device."""
        return name in self._profile

    @staticmethod
    def _definition(declared: Mapping[str, Definition], name: str) -> Definition:
        if name not in declared:
            raise DomainProblem("setting.unknown", field=name[:60])
        return declared[name]


_NEVER = object()
"""What no field ever held; None is a value."""
