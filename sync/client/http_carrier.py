"""HTTP to the province, with requests. No automatic retries: after a problem the engine decides.

Plain HTTP goes to this machine's own addresses only, all else over TLS 1.3 to the province's key.
"""

import errno
import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from ipaddress import ip_address
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import requests
import urllib3.exceptions
from urllib3.util import SKIP_HEADER

from app.domain.problems import DomainProblem
from sync.client.carrier import CarrierProblem
from sync.client.pinned_link import PinnedAdapter, Trusted
from sync.protocol import exchange, joining

CONNECT_SECONDS = 10.0
"""For connecting, and for sending each piece: requests uses one time for both."""
READ_SECONDS = 60.0
"""Without one byte for so long, the answer will not come."""
PIECE_BYTES = 4 * 1024
"""What is sent in one piece must get through in `CONNECT_SECONDS` on the slowest link."""
MAX_RETRY_AFTER = 3600
_READ_BYTES = 16 * 1024
_UNREACHABLE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN, errno.EADDRNOTAVAIL}
_BUSY = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.REQUEST_TIMEOUT}


class HttpCarrier:
    """One connection to a province, kept open between exchanges. Used by one thread at a time."""

    def __init__(
        self, url: str, trusted: Trusted | None = None, *, read_seconds: float = READ_SECONDS
    ) -> None:
        """Prepare for the province at ``url``; nothing is sent yet.

        ``trusted`` tells by its root key whether a server is that province; without it no encrypted link is
        opened, for nobody could tell where it leads.

        Raises `DomainProblem` ``link.not_loopback`` or ``link.bad_address``.
        """
        self._url = _checked(url)
        self._timeout = (CONNECT_SECONDS, read_seconds)
        self._session = requests.Session()
        self._session.trust_env = False
        # The adapter looks at the key instead; authorities and names say nothing about a province.
        self._session.verify = False
        self._session.mount("https://", PinnedAdapter(trusted or _nobody))
        # Bytes count on a mountain link: no header that says nothing to our own server.
        self._session.headers.clear()
        self._session.headers.update({"User-Agent": SKIP_HEADER, "Accept-Encoding": SKIP_HEADER})

    def __enter__(self) -> Self:
        """Use it in a ``with``."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connection."""
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    @contextmanager
    def exchange(self, body: bytes | Iterable[bytes]) -> Iterator[Iterator[bytes]]:
        """Send a request; inside, read the answer as it arrives."""
        data = body if isinstance(body, bytes) else _pieces(body)
        response = self._request("POST", "/exchange", data, exchange.MEDIA_TYPE)
        with response:
            _check(response, exchange.MEDIA_TYPE)
            yield _read(response)

    def card(self, nonce: bytes) -> bytes:
        """Ask who the province is; its answer covers the nonce."""
        return _whole(self._request("GET", f"/province?nonce={nonce.hex()}"))

    def join(self, joining_request: bytes) -> bytes:
        """Ask to join the province."""
        return _whole(self._request("POST", "/enrolment", joining_request, joining.MEDIA_TYPE))

    def _request(
        self,
        method: str,
        path: str,
        data: bytes | Iterable[bytes] | None = None,
        media_type: str | None = None,
    ) -> requests.Response:
        headers = None if media_type is None else {"Content-Type": media_type}
        with _translated():
            return self._session.request(
                method,
                self._url + path,
                data=data,
                headers=headers,
                timeout=self._timeout,
                stream=True,
                allow_redirects=False,
            )


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise DomainProblem("link.bad_address", url=url) from None
    loopback = _is_loopback(host)
    scheme = parts.scheme or ("http" if loopback else "https")
    if scheme not in {"http", "https"} or not host:
        raise DomainProblem("link.bad_address", url=url)
    if scheme == "http" and not loopback:
        raise DomainProblem("link.not_loopback", host=host)
    name = f"[{host}]" if ":" in host else host
    return f"{scheme}://{name}" if port is None else f"{scheme}://{name}:{port}"


def _is_loopback(host: str) -> bool:
    try:
        return ip_address("127.0.0.1" if host == "localhost" else host).is_loopback
    except ValueError:
        return False


def _nobody(_root: bytes) -> bool:
    return False


def _pieces(body: Iterable[bytes]) -> Iterator[bytes]:
    for data in body:
        for start in range(0, len(data), PIECE_BYTES):
            yield data[start : start + PIECE_BYTES]


def _whole(response: requests.Response) -> bytes:
    with response:
        _check(response, joining.MEDIA_TYPE)
        gathered = bytearray()
        for piece in _read(response):
            gathered += piece
            if len(gathered) > joining.MAX_JOINING_BYTES:
                raise CarrierProblem("server.not_a_province")
        return bytes(gathered)


def _read(response: requests.Response) -> Iterator[bytes]:
    with _translated():
        yield from response.raw.stream(_READ_BYTES, decode_content=False)


def _check(response: requests.Response, media_type: str) -> None:
    """Tell an answer of a province from anything else that may stand at an address."""
    status = response.status_code
    if status in _BUSY:
        raise CarrierProblem("server.busy", retry_after_s=_retry_after(response))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise CarrierProblem("server.failed", retry_after_s=_retry_after(response), status=status)
    found = response.headers.get("Content-Type", "")
    if status == HTTPStatus.OK and found != media_type and media_type.startswith(found):
        raise CarrierProblem("link.cut")  # in the middle of the headers
    if status != HTTPStatus.OK or found != media_type:
        raise CarrierProblem("server.not_a_province", status=status)


def _retry_after(response: requests.Response) -> int | None:
    wished = response.headers.get("Retry-After", "")
    return min(int(wished), MAX_RETRY_AFTER) if wished.isascii() and wished.isdigit() else None


@contextmanager
def _translated() -> Iterator[None]:
    """Turn what requests and urllib3 raise into the states a link can be in."""
    try:
        yield
    except (requests.Timeout, urllib3.exceptions.TimeoutError) as problem:
        raise CarrierProblem("link.timeout") from problem
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as problem:
        raise CarrierProblem(_link_code(problem)) from problem


def _link_code(problem: BaseException) -> str:
    """Look for the reason down the chain of what was raised."""
    seen: BaseException | None = problem
    while seen is not None:
        if isinstance(seen, ssl.SSLCertVerificationError):
            return "link.other_server"
        if isinstance(seen, urllib3.exceptions.NameResolutionError):
            return "link.none"
        if isinstance(seen, ConnectionRefusedError):
            return "link.refused"
        if isinstance(seen, OSError) and seen.errno in _UNREACHABLE:
            return "link.none"
        inner = seen.args[0] if seen.args else None
        reason = getattr(inner, "reason", inner)
        seen = seen.__cause__ or seen.__context__ or (reason if isinstance(reason, BaseException) else None)
    return "link.cut"
