"""Checks logs entry by entry: hashes, chain, signatures, personal parts, numbers. Goes on after damage."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlcipher3 import dbapi2

from app.domain.facts import Fact
from app.domain.identifiers import NO_HEAD, FactId, Head, Subject
from app.domain.numbering import CodeRange
from app.storage.code_ranges import ranges_of
from app.storage.codes import code_of, is_noted
from app.storage.database import Database, Row
from app.storage.findings import Finding
from app.storage.log_tables import LogRow
from app.storage.proofs import is_excused, secrets_of
from sync.protocol.chain import FIRST_POSITION, entry_head, log_id_of
from sync.protocol.encoding import decode_fact, fact_id, personal_matches
from sync.protocol.problems import ProtocolProblem
from sync.protocol.signing import point_holds

Details = tuple[tuple[str, object], ...]
_PAGE = 1000
_PLACES = (
    "SELECT position, seq FROM entry"
    " WHERE log = ? AND (position, seq) > (?, ?) ORDER BY position, seq LIMIT ?"
)
_ENTRY = (
    "SELECT e.previous, e.head, e.signature, f.id, f.subject, f.bytes, f.personal"
    " FROM entry AS e JOIN fact AS f ON f.seq = e.fact WHERE e.seq = ?"
)
_HEAD = "SELECT head FROM entry WHERE seq = ?"
_FOLLOWED = "SELECT 1 FROM entry WHERE log = ? AND position = ? AND previous = ?"


@dataclass(slots=True)
class _Seen:
    """What walking a log remembers: the entry before."""

    seq: int = 0
    head: Head | None = NO_HEAD


class LogCheck:
    """Checks the logs of an open database over connections of its own."""

    def __init__(self, database: Database) -> None:
        self.facts = 0
        self._database = database
        self._connection = database.connection()

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    def findings(self, log: LogRow) -> Iterator[Finding]:
        """Go through one log."""
        ranges = ranges_of(self._connection, log.id)
        seen = _Seen()
        for position, seq in self._places(log):
            self.facts += 1
            try:
                row = self._connection.execute(_ENTRY, (seq,)).fetchone()
                kinds = list(self._entry(log, position, seq, row, seen))
                if log.mine:
                    kinds += self._numbers(row, ranges)
                yield from (Finding(kind, log.id.hex(), position, details) for kind, details in kinds)
            except dbapi2.Error:
                self._open_again()
                seen.seq, seen.head = seq, None
                yield Finding("fact.unreadable", log.id.hex(), position)

    def _places(self, log: LogRow) -> Iterator[tuple[int, int]]:
        """Go through the places of a log by the index alone: damage to a row must not hide the next."""
        after = (0, 0)
        while True:
            try:
                page = self._connection.execute(_PLACES, (log.n, *after, _PAGE)).fetchall()
            except dbapi2.Error:
                self._open_again()
                return
            yield from page
            if len(page) < _PAGE:
                return
            after = page[-1]

    def _entry(
        self, log: LogRow, position: int, seq: int, row: Row, seen: _Seen
    ) -> Iterator[tuple[str, Details]]:
        """Check one entry; the stored head is what the next one is checked against."""
        previous, head, signature, held_id, subject, raw, personal = row
        before = self._head_before(previous, seen)
        true_id = fact_id(raw)
        if true_id != held_id:
            yield "fact.changed", ()
        elif before is not None and entry_head(log.id, position, before, true_id) != head:
            yield "chain.broken", ()
        if position == FIRST_POSITION and log_id_of(FactId(held_id)) != log.id:
            yield "log.opening", ()
        if signature is not None and not point_holds(log.public_key, log.id, position, head, signature):
            yield "signature.wrong", ()
        if signature is None and not self._followed(log, position, seq):
            yield "signature.missing", ()
        if true_id == held_id:
            yield from self._personal(Subject(subject), raw, personal)
        seen.seq, seen.head = seq, head

    def _personal(
        self, subject: Subject, raw: bytes, personal: bytes | None
    ) -> Iterator[tuple[str, Details]]:
        if personal is not None:
            if not personal_matches(raw, personal, secrets_of(self._connection, subject)):
                yield "personal.changed", ()
        elif decode_fact(raw, None).personal_missing and not is_excused(self._connection, subject):
            yield "personal.missing", ()

    def _numbers(self, row: Row, ranges: list[CodeRange]) -> Iterator[tuple[str, Details]]:
        """Check the code of a reception: from a range of its log, and never to be taken again."""
        fact = _readable(row)
        code = None if fact is None else code_of(fact)
        if fact is None or code is None:
            return
        inside = (r for r in ranges if r.first <= code.number <= r.last and r.unit_identifier == code.unit)
        if not code.provisional and not any(granted.holds_for(code.day) for granted in inside):
            yield "number.outside_range", (("code", (fact.fields or {}).get("code")),)
        if not is_noted(self._connection, code):
            yield "number.counter", (("day", code.day.isoformat()),)

    def _head_before(self, previous: int | None, seen: _Seen) -> Head | None:
        """Return the head before an entry; None when that entry could not be read."""
        if previous is None:
            return NO_HEAD
        if previous == seen.seq:
            return seen.head
        row = self._connection.execute(_HEAD, (previous,)).fetchone()
        return None if row is None else row[0]

    def _followed(self, log: LogRow, position: int, seq: int) -> bool:
        found = self._connection.execute(_FOLLOWED, (log.n, position + 1, seq)).fetchone()
        return found is not None

    def _open_again(self) -> None:
        self._connection.close()
        self._connection = self._database.connection()


def _readable(row: Row) -> Fact | None:
    """Return the fact of a row, None when its bytes are no fact any more."""
    try:
        return decode_fact(row[5], row[6])
    except ProtocolProblem:
        return None
