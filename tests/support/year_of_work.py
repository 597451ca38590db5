"""A year of one commune's receptions: as many as Thanh Chăn of Điện Biên had, over the whole catalogue."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from app.domain.moments import VIET_NAM
from app.machine.resource_files import load_calendar, load_catalogue
from tests.support.people_names import received_line

DOSSIERS = 3_386
FIRST, LAST = date(2025, 11, 21), date(2026, 11, 20)
FREQUENT_SHARE = 0.7


def working_days() -> list[date]:
    calendar = load_calendar()
    days = (FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1))
    return [day for day in days if calendar.is_working_day(day)]


def lines_of_the_year() -> Iterator[dict[str, Any]]:
    """Yield the year's receptions in order, over the whole catalogue, mostly the daily procedures."""
    random = Random(1)
    days = working_days()
    minutes = [*range(7 * 60 + 30, 11 * 60 + 30), *range(13 * 60 + 30, 17 * 60)]
    moments = sorted((random.choice(days), random.choice(minutes)) for _ in range(DOSSIERS))
    catalogue = load_catalogue()
    for number, (day, minute) in enumerate(moments):
        procedures = catalogue.in_force(day)
        frequent = [one for one in procedures if one.frequent]
        chosen = random.choice(frequent if random.random() < FREQUENT_SHARE else procedures)
        at = datetime.combine(day, time(minute // 60, minute % 60), VIET_NAM)
        yield {**received_line(random, chosen.code, at), "ref": f"thanh-chan-{number}"}
