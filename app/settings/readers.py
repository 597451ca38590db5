"""How the value of a setting is read: from what a person typed, or from what was kept."""

import json
import re
from collections.abc import Mapping

from app.domain.office_hours import WEEKDAYS, parse_sessions
from app.domain.problems import DomainProblem
from app.domain.text import clean
from app.settings.definition import Read

_WEEKDAYS_WORKED = WEEKDAYS[:5]
_MAX_LINES = 12
_DAY_OF_HOURS = re.compile(rf"({'|'.join(WEEKDAYS)})\s*[:=]?\s*(.*)")
_WORDS_FOR_TRUE, _WORDS_FOR_FALSE = {"yes", "true", "1", "on", "có"}, {"no", "false", "0", "off", "không"}


def text(max_chars: int) -> Read:
    """Return a reader of one line of text."""

    def read(value: object) -> str:
        if not isinstance(value, str):
            raise DomainProblem("field.not_text")
        return clean(value, max_chars=max_chars)

    return read


def lines(max_chars: int) -> Read:
    """Return a reader of several lines; typed with line breaks or with ``|`` between them."""

    def read(value: object) -> list[str]:
        parts = re.split(r"[|\n]", value) if isinstance(value, str) else value
        if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
            raise DomainProblem("field.not_text")
        if len(parts) > _MAX_LINES:
            raise DomainProblem("field.too_many", most=_MAX_LINES, given=len(parts))
        cleaned = (clean(part, max_chars=max_chars) for part in parts)
        return [part for part in cleaned if part]

    return read


def choice(*allowed: str) -> Read:
    """Return a reader of one of a few words."""

    def read(value: object) -> str:
        if value not in allowed:
            raise DomainProblem("field.unknown_value", allowed=", ".join(allowed))
        return str(value)

    return read


def whole(least: int, most: int) -> Read:
    """Return a reader of a whole number within bounds."""

    def read(value: object) -> int:
        if isinstance(value, str) and re.fullmatch(r"-?\d{1,12}", value.strip()):
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            raise DomainProblem("field.not_a_whole_number")
        if value < least:
            raise DomainProblem("field.too_small", least=least)
        if value > most:
            raise DomainProblem("field.too_large", most=most)
        return value

    return read


def flag(value: object) -> bool:
    """Read yes or no."""
    if isinstance(value, bool):
        return value
    typed = value.strip().lower() if isinstance(value, str) else ""
    if typed not in _WORDS_FOR_TRUE | _WORDS_FOR_FALSE:
        raise DomainProblem("field.unknown_value", allowed="yes, no")
    return typed in _WORDS_FOR_TRUE


def hours(value: object) -> dict[str, str]:
    """Read opening hours as `app.domain.office_hours.OfficeHours.from_record` takes them.

    ``07:00-11:30, 13:30-17:00`` stands for Monday to Friday; ``mon 07:00-11:30; sat 07:30-11:30`` names
    the days; a record names them too. Raises DomainProblem ``hours.unreadable`` or ``hours.never_open``.
    """
    if isinstance(value, str) and value.lstrip().startswith("{"):
        try:
            value = json.loads(value)
        except ValueError:
            raise DomainProblem("hours.unreadable") from None
    days = _days_typed(value) if isinstance(value, str) else value
    if not isinstance(days, Mapping):
        raise DomainProblem("hours.unreadable")
    read = {day: ", ".join(map(str, parse_sessions(str(days[day])))) for day in WEEKDAYS if days.get(day)}
    if not any(read.values()):
        raise DomainProblem("hours.never_open")
    return {day: sessions for day, sessions in read.items() if sessions}


def _days_typed(typed: str) -> dict[str, str]:
    parts = [part.strip() for part in re.split(r"[;\n]", typed.lower()) if part.strip()]
    found = [_DAY_OF_HOURS.fullmatch(part) for part in parts]
    if not any(found):
        return dict.fromkeys(_WEEKDAYS_WORKED, ", ".join(parts))
    days: dict[str, str] = {}
    for match in found:
        if match is None:
            raise DomainProblem("hours.unreadable")
        days[match[1]] = match[2]
    return days
