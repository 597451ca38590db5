"""Dossiers as reports count them, for tests of counting."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from app.domain.identifiers import Subject
from app.domain.lifecycle import Status
from app.domain.moments import VIET_NAM, to_milliseconds
from app.domain.timeliness import CountedDossier

_numbers = count(1)


def moment(day: date, clock: str = "09:00:00") -> int:
    """Return a local moment in milliseconds."""
    at = datetime.combine(day, datetime.min.time().fromisoformat(clock), VIET_NAM)
    return to_milliseconds(at)


def counted(received: int, **stated: Any) -> CountedDossier:
    """Return a dossier received at a moment; the rest as stated."""
    number = next(_numbers)
    parts: dict[str, Any] = {
        "subject": Subject(number.to_bytes(16, "big")),
        "code": f"HS-{number:05d}",
        "procedure": "1.001193",
        "field": "Hộ tịch",
        "full_name": "Giàng A Mẫu",
        "village": "",
        "channel": "direct",
        "received_at": received,
        "due_at": None,
        "finished_at": None,
        "ended_at": None,
        "status": Status.RECEIVED,
        **stated,
    }
    return CountedDossier(**parts)


def finished(received: date, due: date, ready: date) -> CountedDossier:
    """Return a dossier whose result was ready on a day and handed over the day after."""
    return counted(
        moment(received),
        due_at=moment(due, "17:00:00"),
        finished_at=moment(ready, "16:00:00"),
        ended_at=moment(ready + timedelta(days=1)),
        status=Status.RETURNED,
    )
