"""What one exchange has done so far, counted for the report."""

from dataclasses import dataclass, field

from app.domain.identifiers import Subject
from app.use_cases.ports import ExchangeReport
from sync.client.incoming import Download
from sync.protocol.receipts import Receipt


@dataclass(slots=True)
class Tally:
    """Counts over all requests of an exchange."""

    pushed: int = 0
    pulled: int = 0
    bytes_up: int = 0
    bytes_down: int = 0
    requests: int = 0
    receipt: Receipt | None = None
    changed: set[Subject] = field(default_factory=set)

    def took(self, download: Download) -> None:
        """Count what an answer brought."""
        self.bytes_down += download.received_bytes
        self.pulled += download.new_facts
        self.changed |= download.subjects

    @property
    def received(self) -> int:
        """How many entries the newest receipt names."""
        if self.receipt is None:
            return 0
        return sum(max(tips)[0] for tips in self.receipt.holdings.values())

    def report(self, error: str | None) -> ExchangeReport:
        """Return what the exchange did; complete when nothing is in its way."""
        return ExchangeReport(
            pushed=self.pushed,
            pulled=self.pulled,
            bytes_up=self.bytes_up,
            bytes_down=self.bytes_down,
            requests=self.requests,
            complete=error is None,
            receipt_at=None if self.receipt is None else self.receipt.at,
            receipt_facts=self.received,
            error=error,
            changed=tuple(self.changed),
        )
