"""The province's database through SQLAlchemy: an encrypted SQLite file by default, PostgreSQL by its address.

SQLite as in an office: SQLCipher with a raw key, WAL, `synchronous=FULL`, and every write begins
IMMEDIATE, so that what a transaction read is still true when it writes. On PostgreSQL a write locks the
row of its office first (`sync.server.offices`), which comes to the same.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from app.domain.problems import DomainProblem

BUSY_SECONDS = 15.0
"""How long a write waits for another process, such as `province enrol-code` beside a running `serve`."""
KEY_BYTES = 32
_WRITES = "motcua_writes"
_CODES = {
    3: "storage.read_only",  # SQLITE_PERM
    5: "storage.locked",  # SQLITE_BUSY
    6: "storage.locked",  # SQLITE_LOCKED
    8: "storage.read_only",  # SQLITE_READONLY
    10: "storage.disk_error",  # SQLITE_IOERR
    11: "storage.corrupt",  # SQLITE_CORRUPT
    13: "storage.disk_full",  # SQLITE_FULL
    14: "storage.cannot_open",  # SQLITE_CANTOPEN
    26: "storage.wrong_key",  # SQLITE_NOTADB: with an encrypted file a wrong key looks the same
}
_PRIMARY = 0xFF


class ProvinceDatabase:
    """Connections to the province's database; may be used by several threads at once."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writer = engine.execution_options(**{_WRITES: True})
        if engine.dialect.name == "sqlite":
            event.listen(engine, "begin", _begin)

    @classmethod
    def at_file(cls, path: Path, key: bytes, *, create: bool = False) -> "ProvinceDatabase":
        """Use an encrypted file; ``key`` is the 32-byte raw key."""
        if len(key) != KEY_BYTES:
            raise ValueError("the database key has 32 bytes")
        address = f"file:{quote(str(path.absolute()))}?mode={'rwc' if create else 'rw'}"

        def connect() -> DBAPIConnection:
            return _connect(address, key)

        engine = create_engine(
            "sqlite+pysqlite://",
            module=dbapi2,
            creator=connect,
            poolclass=QueuePool,
            pool_size=8,
            hide_parameters=True,  # names of people are parameters, and errors reach the log
        )
        return cls(engine)

    @classmethod
    def at_address(cls, url: str) -> "ProvinceDatabase":
        """Use a database server (``postgresql+psycopg://…``), which encrypts and backs up in its own way."""
        return cls(create_engine(url, pool_size=8, hide_parameters=True))

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: committed at the end, rolled back on any error.

        Raises `DomainProblem` ``storage.disk_full``, ``storage.locked`` and their like.
        """
        with _translated(), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent look."""
        with _translated(), self.engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close the connections that are not in use."""
        self.engine.dispose()


def _connect(address: str, key: bytes) -> DBAPIConnection:
    connection = dbapi2.connect(
        address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        # Before the key: SQLCipher reports a wrong one on standard error otherwise.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    opened: DBAPIConnection = connection
    return opened


def _begin(connection: Connection) -> None:
    """Begin a transaction ourselves: the driver would begin at the first write, too late."""
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _translated() -> Iterator[None]:
    """Turn errors of SQLite into problems a person can be told; faults of the program stay as they are."""
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        origin = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(origin, "sqlite_errorcode", None)
        name = None if code is None else _CODES.get(code & _PRIMARY)
        if name is None:
            raise
        raise DomainProblem(name, sqlite=getattr(origin, "sqlite_errorname", str(code))) from error
