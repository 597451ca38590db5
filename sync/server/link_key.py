"""What a listening province shows to devices: TLS 1.3 with its working key."""

import secrets
import ssl
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat

from sync.protocol.link_certificate import link_certificate
from sync.protocol.signing import SigningKey


def server_context(working: SigningKey, root_public: bytes, voucher: bytes) -> ssl.SSLContext:
    """Return the context of a server that proves to hold the working key."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    # The library reads keys from files only: this one is encrypted with a password that nobody ever sees.
    password = secrets.token_hex(32)
    key = working.private.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password.encode())
    )
    with tempfile.TemporaryDirectory(prefix="motcua-link-") as folder:
        file = Path(folder) / "key"
        file.write_bytes(link_certificate(working, root_public, voucher) + key)
        context.load_cert_chain(file, password=password)
    return context
