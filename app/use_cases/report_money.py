"""Reports of money and certifications, read off the books: every number used stands in them, void or not."""

from collections.abc import Iterable, Mapping

from app.domain.books import CERTIFICATIONS as REGISTERS
from app.domain.books import FEE, BookEntry
from app.domain.facts import Value
from app.domain.fees import FeeLine
from app.domain.report_tables import (
    CASH,
    CERTIFICATIONS,
    SETTLEMENT,
    Cell,
    CellKind,
    Chart,
    Column,
    Line,
    ReportTable,
)
from app.use_cases.report_counts import place_key
from app.use_cases.report_source import ReportSource

_TEXT, _MONEY = CellKind.TEXT, CellKind.MONEY


def cash(source: ReportSource) -> ReportTable:
    """Make the list of money taken (bảng kê thu): slip by slip, cash and transfer apart, void ones struck."""
    entries = _entries(source, (FEE,))
    lines = []
    for entry in entries:
        told = _fields(source, entry)
        amount = entry.amount or 0
        cells: dict[str, Cell] = {
            "number": f"{entry.number} ({entry.book})",
            "at": entry.at,
            "code": _code(source, entry),
            "payer": _text(told.get("payer")) or _text(source.values(entry.subject).get("full_name")),
            "cash": amount if entry.method != "transfer" else None,
            "transfer": amount if entry.method == "transfer" else None,
            "amount": amount,
            "method": entry.method,
            "clerk": source.clerk(entry.clerk),
            "remark": entry.text if entry.void else "",
            "void": int(entry.void),
        }
        lines.append(Line(cells, subject=entry.subject, struck=entry.void))
    columns = (
        Column("number", _TEXT, ems=15),
        Column("at", CellKind.MOMENT, ems=14),
        Column("code", _TEXT, ems=22),
        Column("payer", _TEXT, ems=22),
        Column("cash", _MONEY, ems=12),
        Column("transfer", _MONEY, ems=12),
        Column("clerk", _TEXT, ems=18),
        Column("remark", _TEXT, ems=18),
    )
    good = [line for line in lines if not line.struck]
    totals = Line(
        {
            **{key: _sum(good, key) for key in ("cash", "transfer", "amount")},
            "count": len(good),
            "void": len(lines) - len(good),
        }
    )
    return source.table(CASH, columns, lines, totals)


def settlement(source: ReportSource) -> ReportTable:
    """Make the settlement with the agencies that process (quyết toán, Đ12 k9): per field and charge."""
    sums: dict[tuple[str, str], dict[str, int]] = {}
    for entry in _entries(source, (FEE,)):
        if entry.void:
            continue
        values = source.values(entry.subject)
        field = source.field_of(_text(values.get("procedure")), entry.at)
        for charge, amount in _charges(_fields(source, entry), entry.amount or 0):
            found = sums.setdefault((field, charge), {"count": 0, "cash": 0, "transfer": 0})
            found["count"] += 1
            found["transfer" if entry.method == "transfer" else "cash"] += amount
    lines = [
        Line({"field": field, "charge": charge, **found, "amount": found["cash"] + found["transfer"]})
        for (field, charge), found in sorted(
            sums.items(), key=lambda one: (place_key(one[0][0]), place_key(one[0][1]))
        )
    ]
    columns = (
        Column("field", _TEXT, ems=24),
        Column("charge", _TEXT, ems=34),
        Column("count", CellKind.COUNT, ems=8),
        *(Column(key, _MONEY, ems=13) for key in ("cash", "transfer", "amount")),
    )
    totals = Line({key: _sum(lines, key) for key in ("count", "cash", "transfer", "amount")})
    bars: dict[str, int] = {}
    for (field, _charge), found in sums.items():
        bars[field] = bars.get(field, 0) + found["cash"] + found["transfer"]
    chart = Chart(("amount",), tuple((name, (most,)) for name, most in bars.items()), columns[0])
    return source.table(SETTLEMENT, columns, lines, totals, chart if sum(bars.values()) else None)


def certifications(source: ReportSource) -> ReportTable:
    """Make the certification registers (sổ chứng thực) of the period, one after the other."""
    lines = []
    for entry in _entries(source, REGISTERS):
        told = _fields(source, entry)
        values = source.values(entry.subject)
        cells: dict[str, Cell] = {
            "register": f"book_{entry.kind}",
            "number": f"{entry.number} ({entry.book})",
            "at": entry.at,
            "full_name": _text(values.get("full_name")),
            "title": _text(told.get("title")) or ("" if entry.void else entry.text),
            "signer": _text(told.get("signer")),
            "pages": _whole(told.get("pages")),
            "copies": _whole(told.get("copies")),
            "clerk": source.clerk(entry.clerk),
            "remark": entry.text if entry.void else "",
            "void": int(entry.void),
        }
        lines.append(Line(cells, subject=entry.subject, struck=entry.void))
    columns = (
        Column("register", CellKind.CODE, ems=16),
        Column("number", _TEXT, ems=15),
        Column("at", CellKind.MOMENT, ems=14),
        Column("full_name", _TEXT, ems=20),
        Column("title", _TEXT, ems=26),
        Column("signer", _TEXT, ems=18),
        Column("pages", CellKind.COUNT, ems=7),
        Column("copies", CellKind.COUNT, ems=7),
        Column("clerk", _TEXT, ems=18),
        Column("remark", _TEXT, ems=14),
    )
    good = [line for line in lines if not line.struck]
    totals = Line(
        {
            "count": len(good),
            "void": len(lines) - len(good),
            **{key: _sum(good, key) for key in ("pages", "copies")},
        }
    )
    return source.table(CERTIFICATIONS, columns, lines, totals)


def _entries(source: ReportSource, kinds: Iterable[str]) -> list[BookEntry]:
    period = source.period
    return [entry for kind in kinds for entry in source.reading.book_entries(kind, period.first, period.last)]


def _fields(source: ReportSource, entry: BookEntry) -> Mapping[str, Value]:
    """Return what the fact of an entry states."""
    facts = (fact for fact in source.reading.facts(entry.subject) if fact.id == entry.fact)
    return next((fact.fields or {} for fact in facts), {})


def _code(source: ReportSource, entry: BookEntry) -> str:
    dossier = source.dossier(entry.subject)
    return "" if dossier is None else dossier.code


def _charges(told: Mapping[str, Value], amount: int) -> list[tuple[str, int]]:
    """Return the charges of a slip and their amounts; without lines that add up to it, the whole as one."""
    found: dict[str, int] = {}
    lines = told.get("lines")
    for record in lines if isinstance(lines, list) else ():
        line = FeeLine.from_record(record)
        if line is not None and line.amount is not None:
            name = line.name or line.charge
            found[name] = found.get(name, 0) + line.amount
    return list(found.items()) if found and sum(found.values()) == amount else [("", amount)]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _whole(value: object) -> int | None:
    return value if type(value) is int else None


def _sum(lines: Iterable[Line], key: str) -> int:
    return sum(value for line in lines if isinstance(value := line.cells[key], int))
