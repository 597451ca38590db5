"""The province's server in a folder, or over a database elsewhere: made once, opened by every command."""

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path

from app.domain.identifiers import ClerkId, new_uuid7
from app.domain.problems import DomainProblem
from app.machine.clock import Clock
from app.machine.resource_files import load_units
from app.storage.key_slots import KeySlots
from app.use_cases.verify_office import Verification
from sync.server.database import ProvinceDatabase
from sync.server.province import FILE_NAME, Province

ADMINISTRATOR = "Quản trị"
"""The name under which the passphrase of a province's folder is kept."""

_GROUP = 4


@dataclass(frozen=True, slots=True)
class NewKeys:
    """What a new province prints once. ``database_key`` is empty where a database server keeps the data."""

    root_key: str
    database_key: str = ""


@dataclass(frozen=True, slots=True)
class OpenedProvince:
    """A province, and its keys when it was made just now."""

    province: Province
    new: NewKeys | None


def holds_province(folder: Path) -> bool:
    """Whether a province was made in a folder."""
    return (folder / FILE_NAME).exists()


def open_province(folder: Path, url: str | None, passphrase: str) -> Province:
    """Open a province that exists.

    Raises DomainProblem ``province.not_made``, ``passphrase.wrong``, ``key_slots.*`` or ``storage.*``.
    """
    units, now_ms = load_units(), Clock().now_ms
    if url is not None:
        return Province(ProvinceDatabase.at_address(url), units, now_ms)
    if not holds_province(folder):
        raise DomainProblem("province.not_made")
    opened, _who = KeySlots(folder).open(None, passphrase)
    return Province.in_folder(folder, opened.key, units, now_ms)


def make_or_open_province(folder: Path, url: str | None, passphrase: str, name: str) -> OpenedProvince:
    """Open a province, or make one where there is none. Raises as `open_province`."""
    units, now_ms = load_units(), Clock().now_ms
    if url is not None:
        try:
            return OpenedProvince(open_province(folder, url, passphrase), None)
        except DomainProblem as problem:
            if problem.code != "province.not_made":
                raise
        made = Province.make(ProvinceDatabase.at_address(url), units, now_ms, name=name)
        return OpenedProvince(made.province, NewKeys(on_paper(made.root.private_bytes())))
    if holds_province(folder):
        return OpenedProvince(open_province(folder, None, passphrase), None)
    folder.mkdir(parents=True, exist_ok=True)
    slots = KeySlots(folder)
    if slots.names():
        raise DomainProblem("office.exists")
    # Without a database nothing was ever kept under these slots: a power cut left them.
    slots.path.unlink(missing_ok=True)
    opened, recovery = slots.create()
    opened.add(ClerkId(new_uuid7(now_ms())), ADMINISTRATOR, passphrase)
    made = Province.make_in_folder(folder, opened.key, units, now_ms, name=name)
    return OpenedProvince(made.province, NewKeys(on_paper(made.root.private_bytes()), recovery))


def verify_province(folder: Path, url: str | None, passphrase: str) -> Verification:
    """Check a whole province. Raises as `open_province`."""
    province = open_province(folder, url, passphrase)
    try:
        return province.verify()
    finally:
        province.close()


def on_paper(key: bytes) -> str:
    """Write a key so that a person can copy it: base 32 in groups, the last group checks the others."""
    signs = base64.b32encode(key).decode().rstrip("=")
    check = base64.b32encode(hashlib.sha256(b"motcua/root-sheet/1/" + key).digest()).decode()[:_GROUP]
    return "-".join([*(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP)), check])
