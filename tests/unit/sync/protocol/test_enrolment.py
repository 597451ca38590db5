import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.enrolment import EnrolmentCode
from sync.protocol.problems import ProtocolProblem
from tests.support.refusals import refusal_of

CODES = st.builds(EnrolmentCode, st.integers(0, 2**50 - 1), st.binary(min_size=10, max_size=10))


@given(CODES)
def test_a_code_is_read_back_as_written(code: EnrolmentCode) -> None:
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{7}-){3}[0-9A-HJKMNP-TV-Z]{7}", code.text())
    assert EnrolmentCode.read(code.text()) == code


@given(CODES)
def test_letter_case_spaces_dashes_and_look_alikes_do_not_matter(code: EnrolmentCode) -> None:
    heard = code.text().lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert EnrolmentCode.read(heard) == code


@given(CODES, st.integers(0, 27), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_sign_is_noticed(code: EnrolmentCode, place: int, sign: str) -> None:
    signs = list(code.text().replace("-", ""))
    if signs[place] == sign:
        return
    signs[place] = sign
    read: list[EnrolmentCode] = []
    refusal = refusal_of(lambda: read.append(EnrolmentCode.read("".join(signs))))
    # The ten check bits let one in a thousand pass; such a code then is simply unknown.
    assert refusal == "enrolment.mistyped" or read != [code]


@pytest.mark.parametrize("typed", ["", "hello", "U" * 28, "0" * 27, "0" * 29, "Đ" * 28])
def test_what_cannot_be_a_code_is_said_so(typed: str) -> None:
    with pytest.raises(ProtocolProblem) as caught:
        EnrolmentCode.read(typed)
    assert caught.value.code == "enrolment.mistyped"


def test_new_codes_differ_and_name_the_root_key() -> None:
    codes = {EnrolmentCode.new(b"\x01" * 10).secret for _ in range(50)}
    assert len(codes) == 50
    assert EnrolmentCode.new(b"\x01" * 10).root_fingerprint == b"\x01" * 10


@given(CODES, CODES)
def test_only_the_code_proves_itself_over_its_statement(one: EnrolmentCode, two: EnrolmentCode) -> None:
    assert one.proof(b"this device") != one.proof(b"that device")
    assert (one.proof(b"x") == two.proof(b"x")) == (one.secret == two.secret)
    assert (one.name() == two.name()) == (one == two)
    elsewhere = EnrolmentCode(one.secret, bytes(9) + b"\x01")
    assert (one.name() == elsewhere.name()) == (one == elsewhere)
