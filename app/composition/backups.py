"""Backups of an open office, sealed with its own key (`app.use_cases.back_up.Backups`)."""

from dataclasses import dataclass
from pathlib import Path

from app.storage.backups import back_up
from app.storage.daily_copy import DailyCopy
from app.storage.database import Database


@dataclass(frozen=True, slots=True)
class SealedBackups:
    """Writes backups of one database."""

    database: Database
    key: bytes

    def write(self, target: Path, now_ms: int) -> int:
        """Write one to a file; returns its bytes."""
        back_up(self.database, self.key, target, now_ms)
        return target.stat().st_size

    def place(self, folder: Path, keep_days: int) -> DailyCopy:
        """Return a second place for daily copies."""
        return DailyCopy(self.database, self.key, folder, keep_days)
