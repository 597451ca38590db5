"""Papers printed on this device: what stood on them, the bytes as issued, and what is still to be drawn.

A paper is ordered in the transaction of what it tells, drawn elsewhere, then stored with its fact. From then
on it is frozen. The PDF is kept 13 months on the device that printed it; the record draws it again.
"""

import hashlib
import json
from collections.abc import Mapping

from app.domain.facts import Value
from app.domain.identifiers import FactId, Subject
from app.domain.problems import DomainProblem
from app.storage.database import Connection, Row
from app.use_cases.ports import StoredPaper

_SELECT = "SELECT id, subject, form, copy_number, ordered_at, issued_at, fact, record, pdf FROM paper"


class PaperTable:
    """Reads and writes the table `paper` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def papers(self, subject: Subject) -> list[StoredPaper]:
        """Return the papers of a dossier in the order they were ordered."""
        found = self._connection.execute(f"{_SELECT} WHERE subject = ? ORDER BY id", (subject,))
        return [_paper(row) for row in found]

    def unprinted(self) -> list[StoredPaper]:
        """Return papers ordered and not drawn yet, oldest first; ``issued_at`` is when they were ordered."""
        return [
            _paper(row) for row in self._connection.execute(f"{_SELECT} WHERE issued_at IS NULL ORDER BY id")
        ]

    def order(
        self, subject: Subject, form: str, copy_number: int, record: Mapping[str, Value], at: int
    ) -> int:
        """Order a paper; returns its id."""
        ordered = self._connection.execute(
            "INSERT INTO paper (subject, form, copy_number, ordered_at, record) VALUES (?, ?, ?, ?, ?)",
            (subject, form, copy_number, at, json.dumps(dict(record), ensure_ascii=False)),
        )
        return ordered.lastrowid

    def drop(self, paper: int) -> None:
        """Forget a paper that was ordered and never drawn; an issued one stays."""
        self._connection.execute("DELETE FROM paper WHERE id = ? AND issued_at IS NULL", (paper,))

    def store(self, paper: int, fact: FactId, pdf: bytes, at: int) -> None:
        """Keep a drawn paper as issued.

        Raises `DomainProblem` ``paper.unknown`` or ``paper.frozen`` (``id``).
        """
        changed = self._connection.execute(
            "UPDATE paper SET issued_at = ?, fact = ?, sha256 = ?, pdf = ?"
            " WHERE id = ? AND issued_at IS NULL",
            (at, fact, hashlib.sha256(pdf).digest(), pdf, paper),
        )
        if not changed.rowcount:
            known = self._connection.execute("SELECT 1 FROM paper WHERE id = ?", (paper,)).fetchone()
            raise DomainProblem("paper.frozen" if known else "paper.unknown", id=paper)

    def forget_files(self, issued_before: int) -> int:
        """Drop the bytes of papers issued before a moment (ms); returns how many. Hash and record stay."""
        changed = self._connection.execute(
            "UPDATE paper SET pdf = NULL WHERE issued_at < ? AND pdf IS NOT NULL", (issued_before,)
        )
        return changed.rowcount


def _paper(row: Row) -> StoredPaper:
    number, subject, form, copy_number, ordered_at, issued_at, fact, record, pdf = row
    return StoredPaper(
        id=number,
        subject=subject,
        form=form,
        copy_number=copy_number,
        issued_at=ordered_at if issued_at is None else issued_at,
        fact=fact,
        pdf=pdf,
        record=json.loads(record),
    )
