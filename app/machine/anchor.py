"""Notices that a data folder was copied to another machine, or put back to an earlier state by hand.

A note outside the data folder, the anchor, says how far the folder's own log had come when it was last open
on this machine. Two devices that go on writing one log would fork it; the one who notices first opens a new
log. The province finds what slips through here (DESIGN §2, *Trust*); this only makes it rare.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.domain.identifiers import DeviceId, Head, LogId
from app.machine.durable_files import write_durably

HeadAt = Callable[[LogId, int], Head | None]
"""Tells the head at a position of a log that the data folder holds on its own line; None if it does not."""


class Verdict(StrEnum):
    """What the anchor says of a data folder. Anything but FINE: open a new log before the next fact."""

    FINE = "fine"
    COPIED = "copied"
    """The folder was last open on another machine."""
    RESTORED = "restored"
    """The folder is older than it was, or went on from an older state elsewhere."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """How far the log of a data folder had come, on which machine (`machine_id`)."""

    machine: str
    log: LogId
    position: int
    head: Head


class AnchorFile:
    """The anchor of one data folder, named by its device id, in the state folder of this machine."""

    def __init__(self, state: Path, device: DeviceId) -> None:
        self._path = state / f"anchor-{device.hex()}.json"

    def read(self) -> Anchor | None:
        """Return the anchor; None when there is none, or none that can be read: it is a help, not a lock."""
        try:
            noted = json.loads(self._path.read_bytes())
            return Anchor(
                str(noted["machine"]),
                LogId(bytes.fromhex(noted["log"])),
                int(noted["position"]),
                Head(bytes.fromhex(noted["head"])),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, anchor: Anchor) -> None:
        """Note how far the log has come: at opening, when idle and at closing, never while a clerk waits.

        Raises OSError, for instance when the person's folder is full or read-only.
        """
        noted = {
            "machine": anchor.machine,
            "log": anchor.log.hex(),
            "position": anchor.position,
            "head": anchor.head.hex(),
        }
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_durably(self._path, json.dumps(noted).encode())


def judge(machine: str, anchor: Anchor | None, noted_machine: str | None, head_at: HeadAt) -> Verdict:
    """Say what happened to a data folder since it was last open.

    ``machine`` is this machine's id; ``noted_machine`` the id that stands in the data folder itself since it
    was last open, None for a new one.
    """
    if noted_machine not in {None, machine} or (anchor is not None and anchor.machine != machine):
        return Verdict.COPIED
    if anchor is None or head_at(anchor.log, anchor.position) == anchor.head:
        return Verdict.FINE
    return Verdict.RESTORED
