"""The province on HTTP. The exchange is a plain ASGI endpoint, so that frames are stored as they arrive.

Everything that touches the database runs in worker threads; the event loop only moves bytes. No request
is written to a log.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator
from http import HTTPStatus
from ipaddress import ip_address

import anyio
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from sync.protocol import joining
from sync.protocol.exchange import MEDIA_TYPE
from sync.server.enrolment import Enrolments
from sync.server.exchange import Conversation, ExchangeService
from sync.server.pages import overview
from sync.server.registry import Registry

LOG = logging.getLogger(__name__)
SILENCE_SECONDS = 60.0
"""A device that sends nothing for so long has gone."""
AT_ONCE_BYTES = 64 * 1024
"""An answer that is whole within so many bytes goes out in one piece, its length stated."""
WORKERS = 8


def build_application(service: ExchangeService, enrolments: Enrolments, registry: Registry) -> Starlette:
    """Put the routes together."""
    limiter = anyio.CapacityLimiter(WORKERS)
    endpoints = _Endpoints(enrolments, registry, limiter)
    return Starlette(
        routes=[
            Route("/exchange", ExchangeEndpoint(service.begin, limiter), methods=["POST"]),
            Route("/province", endpoints.card),
            Route("/enrolment", endpoints.enrolment, methods=["POST"]),
            Route("/", endpoints.overview),
        ]
    )


class ExchangeEndpoint:
    """The exchange as an ASGI application."""

    def __init__(self, begin: Callable[[], Conversation], limiter: anyio.CapacityLimiter) -> None:
        self._begin = begin
        self._limiter = limiter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Listen to the request to its end, then answer."""
        conversation = self._begin()
        while True:
            try:
                message = await asyncio.wait_for(receive(), SILENCE_SECONDS)
            except TimeoutError:
                await PlainTextResponse("", HTTPStatus.REQUEST_TIMEOUT)(scope, receive, send)
                return
            if message["type"] == "http.disconnect":
                return
            body: bytes = message.get("body", b"")
            if body:
                await anyio.to_thread.run_sync(conversation.feed, body, limiter=self._limiter)
            if not message.get("more_body", False):
                break
        await _send_answer(conversation.answer(), send, self._limiter)


async def _send_answer(pieces: Iterator[bytes], send: Send, limiter: anyio.CapacityLimiter) -> None:
    """Send an answer; a short one with its length, a long one piece by piece."""

    def gather() -> tuple[bytes, bool]:
        """Return bytes to begin with, and whether they are all."""
        gathered = bytearray()
        for piece in pieces:
            gathered += piece
            if len(gathered) > AT_ONCE_BYTES:
                return bytes(gathered), False
        return bytes(gathered), True

    first, whole = await anyio.to_thread.run_sync(gather, limiter=limiter)
    headers = [(b"content-type", MEDIA_TYPE.encode())]
    if whole:
        headers.append((b"content-length", str(len(first)).encode()))
    await send({"type": "http.response.start", "status": HTTPStatus.OK, "headers": headers})
    await send({"type": "http.response.body", "body": first, "more_body": not whole})
    while not whole:
        piece = await anyio.to_thread.run_sync(next, pieces, None, limiter=limiter)
        whole = piece is None
        await send({"type": "http.response.body", "body": piece or b"", "more_body": not whole})


class _Endpoints:
    """The small requests around the exchange."""

    def __init__(self, enrolments: Enrolments, registry: Registry, limiter: anyio.CapacityLimiter) -> None:
        self._enrolments = enrolments
        self._registry = registry
        self._limiter = limiter

    async def card(self, request: Request) -> Response:
        """Say who the province is."""
        try:
            nonce = bytes.fromhex(request.query_params.get("nonce", ""))[: joining.NONCE_BYTES]
        except ValueError:
            return Response(status_code=HTTPStatus.BAD_REQUEST)
        return Response(self._enrolments.show_card(nonce), media_type=joining.MEDIA_TYPE)

    async def enrolment(self, request: Request) -> Response:
        """Take a device in."""
        gathered = bytearray()
        async for piece in request.stream():
            gathered += piece
            if len(gathered) > joining.MAX_JOINING_BYTES:
                return Response(status_code=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        verdict = await anyio.to_thread.run_sync(
            self._enrolments.answer, bytes(gathered), limiter=self._limiter
        )
        return Response(verdict, media_type=joining.MEDIA_TYPE)

    async def overview(self, request: Request) -> Response:
        """Show the administrator's page, to this machine only: there is no sign-in to it."""
        if not (_is_loopback(request.client.host if request.client else "") and _names_loopback(request)):
            return PlainTextResponse("This page is shown on the server itself only.", HTTPStatus.FORBIDDEN)
        page = await anyio.to_thread.run_sync(
            overview, self._registry, self._enrolments.card().name, limiter=self._limiter
        )
        return HTMLResponse(page, headers={"cache-control": "no-store"})


def _names_loopback(request: Request) -> bool:
    """Whether the browser asked this machine by name: a page from elsewhere may not be read through it."""
    return request.url.hostname in {"localhost", "127.0.0.1", "::1"}


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
