import pytest
from hypothesis import given

from sync.protocol.holdings import MAX_LOGS, Holdings, advanced, as_list, digest, from_list
from sync.protocol.problems import ProtocolProblem
from sync.protocol.runs import entries_of
from tests.support.logs import HOLDINGS, Device, forked


@given(HOLDINGS)
def test_holdings_are_read_back_as_written(holdings: Holdings) -> None:
    assert from_list(as_list(holdings)) == holdings


@given(HOLDINGS)
def test_the_digest_does_not_depend_on_the_order_of_logs(holdings: Holdings) -> None:
    assert digest(dict(reversed(holdings.items()))) == digest(holdings)


@given(HOLDINGS, HOLDINGS)
def test_different_holdings_have_different_digests(one: Holdings, two: Holdings) -> None:
    assert (digest(one) == digest(two)) == (one == two)


@pytest.mark.parametrize(
    "items",
    [
        None,
        7,
        [7],
        [[b"\x00" * 16]],
        [[b"\x00" * 15, [[1, b"\x00" * 32]]]],
        [[b"\x00" * 16, []]],
        [[b"\x00" * 16, None]],
        [[b"\x00" * 16, [[0, b"\x00" * 32]]]],
        [[b"\x00" * 16, [[-1, b"\x00" * 32]]]],
        [[b"\x00" * 16, [[2**53, b"\x00" * 32]]]],
        [[b"\x00" * 16, [[True, b"\x00" * 32]]]],
        [[b"\x00" * 16, [[1, b"\x00" * 31]]]],
        [[b"\x00" * 16, [[1, "\x00" * 32]]]],
        [[b"\x00" * 16, [[1, b"\x00" * 32]]]] * (MAX_LOGS + 1),
    ],
)
def test_what_are_no_holdings_is_refused(items: object) -> None:
    with pytest.raises(ProtocolProblem) as caught:
        from_list(items)
    assert caught.value.code == "holdings.malformed"


def test_a_device_may_claim_any_number_of_facts_at_no_cost() -> None:
    assert from_list([[b"\x00" * 16, [[10**9, b"\x00" * 32]]]])


def test_holdings_advance_with_each_run_and_a_fork_has_two_tips() -> None:
    device = Device().open()
    first = device.run()
    device.receive()
    second = device.run()
    device.receive()
    third = device.run()
    ends = [entries_of(run)[-1] for run in (first, second, third)]
    tips = [frozenset({(end.position, end.head)}) for end in ends]

    held: Holdings = {}
    for run, tip in zip((first, second, third), tips, strict=True):
        held = advanced(held, entries_of(run))
        assert held == {device.log: tip}

    copy = forked(second, third.facts, device.key)
    held = advanced(held, entries_of(copy))
    end = entries_of(copy)[-1]
    assert held == {device.log: tips[2] | {(end.position, end.head)}}


def test_a_run_that_begins_before_a_tip_and_passes_it_takes_its_place() -> None:
    device = Device().open()
    device.receive()
    first = device.run()
    device.receive()
    second = device.run()
    whole = forked(first, (*first.facts, *second.facts), device.key)
    held = advanced({}, entries_of(first))
    assert advanced(held, entries_of(whole)) == advanced(held, entries_of(second))


def test_nothing_added_changes_nothing() -> None:
    assert advanced({}, []) == {}
