"""Runs the application on an address: uvicorn, set so that a mountain link is not cut short."""

import os
import socket
import ssl
import threading
from ipaddress import ip_address

import uvicorn
from starlette.types import ASGIApp

from app.domain.problems import DomainProblem

KEEP_ALIVE_SECONDS = 300
"""An idle connection is kept so long: opening one costs a mountain link a second or more."""
SHUTDOWN_SECONDS = 5
_BACKLOG = 128


class Serving:
    """One listening server."""

    def __init__(
        self, application: ASGIApp, host: str, port: int, encryption: ssl.SSLContext | None = None
    ) -> None:
        """Bind the address; port 0 takes a free one. Without ``encryption`` it serves plain HTTP.

        Raises `DomainProblem` ``server.cannot_listen``.
        """
        self._encrypted = encryption is not None
        self._socket = _listen(host, port)
        bound: tuple[str, int] = self._socket.getsockname()[:2]
        self.host, self.port = host, bound[1]
        config = uvicorn.Config(
            application,
            http="h11",
            ws="none",
            lifespan="off",
            loop="asyncio",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        )
        # Loaded here, because loading would make a context of its own from files.
        config.load()
        config.ssl = encryption
        self._server = uvicorn.Server(config)
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """The address devices are given."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self._encrypted else 'http'}://{host}:{self.port}"

    def run(self) -> None:
        """Serve on this thread until interrupted (Ctrl+C, SIGTERM)."""
        self._server.run(sockets=[self._socket])

    def start(self) -> None:
        """Serve on a thread of its own, for the practice office and for tests."""
        self._thread = threading.Thread(target=self.run, name="province", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End a server that was started, and wait for it."""
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join()
        self._socket.close()


def is_loopback(host: str) -> bool:
    """Whether an address reaches this machine only."""
    try:
        return ip_address("127.0.0.1" if host == "localhost" else host).is_loopback
    except ValueError:
        return False


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere it would let two servers share an address
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError as problem:
        listening.close()
        raise DomainProblem("server.cannot_listen", host=host, port=port) from problem
    return listening
