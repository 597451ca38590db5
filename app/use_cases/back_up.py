"""Backups: one to a file when a person asks, and one a day to a second place, by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.cautions import Caution
from app.use_cases.ports import Clock, Office

FOLDER_SETTING = "backup.folder"
KEEP_SETTING = "backup.keep"


class CopyState(Protocol):
    """How it stands with the daily copy in one place."""

    @property
    def last_good_at(self) -> int | None:
        """When the last good copy was made (ms)."""

    @property
    def due(self) -> bool:
        """Whether there is none of today."""

    @property
    def cautions(self) -> Sequence[Caution]:
        """What a person is to be told, worst first."""


class CopyPlace(Protocol):
    """The second place for daily copies."""

    def state(self, now_ms: int) -> CopyState:
        """Tell whether a copy is due, and what is wrong."""

    def make(self, now_ms: int) -> object:
        """Write today's copy and let old ones go. Raises DomainProblem ``backup.*`` or ``storage.*``."""


class Backups(Protocol):
    """Writes checked, encrypted backups of the open office."""

    def write(self, target: Path, now_ms: int) -> int:
        """Write one to a file; returns its bytes. Raises DomainProblem ``backup.*`` or ``storage.*``."""

    def place(self, folder: Path, keep_days: int) -> CopyPlace:
        """Return a second place, which need not be there now."""


@dataclass(frozen=True, slots=True)
class DailyCopy:
    """How it stands with the daily copy. ``place`` is None while nobody has chosen one."""

    place: Path | None
    last_good_at: int | None
    due: bool
    cautions: tuple[Caution, ...]


class BackUp:
    """Makes backups of one open office."""

    def __init__(self, office: Office, backups: Backups, clock: Clock, keep_days: int) -> None:
        """Work on an office; `keep_days` holds where the device has no setting of its own."""
        self._office = office
        self._backups = backups
        self._clock = clock
        self._keep_days = keep_days

    def __call__(self, target: Path) -> int:
        """Write a backup to a file, checked before it counts; returns its bytes.

        Raises DomainProblem ``backup.*`` or ``storage.*``; a former file of that name is kept then.
        """
        return self._backups.write(target, self._clock.now_ms())

    def daily(self) -> DailyCopy:
        """Return how it stands; the caution ``backup.no_place`` while no second place is chosen."""
        folder, place = self._place()
        if folder is None or place is None:
            return DailyCopy(None, None, due=False, cautions=(Caution("backup.no_place"),))
        state = place.state(self._clock.now_ms())
        return DailyCopy(folder, state.last_good_at, state.due, tuple(state.cautions))

    def make_daily(self) -> DailyCopy:
        """Make today's copy if one is due and a place is chosen; returns how it stands then.

        Raises DomainProblem ``backup.*`` or ``storage.*``.
        """
        _folder, place = self._place()
        if place is not None and place.state(self._clock.now_ms()).due:
            place.make(self._clock.now_ms())
        return self.daily()

    def _place(self) -> tuple[Path | None, CopyPlace | None]:
        with self._office.reading() as reading:
            chosen, keep = reading.setting(FOLDER_SETTING), reading.setting(KEEP_SETTING)
        if not chosen:
            return None, None
        folder = Path(chosen)
        return folder, self._backups.place(folder, keep if isinstance(keep, int) else self._keep_days)
