"""The daily copy: a backup a day in a second place, so that an office of one PC survives its disk.

Kept are the copies of the newest days and the newest of each of some weeks before; older ones go only after a
new one was written and read back.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.cautions import Caution
from app.domain.moments import from_milliseconds
from app.storage.backup_file import SUFFIX, BackupHeader
from app.storage.backups import back_up
from app.storage.database import Database
from app.storage.file_problems import translated_files
from app.storage.settings_table import SettingsTable

LAST_GOOD = "backup.last_good"
"""Setting that holds when (ms) the last good copy was made."""

KEEP_DAYS = 7
KEEP_WEEKS = 4
OLD_DAYS = 3
_DAY_MS = 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class CopyState:
    """How it stands with the daily copy. ``cautions`` is what a person is to be told, worst first."""

    last_good_at: int | None
    due: bool
    cautions: tuple[Caution, ...]


class DailyCopy:
    """Makes and rotates the copies of one open office in one place, a folder that must exist."""

    def __init__(
        self,
        database: Database,
        key: bytes,
        place: Path,
        keep_days: int = KEEP_DAYS,
        keep_weeks: int = KEEP_WEEKS,
    ) -> None:
        self._database = database
        self._key = key
        self._place = place
        self._keep_days = keep_days
        self._keep_weeks = keep_weeks

    def state(self, now_ms: int) -> CopyState:
        """Tell whether a copy is due today, and what is wrong.

        Cautions: ``backup.place_absent``, ``backup.never``, ``backup.old`` (``days``), ``backup.same_disk``.
        """
        with self._database.read() as connection:
            noted = SettingsTable(connection).get(LAST_GOOD)
        last = noted if type(noted) is int else None
        cautions = []
        if not self._place.is_dir():
            cautions.append(Caution("backup.place_absent"))
        if last is None:
            cautions.append(Caution("backup.never"))
        elif now_ms - last > OLD_DAYS * _DAY_MS:
            cautions.append(Caution("backup.old", {"days": (now_ms - last) // _DAY_MS}))
        if self.on_same_disk():
            cautions.append(Caution("backup.same_disk"))
        today = from_milliseconds(now_ms).date()
        due = last is None or from_milliseconds(last).date() != today
        return CopyState(last, due, tuple(cautions))

    def on_same_disk(self) -> bool:
        """Whether the copy would be lost with the office; False while the place is not there."""
        try:
            return self._place.stat().st_dev == self._database.path.stat().st_dev
        except OSError:
            return False

    def make(self, now_ms: int) -> BackupHeader:
        """Write today's copy, read it back, note it, and let old ones go.

        Raises `DomainProblem` ``backup.place_absent`` or ``storage.*``; the copies that were there stay.
        """
        today = from_milliseconds(now_ms).date()
        with self._database.read() as connection:
            device: bytes = connection.execute("SELECT device FROM this_device").fetchone()[0]
        # A stick may serve several counters. No name of a person or place: sticks get lost.
        name = f"motcua-{device.hex()[-8:]}-"
        header = back_up(
            self._database, self._key, self._place / f"{name}{today.isoformat()}{SUFFIX}", now_ms
        )
        with self._database.write() as connection:
            SettingsTable(connection).set(LAST_GOOD, now_ms)
        self._rotate(name)
        return header

    def _rotate(self, name: str) -> None:
        with translated_files():
            copies = {
                day: path
                for path in self._place.iterdir()
                if path.name.startswith(name) and (day := _day_of(path.name.removeprefix(name))) is not None
            }
            for day in copies.keys() - kept_days(copies, self._keep_days, self._keep_weeks):
                copies[day].unlink(missing_ok=True)


def _day_of(rest: str) -> date | None:
    """Read the rest of a copy's name; None when it is not one of ours."""
    try:
        return date.fromisoformat(rest.removesuffix(SUFFIX)) if rest.endswith(SUFFIX) else None
    except ValueError:
        return None


def kept_days(days: Collection[date], keep_days: int, keep_weeks: int) -> set[date]:
    """Return the days whose copies stay: the newest ones, and the newest of each of the weeks before."""
    newest_first = sorted(days, reverse=True)
    kept = set(newest_first[:keep_days])
    newest_of_week: dict[tuple[int, int], date] = {}
    for day in newest_first[keep_days:]:
        newest_of_week.setdefault(day.isocalendar()[:2], day)
    return kept | set(list(newest_of_week.values())[:keep_weeks])
