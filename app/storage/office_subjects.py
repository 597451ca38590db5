"""What is known of the office itself: its people, its profile, the procedures published to it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from app.domain.facts import Value
from app.domain.identifiers import ClerkId, Subject
from app.domain.kinds import Family
from app.domain.text import sort_key
from app.storage.database import Connection
from app.storage.views import load_state
from app.use_cases.ports import Person

_LISTED = "SELECT subject FROM listed_subject WHERE family = ? ORDER BY subject"


def subjects_of(connection: Connection, family: Family) -> list[Subject]:
    """Return the subjects of a family that have facts here."""
    return [Subject(subject) for (subject,) in connection.execute(_LISTED, (family.value,))]


def people(connection: Connection) -> list[Person]:
    """Return all clerks, active ones first, by given name."""
    found = [_person(connection, subject) for subject in subjects_of(connection, Family.CLERK)]
    return sorted(found, key=lambda person: (not person.active, sort_key(person.full_name), person.id))


def profile_rows(connection: Connection) -> list[tuple[str, date, Any]]:
    """Return every effective-dated profile value: (field, valid from, value), oldest first."""
    rows: list[tuple[str, date, Any]] = []
    for subject in subjects_of(connection, Family.OFFICE):
        for dated_name, held in load_state(connection, subject).view().values.items():
            name, _, day = dated_name.rpartition("@")
            valid_from = _day(day)
            if name and valid_from is not None:
                rows.append((name, valid_from, held.value))
    return sorted(rows, key=lambda row: (row[1], row[0]))


def profile(connection: Connection, on: date) -> dict[str, Any]:
    """Return the office profile in force on a day: field → value. A cleared field is left out."""
    in_force = {name: value for name, valid_from, value in profile_rows(connection) if valid_from <= on}
    return {name: value for name, value in in_force.items() if value is not None}


def published_procedures(connection: Connection) -> list[dict[str, Any]]:
    """Return the procedure records that facts have published, those of one procedure in fold order."""
    return list(_records(connection))


def calendar_changes(connection: Connection) -> dict[date, dict[str, Any]]:
    """Return what facts say of single days over the shipped calendar; a day that was cleared is left out."""
    told: dict[date, dict[str, Any]] = {}
    for subject in subjects_of(connection, Family.CALENDAR):
        for name, held in load_state(connection, subject).view().values.items():
            day = _day(name)
            if day is not None and isinstance(held.value, dict):
                told[day] = held.value
    return told


def _records(connection: Connection) -> Iterator[dict[str, Any]]:
    for subject in subjects_of(connection, Family.PROCEDURE):
        state = load_state(connection, subject)
        facts = {fact.id: fact for fact in state.facts}
        for fact in (facts[number] for number in state.view().trail):
            record = (fact.fields or {}).get("record")
            if fact.kind == "procedure.published" and isinstance(record, dict):
                yield record


def _person(connection: Connection, subject: Subject) -> Person:
    view = load_state(connection, subject).view()
    roles = view.value("roles")
    return Person(
        id=ClerkId(subject),
        full_name=_text(view.value("full_name")),
        position=_text(view.value("position")),
        phone=_text(view.value("phone")),
        roles=tuple(str(role) for role in roles) if isinstance(roles, list | tuple) else (),
        active=view.value("active") is not False,
        work=_text(view.value("work")),
    )


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
