"""What the province ruled about devices: whose keys count, where their logs end, which numbers are theirs.

Computed anew from all its rulings, in the order in which they stand in the province's own chain: whatever
their order of arrival, the same rulings come to the same. Only rulings in logs that the pinned root
certifies are given here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.facts import Fact, Value
from app.domain.identifiers import NO_HEAD, DeviceId, FactId, Head, LogId
from app.domain.kinds import known_kind
from app.domain.numbering import CodeRange
from app.domain.problems import DomainProblem
from sync.protocol.packing import is_count

RULINGS = frozenset({"device.granted", "device.revoked", "range.granted"})
CARRIED, QUARANTINED, COUNTS = 0, 1, 2
"""What a fact counts for: not folded; folded without effect, so that it keeps its place; folded."""
KEY_BYTES = 32
_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class Ruling:
    """A fact of the province about a device, and where it stands."""

    log: LogId
    position: int
    head: Head
    fact: Fact


@dataclass(frozen=True, slots=True)
class LastEntry:
    """The last entry of a log that counts."""

    position: int
    head: Head


NOTHING_COUNTS = LastEntry(0, NO_HEAD)


@dataclass(frozen=True, slots=True)
class GrantedRange:
    """A range of numbers granted to a log by a fact."""

    fact: FactId
    log: LogId
    numbers: CodeRange


@dataclass(slots=True)
class Standing:
    """What all rulings together come to. ``certified``: the province's own logs."""

    certified: frozenset[LogId]
    granted: dict[tuple[DeviceId, bytes], Fact] = field(default_factory=dict)
    """Every device and key that was ever granted, and by which fact first."""
    ranges: list[GrantedRange] = field(default_factory=list)
    lines: dict[tuple[DeviceId, LogId], LastEntry] = field(default_factory=dict)
    lines_of_province: dict[LogId, LastEntry] = field(default_factory=dict)
    revoked: dict[DeviceId, set[bytes]] = field(default_factory=dict)
    """Device revoked → its keys that were granted anew since."""

    def is_closed(self, device: DeviceId, key: bytes) -> bool:
        """Whether the device was revoked and this key not granted since."""
        return device in self.revoked and key not in self.revoked[device]

    def end_of(self, log: LogId, device: DeviceId, key: bytes) -> LastEntry | None:
        """Return the last entry of a log that counts; None when all do.

        A revocation names lines; every other log of the device, and every later one, counts for nothing. Of
        the province's own logs only a named line ends one.
        """
        if log in self.certified:
            return self.lines_of_province.get(log)
        line = self.lines.get((device, log))
        return line or (NOTHING_COUNTS if self.is_closed(device, key) else None)


def counts_for(fact: Fact, device: DeviceId, *, trusted: bool, province: bool, within: bool) -> int:
    """Return what a fact counts for in a log of a device. ``within``: it lies on the line that counts."""
    if not trusted or fact.author.device != device:
        return CARRIED
    kind = known_kind(fact.kind, fact.version)
    foreign = kind is not None and kind.by_province and not province
    return COUNTS if within and not foreign else QUARANTINED


def standing(rulings: Iterable[Ruling], followed: Mapping[LogId, LogId | None]) -> Standing:
    """Work out where devices stand. ``followed``: each log of the province → the one it says it follows."""
    depth = {log: _depth(log, followed) for log in followed}
    ordered = sorted(rulings, key=lambda r: (depth.get(r.log, 0), r.position, r.log, r.head))
    found = Standing(frozenset(followed))
    counting: list[Ruling] = []
    # Backwards first: a later log of the province may say where an earlier one of its own ended.
    for ruling in reversed(ordered):
        line = found.lines_of_province.get(ruling.log)
        if line is not None and not _lies_within(ruling, line):
            continue
        counting.append(ruling)
        named, end = _named_line(ruling.fact)
        if named in followed and named != ruling.log and named is not None and end is not None:
            found.lines_of_province.setdefault(named, end)
    for ruling in reversed(counting):
        _apply(found, ruling.fact)
    return found


def _apply(found: Standing, fact: Fact) -> None:
    device, fields = DeviceId(fact.subject), fact.fields or {}
    named, end = _named_line(fact)
    if fact.kind == "device.revoked":
        found.revoked[device] = set()
        if named is not None and end is not None:
            found.lines[device, named] = end
    elif fact.kind == "device.granted":
        key = fields.get("key")
        if isinstance(key, bytes) and len(key) == KEY_BYTES:
            found.granted.setdefault((device, key), fact)
            found.revoked.get(device, set()).add(key)
            if named is not None:
                found.lines.pop((device, named), None)
    elif fact.kind == "range.granted" and named is not None:
        numbers = range_of(fields)
        if numbers is not None:
            found.ranges.append(GrantedRange(fact.id, named, numbers))


def range_of(fields: Mapping[str, Value]) -> CodeRange | None:
    """Read a granted range; None when it cannot be one (it stays in the log, visibly)."""
    unit, first, last, after = (fields.get(n) for n in ("unit_identifier", "first", "last", "days_after"))
    if not (isinstance(unit, str) and is_count(first) and is_count(last)):
        return None
    try:
        return CodeRange(unit, first, last, None if after is None else date.fromisoformat(after))
    except (TypeError, ValueError, DomainProblem):
        return None


def _named_line(fact: Fact) -> tuple[LogId | None, LastEntry | None]:
    """Return the log a ruling names, and the last entry of it that counts."""
    fields = fact.fields or {}
    log, position, head = fields.get("log"), fields.get("position"), fields.get("head")
    if not (isinstance(log, bytes) and len(log) == _ID_BYTES):
        return None, None
    if fact.kind != "device.revoked" or not is_count(position) or not isinstance(head, bytes):
        return LogId(log), None
    return LogId(log), LastEntry(position, Head(head))


def _lies_within(ruling: Ruling, line: LastEntry) -> bool:
    return ruling.position < line.position or (ruling.position, ruling.head) == (line.position, line.head)


def _depth(log: LogId, followed: Mapping[LogId, LogId | None]) -> int:
    """Count the logs a log follows; names are hashes, so it cannot follow itself."""
    depth = 0
    before = followed.get(log)
    while before is not None:
        depth, before = depth + 1, followed.get(before)
    return depth
