"""Facts to bytes and back. Encoded once: these bytes are stored, hashed, signed and carried.

A fact is a msgpack array of thirteen: format, kind, version, flags, subject, device, clerk, role, at,
clock offset, parents, payload, digest of the personal part (or nil). The payload is opaque bytes, so
that a program that does not know the kind keeps it whole. A newer format may add parts behind these;
such a fact is carried and shown like one of an unknown kind. Payload and personal part hold
``[step, values]`` and ``values``, where values stand in the order of `app.domain.kinds`, or, for a
kind that tells changes, in a map from place (or name) to value.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.facts import MAX_FACT_BYTES, Author, Fact, FactDraft, Value
from app.domain.identifiers import ClerkId, DeviceId, FactId, ScopeId, Subject
from app.domain.kinds import OPENING, current_kind, known_kind
from app.domain.problems import DomainProblem
from sync.protocol.packing import is_count, pack, start_of_item, unpack
from sync.protocol.problems import ProtocolProblem
from sync.protocol.values import read_values, split_fields

FORMAT = 1
CRITICAL = 1
"""Flag: a program that does not know the kind takes no life-cycle step on the subject."""
SECRET_BYTES = 32
_PARTS = 13
_OPEN_ARRAY_OF_13 = b"\x9d"
_ID, _HASH = 16, 32
_PACKED_DIGEST, _PACKED_DIGEST_STARTS = 34, b"\xc4\x20"
LATEST = 1 << 43
"""Times lie before this many milliseconds since the epoch (the year 2248)."""


@dataclass(frozen=True, slots=True)
class EncodedFact:
    """A fact made on this device: what is stored, and the same as the fold sees it."""

    raw: bytes
    personal: bytes | None
    fact: Fact


@dataclass(frozen=True, slots=True)
class FactParts:
    """The thirteen parts of a fact's bytes, unfolded but not interpreted."""

    kind: str
    version: int
    flags: int
    subject: bytes
    device: bytes
    clerk: bytes
    role: str
    at: int
    clock_offset: int
    parents: tuple[bytes, ...]
    payload: bytes
    digest: bytes | None
    newer: bool = False
    """The fact is of a newer format: the parts above hold, what else it says is not known here."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Whose log it is: its device, the key that signs it, the scope it belongs to."""

    device: DeviceId
    key: bytes
    scope: ScopeId


def new_secret() -> bytes:
    """Draw the secret of a subject, from which the salts of its personal parts derive."""
    return secrets.token_bytes(SECRET_BYTES)


def fact_id(raw: bytes) -> FactId:
    """Return a fact's id: the SHA-256 of its bytes."""
    return FactId(hashlib.sha256(raw).digest())


def encode_fact(draft: FactDraft, author: Author, parents: Iterable[FactId], secret: bytes) -> EncodedFact:
    """Write a fact. ``parents`` are the newest facts of the subject this device has folded.

    Raises `DomainProblem` ``fact.too_large`` when fact and personal part pass 16 kB together, and
    ``fact.unknown_field`` for a field its kind does not have.
    """
    kind = current_kind(draft.kind)
    opened, personal_values = split_fields(kind, draft.fields)
    payload = pack([draft.step, opened])
    personal = pack(personal_values) if personal_values else None
    ordered = tuple(sorted(parents))
    flags = CRITICAL if kind.critical else 0
    parts = FactParts(
        kind.name,
        kind.version,
        flags,
        draft.subject,
        author.device,
        author.clerk,
        author.role,
        draft.at,
        draft.clock_offset,
        ordered,
        payload,
        None,
    )
    prefix = _prefix(parts)
    digest = None if personal is None else personal_digest(prefix, personal, secret)
    raw = prefix + pack(digest)
    size = len(raw) + len(personal or b"")
    if size > MAX_FACT_BYTES:
        raise DomainProblem("fact.too_large", bytes=size, limit=MAX_FACT_BYTES)
    stated = draft.fields if kind.changes else {n: v for n, v in draft.fields.items() if v is not None}
    fact = Fact(
        id=fact_id(raw),
        kind=kind.name,
        version=kind.version,
        critical=kind.critical,
        subject=draft.subject,
        author=author,
        at=draft.at,
        clock_offset=draft.clock_offset,
        parents=ordered,
        step=draft.step,
        fields=stated,
        personal=frozenset(stated).intersection(kind.personal_fields),
    )
    return EncodedFact(raw, personal, fact)


def decode_fact(raw: bytes, personal: bytes | None) -> Fact:
    """Read a fact. Raises `ProtocolProblem` ``run.bad_fact`` when the bytes are not a fact at all."""
    parts = split_fact(raw)
    kind = None if parts.newer else known_kind(parts.kind, parts.version)
    step: str | None = None
    fields: dict[str, Value] | None = None
    names: frozenset[str] = frozenset()
    if kind is not None:
        step, fields, names = read_values(kind, parts.payload, personal)
    return Fact(
        id=fact_id(raw),
        kind=parts.kind,
        version=parts.version,
        critical=bool(parts.flags & CRITICAL),
        subject=Subject(parts.subject),
        author=Author(DeviceId(parts.device), ClerkId(parts.clerk), parts.role),
        at=parts.at,
        clock_offset=parts.clock_offset,
        parents=tuple(FactId(parent) for parent in parts.parents),
        step=step,
        fields=fields,
        personal=names,
        personal_missing=parts.digest is not None and personal is None,
    )


