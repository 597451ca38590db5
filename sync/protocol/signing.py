"""Signatures: what each key signs, so that no signed statement can be taken for another kind of statement."""

import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.domain.identifiers import Head, LogId

SIGNATURE_BYTES = 64
_POINT = b"motcua/signed-point/1/"
_WORKING_KEY = b"motcua/working-key/1/"
_FINGERPRINT = b"motcua/root-key/1/"
REQUEST = b"motcua/request/1/"
RECEIPT = b"motcua/receipt/1/"
ENROLMENT = b"motcua/enrolment/1/"
PROVINCE_CARD = b"motcua/province-card/1/"
VERDICT = b"motcua/enrolment-verdict/1/"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """An Ed25519 key pair: of a device, of the province's work, or of its root."""

    private: Ed25519PrivateKey
    public: bytes

    @classmethod
    def generate(cls) -> "SigningKey":
        """Make a new key."""
        return cls._of(Ed25519PrivateKey.generate())

    @classmethod
    def from_bytes(cls, private: bytes) -> "SigningKey":
        """Read a key from its 32 private bytes."""
        return cls._of(Ed25519PrivateKey.from_private_bytes(private))

    @classmethod
    def _of(cls, private: Ed25519PrivateKey) -> "SigningKey":
        return cls(private, private.public_key().public_bytes_raw())

    def private_bytes(self) -> bytes:
        """Return the 32 private bytes; they stand only inside encrypted storage."""
        return self.private.private_bytes_raw()

    def sign(self, purpose: bytes, message: bytes) -> bytes:
        """Sign a message for one purpose."""
        return self.private.sign(purpose + message)


def holds(public: bytes, purpose: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature is that of ``public`` over this message for this purpose."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, purpose + message)
    except (InvalidSignature, ValueError):
        return False
    return True


def sign_point(key: SigningKey, log: LogId, position: int, head: Head) -> bytes:
    """Sign a point of a log; one signature vouches for every entry before it."""
    return key.sign(_POINT, log + position.to_bytes(8, "big") + head)


def point_holds(public: bytes, log: LogId, position: int, head: Head, signature: bytes) -> bool:
    """Whether a signed point is that of the log's device."""
    return holds(public, _POINT, log + position.to_bytes(8, "big") + head, signature)


def certify_working_key(root: SigningKey, working_public: bytes) -> bytes:
    """Let the province's root key vouch for the key it works with."""
    return root.sign(_WORKING_KEY, working_public)


def working_key_holds(root_public: bytes, working_public: bytes, certificate: bytes) -> bool:
    """Whether the root key vouches for this working key."""
    return holds(root_public, _WORKING_KEY, working_public, certificate)


def fingerprint(root_public: bytes) -> bytes:
    """Ten bytes by which an enrolment code names the province's root key."""
    return hashlib.sha256(_FINGERPRINT + root_public).digest()[:10]
