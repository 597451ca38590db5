"""What `verify` answers: chains, signatures, numbers, views against facts, of an office or a province."""

from collections.abc import Sequence
from typing import Protocol


class Finding(Protocol):
    """One thing that `verify` found off: in which log (hex id, empty: none) at which position (0: none)."""

    @property
    def kind(self) -> str:
        """A stable name."""

    @property
    def log(self) -> str:
        """The log's id."""

    @property
    def seq(self) -> int:
        """The position in the log."""

    @property
    def text(self) -> str:
        """The sentence a person reads."""


class Verification(Protocol):
    """What was looked at, and what was found."""

    @property
    def ok(self) -> bool:
        """Whether nothing is off."""

    @property
    def facts(self) -> int:
        """How many facts were looked at."""

    @property
    def logs(self) -> int:
        """How many logs."""

    @property
    def dossiers(self) -> int:
        """How many dossiers."""

    @property
    def findings(self) -> Sequence[Finding]:
        """What is off."""
