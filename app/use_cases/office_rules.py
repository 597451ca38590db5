"""The rules this office works by: shipped data, the province's corrections, and the office's own hours."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from app.domain.calendar import WorkCalendar
from app.domain.calendar_changes import DayChange, changed_calendar
from app.domain.catalogue import Catalogue
from app.domain.deadline_rules import DeadlineRules
from app.domain.deadlines import Appointment, Rule, appointment, due_and_rule
from app.domain.effective import in_force
from app.domain.moments import from_milliseconds
from app.domain.office_hours import OfficeHours
from app.domain.problems import DomainProblem
from app.domain.procedure import Procedure
from app.domain.records import Record
from app.domain.step_terms import TermRules
from app.domain.time_limit import TimeLimit
from app.domain.villages import Villages
from app.use_cases.ports import Reading
from app.use_cases.villages import villages_in

HOURS_FIELD = "hours"
"""Field of the office profile that holds the opening hours."""

POINT_SETTING = "reception.point"
"""Setting of the device that names the reception point where it stands (điểm tiếp nhận)."""

_VERSION_DIGITS = 12


@dataclass(frozen=True, slots=True)
class ShippedRules:
    """What came with the program."""

    catalogue: Catalogue
    calendar: WorkCalendar
    deadline_rules: tuple[DeadlineRules, ...]


@dataclass(slots=True)
class RulesInForce:
    """The rules during one look at the office. Whatever day is asked for is kept for the next dossier."""

    catalogue: Catalogue
    calendar: WorkCalendar
    _deadline_rules: tuple[DeadlineRules, ...]
    _reading: Reading | None
    _hours: dict[date, OfficeHours] = field(default_factory=dict)
    _procedures: dict[tuple[str, date], Procedure] = field(default_factory=dict)
    _entered: list[tuple[date, Any]] | None = None
    """Opening hours as entered, each with its first day; read when first asked for."""
    _villages: dict[date, Villages] = field(default_factory=dict)

    def procedure(self, code: str, on: date) -> Procedure:
        """Return a procedure as it stands on a day.

        Raises DomainProblem ``procedure.unknown``, or ``procedure.not_in_force`` (`day`, `first`) for one
        that the catalogue knows, but not on that day.
        """
        found = self._procedures.get((code, on)) or self.catalogue.find(code, on)
        if found is not None:
            self._procedures[code, on] = found
            return found
        rows = [row for row in self.catalogue.rows if row.code == code]
        if not rows:
            raise DomainProblem("procedure.unknown", field="procedure")
        first = min(row.valid_from for row in rows)
        raise DomainProblem(
            "procedure.not_in_force", field="procedure", day=on.isoformat(), first=first.isoformat()
        )

    def hours(self, on: date) -> OfficeHours:
        """Return the office hours of a day: the office's own, else the ones the rules assume.

        Raises DomainProblem ``deadline_rules.none_in_force`` (`day`).
        """
        found = self._hours.get(on)
        if found is None:
            found = self._hours[on] = self._hours_on(on)
        return found

    def appointment(self, received_at: datetime, limit: TimeLimit) -> Appointment:
        """Return when the result is due, with the days that made it (DOMAIN §1.4 R1-R5)."""
        return appointment(received_at, limit, self.calendar, self.hours(received_at.date()))

    def due(self, received_at: datetime, limit: TimeLimit) -> tuple[datetime | None, Rule]:
        """Return when the result is due and by which rule, without the days that made it."""
        return due_and_rule(received_at, limit, self.calendar, self.hours(received_at.date()))

    def figures(self, on: date) -> DeadlineRules:
        """Return the figures of the deadline rules. Raises ``deadline_rules.none_in_force`` (`day`)."""
        found = in_force(self._deadline_rules, on)
        if found is None:
            raise DomainProblem("deadline_rules.none_in_force", day=on.isoformat())
        return found

    def terms(self, on: date) -> TermRules:
        """Return what the terms of a step taken on a day are computed with."""
        return TermRules(self.calendar, self.figures(on), self.hours)

    def villages(self, on: date) -> Villages:
        """Return the villages the office knows on a day."""
        found = self._villages.get(on)
        if found is None:
            profile = {} if self._reading is None else self._reading.profile(on)
            found = self._villages[on] = villages_in(profile)
        return found

    def point(self) -> str:
        """Return the reception point at which this device stands; empty when nobody said."""
        said = None if self._reading is None else self._reading.setting(POINT_SETTING)
        return said if isinstance(said, str) else ""

    def _hours_on(self, on: date) -> OfficeHours:
        rules = self.figures(on)
        if self._entered is None:
            rows = [] if self._reading is None else self._reading.profile_rows()
            self._entered = [(day, value) for name, day, value in rows if name == HOURS_FIELD]
        own = max((row for row in self._entered if row[0] <= on), key=lambda row: row[0], default=(on, None))[
            1
        ]
        return OfficeHours.from_record(Record(own), cut_off=rules.cut_off) if own else rules.default_hours


class OfficeRules:
    """Puts the shipped rules and what facts say over them together; the merged catalogue is kept."""

    def __init__(self, shipped: ShippedRules) -> None:
        """Begin with what came with the program."""
        self._shipped = shipped
        self._published: list[dict[str, Any]] = []
        self._catalogue = shipped.catalogue
        self._changes: dict[date, dict[str, Any]] = {}
        self._calendar = shipped.calendar

    def shipped(self) -> RulesInForce:
        """Return the rules of an office that has entered nothing."""
        return RulesInForce(
            self._shipped.catalogue, self._shipped.calendar, self._shipped.deadline_rules, None
        )

    def read(self, reading: Reading) -> RulesInForce:
        """Return the rules as they stand in one look at the office."""
        published = reading.published_procedures()
        if published != self._published:
            self._catalogue = self._corrected(published)
            self._published = published
        changes = reading.calendar_changes()
        if changes != self._changes:
            self._calendar = self.calendar_with(changes)
            self._changes = changes
        return RulesInForce(self._catalogue, self._calendar, self._shipped.deadline_rules, reading)

    def calendar_with(self, changes: Mapping[date, Mapping[str, Any]]) -> WorkCalendar:
        """Return the shipped calendar with changes over it; its version names both."""
        shipped = self._shipped.calendar
        read = {day: DayChange.from_value(day, value) for day, value in changes.items()}
        counting = {day: change for day, change in read.items() if change is not None}
        if not counting:
            return shipped
        told = [(day.isoformat(), change.value()) for day, change in sorted(counting.items())]
        return changed_calendar(shipped, counting, version=_version(shipped.version, told))

    def _corrected(self, published: list[dict[str, Any]]) -> Catalogue:
        """Return the shipped catalogue with corrections; its version names shipped and corrected rows."""
        shipped = self._shipped.catalogue
        if not published:
            return shipped
        version = _version(shipped.version, published)
        return shipped.merged_with(map(Procedure.from_record, published), version=version)


def _version(shipped: str, told: object) -> str:
    """Name what shipped data and the facts over it come to."""
    content = json.dumps([shipped, told], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:_VERSION_DIGITS]


def day_of(milliseconds: int) -> date:
    """Return the local day of a moment."""
    return from_milliseconds(milliseconds).date()
