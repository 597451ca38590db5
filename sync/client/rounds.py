"""The requests of one exchange, each decided from what the last answer said.

A device that knows what the province holds pushes what lies beyond. It does not know after a cut, or when
the province has forgotten the vector last agreed on; then it asks first, with its own holdings in full. A
side that cannot rebuild shortened facts is sent them whole. A log that is refused even so is set aside
for this exchange, and the others go on.
"""

from collections.abc import Iterator
from dataclasses import replace

from app.domain.identifiers import LogId
from sync.client.carrier import Carrier
from sync.client.enrolment import ask_for_card
from sync.client.incoming import Download
from sync.client.outgoing import Plan, Upload
from sync.client.tally import Tally
from sync.protocol.exchange import Answer
from sync.protocol.holdings import Holdings, digest
from sync.protocol.log_store import DeviceState, LogStore, Membership
from sync.protocol.problems import ProtocolProblem
from sync.protocol.receipts import Receipt, receipt_holds
from sync.protocol.runs import RUN_BYTES, Run

ASK_FIRST_BYTES = 64 * 1024
"""More than this is not sent again on the belief that it has not arrived: the province is asked first."""
_REPAIRED_WHOLE = {"run.bad_fact", "run.bad_signature", "run.bad_personal"}
"""Refusals that come of facts rebuilt wrongly, as when the other side holds another line of a fork."""
_ONCE_MORE = {"run.gap", "run.personal_owed"}
"""Refusals that pass when what came behind has arrived: the earlier entries, or the order to erase."""
_MAX_RAISES = 3
_MAX_PULL_FAILURES = 3


