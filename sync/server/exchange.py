"""One exchange with a device, free of any transport: bytes of a request in, bytes of its answer out.

Every frame is committed as it arrives, so that a cut costs nothing that came through. The answer's header
states what is held now, signed; the stream after it brings what the device lacks of exactly that.
"""

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.domain.identifiers import LogId, ScopeId
from app.domain.problems import DomainProblem
from sync.protocol.exchange import (
    BASE_BYTES,
    Answer,
    Request,
    header_length,
    read_request,
    request_holds,
    write_answer,
)
from sync.protocol.holdings import Holdings, advanced, digest
from sync.protocol.problems import ProtocolProblem
from sync.protocol.receipts import Asking, Receipt, sign_receipt
from sync.protocol.runs import RUN_BYTES, Run, entries_of
from sync.protocol.wire import StreamReader, StreamWriter
from sync.server.attendance import Attendance
from sync.server.granting import give_out
from sync.server.log_store import ProvinceLogs

LOG = logging.getLogger(__name__)
MAX_REFUSALS = 16
"""A stream in which so many logs are refused is read no further."""
_CHECK_BYTES = 4


class ExchangeService:
    """Answers devices."""

    def __init__(self, logs: ProvinceLogs) -> None:
        self._logs = logs
        self._attendance = Attendance(logs)

    def begin(self) -> "Conversation":
        """Begin to listen to one request."""
        return Conversation(self._logs, self._attendance)


@dataclass(slots=True)
class _Heard:
    """What has been understood of a request."""

    request: Request
    theirs: Holdings | None
    """What the device holds, as far as it can be known; None when its base is not known here."""
    reader: StreamReader
    priming: bytes | None
    stored: int = 0


