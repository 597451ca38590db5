"""The way to the province: carrier and engine, loaded when an exchange begins and not before."""

import time
from typing import TYPE_CHECKING

from app.domain.identifiers import ClerkId
from app.domain.problems import DomainProblem
from app.machine.clock import Clock
from app.settings.definitions import SERVER
from app.storage.office_store import OfficeStore
from app.use_cases.outcome import Changes, Outcome
from app.use_cases.ports import Acting, ExchangeReport

if TYPE_CHECKING:
    from sync.client.engine import Engine
    from sync.client.http_carrier import HttpCarrier


class WayToProvince:
    """Joins a province, and exchanges with the one joined. Used by one thread at a time."""

    def __init__(self, store: OfficeStore, clock: Clock) -> None:
        """Prepare; nothing is loaded and nothing sent."""
        self._store = store
        self._clock = clock
        self._engine: Engine | None = None

    @property
    def retry_after_s(self) -> int | None:
        """What the server asked for in the last exchange, in seconds."""
        return None if self._engine is None else self._engine.retry_after_s

    def run(self, deadline_s: float) -> ExchangeReport:
        """Exchange until nothing is left to do or no way is open (`ports.Exchange`)."""
        if self._engine is None:
            from sync.client.engine import Engine

            self._engine = Engine(self._store.logs, self._store.memory, self._carrier, time.monotonic)
        return self._engine.run(deadline_s)

    def _carrier(self, url: str) -> "HttpCarrier":
        """Open the way to the province that was joined, known by its root key."""
        from sync.client.http_carrier import HttpCarrier

        joined = self._store.memory.membership()
        return HttpCarrier(url, lambda root: joined is not None and root == joined.root_key)

    def join(self, server: str, code: str) -> Outcome[str]:
        """Join the province that gave out a code; returns its name. What the office did is kept.

        Raises DomainProblem ``enrolment.*``, ``link.*`` or ``server.*``.
        """
        from sync.client.carrier import CarrierProblem
        from sync.client.enrolment import join
        from sync.client.http_carrier import HttpCarrier
        from sync.protocol.enrolment import EnrolmentCode
        from sync.protocol.problems import ProtocolProblem
        from sync.protocol.signing import fingerprint

        try:
            meant = EnrolmentCode.read(code).root_fingerprint
            with HttpCarrier(server, lambda root: fingerprint(root) == meant) as carrier:
                card = join(self._store.logs, self._store.memory, carrier, server, code)
        except (CarrierProblem, ProtocolProblem) as problem:
            raise DomainProblem(problem.code, **problem.details) from problem
        with self._store.writing(Acting(ClerkId(bytes(16)), "", self._clock.now_ms())) as tx:
            tx.set_setting(SERVER, server)
        return Outcome(card.name, Changes(settings=frozenset({SERVER}), delivery=True))
