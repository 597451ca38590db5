"""Who signs in to a folder, read without the rest of the key slots: the first window needs no more."""

import json
from pathlib import Path

from app.domain.problems import DomainProblem

KEY_SLOTS_FILE = "keyslots.json"


def shown_names(folder: Path) -> tuple[str, ...]:
    """Return the names that sign in here; none for a folder without an office.

    Raises `DomainProblem` ``key_slots.damaged``.
    """
    try:
        content = (folder / KEY_SLOTS_FILE).read_bytes()
    except FileNotFoundError:
        return ()
    try:
        return tuple(str(slot["name"]) for slot in json.loads(content)["clerks"])
    except (ValueError, KeyError, TypeError) as error:
        raise DomainProblem("key_slots.damaged") from error
