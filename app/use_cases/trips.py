"""One trip instead of three: results for one person, household or village returned on one day.

People in the mountains walk for hours to the counter. Whoever returns or receives something sees what else
is ready or soon due for the same people, and a day on which all of it can be fetched or brought.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.domain.identifiers import Subject
from app.domain.lifecycle import Status
from app.domain.moments import from_milliseconds
from app.domain.problems import DomainProblem
from app.domain.text import fold, sort_key
from app.domain.villages import Village, Villages, village_key
from app.use_cases.office_rules import OfficeRules, RulesInForce
from app.use_cases.ports import Office, Papers, Reading
from app.use_cases.ports_ledger import ReportRow

PAPER = "trip"
SOON_DAYS = 10
"""Results due within so many days can wait for each other, or be waited for."""
_OWED = frozenset({Status.RECEIVED, Status.PROCESSING, Status.OBLIGATION, Status.DONE})


@dataclass(frozen=True, slots=True)
class TripResult:
    """One result that is ready, or due soon. ``due`` None: no appointed day."""

    subject: Subject
    code: str
    full_name: str
    village: str
    address: str
    phone: str
    procedure: str
    due: date | None
    ready: bool


@dataclass(frozen=True, slots=True)
class Together:
    """What can go in one trip, and the day from which all of it can. ``why``: person, household, village."""

    why: str
    results: tuple[TripResult, ...]
    day: date


@dataclass(frozen=True, slots=True)
class VillageTrip:
    """What a field officer can bring to one village."""

    name: str
    village: Village | None
    results: tuple[TripResult, ...]
    day: date

    @property
    def ready(self) -> int:
        """How many results can be taken along today."""
        return sum(result.ready for result in self.results)


class PlanTrips:
    """Finds results that belong together."""

    def __init__(self, office: Office, rules: OfficeRules, papers: Papers, *, practice: bool) -> None:
        """Work on an office."""
        self._practice = practice
        self._papers = papers
        self._office = office
        self._rules = rules

    def with_dossier(self, subject: Subject, now_ms: int) -> tuple[Together, ...]:
        """Return what else can go with a dossier: for the same person, household and village, in that order.

        Each result once, under the nearest reason. Raises DomainProblem ``dossier.unknown``.
        """
        with self._office.reading() as reading:
            dossier = reading.dossier(subject)
            if dossier is None:
                raise DomainProblem("dossier.unknown")
            stated = dossier.values
            return self._together(reading, now_ms, _Person.of(stated), leave_out=subject)

    def for_person(self, stated: Mapping[str, object], now_ms: int) -> tuple[Together, ...]:
        """Return what can go with a dossier that is being received for a person, named as in a request."""
        with self._office.reading() as reading:
            return self._together(reading, now_ms, _Person.of(stated), leave_out=None)

    def villages(self, now_ms: int, name: str = "") -> list[VillageTrip]:
        """Return every village with results ready or due soon, the most results first; or the one named."""
        with self._office.reading() as reading:
            rules = self._rules.read(reading)
            known = rules.villages(from_milliseconds(now_ms).date())
            groups: dict[str, list[ReportRow]] = {}
            for row in _owed(reading, now_ms):
                key = village_key(row.village)
                if key and (not name or key == village_key(name)):
                    groups.setdefault(key, []).append(row)
            trips = [_trip(rows, known, now_ms, rules) for rows in groups.values()]
        return sorted(trips, key=lambda trip: (-trip.ready, -len(trip.results), sort_key(trip.name)))

    def draw_paper(self, record: Mapping[str, Any]) -> bytes:
        """Draw the list for one village. Touches no database: belongs into the lane of documents."""
        return self._papers.draw(PAPER, record)

    def paper_record(self, village: str, now_ms: int) -> dict[str, Any]:
        """Return what stands on the list for one village, for whoever goes there.

        Raises DomainProblem ``trips.nothing`` when nothing is ready or due soon.
        """
        trips = self.villages(now_ms, village)
        if not trips:
            raise DomainProblem("trips.nothing", village=village)
        trip, today = trips[0], from_milliseconds(now_ms).date()
        with self._office.reading() as reading:
            profile, rules = reading.profile(today), self._rules.read(reading)
            rows = [_cells(place, one, rules, today) for place, one in enumerate(trip.results, 1)]
        known = trip.village or Village(trip.name)
        values = {
            "village": trip.name,
            "day": {"day": trip.day.isoformat()},
            "place": str(profile.get("place_name") or ""),
            "issued_at": {"at": now_ms},
            "distance": str(known.distance_km or ""),
            "walk": str(known.minutes_walk or ""),
            "motorbike": str(known.minutes_motorbike or ""),
            "boat": str(known.minutes_boat or ""),
        }
        return {
            "values": values,
            "lists": {"header": list(profile.get("header") or ())},
            "tables": {"results": rows},
            "practice": self._practice,
        }

    def _together(
        self, reading: Reading, now_ms: int, person: "_Person", leave_out: Subject | None
    ) -> tuple[Together, ...]:
        groups: dict[str, list[ReportRow]] = {"person": [], "household": [], "village": []}
        for row in _owed(reading, now_ms):
            why = "" if row.subject == leave_out else person.shares(row)
            if why:
                groups[why].append(row)
        rules = self._rules.read(reading)
        return tuple(
            Together(why, _results(rows), _common_day(rows, now_ms, rules))
            for why, rows in groups.items()
            if rows
        )


@dataclass(frozen=True, slots=True)
class _Person:
    """What tells whether two dossiers concern the same people."""

    name: str
    born: str
    village: str
    address: str
    phone: str

    @classmethod
    def of(cls, stated: Mapping[str, object]) -> "_Person":
        def text(name: str) -> str:
            return str(stated.get(name) or "")

        return cls(
            fold(text("full_name")).strip(),
            text("birth_date"),
            village_key(text("village")),
            fold(text("address")).strip(),
            text("phone"),
        )

    def shares(self, row: ReportRow) -> str:
        """Return what a row has in common with this person; empty for nothing."""
        village, address = village_key(row.village), fold(row.address).strip()
        same_place = bool((village and village == self.village) or (address and address == self.address))
        same_birth = bool(self.born and self.born == row.birth_date)
        contradicts = bool(self.born and row.birth_date and self.born[:4] != row.birth_date[:4])
        same_name = bool(self.name) and fold(row.full_name).strip() == self.name
        if same_name and not contradicts and (same_birth or same_place):
            return "person"
        # In a village without house numbers a household is known by its one telephone.
        if self.phone and self.phone == row.phone:
            return "household"
        return "village" if village and village == self.village else ""


def _owed(reading: Reading, now_ms: int) -> Iterable[ReportRow]:
    """Yield dossiers whose result is ready, or due soon."""
    last = from_milliseconds(now_ms).date() + timedelta(days=SOON_DAYS)
    for row in reading.report_rows(now_ms + 1, now_ms + 1):
        if row.status not in _OWED or row.voided:
            continue
        soon = row.due_at is not None and from_milliseconds(row.due_at).date() <= last
        if row.status == Status.DONE or soon:
            yield row


def _results(rows: Iterable[ReportRow]) -> tuple[TripResult, ...]:
    found = [
        TripResult(
            row.subject,
            row.code,
            row.full_name,
            row.village,
            row.address,
            row.phone,
            row.procedure,
            None if row.due_at is None else from_milliseconds(row.due_at).date(),
            row.status == Status.DONE,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (not one.ready, one.due or date.max, sort_key(one.full_name))))


def _cells(place: int, one: TripResult, rules: RulesInForce, today: date) -> list[Any]:
    """Return one row of the list: who, what, by which code, ready or due when, and room to sign."""
    found = rules.catalogue.find(one.procedure, today)
    name = one.procedure if found is None else found.short_name
    due = "" if one.due is None else {"day": one.due.isoformat()}
    return [str(place), one.full_name, name, one.code, one.phone, "×" if one.ready else "", due, ""]


def _common_day(rows: Sequence[ReportRow], now_ms: int, rules: RulesInForce) -> date:
    """Return the first day on which all results are there: the last appointed day of those not ready.

    Appointed days are working days already; where all is ready, or late, it is the next day worked.
    """
    today = from_milliseconds(now_ms).date()
    waited_for = [
        from_milliseconds(row.due_at).date()
        for row in rows
        if row.status != Status.DONE and row.due_at is not None
    ]
    return rules.calendar.working_day_from(max([*waited_for, today]))


def _trip(rows: Sequence[ReportRow], known: Villages, now_ms: int, rules: RulesInForce) -> VillageTrip:
    village = known.find(rows[0].village)
    name = rows[0].village if village is None else village.name
    return VillageTrip(name, village, _results(rows), _common_day(rows, now_ms, rules))
