"""The headers that stand before a stream: what a device asks with, and what the province answers with.

In steady state both sides remember the vector they last agreed on and name it by eight bytes; the
receipt then names holdings that both can compute, and one round trip is enough. When the base is not
known, the answer brings the province's full vector and the next request starts from it.
"""

from dataclasses import dataclass, replace
from typing import Any

from app.domain.identifiers import DeviceId, Head, LogId, ScopeId
from sync.protocol.holdings import Holdings, as_list, from_list
from sync.protocol.packing import MAX_ITEMS, is_count, pack, unpack
from sync.protocol.problems import ProtocolProblem
from sync.protocol.signing import REQUEST, SIGNATURE_BYTES, SigningKey, holds

PROTOCOL = 1
MAGIC = b"MCVC"
BASE_BYTES = 8
"""A base is named by so many bytes of the digest of the agreed vector."""
_ID_BYTES = 16
MAX_HEADER_BYTES = 256 * 1024
MEDIA_TYPE = "application/vnd.motcua.exchange"


@dataclass(frozen=True, slots=True)
class Priming:
    """Which line's end primes the window: 64 kB up to this entry. ``check`` are 4 bytes of its SHA-256."""

    log: LogId
    position: int
    head: Head
    check: bytes


@dataclass(frozen=True, slots=True)
class Request:
    """What a device says before its stream.

    ``counter`` only grows: an overheard request cannot be played again. ``base`` names the vector both
    sides last agreed on; without one ``holdings`` says what the device has. ``priming`` names the line
    whose end primes the request's window, and may prime that of the answer.
    """

    scope: ScopeId
    device: DeviceId
    counter: int
    base: bytes | None
    holdings: Holdings | None
    priming: Priming | None = None
    whole: bool = False
    """Ask for facts carried whole: this device could not rebuild shortened ones."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the province says before its stream of what the device lacks.

    ``status``: ``ok``; or a problem code, with ``counter`` or ``holdings`` as what to start again from.
    ``digest`` is that of the province's vector, which ``signature`` (a receipt) covers; ``holdings`` is
    the vector in full when the device cannot work it out. ``primed``: the answer's window is primed too.
    """

    status: str
    at: int
    digest: bytes
    signature: bytes
    holdings: Holdings | None = None
    counter: int | None = None
    primed: bool = False
    stored: int = 0
    """Facts of this request that were new to the province."""
    refused: tuple[tuple[LogId, str], ...] = ()
    """Logs whose runs could not be taken, each with a problem code."""


def write_request(request: Request, key: SigningKey) -> bytes:
    """Return the signed header that stands before the request's stream."""
    priming = request.priming
    body = pack(
        [
            PROTOCOL,
            request.scope,
            request.device,
            request.counter,
            request.base,
            None if request.holdings is None else as_list(request.holdings),
            None if priming is None else [priming.log, priming.position, priming.head, priming.check],
            request.whole,
        ]
    )
    return _framed(body, key.sign(REQUEST, body))


def read_request(data: bytes) -> tuple[Request, bytes, bytes]:
    """Read a request's header: the request, the bytes its signature covers, the signature.

    Raises `ProtocolProblem` ``exchange.malformed`` or ``exchange.newer_protocol``.
    """
    body, signature = _unframed(data)
    items = _items(body, 8)
    _, scope, device, counter, base, holdings, priming, whole = items
    if not (_is_id(scope) and _is_id(device) and is_count(counter) and isinstance(whole, bool)):
        raise ProtocolProblem("exchange.malformed")
    if not (base is None or (isinstance(base, bytes) and len(base) == BASE_BYTES)):
        raise ProtocolProblem("exchange.malformed")
    request = Request(
        ScopeId(scope),
        DeviceId(device),
        counter,
        base,
        None if holdings is None else from_list(holdings),
        _priming(priming),
        whole,
    )
    return request, body, signature


def request_holds(body: bytes, signature: bytes, device_key: bytes) -> bool:
    """Whether the device's key signed this request."""
    return holds(device_key, REQUEST, body, signature)


def write_answer(answer: Answer) -> bytes:
    """Return the header that stands before the answer's stream."""
    body = pack(
        [
            PROTOCOL,
            answer.status,
            answer.at,
            answer.digest,
            None if answer.holdings is None else as_list(answer.holdings),
            answer.counter,
            answer.primed,
            answer.stored,
            [list(item) for item in answer.refused],
        ]
    )
    return _framed(body, answer.signature or bytes(SIGNATURE_BYTES))


def read_answer(data: bytes) -> Answer:
    """Read an answer's header.

    Raises `ProtocolProblem` ``exchange.malformed`` or ``exchange.newer_protocol``.
    """
    body, signature = _unframed(data)
    _, status, at, digest, holdings, counter, primed, stored, refused = _items(body, 9)
    if not (isinstance(status, str) and isinstance(digest, bytes) and isinstance(primed, bool)):
        raise ProtocolProblem("exchange.malformed")
    if not (is_count(at) and is_count(stored) and (counter is None or is_count(counter))):
        raise ProtocolProblem("exchange.malformed")
    answer = Answer(status, at, digest, signature, None, counter, primed, stored)
    return replace(
        answer, holdings=None if holdings is None else from_list(holdings), refused=_refused(refused)
    )


def header_length(start: bytes) -> int | None:
    """Return how many bytes a header takes, from its first eight; None while there are fewer.

    Raises `ProtocolProblem` ``exchange.malformed`` when the bytes are not an exchange at all.
    """
    if len(start) < len(MAGIC) + 4:
        return None
    if not start.startswith(MAGIC):
        raise ProtocolProblem("exchange.malformed")
    length = int.from_bytes(start[len(MAGIC) : len(MAGIC) + 4], "big")
    if length > MAX_HEADER_BYTES:
        raise ProtocolProblem("exchange.malformed", bytes=length)
    return len(MAGIC) + 4 + length + SIGNATURE_BYTES


def _framed(body: bytes, signature: bytes) -> bytes:
    return MAGIC + len(body).to_bytes(4, "big") + body + signature


def _unframed(data: bytes) -> tuple[bytes, bytes]:
    if header_length(data[:8]) != len(data):
        raise ProtocolProblem("exchange.malformed")
    return data[8:-SIGNATURE_BYTES], data[-SIGNATURE_BYTES:]


def _items(body: bytes, count: int) -> list[Any]:
    """Unpack a header; items beyond those we know came from a newer program and are left unread."""
    try:
        items = unpack(body, MAX_ITEMS)
    except ValueError as problem:
        raise ProtocolProblem("exchange.malformed") from problem
    if not isinstance(items, list) or not items:
        raise ProtocolProblem("exchange.malformed")
    if items[0] != PROTOCOL:
        raise ProtocolProblem("exchange.newer_protocol", ours=PROTOCOL, theirs=items[0])
    if len(items) < count:
        raise ProtocolProblem("exchange.malformed")
    return items[:count]


def _is_id(item: object) -> bool:
    return isinstance(item, bytes) and len(item) == _ID_BYTES


def _priming(items: object) -> Priming | None:
    match items:
        case None:
            return None
        case [bytes(log), int(position), bytes(head), bytes(check)] if is_count(position):
            return Priming(LogId(log), position, Head(head), check)
    raise ProtocolProblem("exchange.malformed")


def _refused(items: object) -> tuple[tuple[LogId, str], ...]:
    refused: list[tuple[LogId, str]] = []
    for item in items if isinstance(items, list) else [None]:
        match item:
            case [bytes(log), str(code)]:
                refused.append((LogId(log), code))
            case _:
                raise ProtocolProblem("exchange.malformed")
    return tuple(refused)
