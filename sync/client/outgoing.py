"""The request of one round: its header, and the runs the province lacks as a stream of frames."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from app.domain.identifiers import LogId
from sync.protocol.exchange import BASE_BYTES, Priming, Request, write_request
from sync.protocol.holdings import Holdings, advanced, digest
from sync.protocol.log_store import DeviceState, LogStore
from sync.protocol.receipts import Asking
from sync.protocol.runs import Run, entries_of
from sync.protocol.wire import StreamWriter

AT_ONCE_BYTES = 64 * 1024
"""A request that is whole within so many bytes goes out in one piece, its length stated."""
_CHECK_BYTES = 4


@dataclass(frozen=True, slots=True)
class Plan:
    """How a request is to be made.

    ``theirs``: what the province is known to hold; ``agreed``: both sides name it by its digest.
    ``runs``: what goes up. ``whole_up``, ``whole_down``: facts unshortened, for a side that could not
    rebuild them. ``primed``: the window begins with the end of a log that both hold.
    """

    theirs: Holdings
    agreed: bool
    runs: Iterable[Run] = ()
    whole_up: bool = False
    whole_down: bool = False
    primed: bool = True


class Upload:
    """One request on its way out. ``held``: what the province holds when all of it has arrived."""

    def __init__(self, store: LogStore, state: DeviceState, plan: Plan) -> None:
        self.held = plan.theirs
        self.sent_bytes = 0
        self._store = store
        self._state = state
        self._plan = plan
        runs = iter(plan.runs)
        first = next(runs, None)
        self._runs = runs if first is None else chain([first], runs)
        # Priming costs its own bytes in the header: worth it only for a request that carries something.
        log = first.log if first is not None and plan.primed else None
        self.priming, self._named = (None, None) if log is None else self._prime(log)
        self.asking = Asking(state.scope, state.device, 0)
        """The request as its receipt will name it, numbered when it is written."""

    def body(self) -> bytes | Iterator[bytes]:
        """Return the request's bytes, in one piece when they are few."""
        pieces = self._pieces()
        gathered = bytearray()
        for piece in pieces:
            gathered += piece
            if len(gathered) > AT_ONCE_BYTES:
                return chain([bytes(gathered)], pieces)
        return bytes(gathered)

    def _pieces(self) -> Iterator[bytes]:
        plan, state = self._plan, self._state
        base = digest(plan.theirs)[:BASE_BYTES] if plan.agreed else None
        self.asking = replace(self.asking, counter=state.next_counter())
        request = Request(
            state.scope,
            state.device,
            self.asking.counter,
            base,
            None if plan.agreed else self._store.holdings(state.scope),
            self._named,
            plan.whole_down,
        )
        yield self._counted(write_request(request, state.device_key()))
        writer: StreamWriter | None = None
        for run in self._runs:
            if writer is None:
                located = self._store.located(state.scope)
                writer = StreamWriter(located, self.priming, whole=plan.whole_up)
            yield self._counted(writer.run(run))
            self.held = advanced(self.held, entries_of(run))

    def _counted(self, piece: bytes) -> bytes:
        self.sent_bytes += len(piece)
        return piece

    def _prime(self, log: LogId) -> tuple[bytes | None, Priming | None]:
        """Prime with the log that is sent first, or else with the longest that both sides hold."""
        ends = {name: max(tips) for name, tips in self._plan.theirs.items() if len(tips) == 1}
        if not ends:
            return None, None
        chosen = log if log in ends else max(ends, key=lambda name: ends[name])
        position, head = ends[chosen]
        priming = self._store.priming(self._state.scope, chosen, position, head)
        if not priming:
            return None, None
        check = hashlib.sha256(priming).digest()[:_CHECK_BYTES]
        return priming, Priming(chosen, position, head, check)
