"""The practice office (vận hành thử): an office, and on the same machine the province it is enrolled in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.composition.office import NewOffice, found_office, open_office
from app.composition.province import make_or_open_province
from app.domain.problems import DomainProblem
from app.machine.office_folder import OfficeFolder
from app.machine.paths import data_folder
from app.settings.definitions import SERVER
from app.use_cases.desk import Desk
from app.use_cases.manage_people import NewClerk
from sync.server.province import Province
from sync.server.serving import Serving

PASSPHRASE = "thuc hanh"  # noqa: S105 - protects nothing: everything in a practice office is made up
UNIT = "03328"
CLERK = NewClerk("Cán bộ Thực hành", "Công chức Trung tâm Phục vụ hành chính công", "0215 000 000")
PORT = 18443
"""Tried first, so that an office enrolled yesterday finds its province again."""
EXCHANGE_SECONDS = 15.0
_LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice office in being: where the province answers, and where the office lies."""

    url: str
    office: Path
    passphrase: str = PASSPHRASE

    def open(self) -> Desk:
        """Open the practice office."""
        return open_office(self.office, self.passphrase, CLERK.full_name)


def practice_folder() -> Path:
    """Return the folder of the practice office, beside that of the real one."""
    real = data_folder()
    return real.with_name(f"{real.name}-practice")


@contextmanager
def practising(folder: Path) -> Iterator[Practice]:
    """Make or reopen the practice office of a folder, with its province serving meanwhile."""
    opened = make_or_open_province(folder / "province", None, PASSPHRASE, "Tỉnh Thực hành")
    serving = _serving(opened.province)
    serving.start()
    try:
        practice = Practice(serving.url, folder / "office")
        _ready(practice, opened.province)
        yield practice
    finally:
        serving.stop()
        opened.province.close()


def _serving(province: Province) -> Serving:
    try:
        return province.serving(_LOOPBACK, PORT)
    except DomainProblem as problem:
        if problem.code != "server.cannot_listen":
            raise
        return province.serving(_LOOPBACK, 0)


def _ready(practice: Practice, province: Province) -> None:
    """Found the office if need be, and see that it knows where its province answers now."""
    if OfficeFolder(practice.office).holds_office():
        desk = practice.open()
    else:
        desk = found_office(practice.office, NewOffice(UNIT, CLERK, PASSPHRASE, practice=True)).desk
    with desk:
        if desk.settings.device_settings()[SERVER] != practice.url:
            desk.enrol(practice.url, province.enrol_code(UNIT, practice=True))
            desk.synchronise(EXCHANGE_SECONDS)
