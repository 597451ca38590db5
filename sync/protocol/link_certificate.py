"""The certificate a province shows on its links: its working key, vouched for by its root key.

TLS needs an X.509 certificate. This one is signed by the working key itself, and an extension of ours carries
the root key with its signature over the working key. Whoever knows the root key, or its fingerprint from an
enrolment code, checks that and nothing else: no authority, no name, and no date, for the clocks of
counters are years off at times.
"""

import uuid
from datetime import UTC, datetime

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from sync.protocol.problems import ProtocolProblem
from sync.protocol.signing import SIGNATURE_BYTES, SigningKey, working_key_holds

_VOUCHER = x509.ObjectIdentifier(f"2.25.{uuid.UUID('9e0f6e36-5c1b-4e36-9d35-3a7b4f5c2d11').int}")
"""The extension: the 32 bytes of the root key, then its signature over the working key."""
_KEY_BYTES = 32
_UNREADABLE = (
    ValueError,
    UnsupportedAlgorithm,
    x509.ExtensionNotFound,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)
"""What reading a certificate of somebody else may raise: any key and any extension may stand in it."""
_ALWAYS = (
    datetime(2000, 1, 1, tzinfo=UTC),
    datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
)
"""RFC 5280 §4.1.2.5: 99991231235959Z is the date of what does not expire."""


def link_certificate(working: SigningKey, root_public: bytes, voucher: bytes) -> bytes:
    """Return the certificate as PEM; ``voucher`` is `certify_working_key` of the root key."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "motcua")])
    # The same key always gives the same certificate: a restart is nothing a device could notice.
    number = int.from_bytes(working.public[:8], "big") | 1
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(Ed25519PublicKey.from_public_bytes(working.public))
        .serial_number(number)
        .not_valid_before(_ALWAYS[0])
        .not_valid_after(_ALWAYS[1])
        .add_extension(x509.UnrecognizedExtension(_VOUCHER, root_public + voucher), critical=False)
        .sign(working.private, None)
    )
    return built.public_bytes(Encoding.PEM)


def root_behind(certificate: bytes) -> bytes:
    """Return the root key that vouches for a certificate (DER) a server has shown.

    Raises `ProtocolProblem` ``link.other_server`` when no root key does. That the server holds the working
    key is proven by the handshake.
    """
    try:
        read = x509.load_der_x509_certificate(certificate)
        key = read.public_key()
        extension = read.extensions.get_extension_for_oid(_VOUCHER).value
    except _UNREADABLE as problem:
        raise ProtocolProblem("link.other_server") from problem
    if not isinstance(key, Ed25519PublicKey) or not isinstance(extension, x509.UnrecognizedExtension):
        raise ProtocolProblem("link.other_server")
    told = extension.value
    root, voucher = told[:_KEY_BYTES], told[_KEY_BYTES:]
    if len(voucher) != SIGNATURE_BYTES or not working_key_holds(root, key.public_bytes_raw(), voucher):
        raise ProtocolProblem("link.other_server")
    return root
