import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.identifiers import DeviceId, Head, LogId, ScopeId
from sync.protocol.exchange import (
    MAX_HEADER_BYTES,
    Answer,
    Priming,
    Request,
    header_length,
    read_answer,
    read_request,
    request_holds,
    write_answer,
    write_request,
)
from sync.protocol.packing import pack, unpack
from sync.protocol.problems import ProtocolProblem
from sync.protocol.signing import SigningKey
from tests.support.logs import HOLDINGS
from tests.support.refusals import refusal_of

KEY = SigningKey.generate()
_ID = st.binary(min_size=16, max_size=16)
_HASH = st.binary(min_size=32, max_size=32)
_COUNT = st.integers(0, 2**53 - 1)
REQUESTS = st.builds(
    Request,
    scope=_ID.map(ScopeId),
    device=_ID.map(DeviceId),
    counter=_COUNT,
    base=st.none() | st.binary(min_size=8, max_size=8),
    holdings=st.none() | HOLDINGS,
    priming=st.none()
    | st.builds(Priming, _ID.map(LogId), _COUNT, _HASH.map(Head), st.binary(min_size=4, max_size=4)),
    whole=st.booleans(),
)
ANSWERS = st.builds(
    Answer,
    status=st.sampled_from(["ok", "exchange.counter"]),
    at=_COUNT,
    digest=_HASH,
    signature=st.binary(min_size=64, max_size=64),
    holdings=st.none() | HOLDINGS,
    counter=st.none() | _COUNT,
    primed=st.booleans(),
    stored=_COUNT,
    refused=st.lists(st.tuples(_ID.map(LogId), st.just("run.gap")), max_size=2).map(tuple),
)
PLAIN = Request(ScopeId(b"\x01" * 16), DeviceId(b"\x02" * 16), 7, b"\x03" * 8, None)


@given(REQUESTS)
def test_a_request_is_read_back_and_holds_for_its_device_alone(request: Request) -> None:
    data = write_request(request, KEY)
    assert header_length(data[:8]) == len(data)
    read, body, signature = read_request(data)
    assert read == request
    assert request_holds(body, signature, KEY.public)
    assert not request_holds(body, signature, SigningKey.generate().public)


@given(ANSWERS)
def test_an_answer_is_read_back(answer: Answer) -> None:
    assert read_answer(write_answer(answer)) == answer


def test_asking_whether_anything_is_new_costs_little() -> None:
    assert len(write_request(PLAIN, KEY)) <= 130
    answer = Answer("ok", 1_795_320_000_000, b"\x01" * 32, b"\x02" * 64)
    assert len(write_answer(answer)) <= 130


@given(st.integers(0, 125), st.integers(1, 255))
def test_an_altered_request_is_malformed_or_not_signed(place: int, change: int) -> None:
    data = bytearray(write_request(PLAIN, KEY))
    data[place % len(data)] ^= change
    refusal = refusal_of(lambda: read_request(bytes(data)))
    assert refusal in {None, "exchange.malformed", "exchange.newer_protocol", "holdings.malformed"}
    if refusal is None:
        _, body, signature = read_request(bytes(data))
        assert not request_holds(body, signature, KEY.public)


def test_a_later_protocol_is_named_so_that_a_person_can_be_told_to_update() -> None:
    items = [2, *unpack(write_request(PLAIN, KEY)[8:-64])[1:]]
    body = pack(items)
    data = b"MCVC" + len(body).to_bytes(4, "big") + body + bytes(64)
    for read in (read_request, read_answer):
        with pytest.raises(ProtocolProblem) as caught:
            read(data)
        assert caught.value.code == "exchange.newer_protocol"


def test_items_appended_by_a_newer_program_are_left_unread() -> None:
    body = pack([*unpack(write_request(PLAIN, KEY)[8:-64]), "of 2031"])
    data = b"MCVC" + len(body).to_bytes(4, "big") + body + bytes(64)
    assert read_request(data)[0] == PLAIN


def test_the_length_of_a_header_is_known_from_its_first_eight_bytes() -> None:
    assert header_length(b"MCVC\x00\x00\x00") is None
    for start in (b"HTTP/1.1", b"MCVC" + (MAX_HEADER_BYTES + 1).to_bytes(4, "big")):
        with pytest.raises(ProtocolProblem) as caught:
            header_length(start)
        assert caught.value.code == "exchange.malformed"


def test_a_header_that_is_cut_or_too_long_is_malformed() -> None:
    data = write_request(PLAIN, KEY)
    for other in (data[:-1], data + b"\x00", b""):
        with pytest.raises(ProtocolProblem):
            read_request(other)


@given(st.binary(max_size=120))
def test_no_bytes_make_the_reader_stumble(body: bytes) -> None:
    data = b"MCVC" + len(body).to_bytes(4, "big") + body + bytes(64)
    for read in (read_request, read_answer):
        with pytest.raises(ProtocolProblem):
            read(data)


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        (1, b"\x01"),
        (2, None),
        (3, -1),
        (3, 2**53),
        (4, b"\x01" * 9),
        (5, "all"),
        (6, [b"\x01" * 16, -1, b"", b""]),
        (6, 5),
        (7, 1),
    ],
)
def test_a_request_with_a_part_of_the_wrong_sort_is_malformed(place: int, wrong: object) -> None:
    items = unpack(write_request(PLAIN, KEY)[8:-64])
    items[place] = wrong
    body = pack(items)
    with pytest.raises(ProtocolProblem):
        read_request(b"MCVC" + len(body).to_bytes(4, "big") + body + bytes(64))


@pytest.mark.parametrize(
    ("place", "wrong"),
    [(1, 5), (2, -1), (3, None), (4, 5), (5, "x"), (6, 1), (7, -1), (8, [[10**9, "run.gap"]]), (8, 5)],
)
def test_an_answer_with_a_part_of_the_wrong_sort_is_malformed(place: int, wrong: object) -> None:
    items = unpack(write_answer(Answer("ok", 1, b"", b""))[8:-64])
    items[place] = wrong
    body = pack(items)
    with pytest.raises(ProtocolProblem):
        read_answer(b"MCVC" + len(body).to_bytes(4, "big") + body + bytes(64))


def test_a_giant_count_in_a_header_is_refused_before_it_takes_memory() -> None:
    for body in (b"\xdd\xff\xff\xff\xff", b"\x98" + b"\xdd\x00\xff\xff\xff" * 1000, b"\x91" * 100_000):
        with pytest.raises(ProtocolProblem):
            read_request(b"MCVC" + len(body).to_bytes(4, "big") + body + bytes(64))
