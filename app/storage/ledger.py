"""Looks over many subjects at once: rows for registers and reports, numbers used, positions of logs."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from app.domain.books import BookEntry
from app.domain.identifiers import Head, LogId, ScopeId
from app.domain.moments import day_starts_at
from app.storage.book_table import entries_between
from app.storage.database import Connection, Row
from app.storage.log_tables import LogRow, Place, find_place, line_to, logs_of, places_at, tips
from app.use_cases.ports_ledger import LoggedFact, LogTip, ReportRow
from sync.protocol.encoding import decode_fact
from sync.protocol.rulings import COUNTS

_ROWS = (
    "SELECT subject, code, procedure, full_name, address, village, phone, birth_date, channel, sets, point,"
    " competent, received_at, due_at, finished_at, ended_at, status, voided, holder, received_by,"
    " register_book, register_number FROM dossier"
    " WHERE received_at < ?2 AND (received_at >= ?1 OR ended_at IS NULL OR ended_at >= ?1)"
    " ORDER BY received_at, seq"
)
_VOIDED_AT = 17
_ENTRIES = (
    "SELECT e.seq, e.position, e.head, f.bytes, f.personal, f.standing FROM entry AS e"
    " JOIN fact AS f ON f.seq = e.fact WHERE e.log = ? AND e.position > ? ORDER BY e.position, e.seq"
)
_LAST = "SELECT max(position) FROM entry WHERE log = ?"


class Ledger:
    """Answers over one connection, about the logs of one office."""

    def __init__(self, connection: Connection, scope: ScopeId) -> None:
        self._connection = connection
        self._scope = scope

    def book_entries(self, kind: str | None, first_day: date, last_day: date) -> list[BookEntry]:
        """Return every number used from one day to another, both included, of a kind or of all."""
        end = day_starts_at(last_day + timedelta(days=1))
        return entries_between(self._connection, kind, day_starts_at(first_day), end)

    def report_rows(self, first_ms: int, last_ms: int) -> list[ReportRow]:
        """Return the dossiers received in ``first_ms <= t < last_ms``, or still open at its beginning."""
        rows = self._connection.execute(_ROWS, (first_ms, last_ms))
        return [_report_row(row) for row in rows]

    def heads(self) -> dict[LogId, int]:
        """Return how far each log of the office is held: its last position."""
        return {log.id: self._connection.execute(_LAST, (log.n,)).fetchone()[0] or 0 for log in self._logs()}

    def log_tips(self) -> list[LogTip]:
        """Return the end of each line of the office's own logs, as far as they count."""
        return [
            LogTip(log.id, place.position, place.head)
            for log in self._logs()
            if log.trusted
            for place in self._counting_tips(log)
        ]

    def entries_after(self, positions: Mapping[LogId, int]) -> list[LoggedFact]:
        """Return what stands in the logs of the office after these positions, log by log, in order."""
        found: list[LoggedFact] = []
        for log in self._logs():
            found += self._entries(log, positions.get(log.id, 0), set())
        return _each_once(found)

    def entries_beyond(self, known: Iterable[LogTip]) -> list[LoggedFact]:
        """Return what stands in the logs of the office and not on the lines that end in ``known``."""
        known = list(known)
        found: list[LoggedFact] = []
        for log in self._logs():
            ends = [tip for tip in known if tip.log == log.id]
            if not log.forked:
                found += self._entries(log, max((tip.position for tip in ends), default=0), set())
                continue
            held = [find_place(self._connection, log.n, tip.position, tip.head) for tip in ends]
            lines = [line_to(self._connection, place.seq) for place in held if place is not None]
            found += self._entries(log, 0, set().union(*lines))
        return _each_once(found)

    def _logs(self) -> list[LogRow]:
        return [log for log in logs_of(self._connection, self._scope) if not log.province]

    def _counting_tips(self, log: LogRow) -> list[Place]:
        """Return the ends of a log; of one that was ended, the last entry that counts."""
        if log.fence_position is None:
            return tips(self._connection, log)
        if log.fence_head is None:
            return places_at(self._connection, log.n, log.fence_position)
        found = find_place(self._connection, log.n, log.fence_position, log.fence_head)
        return [found] if found is not None else tips(self._connection, log)

    def _entries(self, log: LogRow, after: int, covered: set[int]) -> list[LoggedFact]:
        return [
            LoggedFact(log.id, position, Head(head), decode_fact(raw, personal), standing == COUNTS)
            for seq, position, head, raw, personal, standing in self._connection.execute(
                _ENTRIES, (log.n, after)
            )
            if seq not in covered
        ]


def _report_row(row: Row) -> ReportRow:
    values = list(row)
    values[_VOIDED_AT] = row[_VOIDED_AT] == 1
    return ReportRow(*values)


def _each_once(found: list[LoggedFact]) -> list[LoggedFact]:
    """A fact that two logs carry is one fact."""
    return list({logged.fact.id: logged for logged in reversed(found)}.values())[::-1]
