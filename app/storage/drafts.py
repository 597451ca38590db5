"""Unfinished forms: kept as one types, so that a power cut costs nothing; never sent anywhere."""

import json
from collections.abc import Mapping
from typing import Any

from app.domain.facts import Value
from app.storage.database import Connection


class Drafts:
    """Reads and writes the table `draft` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def drafts(self, page: str) -> list[dict[str, Any]]:
        """Return the drafts of a page, last saved first; each with its ``id`` and ``saved_at`` (ms)."""
        found = self._connection.execute(
            "SELECT id, saved_at, body FROM draft WHERE page = ? ORDER BY saved_at DESC, id DESC", (page,)
        )
        return [{**json.loads(body), "id": number, "saved_at": saved_at} for number, saved_at, body in found]

    def save(self, page: str, draft: Mapping[str, Value], draft_id: int | None, at: int) -> int:
        """Keep the present state of a form; returns its id.

        A draft that was dropped meanwhile (saved in another window, say) is kept as a new one.
        """
        body = json.dumps(dict(draft), ensure_ascii=False)
        if draft_id is not None:
            changed = self._connection.execute(
                "UPDATE draft SET saved_at = ?, body = ? WHERE id = ? AND page = ?",
                (at, body, draft_id, page),
            )
            if changed.rowcount:
                return draft_id
        added = self._connection.execute(
            "INSERT INTO draft (page, saved_at, body) VALUES (?, ?, ?)", (page, at, body)
        )
        return added.lastrowid

    def drop(self, draft_id: int) -> None:
        """Forget a draft; one that is gone already is no problem."""
        self._connection.execute("DELETE FROM draft WHERE id = ?", (draft_id,))
