"""Receipts of the province: what they vouch for here, fact by fact and dossier by dossier.

A receipt counts for an entry only where a head it names lies on the same line, at or after it. The
newest receipt is the word that holds: after the province was restored from a backup, entries go back
to waiting.
"""

from app.domain.identifiers import FactId, ScopeId, Subject
from app.storage.database import Connection
from app.storage.log_tables import LogRow, Place, find_place, line_to, logs_of
from app.use_cases.ports import Delivery
from sync.protocol.receipts import Receipt

_NEWER = "SELECT 1 FROM receipt WHERE scope = ? AND counter > ?"
_NAMED = "SELECT position, head FROM receipt_tip WHERE log = ? ORDER BY position DESC"
_KEEP = (
    "INSERT INTO receipt (scope, counter, at, signature) VALUES (?, ?, ?, ?) ON CONFLICT (scope)"
    " DO UPDATE SET counter = excluded.counter, at = excluded.at, signature = excluded.signature"
)
_VOUCH = (
    "UPDATE entry SET received_at = ?"
    " WHERE log = ? AND position > ? AND position <= ? AND received_at IS NULL"
)
_UNVOUCH = "UPDATE entry SET received_at = NULL WHERE log = ? AND position > ? AND position <= ?"
_UNDELIVERED = (
    "EXISTS (SELECT 1 FROM fact AS g WHERE g.subject = dossier.subject AND NOT EXISTS"
    " (SELECT 1 FROM entry AS h WHERE h.fact = g.seq AND h.received_at IS NOT NULL))"
)
_REMARK_RANGE = (
    f"UPDATE dossier SET undelivered = {_UNDELIVERED} WHERE subject IN"  # noqa: S608  constants
    " (SELECT f.subject FROM entry AS e JOIN fact AS f ON f.seq = e.fact"
    " WHERE e.log = ? AND e.position > ? AND e.position <= ?)"
)
_FACT_RECEIVED = "SELECT max(received_at) FROM entry WHERE fact = (SELECT seq FROM fact WHERE id = ?)"
_SUBJECT_RECEIVED = (
    "SELECT min(at IS NOT NULL), max(at) FROM (SELECT"
    " (SELECT min(e.received_at) FROM entry AS e WHERE e.fact = f.seq) AS at"
    " FROM fact AS f WHERE f.subject = ?)"
)


def newest_receipt_at(connection: Connection, scope: ScopeId) -> int | None:
    """Return the time of the newest receipt (ms, the province's clock), None before any."""
    row = connection.execute("SELECT at FROM receipt WHERE scope = ?", (scope,)).fetchone()
    return None if row is None else row[0]


def keep_receipt(connection: Connection, receipt: Receipt) -> bool:
    """Keep a checked receipt and mark what it vouches for. False: a newer one is kept already."""
    asking = receipt.asking
    if connection.execute(_NEWER, (asking.scope, asking.counter)).fetchone() is not None:
        return False
    connection.execute(_KEEP, (asking.scope, asking.counter, receipt.at, receipt.signature))
    connection.execute("DELETE FROM receipt_tip WHERE scope = ?", (asking.scope,))
    connection.executemany(
        "INSERT INTO receipt_tip (scope, log, position, head) VALUES (?, ?, ?, ?)",
        ((asking.scope, log, n, head) for log, tips in receipt.holdings.items() for n, head in tips),
    )
    for log in logs_of(connection, asking.scope):
        apply_receipt(connection, log)
    return True


def apply_receipt(connection: Connection, log: LogRow) -> None:
    """Mark which entries of a log the newest receipt vouches for, after either has changed."""
    at = newest_receipt_at(connection, log.scope)
    if at is None:
        return
    named = connection.execute(_NAMED, (log.id,)).fetchall()
    held = [place for n, head in named if (place := find_place(connection, log.n, n, head)) is not None]
    if log.forked:
        _mark_lines(connection, log, held, at)
        return
    upto = held[0].position if held else 0
    before = log.received_position
    if upto == before:
        return
    low, high = min(before, upto), max(before, upto)
    if upto > before:
        connection.execute(_VOUCH, (at, log.n, low, high))
    else:
        connection.execute(_UNVOUCH, (log.n, low, high))
    connection.execute("UPDATE log SET received_position = ? WHERE n = ?", (upto, log.n))
    connection.execute(_REMARK_RANGE, (log.n, low, high))


def fact_delivery(connection: Connection, fact: FactId) -> Delivery:
    """Return how far one fact has come."""
    at = connection.execute(_FACT_RECEIVED, (fact,)).fetchone()[0]
    return Delivery("saved") if at is None else Delivery("province", at)


def subject_delivery(connection: Connection, subject: Subject) -> Delivery:
    """Return how far all facts of a subject have come, and when the last of them was vouched for."""
    whole, at = connection.execute(_SUBJECT_RECEIVED, (subject,)).fetchone()
    return Delivery("province", at) if whole else Delivery("saved")


def _mark_lines(connection: Connection, log: LogRow, held: list[Place], at: int) -> None:
    """Mark a forked log: what lies on a line that ends in, or runs through, a head the receipt names."""
    vouched: set[int] = set()
    for place in held:
        if place.seq not in vouched:
            vouched |= line_to(connection, place.seq)
    rows = connection.execute(
        "SELECT seq, received_at IS NOT NULL, position FROM entry WHERE log = ?", (log.n,)
    ).fetchall()
    changed = [(seq, position) for seq, marked, position in rows if bool(marked) != (seq in vouched)]
    connection.executemany(
        "UPDATE entry SET received_at = ? WHERE seq = ?",
        ((at if seq in vouched else None, seq) for seq, _ in changed),
    )
    if changed:
        positions = [position for _, position in changed]
        connection.execute(_REMARK_RANGE, (log.n, min(positions) - 1, max(positions)))
