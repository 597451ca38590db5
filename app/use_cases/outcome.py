"""What a use case returns: its value, and which things changed, so that only pages concerned refresh."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from app.domain.identifiers import Subject

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changes:
    """Which things changed. ``everything`` after a big arrival or a restore."""

    dossiers: frozenset[Subject] = frozenset()
    delivery: bool = False
    people: bool = False
    profile: bool = False
    drafts: bool = False
    settings: frozenset[str] = frozenset()
    queue: bool = False
    ratings: bool = False
    feedback: bool = False
    closings: bool = False
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """A value with what changed on the way to it."""

    value: T
    changes: Changes = field(default_factory=Changes)
