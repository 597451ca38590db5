"""The list of dossiers: how many a filter leaves, and any page of them, newest first.

Keys of a page come from a narrow index, whole rows only for those keys: a scroll bar dragged to the far end
of very many dossiers costs some milliseconds.
"""

from collections.abc import Iterable

from app.domain.identifiers import Subject
from app.domain.lifecycle import FINAL
from app.storage.database import Connection
from app.storage.dossier_rows import COLUMNS, row_of
from app.use_cases.ports import DossierRow, ListFilter

_FINAL = ", ".join(str(int(status)) for status in sorted(FINAL))
_AT_ONCE = 500
"""Subjects asked for in one statement."""


class DossierList:
    """Lists dossiers over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, which: ListFilter) -> int:
        """Count the dossiers a filter leaves."""
        condition, parameters = _condition(which)
        # Without any WHERE, SQLite adds up what the pages of an index hold instead of visiting every entry.
        where = f"WHERE {condition}" if which != ListFilter() else ""
        sql = f"SELECT count(*) FROM dossier {where}"  # noqa: S608  of constants
        return int(self._connection.execute(sql, parameters).fetchone()[0])

    def page(self, which: ListFilter, offset: int, limit: int) -> list[DossierRow]:
        """Return the dossiers ``offset`` to ``offset + limit`` of a list, newest first."""
        condition, parameters = _condition(which)
        # The unary plus keeps SQLite from walking all dossiers by age to find the few unfinished ones.
        order = "+seq" if _only_unfinished(which) else "seq"
        sql = (
            f"SELECT {COLUMNS} FROM dossier WHERE seq IN"  # noqa: S608  of constants
            f" (SELECT seq FROM dossier WHERE {condition} ORDER BY {order} DESC LIMIT ? OFFSET ?)"
            " ORDER BY seq DESC"
        )
        return [row_of(row) for row in self._connection.execute(sql, (*parameters, limit, offset))]

    def rows(self, subjects: Iterable[Subject]) -> list[DossierRow]:
        """Return the rows of these dossiers, newest first; a subject without a row is left out."""
        wanted = list(dict.fromkeys(subjects))
        found: list[DossierRow] = []
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            sql = f"SELECT {COLUMNS} FROM dossier WHERE subject IN ({marks})"  # noqa: S608  of constants
            found += [row_of(row) for row in self._connection.execute(sql, some)]
        return sorted(found, key=lambda row: row.seq, reverse=True)

    def open_dossiers(self, id_number: str, procedure: str) -> list[DossierRow]:
        """Return unfinished dossiers of the same person for the same procedure, newest first."""
        sql = (
            f"SELECT {COLUMNS} FROM dossier WHERE id_number = ? AND procedure = ?"  # noqa: S608  of constants
            f" AND status NOT IN ({_FINAL}) ORDER BY seq DESC"
        )
        return [row_of(row) for row in self._connection.execute(sql, (id_number, procedure))]


def _only_unfinished(which: ListFilter) -> bool:
    return which.holder is not None or which.due_before is not None or which.due_from is not None


def _condition(which: ListFilter) -> tuple[str, list[object]]:
    """Return the WHERE of a filter. Whose it is and when it is due is asked of unfinished dossiers only."""
    conditions = ["1"]
    parameters: list[object] = []
    if which.statuses:
        # Beside another condition statuses are checked, not looked up (unary plus): they hold back least.
        column = "status" if which == ListFilter(which.statuses) else "+status"
        conditions.append(f"{column} IN ({', '.join('?' * len(which.statuses))})")
        parameters += sorted(which.statuses)
    if _only_unfinished(which):
        conditions.append(f"status NOT IN ({_FINAL})")
    if which.holder is not None:
        conditions.append("holder = ?")
        parameters.append(which.holder)
    if which.due_before is not None:
        conditions.append("due_at < ?")
        parameters.append(which.due_before)
    if which.due_from is not None:
        conditions.append("due_at >= ?")
        parameters.append(which.due_from)
    if which.waits_before is not None:
        conditions.append("waits_until < ?")
        parameters.append(which.waits_before)
    if which.needs_decision:
        conditions.append("open_questions + set_aside > 0")
    if which.not_delivered:
        conditions.append("undelivered = 1")
    if which.elsewhere:
        conditions.append("competent <> ''")
    return " AND ".join(conditions), parameters
