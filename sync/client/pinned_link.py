"""TLS 1.3 to whoever holds the province's key, and nobody else; names, authorities and dates do not count."""

import ssl
from collections.abc import Callable
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool
from urllib3.poolmanager import PoolManager

from sync.protocol.link_certificate import root_behind
from sync.protocol.problems import ProtocolProblem

Trusted = Callable[[bytes], bool]
"""Tells whether a root key is that of the province meant."""


class PinnedAdapter(HTTPAdapter):
    """Lets requests speak to a server only after its certificate led to a trusted root key."""

    def __init__(self, trusted: Trusted) -> None:
        """Trust the root keys that ``trusted`` says yes to."""
        self._trusted = trusted
        super().__init__(max_retries=0)

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        """Use connections that look at the key."""
        super().init_poolmanager(*arguments, ssl_context=_context(), assert_hostname=False, **options)
        manager: PoolManager = self.poolmanager
        pools = dict(manager.pool_classes_by_scheme)
        pools["https"] = _pool_of(self._trusted)
        manager.pool_classes_by_scheme = pools


def _context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    # Not unverified: `_connection_of` looks at the key before a byte is sent.
    context.verify_mode = ssl.CERT_NONE
    return context


def _pool_of(trusted: Trusted) -> type[HTTPSConnectionPool]:
    class PinnedConnection(HTTPSConnection):
        """Hangs up on any server whose certificate does not lead to the province."""

        def connect(self) -> None:
            super().connect()
            shown = self.sock.getpeercert(binary_form=True) if isinstance(self.sock, ssl.SSLSocket) else None
            try:
                known = shown is not None and trusted(root_behind(shown))
            except ProtocolProblem:
                known = False
            if not known:
                self.close()
                raise ssl.SSLCertVerificationError("the server does not hold the province's key")
            self.is_verified = True

    class PinnedPool(HTTPSConnectionPool):
        """Opens such connections."""

        ConnectionCls = PinnedConnection

    return PinnedPool
