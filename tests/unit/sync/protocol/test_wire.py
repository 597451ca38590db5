import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.facts import FactDraft
from app.domain.identifiers import FactId, Subject
from sync.protocol.encoding import split_fact
from sync.protocol.packing import pack, unpack
from sync.protocol.problems import ProtocolProblem
from sync.protocol.runs import CarriedFact, Run, check_run, entries_of
from sync.protocol.wire import (
    PRIMING_BYTES,
    RUN_FRAME,
    WINDOW_LOG,
    StreamReader,
    StreamWriter,
)
from tests.support.logs import NOON, Device, Held, drafts, forked
from tests.support.refusals import refusal_of


class Link:
    """A writer on one side, a reader on the other, and what each side holds."""

    def __init__(
        self,
        near: Held | None = None,
        far: Held | None = None,
        priming: bytes | None = None,
        *,
        whole: bool = False,
    ) -> None:
        self.near, self.far = near or Held(), far or Held()
        self.writer = StreamWriter(self.near, priming, whole=whole)
        self.reader = StreamReader(self.far, priming)

    def carry(self, *runs: Run) -> list[Run]:
        """Send runs; the far side stores each before it reads on."""
        arrived: list[Run] = []
        for run in runs:
            self.near.add(run)
            for read in self.reader.feed(self.writer.run(run)):
                self.far.add(read)
                arrived.append(read)
        return arrived


def magicless() -> zstandard.ZstdCompressor:
    parameters = zstandard.ZstdCompressionParameters.from_level(
        3, window_log=WINDOW_LOG, format=zstandard.FORMAT_ZSTD1_MAGICLESS, write_content_size=False
    )
    return zstandard.ZstdCompressor(compression_params=parameters)


def frames(data: bytes) -> bytes:
    """Compress bytes the way a stream is, whatever they say."""
    compressor = magicless().compressobj()
    return compressor.compress(data) + compressor.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)


def read_all(data: bytes, held: Held | None = None) -> None:
    list(StreamReader(held or Held()).feed(data))


def refusal(data: bytes, held: Held | None = None) -> str | None:
    return refusal_of(partial(read_all, data, held))


def dossiers(device: Device, count: int) -> list[Run]:
    runs = [device.run()] if device.position == 0 else []
    for n in range(count):
        subject = device.receive(f"Lò Văn {n}")
        runs.append(device.run())
        device.step(subject)
        runs.append(device.run())
    return runs


@given(st.lists(st.lists(drafts(), min_size=1, max_size=4), max_size=5), st.booleans())
@settings(max_examples=60)
def test_any_facts_in_runs_of_any_length_arrive_byte_for_byte(
    batches: list[list[FactDraft]], whole: bool
) -> None:
    device = Device().open()
    runs = [device.run()]
    for batch in batches:
        for draft in batch:
            device.add(draft)
        runs.append(device.run())
    assert Link(whole=whole).carry(*runs) == runs


@given(st.lists(st.integers(1, 400), max_size=40))
@settings(max_examples=40)
def test_a_stream_cut_into_any_pieces_gives_the_same_runs(lengths: list[int]) -> None:
    device = Device().open()
    runs = dossiers(device, 6)
    near = Held().add(*runs)
    writer = StreamWriter(near)
    data = b"".join(writer.run(run) for run in runs)
    far = Held()
    reader = StreamReader(far)
    arrived: list[Run] = []

    def pieces() -> Iterator[bytes]:
        start = 0
        for length in lengths:
            yield data[start : start + length]
            start += length
        yield data[start:]

    for piece in pieces():
        for run in reader.feed(piece):
            far.add(run)
            arrived.append(run)
    assert arrived == runs


def test_every_frame_can_be_stored_as_soon_as_its_bytes_are_here() -> None:
    device = Device().open()
    runs = dossiers(device, 3)
    link = Link()
    for run in runs:
        assert link.carry(run) == [run]


def test_runs_of_several_logs_in_one_stream() -> None:
    one, two = Device().open(), Device().open()
    first, second = dossiers(one, 3), dossiers(two, 3)
    mixed = [run for pair in zip(first, second, strict=True) for run in pair]
    assert Link().carry(*mixed) == mixed


def test_a_stream_goes_on_from_what_the_other_side_holds() -> None:
    device = Device().open()
    before, after = dossiers(device, 3), dossiers(device, 2)
    link = Link(Held().add(*before), Held().add(*before))
    assert link.carry(*after) == after


def test_a_parent_in_another_log_is_named_in_full() -> None:
    one, two = Device().open(), Device().open()
    subject = one.receive()
    theirs = one.run()
    parent = one.newest[subject][0]
    two.open()
    two.add(FactDraft("dossier.stepped", subject, NOON, {}, "transfer"), parents=[parent])
    mine = two.run()
    assert Link().carry(theirs, mine) == [theirs, mine]
    assert split_fact(mine.facts[-1].raw).parents == (parent,)