class Conversation:
    """One request on its way in, then its answer. Used by one thread at a time."""

    def __init__(self, logs: ProvinceLogs, attendance: Attendance) -> None:
        self._logs = logs
        self._attendance = attendance
        self._start = bytearray()
        self._heard: _Heard | None = None
        self._problem: Answer | None = None
        self._status = "ok"
        self._refused: dict[LogId, str] = {}

    def feed(self, data: bytes) -> None:
        """Take bytes of the request, in pieces of any size. Frames are stored as soon as they are whole."""
        if self._problem is not None:
            return
        try:
            if self._heard is None:
                data = self._open(data)
            if self._heard is not None and self._status == "ok" and data:
                self._read(self._heard, data)
        except ProtocolProblem as problem:
            self._give_up(problem.code)
        except DomainProblem:
            # Of this machine's disk, not of the device: it may come again later.
            LOG.exception("storing failed")
            self._give_up("server.storage")

    def answer(self) -> Iterator[bytes]:
        """Yield the answer: its header, then its stream, frame by frame."""
        if self._problem is None and self._heard is None:
            self._give_up("exchange.malformed")
        if self._problem is not None or self._heard is None:
            yield write_answer(self._problem or _refusal("exchange.malformed", self._logs.now_ms()))
            return
        try:
            answer, runs = self._conclude(self._heard)
        except DomainProblem:
            LOG.exception("answering failed")
            yield write_answer(_refusal("server.storage", self._logs.now_ms()))
            return
        yield write_answer(answer)
        request = self._heard.request
        writer = StreamWriter(self._logs.located(request.scope), self._heard.priming, whole=request.whole)
        for run in runs:
            yield writer.run(run)

    def _open(self, data: bytes) -> bytes:
        """Gather the header; once it is whole, check it. Returns the bytes of the stream that follow it."""
        self._start += data
        length = header_length(bytes(self._start[:8]))
        if length is None or len(self._start) < length:
            return b""
        header, rest = bytes(self._start[:length]), bytes(self._start[length:])
        self._start.clear()
        request, body, signature = read_request(header)
        self._admit(request, body, signature)
        if self._problem is None:
            self._heard = self._prepare(request)
        return rest

    def _admit(self, request: Request, body: bytes, signature: bytes) -> None:
        """Let a device in that the province granted and that signed this very request.

        Raises `ProtocolProblem` ``exchange.not_enrolled``, ``exchange.revoked``, ``exchange.bad_signature``.
        """
        keys = self._attendance.keys_of(request.scope, request.device)
        if not any(request_holds(body, signature, key) for key in keys):
            raise ProtocolProblem("exchange.bad_signature")
        last = self._attendance.count(request.scope, request.device, request.counter)
        if last is not None:
            refusal = _refusal("exchange.counter", self._logs.now_ms())
            self._problem = replace(refusal, counter=last)

    def _prepare(self, request: Request) -> _Heard:
        """Find the base and the priming that the request names.

        Raises `ProtocolProblem` ``exchange.unknown_priming``.
        """
        theirs: Holdings | None = request.holdings
        if request.base is not None:
            agreed = self._attendance.agreed(request.scope, request.device, request.base)
            theirs = None if agreed is None else {**agreed, **(request.holdings or {})}
        priming: bytes | None = None
        if request.priming is not None:
            named = request.priming
            priming = self._logs.priming(request.scope, named.log, named.position, named.head)
            if priming is None or hashlib.sha256(priming).digest()[:_CHECK_BYTES] != named.check:
                raise ProtocolProblem("exchange.unknown_priming")
        reader = StreamReader(self._logs.located(request.scope), priming)
        return _Heard(request, theirs, reader, priming)

    def _read(self, heard: _Heard, data: bytes) -> None:
        """Store every run that is whole. A stream that cannot be read on ends here; what came, stays."""
        try:
            for run in heard.reader.feed(data):
                self._store(heard, run)
        except ProtocolProblem as problem:
            self._status = problem.code
            log = problem.details.get("log")
            if isinstance(log, str):
                self._refused.setdefault(LogId(bytes.fromhex(log)), problem.code)

    def _store(self, heard: _Heard, run: Run) -> None:
        if run.log in self._refused:
            return
        try:
            stored = self._logs.store_run(heard.request.scope, run)
        except ProtocolProblem as problem:
            LOG.info("run of log %s refused: %s", run.log.hex(), problem.code)
            self._refused[run.log] = problem.code
            if len(self._refused) >= MAX_REFUSALS:
                raise
            return
        heard.stored += stored.new_facts
        if heard.theirs is not None:
            heard.theirs = advanced(heard.theirs, entries_of(run))

    def _conclude(self, heard: _Heard) -> tuple[Answer, Iterator[Run]]:
        """Give out what is due, state what is held, and settle what the device lacks of it."""
        request = heard.request
        with self._logs.work(request.scope) as work:
            if not self._refused:
                self._attendance.reported(work, request.device, heard.theirs)
            give_out(work)
        held, runs = self._lacking(request.scope, heard.theirs)
        receipt = self._receipt(Asking(request.scope, request.device, request.counter), held)
        status = self._status
        if heard.theirs is None and status == "ok":
            status = "exchange.unknown_base"
        in_full = request.base is None or status != "ok" or bool(self._refused)
        answer = Answer(
            status,
            receipt.at,
            digest(held),
            receipt.signature,
            holdings=held if in_full else None,
            primed=heard.priming is not None,
            stored=heard.stored,
            refused=tuple(self._refused.items()),
        )
        return answer, runs

    def _lacking(self, scope: ScopeId, theirs: Holdings | None) -> tuple[Holdings, Iterator[Run]]:
        """Return what is held, and the runs of exactly that which the device lacks."""
        while True:
            held = self._logs.holdings(scope)
            if theirs is None:
                return held, iter(())
            runs = self._logs.runs_beyond(scope, theirs, RUN_BYTES)
            if self._logs.holdings(scope) == held:
                return held, runs

    def _receipt(self, asking: Asking, held: Holdings) -> Receipt:
        """Sign what is held, and remember it as what this device is about to agree on."""
        with self._logs.work(asking.scope) as work:
            receipt = sign_receipt(self._logs.identity.working, asking, work.now, held)
            base = digest(held)[:BASE_BYTES]
            self._attendance.answered(work, asking.device, base, held, asking.counter)
        return receipt

    def _give_up(self, code: str) -> None:
        self._problem = _refusal(code, self._logs.now_ms())


def _refusal(code: str, at: int) -> Answer:
    """Return an answer that vouches for nothing."""
    return Answer(code, at, b"", b"")
