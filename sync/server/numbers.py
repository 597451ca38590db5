"""Dossier numbers of an office: ranges granted to devices, and the province's own block for the rest.

Of the 9,999 numbers of a unit and day, devices are granted ranges out of 1 to 8,999, each to one log, so
that no two can meet; 9,000 to 9,999 are the province's own, for dossiers received under a provisional
code (mã tạm). NĐ 118/2025 Đ28 k2.
"""

from datetime import date

from sqlalchemy import func, select

from app.domain.identifiers import FactId, LogId, Subject
from app.domain.moments import from_milliseconds
from app.domain.numbering import LARGEST_NUMBER, CodeRange, DossierCode, official_code, parse_code
from app.domain.problems import DomainProblem
from sync.server.offices import OfficeWork
from sync.server.schema import day_number, dossier, granted_range

LAST_GRANTED = 8_999
"""Above it begins the province's own block."""
DEFAULT_RANGE = 200


def next_range(work: OfficeWork, days_after: date | None) -> CodeRange | None:
    """Return the next range to grant in this office; None when all numbers are granted."""
    highest = work.connection.execute(
        select(func.max(granted_range.c.last)).where(
            granted_range.c.scope == work.scope, granted_range.c.unit_identifier == work.unit_identifier
        )
    ).scalar()
    first = (highest or 0) + 1
    if first > LAST_GRANTED:
        return None
    last = min(first + work.identity.range_size - 1, LAST_GRANTED)
    return CodeRange(work.unit_identifier, first, last, days_after)


def has_range(work: OfficeWork, log: LogId) -> bool:
    """Whether a log was granted a range."""
    row = work.connection.execute(
        select(granted_range.c.first).where(granted_range.c.scope == work.scope, granted_range.c.log == log)
    ).first()
    return row is not None


def keep_range(work: OfficeWork, fact: FactId, log: bytes, numbers: CodeRange) -> None:
    """Remember a granted range by the fact that grants it, so that no number is granted twice."""
    here = (granted_range.c.scope == work.scope, granted_range.c.fact == fact)
    if work.connection.execute(select(granted_range.c.log).where(*here)).first() is None:
        work.connection.execute(
            granted_range.insert().values(
                scope=work.scope,
                fact=fact,
                unit_identifier=numbers.unit_identifier,
                first=numbers.first,
                last=numbers.last,
                log=log,
                days_after=None if numbers.days_after is None else numbers.days_after.isoformat(),
            )
        )


def without_official_code(work: OfficeWork) -> list[tuple[Subject, date]]:
    """Return the dossiers that wait for an official code, with their reception days, oldest first."""
    rows = work.connection.execute(
        select(dossier.c.subject, dossier.c.received_at)
        .where(
            dossier.c.scope == work.scope,
            dossier.c.provisional,
            ~dossier.c.voided,
            dossier.c.received_at.is_not(None),
        )
        .order_by(dossier.c.received_at, dossier.c.subject)
    )
    waiting: list[tuple[Subject, date]] = []
    for subject, received_at in rows:
        try:
            waiting.append((Subject(subject), from_milliseconds(received_at).date()))
        except DomainProblem:
            continue  # a time beyond any calendar has no day to be numbered in
    return waiting


def take_code(work: OfficeWork, day: date) -> str | None:
    """Take the next number of the province's own block for a day; None when the block is used up."""
    number = max(_used(work, work.unit_identifier, day), LAST_GRANTED) + 1
    if number > LARGEST_NUMBER:
        return None
    _keep_used(work, work.unit_identifier, day, number)
    return official_code(work.unit_identifier, day, number)


def keep_assigned(work: OfficeWork, code: str) -> None:
    """Never assign again a number that an assigned code shows as used."""
    read = parse_code(code)
    if read is not None and not read.provisional and read.number > LAST_GRANTED:
        _keep_at_least(work, read)


def _keep_at_least(work: OfficeWork, code: DossierCode) -> None:
    if _used(work, code.unit, code.day) < code.number:
        _keep_used(work, code.unit, code.day, code.number)


def _used(work: OfficeWork, unit: str, day: date) -> int:
    used = work.connection.execute(
        select(day_number.c.used).where(
            day_number.c.scope == work.scope,
            day_number.c.unit_identifier == unit,
            day_number.c.day == day.isoformat(),
        )
    ).scalar()
    return int(used or 0)


def _keep_used(work: OfficeWork, unit: str, day: date, number: int) -> None:
    place = {"scope": work.scope, "unit_identifier": unit, "day": day.isoformat()}
    changed = work.connection.execute(
        day_number.update()
        .where(*(day_number.c[name] == value for name, value in place.items()))
        .values(used=number)
    )
    if changed.rowcount == 0:
        work.connection.execute(day_number.insert().values(**place, used=number))
