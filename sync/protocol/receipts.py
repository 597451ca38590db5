"""Receipts: the province's signed statement of what it holds of a scope."""

from dataclasses import dataclass

from app.domain.identifiers import DeviceId, ScopeId
from sync.protocol.holdings import Holdings, digest
from sync.protocol.packing import pack
from sync.protocol.signing import RECEIPT, SigningKey, holds


@dataclass(frozen=True, slots=True)
class Asking:
    """The request that a receipt answers: whose, about what, and its number."""

    scope: ScopeId
    device: DeviceId
    counter: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """At ``at`` (ms, the province's clock) the province held these tips of this scope.

    It counts for a fact only where a tip named here lies on the same line at or after that fact. Receipts
    are ordered by the number of the request they answer, which only the device itself gives: neither a
    wrong clock of the province nor a restored one can make an older word look newer.
    """

    asking: Asking
    at: int
    holdings: Holdings
    signature: bytes


def sign_receipt(key: SigningKey, asking: Asking, at: int, holdings: Holdings) -> Receipt:
    """Make a receipt with the province's working key."""
    return Receipt(asking, at, holdings, key.sign(RECEIPT, _statement(asking, at, holdings)))


def receipt_holds(receipt: Receipt, working_public: bytes) -> bool:
    """Whether the province's working key signed this receipt."""
    statement = _statement(receipt.asking, receipt.at, receipt.holdings)
    return holds(working_public, RECEIPT, statement, receipt.signature)


def _statement(asking: Asking, at: int, holdings: Holdings) -> bytes:
    return pack([asking.scope, asking.device, asking.counter, at, digest(holdings)])
