"""What a fact of the province's own log changes in its tables: devices, lines, used numbers.

Applied when the province writes such a fact, and in the same way when one comes back from a device after
the province was restored from an older copy: the tables then know again what was granted.
"""

from app.domain.facts import Fact
from app.domain.identifiers import DeviceId
from sync.protocol.rulings import Standing, range_of
from sync.server.lines import logs_of
from sync.server.numbers import keep_assigned, keep_range
from sync.server.offices import OfficeWork
from sync.server.schema import device
from sync.server.trust import rule_again


def apply(work: OfficeWork, fact: Fact) -> None:
    """Apply one fact of a log of the province that is stored with its entry."""
    work.touched.add(fact.subject)
    fields = fact.fields or {}
    log = fields.get("log")
    if fact.kind in {"device.granted", "device.revoked"}:
        about = {DeviceId(fact.subject)}
        if about == {work.identity.device}:
            # A line drawn on a log of the province itself may take back what it said of anybody.
            about |= {row.device for row in logs_of(work.connection, work.scope)}
        for one in about:
            _keep_device(work, one, rule_again(work, one))
    elif fact.kind == "range.granted" and isinstance(log, bytes):
        numbers = range_of(fields)
        if numbers is not None:
            keep_range(work, fact.id, log, numbers)
    elif fact.kind == "code.assigned":
        keep_assigned(work, str(fields.get("official_code")))


def _keep_device(work: OfficeWork, about: DeviceId, ruled: Standing) -> None:
    """Enter the keys granted to a device, and refuse those that were revoked."""
    for (granted, key), by in ruled.granted.items():
        if granted != about:
            continue
        here = (device.c.scope == work.scope, device.c.device == about, device.c.public_key == key)
        revoked = ruled.is_closed(about, key)
        changed = work.connection.execute(device.update().where(*here).values(revoked=revoked))
        if not changed.rowcount:
            work.connection.execute(
                device.insert().values(
                    scope=work.scope,
                    device=about,
                    public_key=key,
                    name=_text((by.fields or {}).get("device_name")),
                    granted_at=by.at,
                    revoked=revoked,
                    counter=0,
                )
            )


def _text(value: object) -> str:
    return value if isinstance(value, str) and "\x00" not in value else ""
