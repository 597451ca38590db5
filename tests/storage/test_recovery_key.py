import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.problems import DomainProblem
from app.storage.recovery_key import GROUPS, SECRET_BYTES, new_recovery_key, read_recovery_key

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KEY = new_recovery_key()


def test_a_key_holds_160_bits_in_groups_a_person_can_copy() -> None:
    assert SECRET_BYTES * 8 == 160
    assert re.fullmatch(rf"([{ALPHABET}]{{5}}-){{{GROUPS - 1}}}[{ALPHABET}]{{5}}", KEY)
    assert len(read_recovery_key(KEY)) == SECRET_BYTES


def test_keys_differ_and_so_do_their_secrets() -> None:
    keys = {new_recovery_key() for _ in range(50)}
    assert len({read_recovery_key(key) for key in keys}) == len(keys) == 50


@pytest.mark.parametrize(
    "typed",
    [
        KEY.lower(),
        KEY.replace("-", ""),
        KEY.replace("-", " "),
        f"  {KEY}\n",
        KEY.replace("-", "\n"),
        KEY.replace("-", " – "),
        KEY.replace("0", "o").replace("1", "l"),
        KEY.replace("1", "I"),
    ],
)
def test_it_is_read_however_it_is_typed(typed: str) -> None:
    assert read_recovery_key(typed) == read_recovery_key(KEY)


def group_told(typed: str) -> int | None:
    """Return the group in which a slip of the pen was noticed, counted from 1."""
    try:
        read_recovery_key(typed)
    except DomainProblem as problem:
        return int(str(problem.details["group"]))
    return None


def test_nearly_every_slip_of_the_pen_is_found_in_its_group() -> None:
    slips = [
        (place // 6 + 1, KEY[:place] + other + KEY[place + 1 :])
        for place, written in enumerate(KEY)
        for other in ALPHABET.replace(written, "")
        if written != "-"
    ]
    told = [(group, group_told(typed)) for group, typed in slips]
    assert all(found in {group, None} for group, found in told)
    assert sum(found is not None for _, found in told) / len(told) > 0.95


def test_groups_in_the_wrong_order_are_noticed() -> None:
    groups = KEY.split("-")
    swapped = "-".join([groups[1], groups[0], *groups[2:]])
    with pytest.raises(DomainProblem, match=r"recovery\.mistyped"):
        read_recovery_key(swapped)


@pytest.mark.parametrize("typed", ["", "A", KEY[:-1], KEY[:-6], KEY + "A", KEY + KEY])
def test_a_key_that_is_not_whole_is_refused(typed: str) -> None:
    with pytest.raises(DomainProblem) as refused:
        read_recovery_key(typed)
    assert refused.value.code == "recovery.length"
    assert refused.value.details["expected"] == GROUPS * 5


@given(st.text(max_size=60))
def test_anything_else_is_refused_with_a_reason(typed: str) -> None:
    with pytest.raises(DomainProblem, match=r"recovery\."):
        read_recovery_key(typed)
