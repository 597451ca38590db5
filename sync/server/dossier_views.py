"""The province's view of dossiers, folded from their facts by the same code as on a counter.

Only what the province counts and looks up by stands in it: codes, status, dates; names stay in the facts.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from app.domain.dossier import Dossier
from app.domain.fold import View, fold
from app.domain.identifiers import ScopeId, Subject
from app.domain.kinds import Family
from sync.server.fact_table import erase, erased_of, folding_facts, parts_of
from sync.server.schema import dossier


def refresh(connection: Connection, scope: ScopeId, subjects: Iterable[Subject]) -> None:
    """Fold subjects again, obey the orders to erase that take effect, and rewrite the rows."""
    touched = set(subjects)
    for part in parts_of(touched):
        connection.execute(dossier.delete().where(dossier.c.scope == scope, dossier.c.subject.in_(part)))
    folded = _folded(connection, scope, touched)
    ordered = {subject for subject, view in folded.items() if view.erased}
    fresh = ordered - erased_of(connection, scope, ordered)
    for subject in fresh:
        erase(connection, scope, subject)
    folded.update(_folded(connection, scope, fresh))
    rows = _rows(scope, folded)
    if rows:
        connection.execute(dossier.insert(), list(rows.values()))


def rows_of(
    connection: Connection, scope: ScopeId, subjects: Iterable[Subject]
) -> dict[Subject, dict[str, object]]:
    """Fold those of some subjects that are dossiers, each into its row."""
    return _rows(scope, _folded(connection, scope, subjects))


def _folded(connection: Connection, scope: ScopeId, subjects: Iterable[Subject]) -> dict[Subject, View]:
    facts = folding_facts(connection, scope, subjects)
    return {subject: fold(some) for subject, some in facts.items()}


def _rows(scope: ScopeId, folded: Mapping[Subject, View]) -> dict[Subject, dict[str, object]]:
    return {
        subject: _row(scope, subject, view)
        for subject, view in folded.items()
        if view.family is Family.DOSSIER
    }


def _row(scope: ScopeId, subject: Subject, view: View) -> dict[str, object]:
    """Return a dossier's row."""
    seen = Dossier.from_view(subject, view)
    return {
        "scope": scope,
        "subject": subject,
        "code": _text(seen.first_code),
        "official_code": _text(seen.values.get("official_code")) or None,
        "provisional": seen.provisional,
        "status": int(seen.status),
        "voided": seen.voided,
        "procedure": _text(seen.procedure),
        "received_at": seen.received_at,
        "waiting": seen.waiting,
        "open_questions": len(seen.open_questions),
    }


def _text(value: object) -> str:
    """Return a text that every database can keep; anything else shows as empty."""
    return value if isinstance(value, str) and "\x00" not in value else ""
