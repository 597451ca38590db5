"""Facts: what happened, written once.

A fact knows neither log nor position; its id is the hash of its bytes (`sync.protocol.encoding`), so
the same fact met twice counts once. Personal data stands in a part of its own that can be erased
while ids, chains, counts and dates stay valid.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.identifiers import ClerkId, DeviceId, FactId, Subject

MAX_FACT_BYTES = 16 * 1024
"""What does not fit is refused at entry: fact and personal part together, encoded."""

Value = Any
"""A field's value: str, int, bool, bytes, None, or lists and dicts of these (never float)."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who made a fact: the device, the person, and the role the person acted in (vai trò)."""

    device: DeviceId
    clerk: ClerkId
    role: str


@dataclass(frozen=True, slots=True)
class FactDraft:
    """A fact before it has parents, a place in a log, and an id.

    ``at`` is the wall time the clerk saw, in milliseconds since the epoch; ``clock_offset`` is the
    machine's clock minus ``at``, when a person corrected the date. ``fields`` mixes open and personal
    fields; the kind says which is which (`app.domain.kinds`).
    """

    kind: str
    subject: Subject
    at: int
    fields: Mapping[str, Value]
    step: str | None = None
    clock_offset: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened, as the fold sees it.

    ``fields`` is None when this program does not know the kind or its version (the fact is kept,
    carried and shown all the same), and holds only the open fields when ``personal_missing``.
    """

    id: FactId
    kind: str
    version: int
    critical: bool
    subject: Subject
    author: Author
    at: int
    clock_offset: int
    parents: tuple[FactId, ...]
    step: str | None
    fields: Mapping[str, Value] | None
    personal: frozenset[str] = field(default_factory=frozenset)
    """Names of those fields that came from the personal part."""
    quarantined: bool = False
    """It stands behind the line where its log was revoked: it keeps its place, and nothing it says counts."""
    personal_missing: bool = False
    """The fact has a personal part which this device does not hold (not yet here, or erased)."""