def test_a_secret_travels_once() -> None:
    device = Device().open()
    subject = device.receive()
    device.add(FactDraft("dossier.amended", subject, NOON, {"full_name": "Giàng A Mẩu"}))
    run = device.run()
    assert [carried.secret is not None for carried in run.facts] == [False, True, False]
    assert Link().carry(run) == [run]


def test_an_erased_personal_part_leaves_a_fact_that_still_checks() -> None:
    device = Device().open()
    device.receive()
    run = device.run()
    erased = replace(run, facts=tuple(CarriedFact(carried.raw) for carried in run.facts))
    assert Link().carry(erased) == [erased]
    assert check_run(erased, device.key.public) == entries_of(run)


def test_facts_this_program_does_not_know_are_carried_whole_or_short_alike() -> None:
    device = Device().open()
    carried = device.add(FactDraft("dossier.stepped", Subject(b"\x01" * 16), NOON, {}, "transfer"))
    items = unpack(carried.raw)
    odd = [
        pack([*items[:1], "dossier.foreseen", 9, *items[3:]]),
        pack([*items[:3], 0x7FFF, *items[4:]]),  # flags this program does not know
        b"\x9d" + b"\xcd\x00\x01" + pack(items[1:])[1:],  # a number in a longer form than ours
    ]
    run = device.signed(tuple(CarriedFact(raw) for raw in odd))
    assert Link().carry(run) == [run]


def test_both_lines_of_a_fork_arrive() -> None:
    device = Device().open()
    subject = device.receive()
    first = device.run()
    device.step(subject)
    second = device.run()
    copy = Device(key=device.key, id=device.id, at=NOON + 5)
    copy.log = device.log
    stray = copy.add(
        FactDraft("dossier.stepped", subject, NOON, {}, "transfer"),
        parents=[FactId(entries_of(first)[-1].fact)],
    )
    other = forked(second, [stray], device.key)
    assert Link().carry(first, second, other) == [first, second, other]


def test_when_the_receiver_holds_another_line_the_run_does_not_check_or_comes_whole() -> None:
    device = Device().open()
    subject = device.receive()
    first = device.run()
    device.step(subject)
    second = device.run()
    device.add(FactDraft("dossier.stepped", subject, NOON, {}, "finish"))
    third = device.run()
    stray = Device(key=device.key).open().add(FactDraft("dossier.stepped", subject, NOON, {}, "transfer"))
    other = forked(second, [stray], device.key)
    near, far = Held().add(first, second), Held().add(first, other)
    writer, reader = StreamWriter(near), StreamReader(far)
    with pytest.raises(ProtocolProblem) as caught:
        list(reader.feed(writer.run(third)))
    assert caught.value.code == "run.gap"
    link = Link(Held().add(first), Held().add(first, other), whole=True)
    assert link.carry(second, third) == [second, third]


def test_a_run_after_an_entry_that_is_not_held_is_a_gap() -> None:
    device = Device().open()
    device.run()
    device.receive()
    assert refusal(StreamWriter(Held()).run(device.run())) == "run.gap"


def test_a_primed_stream_is_smaller_and_reads_back() -> None:
    device = Device().open()
    before, after = dossiers(device, 50), dossiers(device, 1)
    priming = b"".join(c.raw + (c.personal or b"") for run in before for c in run.facts)[-PRIMING_BYTES:]
    plain = StreamWriter(Held().add(*before, *after))
    size = sum(len(plain.run(run)) for run in after)
    primed = Link(Held().add(*before), Held().add(*before), priming)
    assert primed.carry(*after) == after
    again = StreamWriter(Held().add(*before, *after), priming)
    assert sum(len(again.run(run)) for run in after) < size / 1.5


def test_a_stream_primed_otherwise_is_not_taken() -> None:
    device = Device().open()
    before, after = dossiers(device, 20), dossiers(device, 5)
    priming = b"".join(c.raw + (c.personal or b"") for run in before for c in run.facts)
    held = Held().add(*before)
    writer = StreamWriter(held, priming)
    data = b"".join(writer.run(run) for run in after)
    other = StreamReader(held, bytes(len(priming)))

    def read() -> None:
        for run in other.feed(data):
            check_run(run, device.key.public)

    assert refusal_of(read) is not None


@given(st.data())
@settings(max_examples=150)
def test_an_altered_stream_is_refused_with_a_code_or_its_runs_do_not_check(data: st.DataObject) -> None:
    stream = bytearray(_STREAM)
    place = data.draw(st.integers(0, len(stream) - 1))
    stream[place] ^= data.draw(st.integers(1, 255))
    far = Held()
    original = {entry.head for run in _RUNS for entry in entries_of(run)}

    def read() -> None:
        for run in StreamReader(far).feed(bytes(stream)):
            assert {entry.head for entry in check_run(run, _FIXED.key.public)} <= original
            far.add(run)

    assert (refusal_of(read) or "run.").split(".")[0] in {"stream", "run"}


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_stumble(data: bytes) -> None:
    for stream in (data, frames(data)):
        code = refusal_of(partial(read_all, stream))
        assert (code or "run.").split(".")[0] in {"stream", "run"}


