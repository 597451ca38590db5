"""Facts written short: nothing is carried that the receiver can compute from what went before.

Parents are distances back in the same log; a subject is that of its parent; an author is that of the
fact before; the digest of a personal part follows from it and the subject's secret. Writer and reader
keep the same memory of the stream (`Window`), so each can make the fact's exact bytes again.
"""

from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import Any, Protocol

from app.domain.identifiers import FactId, Head, LogId, Subject
from sync.protocol.encoding import (
    CRITICAL,
    SECRET_BYTES,
    FactParts,
    digest_of,
    fact_id,
    join_fact,
    split_fact,
)
from sync.protocol.packing import LARGEST
from sync.protocol.runs import CarriedFact

_SHORT = 11
"""Places of a short fact: parents, kind, version and flag, subject, author, time since the fact before,
payload, personal part, secret, clock offset, digest. Absent ones at the end are not written."""
_WHOLE = 3
"""Places of a fact carried whole: its bytes, personal part, secret."""
_REMEMBERED = 4096
"""So many of the newest facts of a stream are remembered; both sides have stored the earlier ones."""


class Located(Protocol):
    """What writing and reading runs needs to know of the facts held already."""

    def position_of(self, log: LogId, fact: FactId) -> int | None:
        """Return where a fact stands in a log that has not forked, else None."""

    def fact_at(self, log: LogId, position: int) -> tuple[FactId, Subject] | None:
        """Return the fact at a place of a log that has not forked, and its subject, else None."""

    def head_at(self, log: LogId, position: int, prefix: bytes) -> Head | None:
        """Return the head held at a place of a log that begins with ``prefix``, else None."""

    def secret_of(self, subject: Subject) -> bytes | None:
        """Return the subject's secret when exactly one is held, else None."""


@dataclass(slots=True)
class Line:
    """Where a log stands in a stream."""

    number: int
    position: int
    head: Head


class Window:
    """What writer and reader of a stream both remember of it: no more than so much, however long it is."""

    def __init__(self, located: Located) -> None:
        self.located = located
        self.lines: dict[LogId, Line] = {}
        self.by_number: list[LogId] = []
        self.places: OrderedDict[tuple[LogId, int], tuple[FactId, Subject]] = OrderedDict()
        self.positions: OrderedDict[tuple[LogId, FactId], int] = OrderedDict()
        self.secrets: OrderedDict[Subject, bytes] = OrderedDict()
        self.author: tuple[bytes, bytes, str] = (b"", b"", "")
        self.at = 0

    def line(self, log: LogId) -> Line | None:
        """Return where a log stands, None before its first run."""
        return self.lines.get(log)

    def open_line(self, log: LogId, position: int, head: Head) -> Line:
        """Set where a log stands; its first run gives it a number."""
        line = self.lines.get(log)
        if line is None:
            line = Line(len(self.by_number), position, head)
            self.by_number.append(log)
            self.lines[log] = line
        line.position, line.head = position, head
        return line

    def remember(self, log: LogId, position: int, carried: CarriedFact) -> None:
        """Remember a fact that both sides now know."""
        parts = split_fact(carried.raw)
        fact, subject = fact_id(carried.raw), Subject(parts.subject)
        self.places[log, position] = (fact, subject)
        self.positions[log, fact] = position
        if carried.secret is not None:
            self.secrets[subject] = carried.secret
        for remembered in (self.places, self.positions, self.secrets):
            if len(remembered) > _REMEMBERED:
                remembered.popitem(last=False)
        self.author, self.at = (parts.device, parts.clerk, parts.role), parts.at

    def position_of(self, log: LogId, fact: FactId) -> int | None:
        """Return where a fact stands in a log."""
        found = self.positions.get((log, fact))
        return found if found is not None else self.located.position_of(log, fact)

    def fact_at(self, log: LogId, position: int) -> tuple[FactId, Subject] | None:
        """Return the fact at a place of a log, and its subject."""
        if not 0 < position < LARGEST:
            return None
        return self.places.get((log, position)) or self.located.fact_at(log, position)

    def secret_of(self, subject: Subject) -> bytes | None:
        """Return the subject's secret."""
        return self.secrets.get(subject) or self.located.secret_of(subject)

    def subject_of(self, log: LogId, position: int, parents: list[int | bytes]) -> Subject | None:
        """Return the subject of the nearest parent in the same log: a fact's parents share its subject."""
        distance = next((parent for parent in parents if isinstance(parent, int)), None)
        found = None if distance is None else self.fact_at(log, position - distance)
        return None if found is None else found[1]


