"""The encrypted database file: its connections, its transactions, and who may not use it.

SQLCipher with a raw key, WAL, `synchronous=FULL`: a save is on the disk when its commit returns, for
the price of one fdatasync. Checkpoints stay out of the clerk's way: `checkpoint` is called when nobody
waits, and only a log of about 32 MB makes a commit do it.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from sqlcipher3 import dbapi2

from app.storage.painting_thread import this_thread_paints
from app.storage.storage_problems import translated

BUSY_SECONDS = 15.0
"""How long a write waits for another process (the command line beside the window, a bulk import)."""
CHECKPOINT_PAGES = 8000
CACHE_KIB = 8 * 1024
"""Of pages each connection keeps: decrypting one again costs some 15 µs, and a keystroke reads many."""
KEY_BYTES = 32

Row = Any
"""A row as the driver gives it: a tuple of int, str, bytes and None."""
Parameters = Sequence[object] | Mapping[str, object]


class Cursor(Protocol):
    """The part of a DB-API cursor that storage uses."""

    lastrowid: int
    rowcount: int

    def fetchone(self) -> Row:
        """Return the next row or None."""

    def fetchall(self) -> list[Row]:
        """Return the remaining rows."""

    def __iter__(self) -> Iterator[Row]:
        """Go through the rows."""


class Connection(Protocol):
    """The part of a DB-API connection that storage uses; sqlcipher3 comes without types."""

    in_transaction: bool

    def execute(self, sql: str, parameters: Parameters = (), /) -> Cursor:
        """Run one statement."""

    def executemany(self, sql: str, parameters: Iterable[Parameters], /) -> Cursor:
        """Run one statement for each row."""

    def backup(self, target: "Connection", *, pages: int = -1) -> None:
        """Copy the whole database, page by page, as of one moment."""

    def close(self) -> None:
        """Close it; an open transaction is rolled back."""


def connect(path: Path, key: bytes, *, create: bool = False, foreign_keys: bool = True) -> Connection:
    """Open a connection for use by one thread at a time.

    ``key`` is the 32-byte raw key. Raises `DomainProblem` ``storage.cannot_open`` (no such file),
    ``storage.wrong_key`` and the others of `storage_problems`.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("the database key has 32 bytes")
    address = f"file:{quote(str(path.absolute()))}?mode={'rwc' if create else 'rw'}"
    with translated():
        connection: Connection = dbapi2.connect(
            address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            # Before the key: SQLCipher reports a wrong one on standard error otherwise.
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
            connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
            connection.execute(f"PRAGMA journal_size_limit = {CHECKPOINT_PAGES * 4096}")
        except BaseException:
            connection.close()
            raise
    return connection


class Database:
    """One office file: a writer, used by one thread at a time, and readers that never wait for it."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        self._key = key
        self._writing = threading.Lock()
        self._writing_thread: int | None = None
        self._writer: Connection | None = None
        self._pool_lock = threading.Lock()
        self._readers: list[Connection] = []
        self._closed = False

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: committed at the end, rolled back on any error. Does not nest."""
        self._check_thread()
        if self._writing_thread == threading.get_ident():
            raise RuntimeError("a write inside a write would wait for itself")
        with self._writing, translated():
            self._writing_thread = threading.get_ident()
            try:
                connection = self._writer_connection()
                # IMMEDIATE: what is read in here is still true when it is written (two processes, one log).
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            except BaseException as error:
                self._undo(error)
                raise
            finally:
                self._writing_thread = None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent look; never writes, never waits for a writer."""
        self._check_thread()
        with translated():
            connection = self._take_reader()
            try:
                connection.execute("BEGIN")
                yield connection
                connection.execute("ROLLBACK")
            except BaseException:
                # After an error of the database a connection may refuse all that follows.
                connection.close()
                raise
            self._give_back(connection)

    def connection(self) -> Connection:
        """Open a connection apart, for work that may meet damage: one bad page blocks all that follows."""
        self._check_thread()
        return connect(self.path, self._key)

    def checkpoint(self) -> None:
        """Move committed pages from the log into the file, as far as readers allow. Called when idle."""
        self._check_thread()
        with self._writing, translated():
            self._writer_connection().execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def copy_to(self, path: Path, key: bytes) -> None:
        """Write a whole copy as of one moment to a new file, encrypted with ``key``."""
        self._check_thread()
        with translated():
            source = self._take_reader()
            try:
                target = connect(path, key, create=True)
                try:
                    source.backup(target)
                    target.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                finally:
                    target.close()
            finally:
                self._give_back(source)

    def close(self) -> None:
        """Close every connection that is not in use; those in use close when they are given back."""
        with self._pool_lock:
            self._closed = True
            readers, self._readers = self._readers, []
        for reader in readers:
            reader.close()
        with self._writing:
            if self._writer is not None:
                self._writer.close()
                self._writer = None

    def _undo(self, error: BaseException) -> None:
        """Roll back; after an error of the database itself the next write opens the file anew."""
        writer = self._writer
        if writer is None:
            return
        if isinstance(error, dbapi2.Error):
            self._writer = None
            writer.close()
        elif writer.in_transaction:
            writer.execute("ROLLBACK")

    def _check_thread(self) -> None:
        if this_thread_paints():
            raise RuntimeError("the database was called on the thread that paints the window")

    def _writer_connection(self) -> Connection:
        if self._writer is None:
            if self._closed:
                raise RuntimeError("the database is closed")
            self._writer = connect(self.path, self._key)
        return self._writer

    def _take_reader(self) -> Connection:
        with self._pool_lock:
            if self._closed:
                raise RuntimeError("the database is closed")
            if self._readers:
                return self._readers.pop()
        return connect(self.path, self._key)

    def _give_back(self, connection: Connection) -> None:
        with self._pool_lock:
            if not self._closed:
                self._readers.append(connection)
                return
        connection.close()
