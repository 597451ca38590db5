"""The printed closing sheet (bảng chốt cuối ngày): the record its template is filled from."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from app.domain.closing import BookSpan, ClosedSheet, Sheet
from app.domain.office import OfficeProfile
from app.use_cases.ports import Delivery, Person

CLOSING_FORM = "closing"

COLUMNS: Mapping[str, frozenset[str]] = {
    "received": frozenset({"receive", "register"}),
    "returned": frozenset({"return", "correct"}),
    "certified": frozenset({"certify"}),
    "collected": frozenset({"fee"}),
    "printed": frozenset({"print"}),
    "other": frozenset(
        {"amend", "void", "void_number", "note_receipt", "feedback", "answer_feedback", "ticket", "rating"}
    ),
}
"""Columns of the table of acts; every act that is in none of them is a step of the life cycle."""
STEPPED = "stepped"
ACT_COLUMNS = ("received", STEPPED, "returned", "certified", "collected", "printed", "other")


def column_of(act: str) -> str:
    """Return the column an act is counted in."""
    return next((column for column, acts in COLUMNS.items() if act in acts), STEPPED)


def acts_by_clerk(sheet: Sheet) -> dict[bytes, Counter[str]]:
    """Return for each clerk how much stands in each column."""
    found: dict[bytes, Counter[str]] = {}
    for act in sheet.acts:
        found.setdefault(act.clerk, Counter())[column_of(act.name)] += act.times
    return found


def ranges(numbers: Iterable[int], count: int | None = None) -> str:
    """Write numbers as people do: ``3, 5-7``. ``count``: how many there are when the list was cut."""
    ordered = sorted(numbers)
    parts: list[list[int]] = []
    for number in ordered:
        if parts and number == parts[-1][-1] + 1:
            parts[-1] = [parts[-1][0], number]
        else:
            parts.append([number])
    text = ", ".join("-".join(map(str, part)) for part in parts)
    return f"{text} … ({count})" if count is not None and count > len(ordered) else text


def closing_record(
    closed: ClosedSheet,
    delivery: Delivery,
    people: Mapping[bytes, Person],
    office: OfficeProfile,
    *,
    practice: bool,
) -> dict[str, Any]:
    """Return what the sheet says, as plain data."""
    sheet = closed.sheet
    clerk = people.get(closed.clerk)
    carried = sheet.carried
    late = {"cash": 0, "transfer": 0}
    for one in sheet.differences:
        if one.method in late:
            late[one.method] += one.amount

    def named(who: bytes) -> str:
        found = people.get(who)
        return found.full_name if found else f"({who.hex()[:6]})"

    return {
        "practice": practice,
        "copy_number": 0,
        "values": {
            "day": {"day": sheet.day},
            "sheet": sheet.number or None,
            "closed_at": {"at": closed.at},
            "clerk": clerk.full_name if clerk else "",
            "clerk_position": clerk.position if clerk else "",
            "place": office.place_name,
            "note": closed.note,
            "cash": {"dong": sheet.taken("cash")},
            "transfer": {"dong": sheet.taken("transfer")},
            "late_cash": {"dong": late["cash"]} if late["cash"] else None,
            "late_transfer": {"dong": late["transfer"]} if late["transfer"] else None,
            "hand_over": {"dong": carried.cash},
            **{name: getattr(carried, name) for name in ("open", "due_today", "overdue", "ready")},
            **{name: getattr(carried, name) for name in ("papers", "undelivered")},
            "province_at": {"at": delivery.province_at} if delivery.province_at is not None else None,
            "not_delivered": None if delivery.province_at is not None else "-",
        },
        "lists": {
            "header": list(office.header),
            "warnings": [_told(f"closing_warning_{code}", count) for code, count in sheet.warnings],
            "returned": [_told(f"closing_returned_{kind}", count) for kind, count in sheet.returned],
        },
        "tables": {
            "acts": [_acts_row(named(who), counted) for who, counted in acts_by_clerk(sheet).items()],
            "acts_total": _acts_total(sheet),
            "money": [
                [named(m.clerk), m.book, _word(m.method, "fee_methods"), m.times, {"dong": m.amount}]
                for m in sheet.money
            ],
            "money_total": [
                [_word("total", "closing_acts"), "", _word(method, "fee_methods"), times, {"dong": amount}]
                for method, times, amount in _by_method(sheet)
            ],
            "books": [_book_row(span) for span in sheet.books],
            "differences": [
                [
                    {"day": one.day},
                    named(one.clerk),
                    _word(one.name, "closing_acts"),
                    one.times,
                    _word(one.method, "fee_methods") if one.method else "",
                    {"dong": one.amount} if one.amount else "",
                ]
                for one in sheet.differences
            ],
        },
    }


def _acts_row(name: str | dict[str, str], counted: Mapping[str, int]) -> list[Any]:
    return [name, *(counted.get(column) or "" for column in ACT_COLUMNS)]


def _acts_total(sheet: Sheet) -> list[list[Any]]:
    by_clerk = acts_by_clerk(sheet)
    if len(by_clerk) < 2:  # noqa: PLR2004 - a single row is its own total
        return []
    return [_acts_row(_word("total", "closing_acts"), sum(by_clerk.values(), Counter()))]


def _by_method(sheet: Sheet) -> list[tuple[str, int, int]]:
    methods = sorted({line.method for line in sheet.money})
    return [
        (method, sum(m.times for m in sheet.money if m.method == method), sheet.taken(method))
        for method in methods
    ]


def _book_row(span: BookSpan) -> list[Any]:
    return [
        _word(span.kind, "book_kinds"),
        span.book,
        f"{span.first}-{span.last}" if span.last > span.first else str(span.last),
        span.used,
        ranges(span.void, span.void_count),
        ranges(span.missing, span.missing_count),
        ranges(span.late),
    ]


def _word(code: str, table: str) -> dict[str, str]:
    return {"word": code, "of": table}


def _told(table: str, count: int) -> dict[str, str]:
    return {"word": str(count), "of": table}
