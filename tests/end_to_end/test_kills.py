"""Client and server killed at random moments of an exchange: nothing is lost, nothing arrives twice."""

import json
import random
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.support.bad_link import BadLink, Weather
from tests.support.processes import ROOT, Motcua

NAMES = ("Giàng A Mẫu", "Lò Thị Hặc", "Vàng Thị Dê", "Quàng Văn Panh", "Sùng A Chứ", "Khoàng Thị Inh")


class Killable:
    """A province server that is killed and started again on the same folder."""

    def __init__(self, province: Motcua) -> None:
        self._province = province
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0

    def start(self) -> None:
        """Start it, on the same port as before if there was one."""
        command = self._province.command("serve", "--listen", "127.0.0.1:0", "--json")
        environment = self._province.environment()
        self._process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        told = json.loads(self._process.stdout.readline())
        self.port = int(told["url"].rsplit(":", 1)[1])

    def kill(self) -> None:
        """Kill it, as a power cut would."""
        assert self._process is not None
        self._process.kill()

    def end(self) -> None:
        """Wait for it to be gone."""
        assert self._process is not None
        self._process.kill()
        self._process.communicate()


@contextmanager
def killable(province: Motcua) -> Iterator[Killable]:
    server = Killable(province)
    server.start()
    try:
        yield server
    finally:
        server.end()


class Trial:
    """An office that works on while its exchanges are broken in every way."""

    def __init__(self, office: Motcua, province: Motcua, server: Killable, link: BadLink) -> None:
        self.office, self.province, self.server, self.link = office, province, server, link
        self.random = random.Random(20261122)
        self.codes: list[str] = []
        self.kills = 0

    def join(self) -> None:
        code = self.province("province", "enrol-code", "--office", "03328").out.strip()
        joined = self.office("enrol", "--server", self.link.url, "--code", code, "--json")
        assert joined.code == 0, joined.err

    def receive(self, count: int) -> None:
        lines: list[dict[str, Any]] = [
            {
                "procedure": "1.001193",
                "applicant": {"full_name": self.random.choice(NAMES)},
                "received_at": f"2026-11-{self.random.randrange(2, 21):02}T09:12:00+07:00",
                "ref": f"kill-{len(self.codes) + n}",
            }
            for n in range(count)
        ]
        done = self.office.receive(*lines)
        received = done.lines()
        assert len(received) == count, done.err
        self.codes += [line["code"] for line in received]

    def kill_client(self) -> None:
        """Kill `sync` when so many bytes have passed; the province lives on."""
        process = subprocess.Popen(
            self.office.command("sync", "--json"),
            cwd=ROOT,
            env=self.office.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.link.weather = self._some_weather(process.kill)
        process.wait(60)

    def kill_server(self) -> None:
        """Kill the province when so many bytes have passed, and start it again."""
        self.link.weather = self._some_weather(self.server.kill)
        self.office("sync", "--json")
        self.server.end()
        self.server.start()
        self.link.retarget(self.server.port)

    def _some_weather(self, kill: Callable[[], None]) -> Weather:
        def count_and_kill() -> None:
            self.kills += 1
            kill()

        passed = self.random.choice([0, 1, 200, 300, 600, 1200, 3000, 6000]) + self.random.randrange(400)
        if self.random.random() < 0.4:
            return Weather(down=self.random.randrange(600), at_cut=count_and_kill)
        return Weather(up=passed, twice=self.random.random() < 0.3, at_cut=count_and_kill)

    def settle(self) -> None:
        """With a good link again, everything arrives and both sides agree."""
        self.link.weather = Weather()
        report = self.office("sync", "--json").document()
        assert (report["complete"], report["error"]) == (True, None)
        theirs = self.province("province", "dossiers", "--office", "03328", "--json").document()
        assert sorted(theirs) == sorted(set(self.codes))
        assert len(theirs) == len(self.codes)
        assert self.office("verify", "--json").document()["problems"] == []
        assert self.province("verify", "--json").document()["problems"] == []


def run(office: Motcua, folder: Path, kills: int) -> None:
    province = Motcua.at(folder / "province-machine")
    with killable(province) as server, BadLink(server.port).opened() as link:
        trial = Trial(office, province, server, link)
        trial.join()
        for number in range(4 * kills):  # now and then an exchange ends before the byte that kills
            trial.receive(trial.random.choice([1, 3, 40]))
            (trial.kill_client, trial.kill_server)[number % 2]()
            if trial.kills >= kills:
                break
        assert trial.kills >= kills
        trial.settle()


def test_a_few_kills_lose_nothing(office: Motcua, tmp_path: Path) -> None:
    run(office, tmp_path, 4)


@pytest.mark.slow
def test_fifty_kills_lose_nothing(office: Motcua, tmp_path: Path) -> None:
    run(office, tmp_path, 50)
