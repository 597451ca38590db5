"""Runs that arrive: checked, chained onto what is held, and folded as far as their log is trusted."""

from collections.abc import Sequence

from app.domain import fold
from app.domain.facts import MAX_FACT_BYTES, Fact
from app.domain.identifiers import NO_HEAD, Head, ScopeId, Subject
from app.storage.book_counters import note_number
from app.storage.codes import note_used
from app.storage.consequences import Consequences
from app.storage.database import Connection
from app.storage.fact_log import open_log
from app.storage.log_tables import (
    INSERT_ENTRY,
    INSERT_FACT,
    LogRow,
    Place,
    fact_number,
    find_log,
    find_place,
    insert_log,
    log_by_number,
    next_entry_number,
    places_at,
    tips,
)
from app.storage.proofs import personal_parts
from app.storage.receipts import apply_receipt
from app.storage.this_device import ThisDevice, current_log
from app.storage.trust import check_quota, judge, new_log, rule, rulings_of
from app.storage.views import Views
from sync.protocol.chain import Entry
from sync.protocol.encoding import decode_fact
from sync.protocol.log_store import StoredRun
from sync.protocol.personal_parts import PersonalParts
from sync.protocol.problems import ProtocolProblem
from sync.protocol.rulings import CARRIED, KEY_BYTES
from sync.protocol.runs import CarriedFact, Run, check_run, opening_key

_SIGN = "UPDATE entry SET signature = ? WHERE seq = ? AND signature IS NULL"
_RAISE = "UPDATE fact SET standing = ? WHERE seq = ? AND standing < ?"


