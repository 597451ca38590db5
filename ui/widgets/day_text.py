"""A day or a moment as people type it, turned into what the strict reader takes. No Qt in it."""

import re

_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_TIME = re.compile(r"(\d{1,2})(?:\s*[:hg]\s*(\d{1,2})?)?")


def iso_day(typed: str) -> str:
    """Turn ``9/12/2026`` into ``2026-12-09``; leave anything else for the strict reader to refuse."""
    found = _DAY.fullmatch(typed.strip())
    if found is None:
        return typed.strip()
    day, month, year = found.groups()
    return f"{year}-{month:0>2}-{day:0>2}"


def iso_moment(typed_day: str, typed_time: str) -> str:
    """Turn a day and an hour (``17:00``, ``17h30``, ``17``) into one moment; without an hour, the day."""
    day, hour = iso_day(typed_day), typed_time.strip().lower()
    if not day or not hour:
        return day
    found = _TIME.fullmatch(hour)
    if found is None:
        return f"{day}T{hour}"
    hours, minutes = found.groups()
    return f"{day}T{hours:0>2}:{minutes or '0':0>2}"
