"""Reads lists that others made: XLSX files and CSV files, as rows of cells.

Import this module only where a file is read: openpyxl costs more than the sign-in window may.
"""

import csv
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from io import StringIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from app.domain.problems import DomainProblem

MOST_BYTES = 30_000_000
MOST_UNPACKED = 400_000_000
"""A workbook is a packed file: one made to burst is refused before it is opened."""
MOST_ROWS, MOST_COLUMNS = 20_000, 100
_SEPARATORS = ";,\t"
_SAMPLE_LINES = 20


def read_table(path: Path) -> list[list[object]]:
    """Return the rows of a file: of a workbook its first sheet; of a CSV what is written in UTF-8.

    Empty rows keep their place, so that numbers of rows are those one sees. Raises DomainProblem
    ``file.unreadable``, ``import.too_large`` (`most`), ``import.not_a_table``, ``import.not_utf8`` (`line`)
    or ``import.empty``.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise DomainProblem("import.too_large", most=MOST_BYTES // 1_000_000)
        content = path.read_bytes()
    except OSError as error:
        raise DomainProblem("file.unreadable") from error
    rows = _workbook(path) if content[:4] == b"PK\x03\x04" else _csv(content)
    while rows and not any(_says(cell) for cell in rows[-1]):
        rows.pop()
    if not rows:
        raise DomainProblem("import.empty")
    return rows


def _workbook(path: Path) -> list[list[object]]:
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED:
                raise DomainProblem("import.too_large", most=MOST_BYTES // 1_000_000)
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError) as error:
        raise DomainProblem("import.not_a_table") from error
    try:
        sheets = book.worksheets
        if not sheets:
            raise DomainProblem("import.empty")
        return _limited(sheets[0].iter_rows(values_only=True, max_col=MOST_COLUMNS))
    finally:
        book.close()


def _csv(content: bytes) -> list[list[object]]:
    if b"\x00" in content[:4096]:
        raise DomainProblem("import.not_a_table")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DomainProblem("import.not_utf8", line=content[: error.start].count(b"\n") + 1) from None
    sample = "\n".join(text.splitlines()[:_SAMPLE_LINES])
    separator = max(_SEPARATORS, key=sample.count)
    try:
        return _limited(csv.reader(StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise DomainProblem("import.not_a_table") from error


def _limited(rows: Iterable[Iterable[object]]) -> list[list[object]]:
    found: list[list[object]] = []
    for row in rows:
        if len(found) >= MOST_ROWS:
            raise DomainProblem("import.too_many_rows", most=MOST_ROWS)
        found.append([_cell(cell) for cell in row][:MOST_COLUMNS])
    return found


def _cell(value: object) -> object:
    """Return a cell as text, number or date; whatever else a workbook may hold, as text."""
    if value is None or (isinstance(value, str | int | date | datetime) and not isinstance(value, bool)):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _says(cell: object) -> bool:
    return cell is not None and str(cell).strip() != ""
