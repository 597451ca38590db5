"""Identifiers: opaque byte strings with a type each, and how new ones are made.

Subjects (a dossier, a clerk, a device, a task) are UUIDv7 (RFC 9562 §5.7): unique without asking
anyone, and roughly in order of creation, so that indexes stay compact.
"""

import hashlib
import secrets
import uuid
from typing import NewType

FactId = NewType("FactId", bytes)
"""32 bytes: SHA-256 of the fact's bytes."""
Subject = NewType("Subject", bytes)
"""16 bytes: what a fact is about."""
DeviceId = NewType("DeviceId", bytes)
"""16 bytes: one installation that makes facts. A device is a subject too."""
ClerkId = NewType("ClerkId", bytes)
"""16 bytes: one person who acts (cán bộ). A clerk is a subject too."""
LogId = NewType("LogId", bytes)
"""16 bytes: one append-only log of one device; derived from its opening fact."""
ScopeId = NewType("ScopeId", bytes)
"""16 bytes: the office or the province whose data a log belongs to."""
Head = NewType("Head", bytes)
"""32 bytes: the hash that names one entry and everything before it."""

NO_HEAD = Head(b"")
"""The predecessor of a log's first entry."""


def new_uuid7(now_ms: int) -> bytes:
    """Return 16 fresh bytes: 48 bits of milliseconds since the epoch, then random bits."""
    stamp = now_ms.to_bytes(6, "big")
    tail = bytearray(secrets.token_bytes(10))
    tail[0] = 0x70 | (tail[0] & 0x0F)
    tail[2] = 0x80 | (tail[2] & 0x3F)
    return stamp + bytes(tail)


def as_text(identifier: bytes) -> str:
    """Write a 16-byte identifier the way people and scripts see it (8-4-4-4-12)."""
    return str(uuid.UUID(bytes=identifier))


def from_text(text: str) -> bytes | None:
    """Read a 16-byte identifier from its text; None when the text is something else."""
    try:
        return uuid.UUID(text).bytes
    except ValueError:
        return None


def office_scope(office_code: str, *, practice: bool = False) -> ScopeId:
    """Derive the scope of a commune from its five-digit unit code.

    Derived, not drawn: two counters set up apart, before any province exists, must find that they
    belong to one office. Practice folders (vận hành thử) live in a scope of their own.
    """
    label = b"motcua/scope/practice/1/" if practice else b"motcua/scope/office/1/"
    return ScopeId(hashlib.sha256(label + office_code.encode()).digest()[:16])


def named_subject(name: str) -> Subject:
    """Derive a subject that every device must find under the same name (a procedure, say)."""
    return Subject(hashlib.sha256(b"motcua/subject/1/" + name.encode()).digest()[:16])
