"""A file that a command was told to write: whole at the end, or not there at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.problems import DomainProblem


@contextmanager
def written(out: Path) -> Iterator[Path]:
    """Give a file beside ``out`` that takes its place at the end.

    Made first: a paper is recorded as issued only where it can also be handed over.
    """
    try:
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    except OSError as error:
        raise DomainProblem("file.unwritable") from error
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
