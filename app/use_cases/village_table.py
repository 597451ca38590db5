"""A table of villages as offices keep it: CSV with headings in Vietnamese or English, all rows or none."""

import csv
from collections.abc import Mapping
from io import StringIO
from typing import Any

from app.domain.problems import DomainProblem
from app.domain.records import Record
from app.domain.text import fold, words
from app.domain.villages import Village

_HEADINGS = {
    "name": ("ten", "ten ban", "ten thon", "ban", "thon", "ten thon ban", "village", "name"),
    "distance_km": ("khoang cach", "khoang cach km", "km", "distance km", "distance"),
    "minutes_walk": ("di bo", "di bo phut", "minutes walk", "walk"),
    "minutes_motorbike": ("xe may", "xe may phut", "minutes motorbike", "motorbike"),
    "minutes_boat": ("thuyen", "thuyen phut", "di thuyen phut", "minutes boat", "boat"),
    "far": ("xa", "o xa", "vung xa", "far"),
    "border": ("bien gioi", "border"),
    "difficult": ("dac biet kho khan", "dbkk", "kho khan", "difficult"),
    "former": ("xa cu", "thuoc xa cu", "former", "former commune"),
}
_BY_HEADING = {spelling: field for field, spellings in _HEADINGS.items() for spelling in spellings}
_COUNTS = ("distance_km", "minutes_walk", "minutes_motorbike", "minutes_boat")
_FLAGS = ("far", "border", "difficult")
_YES, _NO = {"x", "co", "1", "yes", "true", "dung"}, {"", "khong", "0", "no", "false"}
_MOST_ROWS = 2_000


def read_table(text: str) -> list[Village]:
    """Read a table. Columns may stand in any order; unknown ones are passed over.

    Raises DomainProblem ``villages.no_names`` (no column of names), ``villages.empty``, ``villages.too_many``
    (`most`), or ``villages.bad_row`` (`row`, `column`, `reason`) for the first row that cannot be read.
    """
    rows = list(csv.reader(StringIO(text.lstrip("\ufeff")), delimiter=_delimiter(text)))
    fields = [_BY_HEADING.get(_key(heading), "") for heading in rows[0]] if rows else []
    if "name" not in fields:
        raise DomainProblem("villages.no_names")
    filled = [(number, row) for number, row in enumerate(rows[1:], 2) if any(cell.strip() for cell in row)]
    if not filled:
        raise DomainProblem("villages.empty")
    if len(filled) > _MOST_ROWS:
        raise DomainProblem("villages.too_many", most=_MOST_ROWS)
    return [_village(number, dict(zip(fields, row, strict=False))) for number, row in filled]


def _delimiter(text: str) -> str:
    """Return what divides the columns: spreadsheets here write semicolons as often as commas."""
    heading = text.lstrip("\ufeff").split("\n", 1)[0]
    return max(",;\t", key=heading.count)


def _key(heading: str) -> str:
    return " ".join(words(fold(heading)))


def _village(number: int, cells: Mapping[str, str]) -> Village:
    record: dict[str, Any] = {}
    for field, cell in cells.items():
        typed = cell.strip()
        if field in _COUNTS and typed:
            record[field] = _count(number, field, typed)
        elif field in _FLAGS:
            record[field] = _flag(number, field, typed)
        elif field and typed:
            record[field] = typed
    try:
        return Village.from_record(Record(record))
    except DomainProblem as problem:
        raise DomainProblem("villages.bad_row", row=number, **_column(problem)) from None


def _column(problem: DomainProblem) -> dict[str, object]:
    return {"column": problem.details.get("field", ""), "reason": problem.details.get("reason", "")}


def _count(number: int, field: str, typed: str) -> int:
    """Read a number; distances with a fraction are rounded, a road is not measured to the metre."""
    try:
        return round(float(typed.replace(",", ".")))
    except (ValueError, OverflowError):
        raise DomainProblem(
            "villages.bad_row", row=number, column=field, reason="not_a_whole_number"
        ) from None


def _flag(number: int, field: str, typed: str) -> bool:
    word = _key(typed)
    if word not in _YES | _NO:
        raise DomainProblem("villages.bad_row", row=number, column=field, reason="not_true_or_false")
    return word in _YES
