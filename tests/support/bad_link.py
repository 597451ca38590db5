"""A bad link between a device and the province: a TCP relay that cuts, drops, delays and doubles."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass


@dataclass
class Weather:
    """What the link does to the connections opened from now on.

    ``up``, ``down``: bytes that pass before the connection is cut, None for all. ``at_cut`` is called just
    before: a test kills a process there. ``twice``: what went up is sent to the province once more, over a
    connection of its own, when the connection ends. ``delay``: seconds by which everything that comes down
    is late.
    """

    up: int | None = None
    down: int | None = None
    twice: bool = False
    delay: float = 0
    at_cut: Callable[[], None] | None = None


class BadLink:
    """Relays connections to an address of this machine."""

    def __init__(self, port: int) -> None:
        """Relay to a port; nothing is listened to before `open`."""
        self.weather = Weather()
        self.connections = self.passed_up = self.passed_down = 0
        self._target = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._closing = threading.Event()

    @property
    def url(self) -> str:
        """Where devices connect."""
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def retarget(self, port: int) -> None:
        """Relay to another port: the province was started again."""
        self._target = port

    @contextmanager
    def opened(self) -> Iterator["BadLink"]:
        """Relay until the end of the block."""
        self._start(self._accept)
        try:
            yield self
        finally:
            self._closing.set()
            self._listening.shutdown(socket.SHUT_RDWR)
            self._listening.close()
            with self._lock:
                still_open = list(self._open)
            for connection in still_open:
                _hang_up(connection)
            for thread in self._threads:
                thread.join()

    def _start(self, work: object, *arguments: object) -> threading.Thread:
        thread = threading.Thread(target=work, args=arguments, name="bad link", daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()
        return thread

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            self._start(self._relay, near, self.weather)

    def _relay(self, near: socket.socket, weather: Weather) -> None:
        try:
            far = socket.create_connection(("127.0.0.1", self._target))
        except OSError:
            near.close()
            return
        with self._lock:
            self._open |= {near, far}
        sent = bytearray()
        down = self._start(self._pump, far, near, weather.down, None, weather)
        self._pump(near, far, weather.up, sent, weather)
        down.join()
        for connection in (near, far):
            connection.close()
        with self._lock:
            self._open -= {near, far}
        if weather.twice:
            self._send_again(bytes(sent))

    def _pump(
        self,
        source: socket.socket,
        target: socket.socket,
        limit: int | None,
        kept: bytearray | None,
        weather: Weather,
    ) -> None:
        """Pass bytes on until the source ends or the limit is reached; then hang up on both."""
        passed = 0
        with suppress(OSError):
            while data := source.recv(4096):
                if limit is not None:
                    data = data[: limit - passed]
                if weather.delay and kept is None:
                    self._closing.wait(weather.delay)
                target.sendall(data)
                if kept is not None:
                    kept += data
                passed += len(data)
                if kept is not None:
                    self.passed_up += len(data)
                else:
                    self.passed_down += len(data)
                if limit is not None and passed >= limit:
                    if weather.at_cut is not None:
                        weather.at_cut()
                    break
        _hang_up(source)
        _hang_up(target)

    def _send_again(self, sent: bytes) -> None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self._target)) as again:
            again.sendall(sent)
            again.shutdown(socket.SHUT_WR)
            while again.recv(4096):
                pass


def _hang_up(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