class Rounds:
    """One exchange in progress. ``done``: no further round would help. ``error``: why something is left."""

    def __init__(self, store: LogStore, state: DeviceState, membership: Membership) -> None:
        self.done = False
        self.error: str | None = None
        self.tally = Tally()
        self._store = store
        self._state = state
        self._membership = membership
        self._theirs: Holdings | None = None
        self._asked = False
        self._whole_up = self._whole_down = False
        self._primed = True
        self._raises = self._pull_failures = self._furthest = 0
        self._again: set[LogId] = set()
        self._aside: set[LogId] = set()

    def next(self, carrier: Carrier) -> None:
        """Make one request and take its answer in.

        Raises `CarrierProblem`, `ProtocolProblem` for what no further round can mend, and what storing
        raises.
        """
        plan = self._plan()
        upload = Upload(self._store, self._state, plan)
        self.tally.requests += 1
        try:
            with carrier.exchange(upload.body()) as pieces:
                download = Download(self._store, self._state.scope, pieces)
                try:
                    self._take(download.header(), upload, download, carrier)
                finally:
                    self.tally.took(download)
        finally:
            self.tally.bytes_up += upload.sent_bytes

    def reached(self) -> int:
        """Return a number that grows when a round has brought something forward."""
        theirs = 0 if self._theirs is None else sum(max(tips)[0] for tips in self._theirs.values())
        self._furthest = max(self._furthest, theirs)
        return self.tally.pushed + self.tally.pulled + self._furthest

    def was_cut(self) -> None:
        """The last request had no whole answer: what of it arrived is not known."""
        self._asked = False

    def _plan(self) -> Plan:
        """Decide what to ask and what to send."""
        agreed = self._state.agreed()
        theirs = agreed if self._theirs is None else self._theirs
        asking = Plan(
            {}, agreed=False, whole_up=self._whole_up, whole_down=self._whole_down, primed=self._primed
        )
        if theirs is None:
            return asking
        runs = self._beyond(theirs)
        if not self._asked:
            few, more = _few(runs)
            if more:
                return asking
            runs = iter(few)
        return replace(asking, theirs=theirs, agreed=theirs == agreed, runs=runs)

    def _beyond(self, theirs: Holdings) -> Iterator[Run]:
        """Return what the province lacks, logs set aside left out."""
        runs = self._store.runs_beyond(self._state.scope, theirs, RUN_BYTES)
        return (run for run in runs if run.log not in self._aside)

    def _take(self, answer: Answer, upload: Upload, download: Download, carrier: Carrier) -> None:
        """Take an answer in: its stream, then its receipt."""
        if not any(answer.signature):
            self._turned_away(answer)
            return
        self.tally.pushed += answer.stored
        try:
            held = download.store(upload.held, upload.priming if answer.primed else None)
        except ProtocolProblem as problem:
            self._keep_if_told(answer, upload, carrier)
            self._pull_failed(problem)
            return
        except Exception:
            # The stream was cut or could not be stored, yet what the header says is true.
            self._keep_if_told(answer, upload, carrier)
            raise
        if answer.holdings is None and digest(held) != answer.digest:
            # Another device's delivery came in between, or one side counts otherwise: compare in full.
            self._forget()
            return
        held = held if answer.holdings is None else answer.holdings
        self._keep(answer, held, upload, carrier, agreed=answer.status != "exchange.unknown_base")
        self._theirs, self._asked = held, True
        self._judge(answer)
        nothing_left = next(self._beyond(held), None) is None
        self.done = answer.status == "ok" and nothing_left

    def _turned_away(self, answer: Answer) -> None:
        """The province did not listen. Mend what can be mended, or raise `ProtocolProblem`."""
        if answer.status == "exchange.counter" and answer.counter is not None and self._raises < _MAX_RAISES:
            self._raises += 1
            self._state.raise_counter(answer.counter)
        elif answer.status == "exchange.unknown_priming" and self._primed:
            self._primed = False
        else:
            raise ProtocolProblem(answer.status)

    def _judge(self, answer: Answer) -> None:
        """Draw the consequences of what the province did not take."""
        if answer.status == "exchange.unknown_base":
            self._state.forget_agreed()
        elif answer.status.startswith("stream."):
            self._send_whole_or_give_up(answer.status)
        for log, code in answer.refused:
            if code in _ONCE_MORE and log not in self._again:
                self._again.add(log)
            elif code in _REPAIRED_WHOLE and not self._whole_up:
                self._whole_up = True
            else:
                self._aside.add(log)
                self.error = code

    def _send_whole_or_give_up(self, code: str) -> None:
        if self._whole_up:
            raise ProtocolProblem(code)
        self._whole_up = True

    def _pull_failed(self, problem: ProtocolProblem) -> None:
        """Ask for the same again: whole, then compared in full; then give up."""
        self._pull_failures += 1
        if self._pull_failures >= _MAX_PULL_FAILURES:
            raise problem
        if problem.code != "run.gap":
            self._whole_down = True
        if problem.code == "run.gap" or self._pull_failures > 1:
            self._forget()

    def _forget(self) -> None:
        """Compare holdings in full next time."""
        self._state.forget_agreed()
        self._theirs, self._asked = None, False

    def _keep_if_told(self, answer: Answer, upload: Upload, carrier: Carrier) -> None:
        if answer.holdings is not None:
            self._keep(answer, answer.holdings, upload, carrier)

    def _keep(
        self, answer: Answer, held: Holdings, upload: Upload, carrier: Carrier, *, agreed: bool = False
    ) -> None:
        """Check the receipt and keep it. Raises `ProtocolProblem` ``receipt.bad_signature``."""
        receipt = Receipt(upload.asking, answer.at, held, answer.signature)
        if not receipt_holds(receipt, self._membership.working_key):
            self._renew_working_key(carrier)
        if not receipt_holds(receipt, self._membership.working_key):
            raise ProtocolProblem("receipt.bad_signature")
        self._state.keep_receipt(receipt, agreed=agreed)
        self.tally.receipt = receipt

    def _renew_working_key(self, carrier: Carrier) -> None:
        """The province may work with a new key: take it if the root key pinned here vouches for it."""
        card = ask_for_card(carrier)
        if card.root_key == self._membership.root_key and card.is_whole():
            self._membership = replace(self._membership, working_key=card.working_key)
            self._state.join(self._membership)


def _few(runs: Iterator[Run]) -> tuple[list[Run], bool]:
    """Return the first runs, and whether there are too many to send unasked."""
    few: list[Run] = []
    size = 0
    for run in runs:
        size += sum(len(carried.raw) + len(carried.personal or b"") for carried in run.facts)
        if size > ASK_FIRST_BYTES:
            return few, True
        few.append(run)
    return few, False
