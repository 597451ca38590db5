"""Fields of a fact as values in their places: the payload, and the personal part that can be erased.

Values stand in the order of `app.domain.kinds`, or, for a kind that tells changes, in a map from place
(or name) to value.
"""

from collections.abc import Mapping
from typing import Any

from app.domain.facts import Value
from app.domain.kinds import Kind
from app.domain.problems import DomainProblem
from sync.protocol.packing import is_count, unpack

_MAX_DEPTH = 8
"""Lists and maps inside each other; what is nested deeper counts as unknown."""


def split_fields(kind: Kind, fields: Mapping[str, Value]) -> tuple[Any, Any]:
    """Sort fields into the open and the personal part, positional or as changes."""
    known = {*kind.open_fields, *kind.personal_fields}
    if kind.changes:
        strange = set() if kind.free_names else fields.keys() - known
        opened = {_place(kind.open_fields, n): v for n, v in fields.items() if n not in kind.personal_fields}
        personal = {kind.personal_fields.index(n): v for n, v in fields.items() if n in kind.personal_fields}
        opened_values: Any = opened
        personal_values: Any = personal
    else:
        strange = fields.keys() - known
        opened_values = _positional(kind.open_fields, fields)
        personal_values = _positional(kind.personal_fields, fields)
    if strange:
        raise DomainProblem("fact.unknown_field", kind=kind.name, field=min(strange))
    return opened_values, personal_values


def _place(names: tuple[str, ...], name: str) -> int | str:
    return names.index(name) if name in names else name


def _positional(names: tuple[str, ...], fields: Mapping[str, Value]) -> list[Value]:
    values = [fields.get(name) for name in names]
    while values and values[-1] is None:
        values.pop()
    return values


def read_values(
    kind: Kind, payload: bytes, personal: bytes | None
) -> tuple[str | None, dict[str, Value] | None, frozenset[str]]:
    """Read step and fields of a known kind; a payload that does not fit its kind counts as unknown."""
    try:
        step, opened = unpack(payload)
        nothing: Value = {} if kind.changes else []
        hidden = nothing if personal is None else unpack(personal)
    except (ValueError, TypeError):
        return None, None, frozenset()
    fields = _named(kind, kind.open_fields, opened)
    personal_fields = _named(kind, kind.personal_fields, hidden)
    if fields is None or personal_fields is None or not (step is None or isinstance(step, str)):
        return None, None, frozenset()
    return step, {**fields, **personal_fields}, frozenset(personal_fields)


def _named(kind: Kind, names: tuple[str, ...], values: object) -> dict[str, Value] | None:
    """Give values their names. Places beyond the names we know came from a newer program: left unread."""
    if _too_deep(values, _MAX_DEPTH):
        return None
    if isinstance(values, list) and not kind.changes:
        return {name: value for name, value in zip(names, values, strict=False) if value is not None}
    if not isinstance(values, dict) or not kind.changes:
        return None
    named: dict[str, Value] = {}
    for place, value in values.items():
        if isinstance(place, str) and kind.free_names:
            named[place] = value
        elif is_count(place) and place < len(names):
            named[names[place]] = value
    return named


def _too_deep(value: object, allowed: int) -> bool:
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list):
        return False
    return allowed == 0 or any(_too_deep(item, allowed - 1) for item in value)
