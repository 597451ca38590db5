import hashlib

import pytest

from app.domain.identifiers import Head, LogId
from sync.protocol.signing import (
    ENROLMENT,
    RECEIPT,
    REQUEST,
    SigningKey,
    certify_working_key,
    fingerprint,
    holds,
    point_holds,
    sign_point,
    working_key_holds,
)

KEY = SigningKey.generate()
LOG, HEAD = LogId(b"\x01" * 16), Head(b"\x02" * 32)


def test_a_key_is_made_again_from_its_private_bytes() -> None:
    again = SigningKey.from_bytes(KEY.private_bytes())
    assert again.public == KEY.public
    assert holds(KEY.public, REQUEST, b"x", again.sign(REQUEST, b"x"))


@pytest.mark.parametrize("purpose", [RECEIPT, ENROLMENT])
def test_a_statement_signed_for_one_purpose_is_not_one_for_another(purpose: bytes) -> None:
    assert not holds(KEY.public, purpose, b"x", KEY.sign(REQUEST, b"x"))


def test_a_signed_point_names_log_place_and_head() -> None:
    signature = sign_point(KEY, LOG, 7, HEAD)
    assert point_holds(KEY.public, LOG, 7, HEAD, signature)
    assert not point_holds(KEY.public, LOG, 8, HEAD, signature)
    assert not point_holds(KEY.public, LogId(b"\x03" * 16), 7, HEAD, signature)
    assert not point_holds(KEY.public, LOG, 7, Head(b"\x03" * 32), signature)


def test_what_are_no_keys_or_signatures_do_not_hold() -> None:
    assert not holds(b"short", REQUEST, b"x", KEY.sign(REQUEST, b"x"))
    assert not holds(bytes(32), REQUEST, b"x", bytes(64))
    assert not holds(KEY.public, REQUEST, b"x", b"")


def test_the_root_key_vouches_for_the_working_key() -> None:
    root, work = SigningKey.generate(), SigningKey.generate()
    certificate = certify_working_key(root, work.public)
    assert working_key_holds(root.public, work.public, certificate)
    assert not working_key_holds(work.public, work.public, certificate)
    assert not working_key_holds(root.public, root.public, certificate)


def test_the_fingerprint_is_ten_bytes_of_a_labelled_hash() -> None:
    assert fingerprint(KEY.public) == hashlib.sha256(b"motcua/root-key/1/" + KEY.public).digest()[:10]
