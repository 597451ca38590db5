"""The stream of frames: runs written so that nothing is carried that the receiver can compute.

A frame is one msgpack array inside one zstd window over the whole stream, flushed at each frame and
primed with the end of a log that both sides hold. Heads are recomputed, facts are written short
(`sync.protocol.shortening`).
"""

from collections.abc import Iterator
from typing import Any

import zstandard

from app.domain.identifiers import Head, LogId
from sync.protocol.packing import UNPACK_PROBLEMS, is_count, pack, unpacker
from sync.protocol.problems import ProtocolProblem
from sync.protocol.runs import CarriedFact, Run, entries_of
from sync.protocol.shortening import Line, Located, Window, lengthen, shorten

RUN_FRAME = 1
"""Kind of frame; other kinds (blobs) come later and are refused by a reader that does not know them."""
LEVEL = 19
WINDOW_LOG = 20
"""One megabyte of window: a receiver's memory is bounded whatever the stream says."""
_CHAIN_LOG, _HASH_LOG = 18, 17
"""The level's own tables take 85 MB and 75 ms to lay out; these take 3 MB and cost 0.1 % of size."""
PRIMING_BYTES = 64 * 1024
MAX_FRAME_BYTES = 256 * 1024
_SLICE = 512
"""A receiver decompresses so many bytes at a time: even a bomb of zeros gives 16 MB at most."""
_PIECE = 64 * 1024
"""And it looks at so many of them at a time, so that a frame too large is refused before it is read."""
_HEAD_PREFIX = 8
_NOTHING = object()
"""Stands for: no whole frame is here yet."""
_LOG_ID = 16


class StreamWriter:
    """Writes runs as compressed frames. One writer is one stream on one connection."""

    def __init__(self, located: Located, priming: bytes | None = None, *, whole: bool = False) -> None:
        """``whole``: carry every fact's bytes unshortened, for a receiver that could not rebuild them."""
        parameters = zstandard.ZstdCompressionParameters.from_level(
            LEVEL,
            window_log=WINDOW_LOG,
            chain_log=_CHAIN_LOG,
            hash_log=_HASH_LOG,
            format=zstandard.FORMAT_ZSTD1_MAGICLESS,
            write_content_size=False,
        )
        dictionary = _dictionary(priming)
        self._whole = whole
        self._window = Window(located)
        self._zstd = zstandard.ZstdCompressor(
            dict_data=dictionary, compression_params=parameters
        ).compressobj()

    def run(self, run: Run) -> bytes:
        """Return the bytes of one run's frame, flushed, so that the receiver can commit it."""
        window = self._window
        line = window.line(run.log)
        continues = line is not None and (line.position, line.head) == (run.after_position, run.after_head)
        after = None if continues else [run.after_position, run.after_head[:_HEAD_PREFIX]]
        name: bytes | int = run.log if line is None else line.number
        line = window.open_line(run.log, run.after_position, run.after_head)
        facts = []
        for carried in run.facts:
            line.position += 1
            facts.append(shorten(window, run.log, line.position, carried, whole=self._whole))
        entries = entries_of(run)
        line.head = entries[-1].head if entries else line.head
        frame = pack([RUN_FRAME, name, after, facts, run.signature])
        return self._zstd.compress(frame) + self._zstd.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)


class StreamReader:
    """Reads runs back from compressed bytes as they arrive."""

    def __init__(self, located: Located, priming: bytes | None = None) -> None:
        decompressor = zstandard.ZstdDecompressor(
            dict_data=_dictionary(priming),
            max_window_size=1 << WINDOW_LOG,
            format=zstandard.FORMAT_ZSTD1_MAGICLESS,
        )
        self._window = Window(located)
        self._zstd = decompressor.decompressobj()
        self._frames = unpacker(MAX_FRAME_BYTES + _PIECE)
        self._fed = 0
        self._frame_start = 0

    def feed(self, data: bytes) -> Iterator[Run]:
        """Take bytes, in pieces of any size, and yield every run that is complete.

        Raises `ProtocolProblem`: ``stream.not_zstd``, ``stream.frame_too_large``, ``stream.bad_frame``,
        ``run.gap`` (the run continues an entry that is not held), ``run.bad_fact``.
        """
        for start in range(0, len(data), _SLICE):
            try:
                plain = self._zstd.decompress(data[start : start + _SLICE])
            except zstandard.ZstdError as problem:
                raise ProtocolProblem("stream.not_zstd") from problem
            for piece in range(0, len(plain), _PIECE):
                yield from self._take(plain[piece : piece + _PIECE])

    def _take(self, plain: bytes) -> Iterator[Run]:
        self._fed += len(plain)
        self._frames.feed(plain)
        while (frame := self._next_frame()) is not _NOTHING:
            yield self._run(frame)

    def _next_frame(self) -> object:
        try:
            frame: object = next(self._frames, _NOTHING)
        except UNPACK_PROBLEMS as problem:
            raise ProtocolProblem("stream.bad_frame") from problem
        end = self._fed if frame is _NOTHING else self._frames.tell()
        if end - self._frame_start > MAX_FRAME_BYTES:
            raise ProtocolProblem("stream.frame_too_large", limit=MAX_FRAME_BYTES)
        if frame is not _NOTHING:
            self._frame_start = end
        return frame

    def _run(self, frame: object) -> Run:
        match frame:
            case [
                1,
                bytes() | int() as name,
                None | [int(), bytes()] as after,
                list(shorts),
                bytes(signature),
            ]:
                log = self._log(name)
                line = self._beginning(log, None if after is None else list(after))
                start, head = line.position, line.head
                facts = tuple(self._fact(log, line, short) for short in shorts)
                run = Run(log, start, head, facts, signature)
                entries = entries_of(run)
                line.head = entries[-1].head if entries else head
                return run
        raise ProtocolProblem("stream.bad_frame")

    def _log(self, name: bytes | int) -> LogId:
        if isinstance(name, bytes):
            if len(name) != _LOG_ID:
                raise ProtocolProblem("stream.bad_frame")
            return LogId(name)
        if not 0 <= name < len(self._window.by_number):
            raise ProtocolProblem("stream.bad_frame")
        return self._window.by_number[name]

    def _beginning(self, log: LogId, after: list[Any] | None) -> Line:
        line = self._window.line(log)
        if after is None:
            if line is None:
                raise ProtocolProblem("stream.bad_frame")
            return line
        position, prefix = after
        if not is_count(position):
            raise ProtocolProblem("stream.bad_frame")
        head = Head(b"") if position == 0 else self._window.located.head_at(log, position, prefix)
        if head is None:
            raise ProtocolProblem("run.gap", log=log.hex(), position=position)
        return self._window.open_line(log, position, head)

    def _fact(self, log: LogId, line: Line, short: object) -> CarriedFact:
        line.position += 1
        carried = lengthen(self._window, log, line.position, short)
        if carried is None:
            raise ProtocolProblem("run.bad_fact", log=log.hex(), position=line.position)
        return carried


def _dictionary(priming: bytes | None) -> zstandard.ZstdCompressionDict | None:
    if not priming:
        return None
    return zstandard.ZstdCompressionDict(priming, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
