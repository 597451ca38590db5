"""What the window needs before an office is open, and how one is opened. Composition implements it.

Two kinds of methods. What the sign-in window must know to be painted (`practice`, `clerks`, `language`)
is answered at once on the GUI thread and must import nothing heavy: no storage, no cryptography. All
others run on the `database` lane, may take a second, and import what they like.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    # The sign-in window is painted before rules and use cases are loaded.
    from app.domain.code_tables import CodeTables
    from app.domain.units import Unit, Units
    from app.use_cases.desk import Desk


@dataclass(frozen=True, slots=True)
class Founding:
    """What first start asks for: the office, and the first clerk."""

    unit: "Unit"
    full_name: str
    position: str
    phone: str
    passphrase: str


@dataclass(frozen=True, slots=True)
class Founded:
    """A new office, open, and the key to print once and lock away."""

    desk: "Desk"
    recovery_key: str
    """In groups, as it is to be typed when every passphrase is forgotten."""


class PageImage(Protocol):
    """One page of a paper as a picture: `height` rows of `stride` bytes, blue, green, red for each pixel."""

    @property
    def width(self) -> int:
        """Pixels in a row."""

    @property
    def height(self) -> int:
        """Rows."""

    @property
    def stride(self) -> int:
        """Bytes from one row to the next."""

    @property
    def pixels_bgr(self) -> bytes:
        """The rows."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One exchange that was tried; ``error`` is a problem code, None when it was complete."""

    ended_at: int
    error: str | None


class Entrance(Protocol):
    """The way into an office folder."""

    @property
    def practice(self) -> bool:
        """Whether this is a practice office (vận hành thử). Answered at once."""

    def clerks(self) -> Sequence[str]:
        """Return the names that have a passphrase here; none means first start. Answered at once."""

    def language(self) -> str:
        """Return the language last used on this device: ``vi`` or ``en``. Answered at once."""

    def keep_language(self, language: str) -> None:
        """Remember the language for the next start."""

    def warm_up(self) -> None:
        """Import what opening an office needs. Called on a lane once the first window has been painted."""

    def units(self) -> "Units":
        """Return the communes of the shipped data, with their former names."""

    def code_tables(self) -> "CodeTables":
        """Return the lists of codes of the shipped data."""

    def page_images(self, pdf: bytes, dpi: int) -> Sequence[PageImage]:
        """Return a picture of every page of a paper. Called on the `documents` lane only."""

    def open(self, clerk: str, passphrase: str) -> "Desk":
        """Open the office in a clerk's name.

        Raises DomainProblem ``passphrase.wrong``, ``storage.*`` (in use, newer, damaged).
        """

    def found(self, founding: Founding) -> Founded:
        """Make the office folder and open it. Raises DomainProblem, and leaves nothing half made."""

    def recover(self, recovery_key: str, clerk: str, passphrase: str) -> "Desk":
        """Give a clerk a new passphrase with the key from the recovery sheet, and open the office.

        Raises DomainProblem ``recovery.wrong``.
        """

    def next_exchange(self, attempts: Sequence[Attempt], now: int, unsent_since: int | None) -> int:
        """Return when to exchange next (ms), from the attempts so far and since when something waits.

        Answered at once, on the GUI thread.
        """

    def close(self) -> None:
        """Close the office and release the folder. Safe to call when nothing is open."""