class Arrivals:
    """Stores runs inside one transaction."""

    def __init__(self, connection: Connection, identity: ThisDevice, at: int) -> None:
        self._connection = connection
        self._identity = identity
        self._at = at
        self._effects = Consequences(connection)

    def store(self, scope: ScopeId, run: Run) -> StoredRun:
        """Check and keep a run. Raises `ProtocolProblem`; the caller rolls everything back."""
        log = self._log_of(scope, run)
        previous = self._beginning(log, run)
        entries = check_run(run, log.public_key)
        arriving = list(zip(entries, run.facts, strict=True))
        while arriving and (held := find_place(self._connection, log.n, *_place(arriving[0][0]))) is not None:
            previous = held
            arriving.pop(0)
        if arriving and not log.trusted:
            check_quota(self._connection, log, run)
        new_facts = self._append(log, previous, arriving, run)
        if not arriving and previous is not None:
            self._connection.execute(_SIGN, (run.signature, previous.seq))
        touched = frozenset(self._effects.touched)
        self._effects.settle(Views(self._connection, self._identity.scope))
        return StoredRun(new_facts, touched)

    def _log_of(self, scope: ScopeId, run: Run) -> LogRow:
        """Return the run's log; a log met for the first time is judged by its opening fact."""
        log = find_log(self._connection, run.log)
        if log is not None:
            if log.scope != scope:
                raise ProtocolProblem("run.wrong_scope", log=run.log.hex())
            return log
        key = opening_key(run)
        if key is None:
            raise ProtocolProblem("run.gap", log=run.log.hex(), position=run.after_position)
        opening = decode_fact(run.facts[0].raw, run.facts[0].personal)
        if opening.kind != "log.opened" or len(key) != KEY_BYTES:
            raise ProtocolProblem("run.bad_opening", log=run.log.hex())
        if (opening.fields or {}).get("scope") != scope:
            raise ProtocolProblem("run.wrong_scope", log=run.log.hex())
        row = insert_log(self._connection, new_log(self._connection, self._identity, run.log, opening, scope))
        if not row.province:
            rule(self._connection, row, rulings_of(self._connection, scope))
        return log_by_number(self._connection, row.n)

    def _beginning(self, log: LogRow, run: Run) -> Place | None:
        """Return the entry the run continues; None when it begins the log."""
        if run.after_position == 0 and run.after_head == NO_HEAD:
            return None
        place = find_place(self._connection, log.n, run.after_position, run.after_head)
        if place is None:
            raise ProtocolProblem("run.gap", log=run.log.hex(), position=run.after_position)
        return place

    def _append(
        self,
        log: LogRow,
        previous: Place | None,
        arriving: Sequence[tuple[Entry, CarriedFact]],
        run: Run,
    ) -> int:
        """Chain the entries that are new here; returns how many facts were new."""
        if not arriving:
            return 0
        connection = self._connection
        left = tips(connection, log)[0] if log.n == current_log(connection) else None
        if places_at(connection, log.n, arriving[0][0].position):
            connection.execute("UPDATE log SET forked = 1 WHERE n = ?", (log.n,))
            log = log_by_number(connection, log.n)
        judged = judge(connection, log)
        seq = next_entry_number(connection)
        before = None if previous is None else previous.seq
        rows: list[tuple[object, ...]] = []
        folding: list[Fact] = []
        count = 0
        decoded = [(_decoded(carried), carried) for _, carried in arriving]
        parts = personal_parts(connection, log.n, run, decoded)
        for (entry, _), (fact, carried) in zip(arriving, decoded, strict=True):
            standing = judged(fact, seq, entry.position)
            number, is_new = self._keep(fact, carried, parts, standing)
            count += is_new
            if log.mine:
                note_used(connection, fact)
                note_number(connection, fact)
            rows.append((seq, log.n, entry.position, before, number, entry.head, None))
            if standing != CARRIED:
                folding.append(fact)
            before, seq = seq, seq + 1
        rows[-1] = (*rows[-1][:-1], run.signature)
        connection.executemany(INSERT_ENTRY, rows)
        self._settle(log, folding, arriving[0][0].position)
        if left is not None:
            self._leave(log, left)
        return count

    def _keep(
        self, fact: Fact, carried: CarriedFact, parts: PersonalParts, standing: int
    ) -> tuple[int, bool]:
        """Store a fact, unless another log has brought it. Returns its number, and whether it is new."""
        connection = self._connection
        number = fact_number(connection, fact.id)
        if number is not None:
            connection.execute(_RAISE, (standing, number, standing))
            return number, False
        kept = parts.kept(fact, carried)
        values = (fact.id, fact.subject, standing, kept.secret, kept.raw, kept.personal)
        return connection.execute(INSERT_FACT, values).lastrowid, True

    def _settle(self, log: LogRow, folding: list[Fact], first: int) -> None:
        """Apply what the new facts change elsewhere, and what the newest receipt says of them."""
        self._effects.appended(log, folding)
        log = log_by_number(self._connection, log.n)
        end = log.fence_position
        if end is not None and (log.forked or first <= end):
            # Which entries lie on the line that counts may show only now.
            self._effects.reconsider(log)
        apply_receipt(self._connection, log)

    def _leave(self, log: LogRow, left: Place) -> None:
        """Open a new log: the one written so far continues elsewhere, on a copy of this device."""
        views = Views(self._connection, self._identity.scope)
        about = views.state(Subject(self._identity.device))
        own, _ = open_log(
            self._connection,
            self._identity,
            at=self._at,
            device_name=str(about.view().value("device_name") or ""),
            parents=fold.tips(about.facts, about.view()),
            left=(log.id, left.head),
        )
        own.finish()
        self._effects.touched.add(Subject(self._identity.device))
        self._effects.rule_again(log.scope)


def _place(entry: Entry) -> tuple[int, Head]:
    return entry.position, entry.head


def _decoded(carried: CarriedFact) -> Fact:
    """Read a carried fact. Raises `ProtocolProblem` ``run.bad_fact``."""
    size = len(carried.raw) + len(carried.personal or b"")
    if size > MAX_FACT_BYTES:
        raise ProtocolProblem("run.bad_fact", bytes=size, limit=MAX_FACT_BYTES)
    return decode_fact(carried.raw, carried.personal)
