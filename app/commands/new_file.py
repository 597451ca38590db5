"""A file that a command was told to write: whole at the end, or not there at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.problems import DomainProblem

DOTS = frozenset({".pbm", ".escpos"})
"""Endings of files that hold dots for a thermal printer."""


def for_file(pdf: bytes, out: Path) -> bytes:
    """Return what goes into a file: the PDF; dots for a thermal printer where the name ends so.

    ``.pbm`` is a bitmap of 576 dots across, ``.escpos`` the same in the language of thermal printers. Raises
    DomainProblem ``paper.no_roll`` for a paper that was not made for a roll.
    """
    ending = out.suffix.lower()
    if ending not in DOTS:
        return pdf
    from app.documents.thermal import one_bit_pages

    try:
        pages = one_bit_pages(pdf)
    except ValueError:
        raise DomainProblem("paper.no_roll") from None
    return b"".join(page.pbm if ending == ".pbm" else page.escpos for page in pages)


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
