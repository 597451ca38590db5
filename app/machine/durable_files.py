"""Files that are whole or not there at all, also after a power cut."""

import errno
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def write_durably(path: Path, content: bytes) -> None:
    """Replace a small file in one step; readable by its owner only. When this returns, the disk has it.

    Raises OSError, and then the file is as it was.
    """
    with durable_file(path) as file:
        file.write(content)


@contextmanager
def durable_file(path: Path) -> Iterator[BinaryIO]:
    """Yield a file that takes the place of `path` at the end; on any error `path` is as it was."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_RDWR | _BINARY, 0o600), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on the disk, after files were made, renamed or removed in it."""
    if sys.platform == "win32":
        return  # Windows cannot open a folder for this; NTFS journals its names
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network folders do not know it; there is nothing more to be done about their names.
        if error.errno != errno.EINVAL:
            raise
    finally:
        os.close(descriptor)


_BINARY = getattr(os, "O_BINARY", 0)
"""Windows would change line ends otherwise."""
