"""The file of a backup, `*.mcbackup`: everything a new machine needs but a passphrase, in one piece.

Layout: ``MCBACKUP``, format (2 bytes), length of the header (4 bytes), both big-endian; the header as JSON;
the small plain files of the office one after another (`keyslots.json` …); the database, encrypted as in the
office; SHA-256 of all before. The header tells names and sizes of these parts, and counts; nothing personal.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, BinaryIO

from app.domain.problems import DomainProblem
from app.machine.durable_files import durable_file
from app.storage.file_problems import translated_files

FORMAT = 1
SUFFIX = ".mcbackup"

_MAGIC = b"MCBACKUP"
_PROBLEMS_OF_THE_PLACE = {
    "storage.disk_full": "backup.place_full",
    "storage.read_only": "backup.place_read_only",
    "storage.disk_error": "backup.place_unreliable",
}
_LARGEST_HEADER = 64 * 1024
_CHUNK = 1024 * 1024
_DIGEST = 32


@dataclass(frozen=True, slots=True)
class BackupHeader:
    """What a backup says of itself. Ids and hashes in hexadecimal digits, ``made_at`` in ms since the epoch.

    ``log``, ``position`` and ``head`` are how far the log of the device had come: whoever restores it goes on
    in a new log.
    """

    made_at: int
    schema: int
    facts: int
    dossiers: int
    device: str
    log: str
    position: int
    head: str
    small_files: dict[str, int]
    """Name and size of each small file, in order."""
    database_bytes: int


def write_backup(
    target: Path, header: BackupHeader, small_files: Mapping[str, bytes], database: Path
) -> None:
    """Write a backup and read it back; only then it takes the place of a former one of this name.

    ``database`` is a closed copy of the database. Raises `DomainProblem` ``backup.place_absent``,
    ``backup.place_full``, ``backup.place_read_only``, ``backup.place_unreliable`` or ``storage.*``.
    """
    if not target.parent.is_dir():
        raise DomainProblem("backup.place_absent")
    with _told_of_the_place(), translated_files(), durable_file(target) as file, database.open("rb") as copy:
        _write(file, header, small_files, copy)
        _empty_cache(file)
        if not BackupReader(file).is_whole():
            raise DomainProblem("backup.place_unreliable")


@contextmanager
def _told_of_the_place() -> Iterator[None]:
    """Tell a full or worn stick from a full or worn disk of the office."""
    try:
        yield
    except DomainProblem as problem:
        code = _PROBLEMS_OF_THE_PLACE.get(problem.code)
        if code is None:
            raise
        raise DomainProblem(code) from problem


def _write(file: BinaryIO, header: BackupHeader, small_files: Mapping[str, bytes], source: BinaryIO) -> None:
    told = json.dumps(asdict(header)).encode()
    lengths = (FORMAT.to_bytes(2, "big"), len(told).to_bytes(4, "big"))
    start = b"".join((_MAGIC, *lengths, told, *(small_files[name] for name in header.small_files)))
    digest = hashlib.sha256()
    for chunk in (start, *iter(lambda: source.read(_CHUNK), b"")):
        digest.update(chunk)
        file.write(chunk)
    file.write(digest.digest())


def _empty_cache(file: BinaryIO) -> None:
    """Put the file on the disk and let the system forget it: what is read back is the stick, not memory."""
    file.flush()
    os.fsync(file.fileno())
    if sys.platform == "linux":
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


class BackupReader:
    """A backup that was opened and whose header could be read."""

    def __init__(self, file: BinaryIO) -> None:
        """Read the header. Raises `DomainProblem` ``backup.not_one``, ``backup.newer`` or ``.damaged``."""
        self._file = file
        file.seek(0)
        if file.read(len(_MAGIC)) != _MAGIC:
            raise DomainProblem("backup.not_one")
        found = int.from_bytes(file.read(2), "big")
        if found > FORMAT:
            raise DomainProblem("backup.newer", found=found, known=FORMAT)
        self.header = _header(file.read(min(int.from_bytes(file.read(4), "big"), _LARGEST_HEADER)))
        self._parts_at = file.tell()
        self._database_at = self._parts_at + sum(self.header.small_files.values())
        self._digest_at = self._database_at + self.header.database_bytes
        if self._digest_at + _DIGEST != file.seek(0, os.SEEK_END):
            raise DomainProblem("backup.damaged")

    def is_whole(self) -> bool:
        """Whether every byte is as it was written. Reads everything once."""
        digest = hashlib.sha256()
        for chunk in self._chunks(0, self._digest_at):
            digest.update(chunk)
        return self._file.read(_DIGEST) == digest.digest()

    def small_file(self, name: str) -> bytes | None:
        """Return the bytes of a small file; None when it is not in the backup."""
        start = self._parts_at
        for part, size in self.header.small_files.items():
            if part == name:
                return b"".join(self._chunks(start, size))
            start += size
        return None

    def extract_database(self, target: Path) -> None:
        """Write the database to a new file."""
        with durable_file(target) as file:
            for chunk in self._chunks(self._database_at, self.header.database_bytes):
                file.write(chunk)

    def _chunks(self, start: int, size: int) -> Iterator[bytes]:
        self._file.seek(start)
        while size > 0:
            chunk = self._file.read(min(size, _CHUNK))
            if not chunk:
                raise DomainProblem("backup.damaged")
            size -= len(chunk)
            yield chunk


@contextmanager
def opened_backup(path: Path) -> Iterator[BackupReader]:
    """Open a backup to read it.

    Raises `DomainProblem` ``backup.absent``, ``backup.not_one``, ``backup.newer``, ``backup.damaged`` and,
    while it is read, ``storage.*``.
    """
    try:
        file = path.open("rb")
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise DomainProblem("backup.absent") from None
    with translated_files(), file:
        yield BackupReader(file)


def _header(told: bytes) -> BackupHeader:
    try:
        values: dict[str, Any] = json.loads(told)
        header = BackupHeader(**{field.name: values[field.name] for field in fields(BackupHeader)})
    except (ValueError, KeyError, TypeError):
        raise DomainProblem("backup.damaged") from None
    if type(header.small_files) is not dict:
        raise DomainProblem("backup.damaged")
    sizes = (*header.small_files.values(), header.database_bytes)
    if not all(type(size) is int and size >= 0 for size in sizes):
        raise DomainProblem("backup.damaged")
    return header
