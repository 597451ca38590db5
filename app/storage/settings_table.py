"""Settings of this device: names and JSON values that never leave it."""

import json

from app.domain.facts import Value
from app.storage.database import Connection


class SettingsTable:
    """Reads and writes the table `setting` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> Value:
        """Return a setting, or None when it was never set."""
        row = self._connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return None if row is None else json.loads(row[0])

    def set(self, name: str, value: Value) -> None:
        """Keep a value JSON can say; None forgets the setting."""
        if value is None:
            self._connection.execute("DELETE FROM setting WHERE name = ?", (name,))
            return
        self._connection.execute(
            "INSERT INTO setting (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, json.dumps(value, ensure_ascii=False)),
        )
