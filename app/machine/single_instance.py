"""One window or server at a time on a data folder.

The operating system holds the lock and drops it with the process, however that ends: no stale lock is left
behind by a crash or a power cut. Commands beside the window do not take it.
"""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from app.domain.problems import DomainProblem

LOCK_FILE = "in-use.lock"


class SingleInstance:
    """A claim on a data folder, as a context manager or with `claim` and `release`."""

    def __init__(self, folder: Path) -> None:
        """Prepare a claim on ``folder``, which must exist."""
        self._path = folder / LOCK_FILE
        self._file: IO[bytes] | None = None

    def claim(self) -> None:
        """Take the folder until `release` or the end of the process.

        Raises DomainProblem ``folder.in_use`` (`process`: the other's number, 0 when unknown).
        """
        file = self._path.open("a+b", buffering=0)
        try:
            _lock(file)
        except OSError as error:
            file.seek(0)
            owner = file.read()
            file.close()
            raise DomainProblem("folder.in_use", process=int(owner) if owner.isdigit() else 0) from error
        file.truncate(0)
        file.write(str(os.getpid()).encode("ascii"))
        self._file = file

    def release(self) -> None:
        """Give the folder back. The file stays: removing it would race with the next claim."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        """Claim the folder."""
        self.claim()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Release the folder."""
        self.release()


if sys.platform == "win32":
    import msvcrt

    # Windows forbids others to read a locked part, so the lock lies far behind the process number.
    _LOCKED_BYTE = 1 << 30

    def _lock(file: IO[bytes]) -> None:
        """Lock one byte; raises OSError when another process holds it."""
        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        """Lock the open file; raises OSError when another process holds it."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
