"""What SQLite's error codes mean to a person: one `DomainProblem` code for each.

``storage.locked``, ``storage.disk_full``, ``storage.read_only``, ``storage.cannot_open``,
``storage.disk_error``, ``storage.out_of_memory``, ``storage.corrupt``, ``storage.wrong_key``; the
migration runner adds ``storage.newer_database`` and ``storage.migration_failed``. Everything else
(a broken constraint, a misspelt statement) is a fault of the program and stays an exception.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlcipher3 import dbapi2

from app.domain.problems import DomainProblem

_CODES = {
    3: "storage.read_only",  # SQLITE_PERM
    5: "storage.locked",  # SQLITE_BUSY
    6: "storage.locked",  # SQLITE_LOCKED
    7: "storage.out_of_memory",  # SQLITE_NOMEM
    8: "storage.read_only",  # SQLITE_READONLY
    10: "storage.disk_error",  # SQLITE_IOERR
    11: "storage.corrupt",  # SQLITE_CORRUPT
    13: "storage.disk_full",  # SQLITE_FULL
    14: "storage.cannot_open",  # SQLITE_CANTOPEN
    26: "storage.wrong_key",  # SQLITE_NOTADB: with an encrypted file a wrong key looks the same
}
_PRIMARY = 0xFF


def problem_of(error: Exception) -> DomainProblem | None:
    """Return what an error of the database means to a person; None for a fault of the program."""
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(error, dbapi2.Error) or code is None:
        return None
    name = _CODES.get(code & _PRIMARY)
    return None if name is None else DomainProblem(name, sqlite=getattr(error, "sqlite_errorname", str(code)))


@contextmanager
def translated() -> Iterator[None]:
    """Turn errors of the database into problems a person can be told."""
    try:
        yield
    except dbapi2.Error as error:
        problem = problem_of(error)
        if problem is None:
            raise
        raise problem from error
