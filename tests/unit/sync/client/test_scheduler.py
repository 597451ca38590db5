import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.client.scheduler import (
    FIRST_RETRY_MS,
    LONGEST_RETRY_MS,
    QUIET_MS,
    SETTLE_MS,
    SPREAD,
    Attempt,
    next_exchange,
)

NOW = 1_795_320_000_000
GOOD = Attempt(NOW)
CUT = Attempt(NOW, "link.cut")
ATTEMPTS = st.builds(
    Attempt,
    st.integers(NOW - 10**8, NOW),
    st.sampled_from([None, "link.cut", "server.busy"]),
    st.none() | st.integers(0, 3600),
)


def test_the_first_exchange_is_due_at_once() -> None:
    assert next_exchange([], now=NOW, oldest_unsent=None, jitter=0) == NOW


def test_with_nothing_to_send_the_province_is_asked_now_and_then() -> None:
    assert next_exchange([GOOD], now=NOW, oldest_unsent=None, jitter=0) == NOW + QUIET_MS


def test_what_is_new_travels_soon_and_together() -> None:
    assert next_exchange([GOOD], now=NOW, oldest_unsent=NOW + 10, jitter=1) == NOW + 10 + SETTLE_MS


def test_a_dossier_that_waits_does_not_hurry_a_link_that_is_down() -> None:
    assert next_exchange([CUT], now=NOW, oldest_unsent=NOW, jitter=0) == NOW + FIRST_RETRY_MS


@pytest.mark.parametrize(("failures", "factor"), [(1, 1), (2, 2), (3, 4), (4, 8)])
def test_waits_double_with_every_failure(failures: int, factor: int) -> None:
    due = next_exchange([GOOD, *[CUT] * failures], now=NOW, oldest_unsent=None, jitter=0)
    assert due == NOW + FIRST_RETRY_MS * factor


def test_waits_do_not_grow_for_ever_and_a_success_ends_them() -> None:
    assert next_exchange([CUT] * 500, now=NOW, oldest_unsent=None, jitter=0) == NOW + LONGEST_RETRY_MS
    assert next_exchange([CUT] * 9 + [GOOD], now=NOW, oldest_unsent=None, jitter=0) == NOW + QUIET_MS


def test_what_the_server_asked_for_is_kept_to() -> None:
    busy = Attempt(NOW, "server.busy", retry_after_s=600)
    assert next_exchange([busy], now=NOW, oldest_unsent=NOW, jitter=-1) == NOW + 600_000


@given(history=st.lists(ATTEMPTS, min_size=1, max_size=8), jitter=st.floats(-1, 1), unsent=st.booleans())
def test_the_wait_is_never_negative_and_never_endless(
    history: list[Attempt], jitter: float, unsent: bool
) -> None:
    last = history[-1]
    due = next_exchange(history, now=NOW, oldest_unsent=last.ended_at if unsent else None, jitter=jitter)
    longest = max(LONGEST_RETRY_MS * (1 + SPREAD), (last.retry_after_s or 0) * 1000)
    assert last.ended_at <= due <= last.ended_at + longest


@given(jitter=st.floats(-1, 1))
def test_offices_that_were_cut_off_together_do_not_return_together(jitter: float) -> None:
    due = next_exchange([CUT], now=NOW, oldest_unsent=None, jitter=jitter)
    assert abs(due - NOW - FIRST_RETRY_MS) <= FIRST_RETRY_MS * SPREAD
