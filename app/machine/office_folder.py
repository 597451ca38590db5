"""What stands in an office's folder, and the little that is known before its database is opened."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.machine.durable_files import write_durably

DATABASE = "office.sqlite"
CARD = "office.json"
WINDOW = "window.json"
BACKUPS = "backups"

_LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class OfficeCard:
    """Which office a folder belongs to: the five-digit code of its commune, and whether it only practises."""

    unit: str
    practice: bool


class OfficeFolder:
    """The places of an office folder, and its plain files. Nothing in them is personal or secret."""

    def __init__(self, path: Path) -> None:
        """Look at a folder, which need not exist yet."""
        self.path = path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.path / DATABASE

    @property
    def backups(self) -> Path:
        """Copies made before a migration, and the daily ones where no second place was chosen."""
        return self.path / BACKUPS

    def holds_office(self) -> bool:
        """Whether an office was founded here. The card is written last, when all else is in place."""
        return (self.path / CARD).exists()

    def card(self) -> OfficeCard | None:
        """Return which office this is; None where there is none."""
        read = _read(self.path / CARD)
        unit = read.get("unit")
        return OfficeCard(unit, bool(read.get("practice"))) if isinstance(unit, str) else None

    def write_card(self, card: OfficeCard) -> None:
        """Say which office this is."""
        _write(self.path / CARD, {"unit": card.unit, "practice": card.practice})

    def language(self) -> str | None:
        """Return the language the window last spoke."""
        found = _read(self.path / WINDOW).get(_LANGUAGE)
        return found if isinstance(found, str) else None

    def keep_language(self, language: str) -> None:
        """Remember the language for the next start."""
        _write(self.path / WINDOW, {**_read(self.path / WINDOW), _LANGUAGE: language})


def _read(path: Path) -> dict[str, Any]:
    """Return what a plain file says; nothing when it is missing or damaged, for nothing hangs on it."""
    try:
        read = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_durably(path, json.dumps(content, ensure_ascii=False).encode())
