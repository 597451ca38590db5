"""`receive`: dossiers from a file or a pipe, a JSON object per line, answered after the commit."""

import gc
import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import click

from app.commands.answers import received_json
from app.commands.invocation import Command, as_line, invocation
from app.domain.problems import DomainProblem
from app.localization.problem_text import problem_text
from app.localization.translate import _
from app.use_cases.desk import Desk
from app.use_cases.receive_dossier import Received
from app.use_cases.reception_request import ReceptionRequest

LARGEST_LINE = 1_000_000
"""Bytes. A longer line is skipped without ever being held whole."""
_CHUNK = 512 * 1024
_LINES_PER_COMMIT = 500
"""Other programs on the folder wait for a commit of this many at most."""


_DECODER = json.JSONDecoder(parse_float=str)
"""Fractions stay text: no field takes one, and nothing is rounded on the way to saying so."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the input, counted from 1; ``content`` None when it was too long to be read."""

    number: int
    content: bytes | None


@dataclass(slots=True)
class _Cutter:
    """Cuts chunks into lines, keeping no more than one line's beginning between chunks."""

    number: int = 0
    rest: bytes = b""
    skipping: bool = False

    def cut(self, chunk: bytes) -> list[Line]:
        """Return the lines that end in this chunk."""
        *whole, rest = (self.rest + chunk).split(b"\n")
        lines = [self._line(content) for content in whole]
        if len(rest) > LARGEST_LINE:
            rest, self.skipping = b"", True
        self.rest = rest
        return lines

    def last(self) -> list[Line]:
        """Return the line that no line break ended."""
        return [self._line(self.rest)] if self.rest or self.skipping else []

    def _line(self, content: bytes) -> Line:
        self.number += 1
        skipped, self.skipping = self.skipping, False
        too_long = skipped or len(content) > LARGEST_LINE
        return Line(self.number, None if too_long else content)


def batches(stream: BinaryIO) -> Iterator[list[Line]]:
    """Yield lines in groups that are committed together: what has arrived, and never very many."""
    cutter = _Cutter()
    # os.read returns what is there: a pipe that pauses does not keep finished lines waiting.
    while chunk := os.read(stream.fileno(), _CHUNK):
        lines = cutter.cut(chunk)
        for start in range(0, len(lines), _LINES_PER_COMMIT):
            yield lines[start : start + _LINES_PER_COMMIT]
    if last := cutter.last():
        yield last


def read_line(line: Line) -> ReceptionRequest | None:
    """Read one line; None for an empty one. Raises DomainProblem ``line.*`` and those of the request."""
    if line.content is None:
        raise DomainProblem("line.too_long", limit=LARGEST_LINE)
    content = line.content.removeprefix(b"\xef\xbb\xbf") if line.number == 1 else line.content
    if not content.strip():
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise DomainProblem("line.not_utf8") from None
    try:
        record = _DECODER.decode(text)
    except (ValueError, RecursionError):
        raise DomainProblem("line.not_json") from None
    return ReceptionRequest.from_record(record)


@click.command(
    "receive", cls=Command, help=_("Receive dossiers, one JSON object per line ('-' = standard input).")
)
@click.argument("file", type=click.Path(allow_dash=True, path_type=Path))
@click.pass_context
def receive_command(context: click.Context, file: Path) -> int:
    """Receive every line that can be received; exit code 1 when one could not."""
    call = invocation(context)
    with ExitStack() as stack:
        desk = stack.enter_context(call.open_desk())
        stream = sys.stdin.buffer if str(file) == "-" else stack.enter_context(_opened(file))
        # What was loaded until here stays to the end: collections need not look through it again and again.
        gc.freeze()
        refused = 0
        for lines in batches(stream):
            refused += receive_lines(desk, lines)
    return 1 if refused else 0


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:
        raise DomainProblem("file.unreadable") from error


def receive_lines(desk: Desk, lines: list[Line]) -> int:
    """Receive a group of lines in one commit, then answer each; returns how many were refused."""
    requests: list[tuple[int, ReceptionRequest]] = []
    refused: list[tuple[int, DomainProblem]] = []
    for line in lines:
        try:
            request = read_line(line)
        except DomainProblem as problem:
            refused.append((line.number, problem))
            continue
        if request is not None:
            requests.append((line.number, request))
    if requests:
        answers = desk.receive.batch([request for _number, request in requests], desk.acting())
        for (number, request), answer in zip(requests, answers, strict=True):
            if isinstance(answer, Received):
                sys.stdout.write(as_line(_told(number, request, answer)) + "\n")
            else:
                refused.append((number, answer))
        sys.stdout.flush()
    for number, why in sorted(refused, key=lambda one: one[0]):
        reason = problem_text(why.code, why.details)
        click.echo(as_line({"line": number, "error": why.code, "reason": reason}), err=True)
    return len(refused)


def _told(number: int, request: ReceptionRequest, received: Received) -> dict[str, object]:
    told: dict[str, object] = {"line": number, **received_json(received)}
    if request.unknown:
        told["kept_in_fields"] = list(request.unknown)
    return told
