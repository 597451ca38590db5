import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.facts import MAX_FACT_BYTES, FactDraft
from app.domain.identifiers import NO_HEAD, Head, LogId, Subject
from sync.protocol.chain import entry_head
from sync.protocol.encoding import fact_id
from sync.protocol.problems import ProtocolProblem
from sync.protocol.runs import CarriedFact, Run, check_run, entries_of, opening_key
from sync.protocol.signing import SigningKey, sign_point
from tests.support.logs import NOON, Device


@pytest.fixture
def device() -> Device:
    return Device().open()


def problem_of(run: Run, key: bytes) -> str:
    with pytest.raises(ProtocolProblem) as caught:
        check_run(run, key)
    return caught.value.code


def test_a_log_is_named_after_its_opening_fact(device: Device) -> None:
    run = device.run()
    expected = hashlib.sha256(b"motcua/log/1/" + fact_id(run.facts[0].raw)).digest()[:16]
    assert run.log == expected
    assert opening_key(run) == device.key.public


def test_heads_are_a_chain_over_log_position_previous_head_and_fact(device: Device) -> None:
    device.receive()
    run = device.run()
    entries = entries_of(run)
    assert [entry.position for entry in entries] == [1, 2]
    assert entries[0].previous == NO_HEAD
    assert entries[1].previous == entries[0].head
    by_hand = hashlib.sha256(
        b"motcua/entry/1/" + run.log + (2).to_bytes(8, "big") + entries[0].head + entries[1].fact
    )
    assert entries[1].head == by_hand.digest()


def test_one_signature_vouches_for_all_before_it(device: Device) -> None:
    for _ in range(5):
        device.receive()
    run = device.run()
    assert [entry.fact for entry in check_run(run, device.key.public)] == [fact_id(c.raw) for c in run.facts]


@given(st.integers(0, 5), st.sampled_from(["drop", "swap", "alter", "double"]))
def test_a_run_that_was_meddled_with_does_not_check(place: int, how: str) -> None:
    device = Device().open()
    for _ in range(5):
        device.receive()
    run = device.run()
    facts = list(run.facts)
    if how == "drop":
        del facts[place]
    elif how == "swap":
        facts[place], facts[place - 1] = facts[place - 1], facts[place]
    elif how == "double":
        facts.insert(place, facts[place])
    else:
        facts[place] = replace(facts[place], raw=facts[place].raw[:-1] + bytes([facts[place].raw[-1] ^ 1]))
    assert problem_of(replace(run, facts=tuple(facts)), device.key.public) == "run.bad_signature"


def test_another_key_another_log_another_place_do_not_check(device: Device) -> None:
    device.receive()
    first = device.run()
    device.receive()
    second = device.run()
    assert problem_of(first, SigningKey.generate().public) == "run.bad_signature"
    assert problem_of(replace(second, log=LogId(b"\x01" * 16)), device.key.public) == "run.bad_signature"
    assert problem_of(replace(second, after_position=7), device.key.public) == "run.bad_signature"
    assert (
        problem_of(replace(second, after_head=Head(b"\x01" * 32)), device.key.public) == "run.bad_signature"
    )
    assert problem_of(replace(second, signature=first.signature), device.key.public) == "run.bad_signature"
    assert problem_of(replace(second, signature=b"short"), device.key.public) == "run.bad_signature"


def test_a_run_without_facts_is_refused(device: Device) -> None:
    assert problem_of(replace(device.run(), facts=()), device.key.public) == "run.empty"


def test_a_fact_larger_than_any_device_may_write_is_refused_though_signed(device: Device) -> None:
    run = device.run()
    big = CarriedFact(run.facts[0].raw, b"\x00" * MAX_FACT_BYTES)
    assert problem_of(replace(run, facts=(big,)), device.key.public) == "run.bad_fact"


def test_nobody_opens_a_log_in_anothers_name(device: Device) -> None:
    theirs = device.run()
    thief = Device().open()
    forged = replace(thief.run(), log=theirs.log)
    with pytest.raises(ProtocolProblem) as caught:
        opening_key(forged)
    assert caught.value.code == "run.bad_opening"


def test_only_the_first_run_of_a_log_opens_it(device: Device) -> None:
    device.run()
    device.receive()
    assert opening_key(device.run()) is None


def test_a_log_that_does_not_begin_with_an_opening_fact_is_refused() -> None:
    device = Device(log=LogId(b"\x00" * 16))
    carried = device.add(FactDraft("dossier.stepped", Subject(b"\x09" * 16), NOON, {}, "transfer"))
    log = LogId(hashlib.sha256(b"motcua/log/1/" + fact_id(carried.raw)).digest()[:16])
    head = entry_head(log, 1, NO_HEAD, fact_id(carried.raw))
    run = Run(log, 0, NO_HEAD, (carried,), sign_point(device.key, log, 1, head))
    with pytest.raises(ProtocolProblem) as caught:
        opening_key(run)
    assert caught.value.code == "run.bad_opening"
    with pytest.raises(ProtocolProblem):
        opening_key(replace(run, facts=()))
