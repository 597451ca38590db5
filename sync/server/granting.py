"""What the province gives out by itself: trust and ranges to devices, official codes to dossiers."""

from sqlalchemy import select

from app.domain.facts import FactDraft
from app.domain.identifiers import DeviceId, LogId, Subject
from app.domain.moments import from_milliseconds
from sync.server.arrivals import settle
from sync.server.awaiting import awaited_devices
from sync.server.lines import LogRow, logs_of, tips_of
from sync.server.numbers import has_range, next_range, take_code, without_official_code
from sync.server.offices import OfficeWork
from sync.server.province_log import record
from sync.server.schema import device
from sync.server.trust import is_granted


def welcome(work: OfficeWork, joining: DeviceId, key: bytes, log: LogId, name: str) -> None:
    """Grant a device its place in the office, and its log a range."""
    if not is_granted(work, joining, key):
        fields = {"key": key, "log": log, "device_name": name}
        record(work, [FactDraft("device.granted", Subject(joining), work.now, fields)])
        settle(work)
    give_out(work)


def give_out(work: OfficeWork) -> None:
    """Grant ranges to logs without one, and assign official codes; not while devices are awaited."""
    if awaited_devices(work.connection, work.scope):
        return
    for log in logs_of(work.connection, work.scope):
        if log.trusted and not log.province and log.end is None and not has_range(work, log.id):
            _grant_range(work, log)
    _assign_codes(work)
    settle(work)


def _grant_range(work: OfficeWork, log: LogRow) -> None:
    """Grant the next range to a log; to a device that had one, only for days to come.

    Which numbers a device printed before it lost its log is not known.
    """
    if not is_granted(work, log.device, log.public_key):
        return
    of_device = [other.id for other in logs_of(work.connection, work.scope) if other.device == log.device]
    had_one = any(has_range(work, other) for other in of_device)
    granted = next_range(work, from_milliseconds(work.now).date() if had_one else None)
    if granted is None:
        return
    fields = {
        "log": log.id,
        "unit_identifier": granted.unit_identifier,
        "first": granted.first,
        "last": granted.last,
        "days_after": None if granted.days_after is None else granted.days_after.isoformat(),
    }
    record(work, [FactDraft("range.granted", Subject(log.device), work.now, fields)])


def _assign_codes(work: OfficeWork) -> None:
    drafts: list[FactDraft] = []
    for subject, day in without_official_code(work):
        code = take_code(work, day)
        if code is not None:
            drafts.append(FactDraft("code.assigned", subject, work.now, {"official_code": code}))
    record(work, drafts)


def revoke(work: OfficeWork, revoked: DeviceId) -> bool:
    """Refuse a device from now on; what its logs hold so far stays. False: there is no such device."""
    known = work.connection.execute(
        select(device.c.device).where(device.c.scope == work.scope, device.c.device == revoked)
    ).first()
    if known is None:
        return False
    holdings = _ends_of(work, revoked)
    drafts = [
        FactDraft(
            "device.revoked",
            Subject(revoked),
            work.now,
            {"log": log, "position": position, "head": head},
        )
        for log, position, head in holdings
    ]
    record(work, drafts)
    settle(work)
    return True


def _ends_of(work: OfficeWork, owner: DeviceId) -> list[tuple[LogId, int, bytes]]:
    """Return where each log of a device ends; of a forked one, its longest line."""
    ends: list[tuple[LogId, int, bytes]] = []
    for log in logs_of(work.connection, work.scope):
        if log.device == owner and not log.province:
            position, head = max(tips_of(work.connection, work.scope, log.id))
            ends.append((log.id, position, head))
    return ends
