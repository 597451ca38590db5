"""The words of enrolment: who the province says it is, and how a device asks to join it.

A device first asks who the province is, and goes on only when the root key fits the fingerprint in its
code, and when the answer to its nonce shows that the server holds the working key. It then hands over the
run that opens its log, with proof that it knows the code and holds its key. The verdict is signed.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from app.domain.identifiers import NO_HEAD, DeviceId, LogId, ScopeId
from sync.protocol.encoding import SECRET_BYTES
from sync.protocol.enrolment import EnrolmentCode
from sync.protocol.packing import MAX_ITEMS, pack, unpack
from sync.protocol.problems import ProtocolProblem
from sync.protocol.runs import CarriedFact, Run
from sync.protocol.signing import (
    ENROLMENT,
    PROVINCE_CARD,
    VERDICT,
    SigningKey,
    fingerprint,
    holds,
    working_key_holds,
)

JOINING = 1
NONCE_BYTES = 16
MAX_JOINING_BYTES = 256 * 1024
MEDIA_TYPE = "application/vnd.motcua.enrolment"
_ID, _HASH, _KEY = 16, 32, 32


@dataclass(frozen=True, slots=True)
class ProvinceCard:
    """Who the province says it is: its root key, and the key it works with, which the root certifies."""

    name: str
    root_key: bytes
    working_key: bytes
    certificate: bytes

    def is_named_by(self, code: EnrolmentCode) -> bool:
        """Whether this is the province whose administrator gave out the code."""
        return fingerprint(self.root_key) == code.root_fingerprint and self.is_whole()

    def is_whole(self) -> bool:
        """Whether the root key vouches for the working key."""
        return working_key_holds(self.root_key, self.working_key, self.certificate)


@dataclass(frozen=True, slots=True)
class Joining:
    """A device's request to join. ``opening`` is the run that opens its log."""

    code_name: bytes
    scope: ScopeId
    device: DeviceId
    key: bytes
    opening: Run
    proof: bytes
    signature: bytes

    def statement(self, root_key: bytes) -> bytes:
        """Return the bytes that proof and signature cover: who joins which province with which log."""
        return pack([JOINING, self.code_name, self.scope, self.device, self.key, self.opening.log, root_key])

    def is_signed(self, root_key: bytes) -> bool:
        """Whether the device holds the key it names, and means the province of this root key."""
        return holds(self.key, ENROLMENT, self.statement(root_key), self.signature)


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a device joins with: its code, and the root key that the code's fingerprint was found to name."""

    code: EnrolmentCode
    root_key: bytes


def ask_to_join(
    invitation: Invitation, scope: ScopeId, device: DeviceId, key: SigningKey, opening: Run
) -> bytes:
    """Write a device's request to join."""
    code = invitation.code
    unsigned = Joining(code.name(), scope, device, key.public, opening, b"", b"")
    statement = unsigned.statement(invitation.root_key)
    facts = [[carried.raw, carried.personal, carried.secret] for carried in opening.facts]
    return pack(
        [
            JOINING,
            code.name(),
            scope,
            device,
            key.public,
            opening.log,
            facts,
            opening.signature,
            code.proof(statement),
            key.sign(ENROLMENT, statement),
        ]
    )


def read_joining(data: bytes) -> Joining:
    """Read a request to join. Raises `ProtocolProblem` ``enrolment.malformed`` or ``…newer_protocol``."""
    items = _items(data, 10)
    _, name, scope, device, key, log, facts, point, proof, signature = items
    sizes = ((name, _HASH), (scope, _ID), (device, _ID), (key, _KEY), (log, _ID))
    whole = all(isinstance(part, bytes) and len(part) == size for part, size in sizes)
    if not (
        whole and isinstance(facts, list) and all(isinstance(s, bytes) for s in (point, proof, signature))
    ):
        raise ProtocolProblem("enrolment.malformed")
    opening = Run(LogId(log), 0, NO_HEAD, tuple(_carried(fact) for fact in facts), point)
    return Joining(name, ScopeId(scope), DeviceId(device), key, opening, proof, signature)


def write_card(card: ProvinceCard, nonce: bytes, working: SigningKey) -> bytes:
    """Write who the province is, in answer to a nonce."""
    parts = [JOINING, card.name, card.root_key, card.working_key, card.certificate]
    return pack([*parts, working.sign(PROVINCE_CARD, nonce + pack(parts))])


def read_card(data: bytes, nonce: bytes) -> ProvinceCard:
    """Read who the province is.

    Raises `ProtocolProblem` ``enrolment.malformed``, ``…newer_protocol``, or ``enrolment.other_province``
    when the answer does not show that the server holds the working key.
    """
    *parts, signature = _items(data, 6)
    _, name, root_key, working_key, certificate = parts
    secrets = (root_key, working_key, certificate, signature)
    if not (isinstance(name, str) and all(isinstance(each, bytes) for each in secrets)):
        raise ProtocolProblem("enrolment.malformed")
    if not holds(working_key, PROVINCE_CARD, nonce + pack(parts), signature):
        raise ProtocolProblem("enrolment.other_province")
    return ProvinceCard(name, root_key, working_key, certificate)


def write_verdict(status: str, asked: bytes, working: SigningKey) -> bytes:
    """Write the answer to a request to join (its bytes): ``ok`` or a problem code."""
    return pack([JOINING, status, working.sign(VERDICT, _verdict(status, asked))])


def read_verdict(data: bytes, asked: bytes, working_key: bytes) -> str:
    """Read the answer to a request to join.

    Raises `ProtocolProblem` ``enrolment.malformed``, ``…newer_protocol``, or ``enrolment.other_province``
    when it is not the province's answer to this very request.
    """
    _, status, signature = _items(data, 3)
    if not (isinstance(status, str) and isinstance(signature, bytes)):
        raise ProtocolProblem("enrolment.malformed")
    if not holds(working_key, VERDICT, _verdict(status, asked), signature):
        raise ProtocolProblem("enrolment.other_province")
    return status


def _verdict(status: str, asked: bytes) -> bytes:
    return hashlib.sha256(asked).digest() + status.encode()


def _items(data: bytes, count: int) -> list[Any]:
    try:
        items = unpack(data, MAX_ITEMS) if len(data) <= MAX_JOINING_BYTES else None
    except ValueError as problem:
        raise ProtocolProblem("enrolment.malformed") from problem
    if not isinstance(items, list) or not items:
        raise ProtocolProblem("enrolment.malformed")
    if items[0] != JOINING:
        raise ProtocolProblem("exchange.newer_protocol", ours=JOINING, theirs=items[0])
    if len(items) < count:
        raise ProtocolProblem("enrolment.malformed")
    return items[:count]


def _carried(item: object) -> CarriedFact:
    match item:
        case [bytes(raw), None | bytes() as personal, None | bytes() as secret] if (
            secret is None or len(secret) == SECRET_BYTES
        ):
            return CarriedFact(raw, personal, secret)
    raise ProtocolProblem("enrolment.malformed")
