"""What is asked for when a dossier is received: the JSON line of DESIGN §6, read strictly."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.facts import MAX_FACT_BYTES, Value
from app.domain.moments import parse_moment, to_milliseconds
from app.domain.problems import DomainProblem
from app.use_cases.dossier_fields import (
    DOSSIER_READERS,
    PERSON_READERS,
    REF,
    Reader,
    flag_reader,
    read_field,
    text_reader,
)

_ROOM = MAX_FACT_BYTES - 1_024
"""What names and papers may take of a fact; the rest is for code, dates, versions and the envelope."""
_MAY_BE_LONG = ("parties", "fields", "note", "organisation", "submitter", "helpers")
_FEW_PAPERS = 2
"""A request without the fields above and with so few papers fits, however long each of its texts is."""

_CODE_CHARS = 40


@dataclass(frozen=True, slots=True)
class ReceptionRequest:
    """One dossier to receive, clean and complete.

    ``values`` are fields of the fact (`app.domain.kinds`), absent ones left out. ``received_at`` is in
    milliseconds, None for now. ``due_at`` is a moment or a day the clerk typed. ``unknown`` names keys
    this program does not know; their values were kept in ``fields``. Without ``accept`` it is registered
    only: nothing is promised before somebody has looked through it.
    """

    procedure: str
    values: Mapping[str, Value]
    received_at: int | None = None
    due_at: datetime | date | None = None
    ref: str | None = None
    unknown: tuple[str, ...] = ()
    accept: bool = True
    imported: bool = False
    """It was received long ago elsewhere: the appointment then printed holds, also one after the limit."""

    @classmethod
    def from_record(cls, record: object) -> "ReceptionRequest":
        """Read a decoded JSON object.

        Raises DomainProblem ``field.*``, ``text.*``, ``moment.*`` or ``birth_date.*`` with ``field``, the
        name of the wrong field as the writer of the line wrote it (``applicant.full_name``); and
        ``reception.not_an_object`` or ``reception.too_long``.
        """
        if type(record) is not dict:
            raise DomainProblem("reception.not_an_object")
        found: dict[str, Value] = {}
        for name, value in record.items():
            if name == "accept":
                read_field({"accept": flag_reader}, name, value, found)
            elif name != "applicant":
                read_field(REQUEST_READERS, name, value, found)
        applicant = _applicant(record.get("applicant"))
        if "procedure" not in found:
            raise DomainProblem("field.missing", field="procedure")
        procedure, received_at = found.pop("procedure"), found.pop("received_at", None)
        due_at, ref = found.pop("due_at", None), found.pop("ref", None)
        accept = found.pop("accept", True)
        unknown = _set_apart(found, applicant)
        values = {"sets": 1, "channel": "direct", **applicant, **found}
        if ref is not None:
            values["ref"] = ref
        _refuse_too_long(values)
        return cls(procedure, values, received_at, due_at, ref, unknown, accept)


def read_due(text: str) -> datetime | date:
    """Read an appointed time: a moment, or a day alone, which means the end of its office hours."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return parse_moment(text)


def _received_at(value: object) -> Value:
    text = _MOMENT(value)
    return None if text is None else to_milliseconds(parse_moment(text))


def _due_at(value: object) -> Value:
    text = _MOMENT(value)
    return None if text is None else read_due(text)


_MOMENT = text_reader(40)

REQUEST_READERS: dict[str, Reader] = {
    **DOSSIER_READERS,
    "procedure": text_reader(_CODE_CHARS),
    "received_at": _received_at,
    "due_at": _due_at,
    "ref": REF,
}


def _applicant(record: object) -> dict[str, Value]:
    if type(record) is not dict:
        code = "field.missing" if record is None else "field.not_an_object"
        raise DomainProblem(code, field="applicant.full_name")
    found: dict[str, Value] = {}
    try:
        for name, value in record.items():
            read_field(PERSON_READERS, name, value, found)
    except DomainProblem as problem:
        details = {**problem.details, "field": f"applicant.{problem.details['field']}"}
        raise DomainProblem(problem.code, **details) from None
    if "full_name" not in found:
        raise DomainProblem("field.missing", field="applicant.full_name")
    return found


def _set_apart(found: dict[str, Value], applicant: dict[str, Value]) -> tuple[str, ...]:
    """Move what nobody declared into ``fields``, so that nothing sent is dropped; return the names."""
    if found.keys() <= REQUEST_READERS.keys() and applicant.keys() <= PERSON_READERS.keys():
        return ()
    strange = {name: found.pop(name) for name in list(found) if name not in REQUEST_READERS}
    for name in [name for name in applicant if name not in PERSON_READERS]:
        strange[f"applicant.{name}"] = applicant.pop(name)
    found["fields"] = {**strange, **(found.get("fields") or {})}
    return tuple(strange)


def _refuse_too_long(values: Mapping[str, Value]) -> None:
    """Refuse, before a number is taken, what could not stand in one fact."""
    papers = values.get("documents")
    short = (papers is None or len(papers) <= _FEW_PAPERS) and values.keys().isdisjoint(_MAY_BE_LONG)
    if not short and _weight(values) > _ROOM:
        raise DomainProblem("reception.too_long", limit=MAX_FACT_BYTES)


def _weight(value: Value) -> int:
    """Return how many bytes a value takes at most once encoded."""
    if isinstance(value, str):
        return len(value.encode()) + 3
    if isinstance(value, Mapping):
        return 3 + sum(_weight(name) + _weight(item) for name, item in value.items())
    if isinstance(value, list):
        return 3 + sum(map(_weight, value))
    return 9
