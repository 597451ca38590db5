from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.identifiers import DeviceId, Head, LogId, ScopeId
from sync.protocol.holdings import Holdings
from sync.protocol.receipts import receipt_holds, sign_receipt
from sync.protocol.signing import SigningKey
from tests.support.logs import HOLDINGS, NOON, asking

KEY = SigningKey.generate()
ASKING = asking()


@given(HOLDINGS)
def test_a_receipt_holds_for_the_key_that_signed_it(holdings: Holdings) -> None:
    receipt = sign_receipt(KEY, ASKING, NOON, holdings)
    assert receipt_holds(receipt, KEY.public)
    assert not receipt_holds(receipt, SigningKey.generate().public)


@given(st.integers(1, 50))
def test_a_receipt_says_nothing_of_other_holdings_scopes_or_times(position: int) -> None:
    holdings = {LogId(b"\x01" * 16): frozenset({(position, Head(b"\x02" * 32))})}
    receipt = sign_receipt(KEY, ASKING, NOON, holdings)
    more: Holdings = {LogId(b"\x01" * 16): frozenset({(position + 1, Head(b"\x02" * 32))})}
    assert not receipt_holds(replace(receipt, holdings=more), KEY.public)
    for other in ({"scope": ScopeId(b"\x09" * 16)}, {"device": DeviceId(b"\x09" * 16)}, {"counter": 2**40}):
        assert not receipt_holds(replace(receipt, asking=replace(ASKING, **other)), KEY.public)
    assert not receipt_holds(replace(receipt, at=NOON + 1), KEY.public)
