"""Bytes on the wire: one dossier, one step, nothing at all, and a thousand dossiers with their histories.

    python -m tests.performance.wire_bytes

A real office delivers to a real province over a wire that keeps what passed. *Frame* is the compressed
stream of one request (facts, personal parts, signature), primed with the end of the log; *request* and
*answer* are whole bodies, header, receipt and all; *HTTP* is what passes a socket each way, headers and all.
Bars: a new dossier alone on a log that holds fifty ≤ 500 B of frame, a step ≤ 180 B.
"""

import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import cast

from app.domain.identifiers import Subject
from app.storage.office_store import OfficeStore
from app.use_cases.reception_request import ReceptionRequest
from sync.client.engine import Engine
from sync.client.http_carrier import HttpCarrier
from sync.protocol.exchange import header_length
from sync.server.province import Province
from tests.support.bad_link import BadLink
from tests.support.desks import MONDAY, Counter, new_counter
from tests.support.people_names import FREQUENT_PROCEDURES, received_line
from tests.support.provinces import Wire, engine, join_with_code, new_province

BEFORE = 50
ALONE = 40
MANY = 1000
DOSSIER_BAR, STEP_BAR = 500, 180


@dataclass
class Bench:
    """An office in steady state with its province."""

    counter: Counter
    province: Province
    wire: Wire
    random: Random

    @property
    def office(self) -> OfficeStore:
        """The office's store."""
        return cast(OfficeStore, self.counter.desk.office)

    def receive(self) -> Subject:
        """Receive a dossier as people there bring them."""
        clock = self.counter.clock
        clock.at += round(timedelta(minutes=self.random.randint(3, 40)).total_seconds() * 1000)
        line = received_line(self.random, self.random.choice(FREQUENT_PROCEDURES))
        desk = self.counter.desk
        received = desk.receive(ReceptionRequest.from_record(line), desk.acting()).value
        return received.subject

    def step(self, subject: Subject, name: str = "transfer") -> None:
        """Take one step."""
        self.counter.clock.at += 60_000
        desk = self.counter.desk
        desk.step(subject, name, desk.acting())

    def deliver(self) -> None:
        """Exchange until nothing is left to do."""
        report = engine(self.office, self.wire).run(30)
        if not report.complete:
            raise RuntimeError(report.error)

    def alone(self, act: Callable[[], object]) -> tuple[int, int, int]:
        """Do one thing and deliver it alone; returns bytes of frame, request and answer."""
        self.wire.requests.clear()
        self.wire.answers.clear()
        act()
        self.deliver()
        (request,), (answer,) = self.wire.requests, self.wire.answers
        return len(request) - (header_length(request[:8]) or 0), len(request), len(answer)


@contextmanager
def bench() -> Iterator[Bench]:
    """Make an office that has joined and holds fifty dossiers, delivered."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "province").mkdir()
        counter, province = new_counter(folder / "office", MONDAY), new_province(folder / "province")
        made = Bench(counter, province, Wire(province), Random(22))
        join_with_code(made.office, made.wire, province.enrol_code(counter.desk.this.unit))
        made.deliver()
        for _ in range(BEFORE):
            made.receive()
        made.deliver()
        try:
            yield made
        finally:
            counter.desk.close()
            province.close()


def over_http(made: Bench) -> tuple[int, int]:
    """Return bytes up and down on a socket for an exchange with nothing to say, on an open connection."""
    serving = made.province.serving("127.0.0.1", 0)
    serving.start()
    try:
        with BadLink(serving.port).opened() as link, HttpCarrier(link.url) as carrier:

            @contextmanager
            def kept(_url: str) -> Iterator[HttpCarrier]:
                yield carrier

            over = Engine(made.office.logs, made.office.memory, kept, lambda: 0.0)
            over.run(30)
            up, down = link.passed_up, link.passed_down
            over.run(30)
            return link.passed_up - up, link.passed_down - down
    finally:
        serving.stop()


def main() -> None:
    """Measure and print."""
    out = sys.stdout
    out.write(f"{'median (largest), bytes':<44}{'frame':>14}{'request':>14}{'answer':>14}\n")

    def line(label: str, sizes: list[tuple[int, int, int]], bar: int | None = None) -> None:
        cells = [f"{statistics.median(column):.0f} ({max(column)})" for column in zip(*sizes, strict=True)]
        out.write(f"{label:<44}{''.join(f'{cell:>14}' for cell in cells)}")
        if bar is not None:
            frame = statistics.median(size[0] for size in sizes)
            out.write(f"   frame ÷ bar {bar}: {frame / bar:.2f}")
        out.write("\n")

    with bench() as made:
        subjects: list[Subject] = []
        dossiers = [made.alone(lambda: subjects.append(made.receive())) for _ in range(ALONE)]
        line("a new dossier alone", dossiers, DOSSIER_BAR)
        steps = [made.alone(lambda s=subject: made.step(s)) for subject in subjects]  # type: ignore[misc]
        line("a step alone", steps, STEP_BAR)
        line("nothing new", [made.alone(lambda: None) for _ in range(5)])
        up, down = over_http(made)
        out.write(f"{'nothing new, HTTP on an open connection':<44}{'':>14}{up:>14}{down:>14}\n")
        out.flush()
        for _ in range(MANY):
            subject = made.receive()
            for name in ("transfer", "finish", "return")[: made.random.randint(0, 3)]:
                made.step(subject, name)
        made.wire.requests.clear()
        made.deliver()
        total = sum(len(request) for request in made.wire.requests)
        out.write(
            f"a backlog of {MANY} dossiers with their histories: {total} B, {total / MANY:.0f} B each\n"
        )


if __name__ == "__main__":
    main()
