"""The answer of one round: its header, then runs that are stored as they arrive."""

from collections.abc import Iterator

from app.domain.identifiers import LogId, ScopeId, Subject
from sync.client.carrier import CarrierProblem
from sync.protocol.exchange import Answer, header_length, read_answer
from sync.protocol.holdings import Holdings, advanced
from sync.protocol.log_store import LogStore
from sync.protocol.problems import ProtocolProblem
from sync.protocol.runs import Run, entries_of
from sync.protocol.wire import StreamReader


class Download:
    """One answer on its way in."""

    def __init__(self, store: LogStore, scope: ScopeId, pieces: Iterator[bytes]) -> None:
        self.received_bytes = 0
        self.new_facts = 0
        self.subjects: set[Subject] = set()
        self._refused: dict[LogId, ProtocolProblem] = {}
        self._store = store
        self._scope = scope
        self._pieces = pieces
        self._rest = b""

    def header(self) -> Answer:
        """Read the header. Raises `ProtocolProblem` ``exchange.*``, and `CarrierProblem` when it is cut."""
        gathered = bytearray()
        length: int | None = None
        while length is None or len(gathered) < length:
            piece = next(self._pieces, None)
            if piece is None:
                raise CarrierProblem("link.cut")
            self.received_bytes += len(piece)
            gathered += piece
            length = header_length(bytes(gathered[:8]))
        self._rest = bytes(gathered[length:])
        return read_answer(bytes(gathered[:length]))

    def store(self, held: Holdings, priming: bytes | None) -> Holdings:
        """Store every run of the stream as soon as it is whole; a log that is refused is left out.

        Returns ``held`` and what came: what the sender holds. Raises `ProtocolProblem` ``stream.*`` and
        ``run.*``, after the other logs were stored, and what the store raises.
        """
        reader: StreamReader | None = None
        for piece in self._stream():
            if reader is None:
                reader = StreamReader(self._store.located(self._scope), priming)
            for run in reader.feed(piece):
                if run.log not in self._refused and self._keep(run):
                    held = advanced(held, entries_of(run))
        for problem in self._refused.values():
            raise problem
        return held

    def _keep(self, run: Run) -> bool:
        """Store one run; False: its log is set aside."""
        try:
            stored = self._store.store_run(self._scope, run)
        except ProtocolProblem as problem:
            self._refused[run.log] = problem
            return False
        self.new_facts += stored.new_facts
        self.subjects |= stored.subjects
        return True

    def _stream(self) -> Iterator[bytes]:
        if self._rest:
            yield self._rest
        for piece in self._pieces:
            self.received_bytes += len(piece)
            yield piece