def split_fact(raw: bytes) -> FactParts:
    """Take a fact's bytes apart. Raises `ProtocolProblem` ``run.bad_fact``."""
    if len(raw) > MAX_FACT_BYTES:
        raise ProtocolProblem("run.bad_fact", why="too large", bytes=len(raw), limit=MAX_FACT_BYTES)
    try:
        items = unpack(raw)
    except ValueError as problem:
        raise ProtocolProblem("run.bad_fact", why="not msgpack") from problem
    if not isinstance(items, list) or len(items) < _PARTS or not is_count(items[0]):
        raise ProtocolProblem("run.bad_fact", why="unknown format")
    if not _well_formed(items):
        raise ProtocolProblem("run.bad_fact", why="parts of the wrong sort")
    _, kind, version, flags, subject, device, clerk, role, at, offset, parents, payload, digest = items[
        :_PARTS
    ]
    newer = items[0] != FORMAT or len(items) > _PARTS
    return FactParts(
        kind, version, flags, subject, device, clerk, role, at, offset, tuple(parents), payload, digest, newer
    )


def opening_of(raw: bytes) -> Opening | None:
    """Read what a log's opening fact says in every version; None when it is not one.

    Raises `ProtocolProblem` ``run.bad_fact``.
    """
    parts = split_fact(raw)
    if parts.kind != OPENING:
        return None
    try:
        _, (key, scope, nonce, *_) = unpack(parts.payload)
    except (ValueError, TypeError):
        return None
    if not (_is_bytes(key, _HASH) and _is_bytes(scope, _ID) and isinstance(nonce, bytes)):
        return None
    return Opening(DeviceId(parts.device), key, ScopeId(scope))


def join_fact(parts: FactParts) -> bytes:
    """Write the bytes of a fact from its parts: the inverse of `split_fact` for every fact we wrote."""
    return _prefix(parts) + pack(parts.digest)


def personal_digest(prefix: bytes, personal: bytes, secret: bytes) -> bytes:
    """Hash a personal part so that without the subject's secret nobody can guess it from the digest."""
    salt = hmac.digest(secret, prefix, "sha256")
    return hashlib.sha256(salt + personal).digest()


def digest_of(parts: FactParts, personal: bytes, secret: bytes) -> bytes:
    """Return the digest that a fact with these parts must carry for this personal part."""
    return personal_digest(_prefix(parts), personal, secret)


def personal_matches(raw: bytes, personal: bytes, held_secrets: Iterable[bytes]) -> bool:
    """Whether a personal part brought beside a fact is the one its author hashed."""
    digest = split_fact(raw).digest
    if digest is None:
        return False
    prefix = raw[: _digest_start(raw)]
    return any(hmac.compare_digest(digest, personal_digest(prefix, personal, s)) for s in held_secrets)


def _digest_start(raw: bytes) -> int:
    """Return where the digest begins in the fact's own bytes: the salt derives from what stands before."""
    if raw[0:1] == _OPEN_ARRAY_OF_13 and raw[-_PACKED_DIGEST:][:2] == _PACKED_DIGEST_STARTS:
        return len(raw) - _PACKED_DIGEST
    return start_of_item(raw, _PARTS - 1)


def _prefix(parts: FactParts) -> bytes:
    """Return the fact's bytes up to the digest, which is what its salt derives from."""
    twelve = [
        FORMAT,
        parts.kind,
        parts.version,
        parts.flags,
        parts.subject,
        parts.device,
        parts.clerk,
        parts.role,
        parts.at,
        parts.clock_offset,
        parts.parents,
        parts.payload,
    ]
    return _OPEN_ARRAY_OF_13 + pack(twelve)[1:]


def _well_formed(items: list[Any]) -> bool:
    """Whether thirteen unpacked items are the parts of a fact, parents sorted and each named once."""
    _, kind, version, flags, subject, device, clerk, role, at, offset, parents, payload, digest = items[
        :_PARTS
    ]
    return (
        isinstance(kind, str)
        and isinstance(role, str)
        and is_count(version)
        and is_count(flags)
        and is_count(at)
        and at < LATEST
        and type(offset) is int
        and -LATEST < offset < LATEST
        and all(_is_bytes(identifier, _ID) for identifier in (subject, device, clerk))
        and isinstance(parents, list)
        and all(_is_bytes(parent, _HASH) for parent in parents)
        and parents == sorted(set(parents))
        and isinstance(payload, bytes)
        and (digest is None or _is_bytes(digest, _HASH))
    )


def _is_bytes(item: object, length: int) -> bool:
    return isinstance(item, bytes) and len(item) == length