def shorten(window: Window, log: LogId, position: int, carried: CarriedFact, *, whole: bool) -> list[Any]:
    """Write a fact for the wire; whole where the short form would not come back byte for byte."""
    short = None if whole else _short(window, log, position, carried)
    rebuilt = None if short is None else _rebuild(window, log, position, short)
    if short is None or rebuilt is None or rebuilt.raw != carried.raw:
        short = _trimmed([carried.raw, carried.personal, carried.secret])
    window.remember(log, position, carried)
    return short


def lengthen(window: Window, log: LogId, position: int, short: object) -> CarriedFact | None:
    """Make a fact from its form on the wire; None when it is not one."""
    carried: CarriedFact | None = None
    if isinstance(short, list) and short and isinstance(short[0], bytes):
        carried = _read_whole(short)
    elif isinstance(short, list) and short:
        carried = _rebuild(window, log, position, short)
    if carried is not None:
        window.remember(log, position, carried)
    return carried


def _short(window: Window, log: LogId, position: int, carried: CarriedFact) -> list[Any]:
    """Write the fact without what its receiver can compute."""
    parts = split_fact(carried.raw)
    parents = [_parent(window, log, position, FactId(parent)) for parent in parts.parents]
    author = (parts.device, parts.clerk, parts.role)
    secret = carried.secret or window.secret_of(Subject(parts.subject))
    follows = carried.personal is not None and secret is not None
    return _trimmed(
        [
            parents,
            parts.kind,
            parts.version * 2 + (parts.flags & CRITICAL),
            None if window.subject_of(log, position, parents) == parts.subject else parts.subject,
            None if author == window.author else list(author),
            parts.at - window.at,
            parts.payload,
            carried.personal,
            carried.secret,
            parts.clock_offset or None,
            None if follows else parts.digest,
        ]
    )


def _parent(window: Window, log: LogId, position: int, parent: FactId) -> int | bytes:
    found = window.position_of(log, parent)
    return parent if found is None else position - found


def _rebuild(window: Window, log: LogId, position: int, short: list[Any]) -> CarriedFact | None:
    """Make the fact's bytes again from its short form; None when the form does not fit."""
    try:
        parents, kind, version, subject, author, at, payload, personal, secret, offset, digest = _padded(
            short, _SHORT
        )
        whole = [_whole_parent(window, log, position, parent) for parent in parents]
        owner = subject if subject is not None else window.subject_of(log, position, parents)
        device, clerk, role = author if author is not None else window.author
        parts = FactParts(
            kind,
            version >> 1,
            version & CRITICAL,
            owner or b"",
            device,
            clerk,
            role,
            window.at + at,
            offset or 0,
            tuple(whole),
            payload,
            digest,
        )
        key = secret if secret is not None else window.secret_of(Subject(parts.subject))
        if personal is not None and digest is None and key is not None:
            parts = replace(parts, digest=digest_of(parts, personal, key))
        return _carried(join_fact(parts), personal, secret)
    except (TypeError, ValueError, LookupError, OverflowError):
        return None


def _whole_parent(window: Window, log: LogId, position: int, parent: int | bytes) -> bytes:
    if isinstance(parent, bytes):
        return parent
    found = window.fact_at(log, position - parent)
    if found is None:
        raise LookupError(parent)
    return found[0]


def _read_whole(short: list[Any]) -> CarriedFact | None:
    """Read a fact that was carried whole."""
    if len(short) > _WHOLE:
        return None
    return _carried(*_padded(short, _WHOLE))


def _carried(raw: bytes, personal: object, secret: object) -> CarriedFact | None:
    """Put a fact and what came beside it together; None when that is not of the right sort."""
    if not (personal is None or isinstance(personal, bytes)):
        return None
    if not (secret is None or (isinstance(secret, bytes) and len(secret) == SECRET_BYTES)):
        return None
    return CarriedFact(raw, personal, secret)


def _padded(short: list[Any], length: int) -> list[Any]:
    if len(short) > length:
        raise ValueError(length)
    return short + [None] * (length - len(short))


def _trimmed(items: list[Any]) -> list[Any]:
    while items[-1] is None:
        items.pop()
    return items
