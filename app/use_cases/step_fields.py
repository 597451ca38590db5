"""The fields of the steps: what may be typed into each, read strictly, and how a form asks for it."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.facts import Value
from app.domain.lifecycle import Step
from app.domain.problems import DomainProblem
from app.domain.text import fold
from app.use_cases.dossier_fields import (
    NAME,
    Reader,
    choice_reader,
    flag_reader,
    list_reader,
    located,
    object_reader,
    text_reader,
    whole_reader,
)
from app.use_cases.reception_request import read_due

RETURNED_TO = ("applicant", "submitter", "authorised", "post")
"""To whom a result is handed (Đ6: a representative brings an authorisation paper)."""

MAX_MISSING = 40
MAX_RESULTS = 20
MAX_AMOUNT = 10**12
"""Đồng; the largest amount asked for at a counter stays far below."""


class Input(StrEnum):
    """How a form asks for a field."""

    CLERK = "clerk"
    """A clerk of the office: the id, or the name as one types it."""
    TEXT = "text"
    LINES = "lines"
    """A text of several lines."""
    LIST = "list"
    """A list of texts, each on a line of its own."""
    RESULTS = "results"
    """A list of papers with ``name`` and ``number``."""
    DAY = "day"
    """A day, which means the end of its office hours, or a moment; written as in ISO 8601."""
    AMOUNT = "amount"
    """Whole đồng."""
    FLAG = "flag"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class StepField:
    """One field of a step. ``most`` is the number of characters, entries or đồng; ``choices`` are codes."""

    name: str
    input: Input
    most: int = 0
    choices: tuple[str, ...] = ()


_REASON_CHARS = 1_000
_LONG = 500
_NAME_CHARS = 200

FIELDS: dict[str, StepField] = {
    field.name: field
    for field in (
        StepField("holder", Input.CLERK),
        StepField("note", Input.LINES, _REASON_CHARS),
        StepField("reason", Input.LINES, _REASON_CHARS),
        StepField("missing", Input.LIST, MAX_MISSING),
        StepField("due_at", Input.DAY),
        StepField("eligible", Input.FLAG),
        StepField("agency", Input.TEXT, _NAME_CHARS),
        StepField("content", Input.LINES, _REASON_CHARS),
        StepField("answer_due_at", Input.DAY),
        StepField("amount", Input.AMOUNT, MAX_AMOUNT),
        StepField("document_number", Input.TEXT, 60),
        StepField("results", Input.RESULTS, MAX_RESULTS),
        StepField("returned_to_kind", Input.CHOICE, choices=RETURNED_TO),
        StepField("returned_to", Input.TEXT, _NAME_CHARS),
        StepField("authorisation", Input.TEXT, _LONG),
        StepField("fingerprint", Input.FLAG),
        StepField("witness", Input.TEXT, _NAME_CHARS),
        StepField("place", Input.TEXT, _NAME_CHARS),
        StepField("papers_returned", Input.LINES, _REASON_CHARS),
        StepField("fee_treatment", Input.LINES, _LONG),
        StepField("agreed", Input.FLAG),
        StepField("cause", Input.LINES, _REASON_CHARS),
        StepField("costs", Input.LINES, _LONG),
    )
}
"""Every field that a step of the table may have, by its name."""


def fields_of(step: Step) -> tuple[StepField, ...]:
    """Return the fields of a step in the order of the table; ``step.required`` names those never empty."""
    return tuple(FIELDS[name] for name in step.fields)


def read_fields(
    step: Step, given: Mapping[str, object], clerk: Callable[[object], Value]
) -> dict[str, Value]:
    """Read what was stated for a step; what is empty counts as not stated.

    Days and moments come out as ``date`` or ``datetime``: the hours of a day are the office's to know.
    ``clerk`` finds a clerk. Raises DomainProblem ``step.unknown_field`` (`field`, `allowed`),
    ``field.missing`` for one that is required, and those of the fields, each with `field`.
    """
    stated: dict[str, Value] = {}
    for name, value in given.items():
        if name not in step.fields:
            raise DomainProblem("step.unknown_field", field=name[:40], allowed=", ".join(step.fields))
        if value is None or value == "":
            continue
        try:
            read = clerk(value) if name == "holder" else _READERS[name](value)
        except DomainProblem as problem:
            raise located(problem, name) from None
        if read is not None:
            stated[name] = read
    for name in step.required:
        if name not in stated:
            raise DomainProblem("field.missing", field=name)
    return stated


def typed_fields(pairs: Iterable[tuple[str, str]]) -> dict[str, object]:
    """Turn what a person typed (``missing=…``) into what `read_fields` takes.

    A list is given by naming its field several times, or as JSON; a result as ``name | number``. Names
    that no field has come through as they are, to be refused there.
    """
    found: dict[str, object] = {}
    for name, text in pairs:
        field = FIELDS.get(name)
        value = text if field is None else _FROM_TEXT.get(field.input, _as_is)(text)
        if isinstance(value, list) and isinstance(found.get(name), list):
            value = [*_list(found[name]), *value]
        found[name] = value
    return found


_TRUE = {"1", "true", "yes", "y", "co", "x"}
_FALSE = {"0", "false", "no", "n", "khong"}


def _as_is(text: str) -> object:
    return text


def _flag_typed(text: str) -> object:
    word = fold(text).strip()
    return True if word in _TRUE else False if word in _FALSE else text


def _amount_typed(text: str) -> object:
    """Read ``1.250.000`` and ``1 250 000 đ``; anything else stays text and is refused as such."""
    digits = fold(text).strip().removesuffix("d").replace(".", "").replace(" ", "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < len(str(2**63)) else text


def _list_typed(text: str) -> object:
    decoded = _decoded_list(text)
    return decoded if decoded is not None else [line for line in text.splitlines() if line.strip()]


def _results_typed(text: str) -> object:
    decoded = _decoded_list(text)
    if decoded is not None:
        return decoded
    found = []
    for line in text.splitlines():
        name, _bar, number = line.partition("|")
        if line.strip():
            found.append({"name": name.strip(), "number": number.strip()})
    return found


def _decoded_list(text: str) -> list[object] | None:
    if not text.lstrip().startswith("["):
        return None
    try:
        decoded = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return decoded if isinstance(decoded, list) else None


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


_FROM_TEXT: dict[Input, Callable[[str], object]] = {
    Input.FLAG: _flag_typed,
    Input.AMOUNT: _amount_typed,
    Input.LIST: _list_typed,
    Input.RESULTS: _results_typed,
}


def _day(value: object) -> Value:
    """Read a day or a moment; a form may hand over a moment it holds."""
    if isinstance(value, datetime):
        return value
    text = _DAY_TEXT(value)
    return None if text is None else read_due(text)


_DAY_TEXT = text_reader(40)
_RESULT = object_reader({"name": NAME, "number": text_reader(60)}, "name")


def _named(value: object) -> Value:
    """Read one entry of a list, which is a text of its own and never empty."""
    read = text_reader(_LONG)(value)
    if read is None:
        raise DomainProblem("field.missing")
    return read


def _result(value: object) -> Value:
    """Read a result: its name, and its number where it has one. Anything else about it is refused."""
    if type(value) is dict and not value.keys() <= {"name", "number"}:
        raise DomainProblem("field.unknown_value", allowed="name, number")
    read = _RESULT(value)
    if read is None:
        raise DomainProblem("field.missing")
    return read


_OF_INPUT: dict[Input, Callable[[StepField], Reader]] = {
    Input.TEXT: lambda field: text_reader(field.most),
    Input.LINES: lambda field: text_reader(field.most, lines=True),
    Input.LIST: lambda field: list_reader(_named, field.most),
    Input.RESULTS: lambda field: list_reader(_result, field.most),
    Input.DAY: lambda _field: _day,
    Input.AMOUNT: lambda field: whole_reader(1, field.most),
    Input.FLAG: lambda _field: flag_reader,
    Input.CHOICE: lambda field: choice_reader(*field.choices),
}
_READERS: dict[str, Reader] = {
    name: _OF_INPUT[field.input](field) for name, field in FIELDS.items() if field.input is not Input.CLERK
}
