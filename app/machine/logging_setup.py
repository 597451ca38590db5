"""The log file of a running program: small, rotating, and without personal data.

What is logged names things by their ids. Should a number of a person slip into a message or a traceback all
the same, it is blotted out before it reaches the disk.
"""

import logging
import re
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from app.domain.moments import VIET_NAM

_FILE_BYTES = 1_000_000
_OLD_FILES = 4
_LINE = "%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"

_PERSONAL_NUMBERS = re.compile(
    r"""
    (?<![\w.])\d{9}(?:\d{3})?(?!\w)                 # identity number: 9 digits (CMND) or 12 (CCCD)
  | (?<![\w.])(?:\+?84|0)(?:[ .]?\d){8,11}(?!\w)    # phone, or an identity number written in groups
    """,
    re.VERBOSE | re.ASCII,
)


def redacted(text: str) -> str:
    """Return ``text`` with every identity number and phone number blotted out."""
    return _PERSONAL_NUMBERS.sub("[number]", text)


class _RedactingFormatter(logging.Formatter):
    """Writes Viet Nam's time; blots out personal numbers in the message, the traceback and all."""

    def __init__(self) -> None:
        super().__init__(_LINE)

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 - logging's
        """Return when the record was made, to the millisecond."""
        del datefmt
        return datetime.fromtimestamp(record.created, VIET_NAM).isoformat(timespec="milliseconds")

    def format(self, record: logging.LogRecord) -> str:
        """Return the finished line or lines."""
        return redacted(super().format(record))


def start_logging(folder: Path, program: str, level: int = logging.INFO) -> logging.Handler:
    """Send everything logged from now on to ``folder / program.log`` and return the handler.

    ``program`` is ``window``, ``serve`` or the name of a command: each has its own file, because on Windows
    a file held open by another process cannot be rotated. At most 5 MB are kept of each.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / f"{program}.log", maxBytes=_FILE_BYTES, backupCount=_OLD_FILES, encoding="utf-8", delay=True
    )
    handler.setFormatter(_RedactingFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    logging.captureWarnings(capture=True)
    return handler


def stop_logging(handler: logging.Handler) -> None:
    """Close the file that `start_logging` opened."""
    logging.captureWarnings(capture=False)
    logging.getLogger().removeHandler(handler)
    handler.close()
