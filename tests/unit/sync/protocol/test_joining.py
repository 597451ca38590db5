from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.enrolment import EnrolmentCode
from sync.protocol.joining import (
    Invitation,
    ProvinceCard,
    ask_to_join,
    read_card,
    read_joining,
    read_verdict,
    write_card,
    write_verdict,
)
from sync.protocol.packing import pack, unpack
from sync.protocol.signing import SigningKey, certify_working_key, fingerprint
from tests.support.logs import SCOPE, Device
from tests.support.refusals import refusal_of

ROOT, WORK = SigningKey.generate(), SigningKey.generate()
CARD = ProvinceCard("Điện Biên", ROOT.public, WORK.public, certify_working_key(ROOT, WORK.public))
CODE = EnrolmentCode.new(fingerprint(ROOT.public))
INVITATION = Invitation(CODE, ROOT.public)
NONCE = bytes(range(16))


def test_a_request_to_join_is_read_back_as_written() -> None:
    device = Device().open()
    opening = device.run()
    joining = read_joining(ask_to_join(INVITATION, SCOPE, device.id, device.key, opening))
    assert joining.opening == opening
    assert (joining.scope, joining.device, joining.key) == (SCOPE, device.id, device.key.public)
    assert joining.code_name == CODE.name()
    assert joining.proof == CODE.proof(joining.statement(ROOT.public))
    assert joining.is_signed(ROOT.public)
    assert not joining.is_signed(WORK.public), "it means one province"


@given(
    place=st.integers(1, 9),
    value=st.none() | st.integers(-(2**63), 2**64 - 1) | st.binary(max_size=40) | st.text(max_size=3),
)
def test_a_request_with_a_part_of_the_wrong_sort_is_malformed_or_not_signed(
    place: int, value: object
) -> None:
    device = Device().open()
    items = unpack(ask_to_join(INVITATION, SCOPE, device.id, device.key, device.run()))
    if items[place] == value:
        return
    items[place] = value
    data = pack(items)
    refusal = refusal_of(lambda: read_joining(data))
    unsigned = refusal is None and not read_joining(data).is_signed(ROOT.public)
    assert refusal == "enrolment.malformed" or place in {7, 8, 9} or unsigned


def test_the_card_of_a_province_is_read_back_and_fits_its_code() -> None:
    assert read_card(write_card(CARD, NONCE, WORK), NONCE) == CARD
    assert refusal_of(lambda: read_card(write_card(CARD, b"", WORK), NONCE)) == "enrolment.other_province"
    assert refusal_of(lambda: read_card(write_card(CARD, NONCE, ROOT), NONCE)) == "enrolment.other_province"
    assert CARD.is_named_by(CODE)
    assert not CARD.is_named_by(EnrolmentCode.new(fingerprint(WORK.public)))


def test_a_card_whose_root_does_not_vouch_for_the_working_key_fits_no_code() -> None:
    forged = ProvinceCard("x", ROOT.public, SigningKey.generate().public, CARD.certificate)
    assert not forged.is_whole()
    assert not forged.is_named_by(CODE)


@pytest.mark.parametrize(
    "items", [[1, "x"], [1, b"x", b"", b"", b"", b""], [1, "x", None, b"", b"", b""], "text", [[]], []]
)
def test_what_is_no_card_is_malformed(items: object) -> None:
    assert refusal_of(lambda: read_card(pack(items), NONCE)) in {
        "enrolment.malformed",
        "exchange.newer_protocol",
    }


def test_a_verdict_is_read_back() -> None:
    verdict = write_verdict("enrolment.used", b"asked", WORK)
    assert read_verdict(verdict, b"asked", WORK.public) == "enrolment.used"
    for asked, key in ((b"other", WORK.public), (b"asked", ROOT.public)):
        refusal = refusal_of(partial(read_verdict, verdict, asked, key))
        assert refusal == "enrolment.other_province"
    assert refusal_of(lambda: read_verdict(pack([1, 5, b""]), b"", b"")) == "enrolment.malformed"
    assert refusal_of(lambda: read_verdict(pack([2, "ok", b""]), b"", b"")) == "exchange.newer_protocol"
