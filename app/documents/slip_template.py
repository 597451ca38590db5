"""The wording and margins of the slip, read from `resources/papers/slip.json`, where they can be changed.

Every text is checked when it is read: a missing one, or one with a word in braces that the program does
not know, is refused at once and not when a citizen waits for the paper.
"""

import json
import string
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.problems import DomainProblem

FILE_NAME = "papers/slip.json"

_DATE = "day month month_2 year hour minute weekday"
TEXTS: dict[str, str] = {
    "document_title": "",
    "place_and_date": "place " + _DATE,
    "date": _DATE,
    "moment": _DATE,
    "appointment_hour": _DATE,
    "appointment_date": _DATE,
    "appointment_short": _DATE,
    "money": "amount",
    "code": "",
    "practice": "",
    "practice_note": "",
    "provisional": "",
    "former_code": "code",
    "copy": "number",
    "copy_reprinted": "number " + _DATE,
    "replaces": _DATE,
    "replaces_reason": "reason " + _DATE,
    "opening": "centre",
    "opening_plain": "",
    "applicant": "",
    "organisation": "",
    "tax_code": "",
    "representative": "",
    "birth": "",
    "id_number": "",
    "address": "",
    "phone": "",
    "email": "",
    "submitter": "",
    "relation": "",
    "party": "",
    "procedure": "",
    "procedure_code": "",
    "documents": "",
    "no_documents": "",
    "document_note": "name note",
    "no_copies": "",
    "sets": "",
    "sets_value": "number",
    "limit": "",
    "received": "",
    "appointment": "",
    "no_appointment": "",
    "ask_clerk": "",
    "ask_hotline": "",
    "return": "",
    "return_at": "way place",
    "fee": "",
    "fee_free": "",
    "fee_exempt": "",
    "fee_not_configured": "",
    "fee_line": "name amount",
    "fee_due": "",
    "fee_paid": "",
    "fee_note": "fee note",
    "register": "",
    "register_value": "book number",
    "note": "",
    "submitter_signs": "",
    "submitter_hint": "",
    "clerk_signs": "",
    "clerk_hint": "",
    "clerk_phone": "phone",
    "page": "page pages",
    "continued": "appointment",
    "continued_heading": "code",
    "missing_letters": "",
}
"""Every text the paper needs, with the words in braces that may stand in it."""

LISTS: dict[str, tuple[int, int, str]] = {
    "motto": (1, 3, ""),
    "title": (1, 3, ""),
    "copies": (1, 4, ""),
    "table_heads": (4, 4, ""),
    "weekdays": (7, 7, ""),
    "footer": (0, 8, "hotline lookup hours"),
}
"""Every list of texts: fewest, most, and the words in braces."""

CODES: dict[str, str] = {
    "limits": "value",
    "return_ways": "",
    "id_kinds": "",
    "relations": "",
    "party_roles": "",
}
"""The tables that put codes into words, with the words in braces."""

_NARROWEST_MM, _WIDEST_MM = 4, 25


@dataclass(frozen=True, slots=True)
class Margins:
    """The margins of the page, in millimetres."""

    top: float
    right: float
    bottom: float
    left: float


@dataclass(frozen=True, slots=True)
class SlipTemplate:
    """Everything about the slip that an administrator may change."""

    version: str
    margins_mm: Margins
    upper_case_names: bool
    texts: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, Mapping[str, str]]


def load_template(resources: Path) -> SlipTemplate:
    """Read the template from the resources folder.

    Raises DomainProblem ``paper.bad_template`` (`file`, `field`, `reason`); OSError when there is no file.
    """
    try:
        content = json.loads((resources / FILE_NAME).read_text("utf-8"))
    except ValueError as error:
        raise _bad("", "not_json") from error
    return read_template(content)


def read_template(content: object) -> SlipTemplate:
    """Read a decoded template. Raises DomainProblem ``paper.bad_template`` (`file`, `field`, `reason`)."""
    record = _object(content, "")
    texts = _object(record.get("texts"), "texts")
    lists = _object(record.get("lists"), "lists")
    codes = _object(record.get("codes"), "codes")
    upper_case = record.get("upper_case_names", True)
    if not isinstance(upper_case, bool):
        raise _bad("upper_case_names", "not_true_or_false")
    return SlipTemplate(
        version=_text(record.get("version"), "version", ""),
        margins_mm=_margins(_object(record.get("margins_mm"), "margins_mm")),
        upper_case_names=upper_case,
        texts={name: _text(texts.get(name), f"texts.{name}", words) for name, words in TEXTS.items()},
        lists={name: _list(lists.get(name), name) for name in LISTS},
        codes={
            table: {
                code: _text(text, f"codes.{table}.{code}", words)
                for code, text in _object(codes.get(table), f"codes.{table}").items()
            }
            for table, words in CODES.items()
        },
    )


def words_in_braces(pattern: str) -> set[str]:
    """Return the names between braces. Raises ValueError when the braces do not match."""
    return {name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None}


def _bad(field: str, reason: str) -> DomainProblem:
    return DomainProblem("paper.bad_template", file=FILE_NAME, field=field, reason=reason)


def _object(value: object, field: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _bad(field, "missing" if value is None else "not_an_object")
    return value


def _text(value: object, field: str, words: str) -> str:
    if value is None:
        raise _bad(field, "missing")
    if not isinstance(value, str):
        raise _bad(field, "not_text")
    try:
        used = words_in_braces(value)
    except ValueError:
        raise _bad(field, "unmatched_brace") from None
    if not used <= set(words.split()):
        raise _bad(field, "unknown_word_in_braces")
    return value


def _list(value: object, name: str) -> tuple[str, ...]:
    fewest, most, words = LISTS[name]
    if not isinstance(value, list):
        raise _bad(f"lists.{name}", "missing" if value is None else "not_a_list")
    if not fewest <= len(value) <= most:
        raise _bad(f"lists.{name}", "wrong_length")
    texts = tuple(_text(item, f"lists.{name}", words) for item in value)
    if not all(text.strip() for text in texts):
        raise _bad(f"lists.{name}", "empty")
    return texts


def _margins(record: Mapping[str, Any]) -> Margins:
    sides = {}
    for side in ("top", "right", "bottom", "left"):
        width = record.get(side)
        if not isinstance(width, int | float) or not _NARROWEST_MM <= width <= _WIDEST_MM:
            raise _bad(f"margins_mm.{side}", "out_of_bounds")
        sides[side] = float(width)
    return Margins(**sides)
