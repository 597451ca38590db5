"""The program as scripts call it: real processes, real folders, real answers."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "mật khẩu quầy"
PATIENCE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Done:
    """One finished command."""

    code: int
    out: str
    err: str

    def document(self) -> Any:
        """Return the one JSON document on standard output."""
        return json.loads(self.out)

    def lines(self) -> list[Any]:
        """Return the JSON lines on standard output."""
        return [json.loads(line) for line in self.out.splitlines()]

    def refused(self) -> list[Any]:
        """Return the JSON lines on standard error."""
        return [json.loads(line) for line in self.err.splitlines()]


@dataclass(slots=True)
class Motcua:
    """Runs commands on one data folder, with nobody at the keyboard."""

    data: Path
    variables: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def at(cls, machine: Path) -> "Motcua":
        """Return an office folder with a machine of its own around it."""
        return cls(machine / "office", {"XDG_STATE_HOME": str(machine / "state")})

    def __call__(
        self, *arguments: str, given: bytes | None = None, env: Mapping[str, str] | None = None
    ) -> Done:
        """Run one command to its end."""
        done = subprocess.run(
            self.command(*arguments),
            input=b"" if given is None else given,
            capture_output=True,
            check=False,
            cwd=ROOT,
            env=self.environment(env),
            timeout=PATIENCE_SECONDS,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def command(self, *arguments: str) -> list[str]:
        """Return the command line."""
        return [sys.executable, "-W", "error", "-m", "app", *arguments, "--data", str(self.data)]

    def environment(self, env: Mapping[str, str] | None = None) -> dict[str, str]:
        """Return what the process finds around it."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_")}
        return {
            **kept,
            "MOTCUA_PASSPHRASE": PASSPHRASE,
            "MOTCUA_LANGUAGE": "en",
            **self.variables,
            **(env or {}),
        }

    def init(self, office: str = "03328", clerk: str = "Quàng Thị Hương", *more: str) -> Done:
        """Found an office."""
        done = self("init", "--office", office, "--clerk", clerk, "--json", *more)
        assert done.code == 0, done.err
        return done

    def receive(self, *lines: Mapping[str, Any] | bytes) -> Done:
        """Receive lines through a pipe."""
        encoded = (line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
        return self("receive", "-", given=b"\n".join(encoded) + b"\n")


@contextmanager
def serving(province: Motcua, listen: str = "127.0.0.1:0") -> Iterator[str]:
    """Run a province server, on a free port unless one is named; gives its address."""
    command = province.command("serve", "--listen", listen, "--json")
    with subprocess.Popen(command, cwd=ROOT, env=province.environment(), stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        told = server.stdout.readline()
        assert told, "the server ended before it served"
        try:
            yield json.loads(told)["url"]
        finally:
            server.terminate()
