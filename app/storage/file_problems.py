"""What the system's refusals to touch a file mean to a person, in the codes of `storage_problems`."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from app.domain.problems import DomainProblem

_CODES = {
    errno.ENOSPC: "storage.disk_full",
    errno.EDQUOT: "storage.disk_full",
    errno.EFBIG: "storage.disk_full",  # a stick formatted FAT32 holds no file over 4 GB
    errno.EROFS: "storage.read_only",
    errno.EACCES: "storage.read_only",
    errno.EPERM: "storage.read_only",
    errno.EIO: "storage.disk_error",
}
_WINDOWS_CODES = {
    19: "storage.read_only",  # ERROR_WRITE_PROTECT
    32: "storage.locked",  # ERROR_SHARING_VIOLATION
    39: "storage.disk_full",  # ERROR_HANDLE_DISK_FULL
    112: "storage.disk_full",  # ERROR_DISK_FULL
}


def problem_of(error: OSError) -> DomainProblem:
    """Return what an error of the system means; one that is not known counts as an error of the disk."""
    code = _WINDOWS_CODES.get(getattr(error, "winerror", None) or 0) or _CODES.get(error.errno or 0)
    return DomainProblem(code or "storage.disk_error", system=error.errno)


@contextmanager
def translated_files() -> Iterator[None]:
    """Turn errors of the system into problems a person can be told."""
    try:
        yield
    except OSError as error:
        raise problem_of(error) from error
