"""Founding, opening, recovering and leaving the office in a folder."""

import socket
from dataclasses import dataclass
from pathlib import Path

from app.composition.backups import SealedBackups
from app.composition.copied import CopyWatch
from app.composition.desk import OpenOffice, build_desk
from app.domain.identifiers import ClerkId, office_scope
from app.domain.numbering import PRACTICE_MARK
from app.domain.office import OfficeProfile
from app.domain.problems import DomainProblem
from app.domain.text import fold
from app.machine.clock import Clock
from app.machine.office_folder import OfficeCard, OfficeFolder
from app.machine.resource_files import load_units
from app.machine.single_instance import SingleInstance
from app.storage.key_slots import KeySlots, OpenSlots
from app.storage.office_store import OfficeStore
from app.storage.restoring import restore
from app.use_cases.desk import Desk
from app.use_cases.found_office import FoundOffice
from app.use_cases.manage_people import NewClerk
from app.use_cases.ports import Person
from app.use_cases.receive_dossier import ThisOffice

_DEVICE_NAME_CHARS = 60


@dataclass(frozen=True, slots=True)
class NewOffice:
    """What founding an office needs: the five-digit unit code, the first clerk, and a passphrase."""

    unit: str
    first: NewClerk
    passphrase: str
    practice: bool = False


@dataclass(frozen=True, slots=True)
class FoundedOffice:
    """A new office, open, and the key for the recovery sheet, which is shown now and never again."""

    desk: Desk
    recovery_key: str


def clerk_names(folder: Path) -> tuple[str, ...]:
    """Return the names that sign in here; none means there is no office."""
    return KeySlots(folder).names()


def found_office(
    folder: Path, new: NewOffice, slots: KeySlots | None = None, clock: Clock | None = None
) -> FoundedOffice:
    """Found an office in a folder that holds none, and open it.

    Raises DomainProblem ``office.exists``, ``office.unknown_unit`` (`code`), ``passphrase.too_short`` and
    those of the clerk's fields; then
    nothing is left behind.
    """
    place, slots, clock = OfficeFolder(folder), slots or KeySlots(folder), clock or Clock()
    if place.holds_office() or slots.names():
        raise DomainProblem("office.exists")
    if load_units().find(new.unit) is None:
        raise DomainProblem("office.unknown_unit", code=new.unit[:20])
    folder.mkdir(parents=True, exist_ok=True)
    # Without a card and without a clerk it was never used: what a power cut left of an earlier founding.
    _clear(place, slots)
    opened, recovery = slots.create()
    scope = office_scope(new.unit, practice=new.practice)
    try:
        store = OfficeStore.create(place.database, opened.key, scope, _device_name(), clock.now_ms)
        try:
            first = FoundOffice(store, opened)(_profile(new.unit), new.first, new.passphrase, clock.now_ms())
            place.write_card(OfficeCard(new.unit, new.practice))
        except BaseException:
            store.close()
            raise
    except BaseException:
        _clear(place, slots)
        raise
    return FoundedOffice(_desk(place, store, opened, first, clock), recovery)


def open_office(folder: Path, passphrase: str, clerk: str | None = None, clock: Clock | None = None) -> Desk:
    """Open the office in a folder in the name of a clerk, or of the only one.

    Raises DomainProblem ``office.none``, ``passphrase.wrong``, ``clerk.unknown``, ``clerk.ambiguous``,
    ``key_slots.*`` or ``storage.*``.
    """
    slots = KeySlots(folder)
    if not slots.exist():
        raise DomainProblem("office.none")
    opened, who = slots.open(_shown_name(slots, clerk), passphrase)
    return _opened(OfficeFolder(folder), opened, who, clock or Clock())


def recover_office(
    folder: Path, recovery_key: str, clerk: str, passphrase: str, clock: Clock | None = None
) -> Desk:
    """Give a clerk a new passphrase with the key on the recovery sheet, and open the office.

    Raises DomainProblem ``recovery.*`` and as `open_office`.
    """
    slots = KeySlots(folder)
    if not slots.exist():
        raise DomainProblem("office.none")
    opened, who = slots.recover(recovery_key, _shown_name(slots, clerk) or clerk, passphrase)
    return _opened(OfficeFolder(folder), opened, who, clock or Clock())


@dataclass(frozen=True, slots=True)
class RestoredOffice:
    """An office put back from a backup, open; ``kept_aside`` is where the former one lies, if any."""

    desk: Desk
    kept_aside: Path | None


def restore_office(
    folder: Path, backup: Path, passphrase: str, clerk: str | None = None, clock: Clock | None = None
) -> RestoredOffice:
    """Put a backup in the place of the office in a folder, and open it with the passphrase of its day.

    Raises DomainProblem ``folder.in_use`` while a window has it open, ``backup.*`` and as `open_office`.
    """
    clock = clock or Clock()
    folder.mkdir(parents=True, exist_ok=True)
    with SingleInstance(folder):
        restored = restore(backup, folder, clerk, passphrase, clock.now_ms())
        opened = OpenSlots(KeySlots(folder), restored.key)
        desk = _opened(OfficeFolder(folder), opened, restored.clerk, clock)
    return RestoredOffice(desk, restored.kept_aside)


def _opened(place: OfficeFolder, opened: OpenSlots, who: ClerkId, clock: Clock) -> Desk:
    store = OfficeStore.open(place.database, opened.key, place.backups, clock.now_ms)
    try:
        return _desk(place, store, opened, _person(store, who), clock)
    except BaseException:
        store.close()
        raise


def _person(store: OfficeStore, who: ClerkId) -> Person:
    with store.reading() as reading:
        for person in reading.people():
            if person.id == who and person.active:
                return person
    raise DomainProblem("clerk.unknown")


def _desk(place: OfficeFolder, store: OfficeStore, keys: OpenSlots, clerk: Person, clock: Clock) -> Desk:
    card = place.card()
    watch = CopyWatch(store)
    verdict = watch.begin()

    def close() -> None:
        watch.end()
        store.close()

    this = ThisOffice("" if card is None else card.unit, card is not None and card.practice)
    store.book_mark = PRACTICE_MARK if this.practice else ""
    backups = SealedBackups(store.database, keys.key)
    return build_desk(OpenOffice(store, keys, this, verdict.value, backups, close, place.path), clerk, clock)


def _profile(unit: str) -> dict[str, str | list[str]]:
    """Return what follows from the commune alone; nothing for one the shipped data do not know."""
    units = load_units()
    found = units.find(unit)
    return {} if found is None else OfficeProfile.of_unit(found, units.provinces[found.province]).values()


def _shown_name(slots: KeySlots, typed: str | None) -> str | None:
    """Return the name as it is shown for one typed without marks, where only one fits."""
    if typed is None:
        return None
    fitting = [name for name in slots.names() if fold(name) == fold(typed.strip())]
    return fitting[0] if len(fitting) == 1 else typed


def _device_name() -> str:
    return socket.gethostname()[:_DEVICE_NAME_CHARS]


def _clear(place: OfficeFolder, slots: KeySlots) -> None:
    slots.path.unlink(missing_ok=True)
    for ending in ("", "-wal", "-shm"):
        place.database.with_name(place.database.name + ending).unlink(missing_ok=True)
