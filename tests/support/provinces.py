"""A real province for tests, devices that join it, and a carrier that needs no network."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from app.domain.units import Units
from app.machine.resource_files import load_units
from app.storage.office_store import OfficeStore
from sync.client.carrier import CarrierProblem
from sync.client.engine import Engine
from sync.client.enrolment import join
from sync.server.province import Province
from tests.support.offices import KEY, now_ms

OFFICE = "03325"
URL = "http://127.0.0.1:1"


@cache
def units() -> Units:
    """Return the shipped units."""
    return load_units()


def new_province(folder: Path) -> Province:
    """Make a province in a folder."""
    return Province.make_in_folder(folder, KEY, units(), now_ms, name="Điện Biên").province


def open_province(folder: Path) -> Province:
    """Open the province of a folder once more, as another process would."""
    return Province.in_folder(folder, KEY, units(), now_ms)


class Wire:
    """Carries bytes to a province in this process. Tests may cut and double what goes over it.

    ``up_limit``: so many bytes of a request arrive, then the link is cut; ``lose_answers``: so many
    requests arrive whole, their answers not; ``down_limit``: so many bytes of the answer arrive;
    ``twice``: every request is delivered a second time before the answer is read; ``requests_left``: so
    many more requests go through, then there is no way any more.
    """

    def __init__(self, province: Province) -> None:
        self.province = province
        self.up_limit: int | None = None
        self.down_limit: int | None = None
        self.lose_answers = 0
        self.twice = False
        self.requests_left: int | None = None
        self.requests: list[bytes] = []
        self.answers: list[bytes] = []

    @contextmanager
    def connect(self, _url: str) -> Iterator["Wire"]:
        """Open the way."""
        yield self

    @contextmanager
    def exchange(self, body: bytes | Iterable[bytes]) -> Iterator[Iterator[bytes]]:
        """Carry one request and its answer."""
        if self.requests_left is not None:
            if self.requests_left == 0:
                raise CarrierProblem("link.none")
            self.requests_left -= 1
        pieces = [body] if isinstance(body, bytes) else list(body)
        data = b"".join(pieces)
        self.requests.append(data)
        arriving = data if self.up_limit is None else data[: self.up_limit]
        conversation = self.province.exchanges.begin()
        for start in range(0, len(arriving), 1500):
            conversation.feed(arriving[start : start + 1500])
        if self.up_limit is not None:
            self.up_limit = None
            raise CarrierProblem("link.cut")
        answer = b"".join(conversation.answer())
        if self.twice:
            again = self.province.exchanges.begin()
            again.feed(data)
            list(again.answer())
        if self.lose_answers:
            self.lose_answers -= 1
            raise CarrierProblem("link.cut")
        self.answers.append(answer)
        yield self._down(answer)

    def card(self, nonce: bytes) -> bytes:
        """Say who the province is."""
        return self.province.enrolments.show_card(nonce)

    def join(self, joining_request: bytes) -> bytes:
        """Take a device in."""
        return self.province.enrolments.answer(joining_request)

    def _down(self, answer: bytes) -> Iterator[bytes]:
        limit, self.down_limit = self.down_limit, None
        arriving = answer if limit is None else answer[:limit]
        for start in range(0, len(arriving), 1000):
            yield arriving[start : start + 1000]
        if limit is not None:
            raise CarrierProblem("link.cut")


def enrol(office: OfficeStore, province: Province, wire: Wire | None = None) -> Wire:
    """Join an office's device to a province with a new code."""
    wire = wire or Wire(province)
    join_with_code(office, wire, province.enrol_code(OFFICE))
    return wire


def join_with_code(office: OfficeStore, wire: Wire, code: str) -> None:
    """Join an office's device with a code it was given."""
    join(office.logs, office.memory, wire, URL, code)


def engine(office: OfficeStore, wire: Wire) -> Engine:
    """Return the engine of a device over a wire; its clock stands still."""
    return Engine(office.logs, office.memory, wire.connect, lambda: 0.0)
