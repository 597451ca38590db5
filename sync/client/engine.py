"""One exchange with the province from start to end: no window, no sleep, no clock but the one it is given.

In steady state it is one request: what is new here goes up, what is new there comes down, and a signed
receipt says what the province holds. `sync.client.rounds` is about getting back to that state.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

from app.domain.problems import DomainProblem
from app.use_cases.ports import ExchangeReport
from sync.client.carrier import Carrier, CarrierProblem
from sync.client.rounds import Rounds
from sync.client.tally import Tally
from sync.protocol.log_store import DeviceState, LogStore
from sync.protocol.problems import ProtocolProblem

MAX_FRUITLESS = 6
"""So many rounds in a row that bring nothing forward, and the exchange is given up for now."""
_NO_WAY = {"link.none", "link.refused", "server.busy", "server.failed", "server.not_a_province"}
"""Trying again at once would find the same."""


class Engine:
    """Exchanges with the province joined (`app.use_cases.ports.Exchange`)."""

    def __init__(
        self,
        store: LogStore,
        state: DeviceState,
        connect: Callable[[str], AbstractContextManager[Carrier]],
        monotonic: Callable[[], float],
    ) -> None:
        """``connect`` opens a carrier to an address; ``monotonic`` counts seconds."""
        self._store = store
        self._state = state
        self._connect = connect
        self._monotonic = monotonic
        self.retry_after_s: int | None = None
        """What the server asked for in the last exchange, in seconds."""

    def run(self, deadline_s: float) -> ExchangeReport:
        """Exchange until nothing is left to do or no way is open. Never raises for a bad link.

        After a cut it goes on at once as long as that brings something forward, also past the deadline.
        """
        self.retry_after_s = None
        membership = self._state.membership()
        if membership is None:
            return Tally().report("exchange.not_joined")
        rounds = Rounds(self._store, self._state, membership)
        try:
            with self._connect(membership.url) as carrier:
                error = self._go_on(rounds, carrier, self._monotonic() + deadline_s)
        except (DomainProblem, ProtocolProblem) as problem:
            error = problem.code
        return rounds.tally.report(error)

    def _go_on(self, rounds: Rounds, carrier: Carrier, until: float) -> str | None:
        """Make rounds until nothing is left to do or they lead nowhere; returns why something is left."""
        fruitless = furthest = 0
        while not rounds.done:
            cut = self._round(rounds, carrier)
            reached = rounds.reached()
            fruitless = 0 if reached > furthest else fruitless + 1
            furthest = max(furthest, reached)
            if cut in _NO_WAY or fruitless >= MAX_FRUITLESS or (fruitless and self._monotonic() >= until):
                return cut or rounds.error or "exchange.no_progress"
        return rounds.error

    def _round(self, rounds: Rounds, carrier: Carrier) -> str | None:
        """Make one request; returns the problem of the link, None when there was an answer."""
        try:
            rounds.next(carrier)
        except CarrierProblem as problem:
            rounds.was_cut()
            self.retry_after_s = problem.retry_after_s
            return problem.code
        return None