_JSONISH = st.recursive(
    st.none()
    | st.integers(-(2**63), 2**64 - 1)
    | st.binary(max_size=40)
    | st.text(max_size=5)
    | st.booleans(),
    lambda inner: st.lists(inner, max_size=12) | st.dictionaries(st.integers(0, 3), inner, max_size=2),
    max_leaves=40,
)


@given(
    st.one_of(
        _JSONISH,
        st.tuples(
            st.just(RUN_FRAME),
            st.sampled_from([b"\x01" * 16, 0, 5, b"short"]),
            st.sampled_from([None, [0, b""], [3, b"\x00\x00\x00\x00"], [-1, b""], [2**63, b""]]),
            st.lists(_JSONISH, max_size=3),
            st.binary(max_size=64),
        ),
    )
)
@settings(max_examples=200)
def test_no_frame_makes_the_reader_stumble(frame: object) -> None:
    code = refusal_of(partial(read_all, frames(pack(frame)), Held().add(*_RUNS)))
    assert (code or "run.").split(".")[0] in {"stream", "run"}


def test_frames_of_a_kind_not_known_are_refused() -> None:
    assert refusal(frames(pack([2, b"\x01" * 16, 0, b"blob"]))) == "stream.bad_frame"


@pytest.mark.parametrize("beside", [[5], [None, 5], [None, b"short"], ["text"]])
def test_a_personal_part_or_secret_of_the_wrong_sort_is_refused(beside: list[object]) -> None:
    whole = [_RUNS[0].facts[0].raw, *beside]
    short = [[], "dossier.received", 2, b"\x01" * 16, [b"\x01" * 16, b"\x01" * 16, "r"], 5, b"", *beside]
    for fact in (whole, short):
        frame = [RUN_FRAME, b"\x01" * 16, [0, b""], [fact], bytes(64)]
        assert refusal(frames(pack(frame))) == "run.bad_fact"


def test_a_bomb_is_refused_in_bounded_memory() -> None:
    bombs = {
        "zeros": frames(bytes(200 * 1024 * 1024)),
        "nils": frames(b"\xdd\x00\x00\x0f\xff" + b"\xc0" * 20_000_000),
        "empty lists": frames(b"\xdc\x0f\xff" + (b"\xdc\x0f\xff" + b"\x90" * 4095) * 4095),
        "giant list": frames(b"\xdd\xff\xff\xff\xff"),
        "giant bytes": frames(b"\xc6\xff\xff\xff\xff" + bytes(5_000_000)),
        "nested": frames(b"\xdc\x0f\xff" * 1000 + b"\x91" * 5_000_000),
        "maps": frames(b"\xde\x0f\xff" * 2000),
    }
    for name, bomb in bombs.items():
        tracemalloc.start()
        try:
            assert (refusal(bomb) or "").startswith("stream."), name
            assert tracemalloc.get_traced_memory()[1] < 80 * 1024 * 1024, name
        finally:
            tracemalloc.stop()


def test_a_frame_may_not_grow_past_its_limit_however_it_arrives() -> None:
    frame = pack([RUN_FRAME, b"\x01" * 16, [0, b""], [[b"\x00" * 9000] * 30], bytes(64)])
    compressor = magicless().compressobj()
    reader = StreamReader(Held())

    def trickle() -> None:
        for start in range(0, len(frame), 1000):
            data = compressor.compress(frame[start : start + 1000])
            list(reader.feed(data + compressor.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)))

    assert refusal_of(trickle) == "stream.frame_too_large"


def test_a_window_larger_than_ours_is_refused() -> None:
    parameters = zstandard.ZstdCompressionParameters.from_level(
        3, window_log=27, format=zstandard.FORMAT_ZSTD1_MAGICLESS, write_content_size=False
    )
    compressor = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    data = compressor.compress(bytes(100)) + compressor.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
    assert refusal(data) == "stream.not_zstd"


def test_a_long_stream_is_remembered_in_bounded_memory_and_still_reads_back() -> None:
    device = Device().open()
    first = device.receive()
    runs = [device.run()]
    near, far = Held(), Held()
    link = Link(near, far)
    for _ in range(50):
        for n in range(100):
            device.receive(f"Vàng A {n}")
        runs.append(device.run())
    device.step(first)  # its parent left the window long ago; both sides have stored it
    runs.append(device.run())
    assert link.carry(*runs) == runs


_FIXED = Device().open()
_RUNS = dossiers(_FIXED, 4)
_WRITER = StreamWriter(Held().add(*_RUNS))
_STREAM = b"".join(_WRITER.run(run) for run in _RUNS)
