"""The port through which the engine reaches the province, whatever carries the bytes."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol


class CarrierProblem(Exception):
    """The way to the province is not open. ``code`` as in `sync/README.md`, for example ``link.cut``.

    ``retry_after_s``: the server asked not to be called again before so many seconds have passed.
    """

    def __init__(self, code: str, *, retry_after_s: int | None = None, **details: object) -> None:
        """Keep the code, the server's wish and the parameters of a sentence."""
        super().__init__(code)
        self.code = code
        self.details = details
        self.retry_after_s = retry_after_s


class Carrier(Protocol):
    """Carries requests to the province and its answers back. Every method raises `CarrierProblem`."""

    def exchange(self, body: bytes | Iterable[bytes]) -> AbstractContextManager[Iterator[bytes]]:
        """Send a request whole or piece by piece; inside, read the answer as it arrives."""

    def card(self, nonce: bytes) -> bytes:
        """Ask who the province is; its answer covers the nonce."""

    def join(self, joining_request: bytes) -> bytes:
        """Ask to join the province."""
