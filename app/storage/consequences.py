"""What arriving facts change beyond their own subject: whose logs count, and which numbers may be used."""

from collections.abc import Iterable

from app.domain.facts import Fact
from app.domain.identifiers import ScopeId, Subject
from app.storage.code_ranges import keep_ranges
from app.storage.database import Connection
from app.storage.log_tables import LogRow, log_by_number, logs_of
from app.storage.trust import certify, keep_pair, reconsider, rule, rulings_of
from app.storage.views import Views
from sync.protocol.rulings import KEY_BYTES, RULINGS


class Consequences:
    """Gathers, in one transaction, the subjects whose facts count for something else than before."""

    def __init__(self, connection: Connection) -> None:
        self.touched: set[Subject] = set()
        self._connection = connection

    def appended(self, log: LogRow, facts: Iterable[Fact]) -> None:
        """Apply what facts that were just stored change."""
        kinds = set()
        for fact in facts:
            self.touched.add(fact.subject)
            kinds.add(fact.kind)
        if log.province and kinds & RULINGS:
            self.rule_again(log.scope)

    def pair(self, scope: ScopeId, public_key: bytes, device: Subject) -> None:
        """Trust a device whose key was compared on two screens of one office."""
        if len(public_key) == KEY_BYTES:
            keep_pair(self._connection, scope, public_key, device)
            self.rule_again(scope)

    def joined(self) -> None:
        """Tell the province's logs from others by the root key pinned now."""
        changed = list(certify(self._connection))
        for scope in {log.scope for log in changed}:
            self.rule_again(scope)
        for log in changed:
            self.reconsider(log_by_number(self._connection, log.n))

    def rule_again(self, scope: ScopeId) -> None:
        """Apply all rulings of the province anew, after one of them or a log has come."""
        ruled = rulings_of(self._connection, scope)
        keep_ranges(self._connection, scope, ruled.ranges)
        for log in logs_of(self._connection, scope):
            if rule(self._connection, log, ruled):
                self.reconsider(log_by_number(self._connection, log.n))

    def reconsider(self, log: LogRow) -> None:
        """Decide anew what the facts of a log count for."""
        self.touched.update(fact.subject for fact in reconsider(self._connection, log))

    def settle(self, views: Views) -> None:
        """Refresh, or mark stale, every subject that was touched."""
        views.refresh_changed(self.touched)
