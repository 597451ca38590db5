"""A real office with a clerk at its desk, on a temporary folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.composition.office import NewOffice, found_office
from app.domain.moments import VIET_NAM, to_milliseconds
from app.machine.clock import Clock
from app.storage.key_slots import KeySlots
from app.storage.sealing import Cost
from app.use_cases.desk import Desk
from app.use_cases.manage_people import NewClerk
from app.use_cases.reception_request import ReceptionRequest


class SetClock(Clock):
    """A clock a test sets; it stands still until told."""

    def __init__(self, at: datetime) -> None:
        """Begin at a moment."""
        self.at = to_milliseconds(at)

    def now_ms(self) -> int:
        """Return the time it was set to."""
        return self.at

    def set(self, at: datetime) -> None:
        """Show another time."""
        self.at = to_milliseconds(at)


MONDAY = datetime(2026, 11, 23, 9, 12, tzinfo=VIET_NAM)
CHEAP = Cost(64, 1)
"""What a guess at a passphrase costs in tests: nothing."""

PASSPHRASE = "mật khẩu"
UNIT = "03328"


@dataclass
class Counter:
    """A desk, the clock on its wall, the folder under it and the sheet in its safe."""

    desk: Desk
    clock: SetClock
    folder: Path
    recovery_key: str

    def receive(self, **parts: Any) -> Any:
        """Receive a dossier as from a line; returns what `ReceiveDossier` returns."""
        return self.desk.receive(request(**parts), self.desk.acting()).value


def new_counter(folder: Path, at: datetime = MONDAY, *, unit: str = UNIT, practice: bool = False) -> Counter:
    """Found an office with one clerk, who sits down."""
    clock = SetClock(at)
    first = NewClerk("Quàng Thị Hương", "Công chức", "0912345678")
    new = NewOffice(unit, first, PASSPHRASE, practice)
    founded = found_office(folder, new, KeySlots(folder, CHEAP), clock)
    return Counter(founded.desk, clock, folder, founded.recovery_key)


def request(**parts: Any) -> ReceptionRequest:
    """Return a request for a birth registration, with the parts a test is about changed."""
    line: dict[str, Any] = {"procedure": "1.001193", "applicant": {"full_name": "Giàng A Mẫu"}, **parts}
    return ReceptionRequest.from_record(line)


def person(**fields: Any) -> Mapping[str, Any]:
    """Return an applicant."""
    return {"full_name": "Giàng A Mẫu", **fields}
