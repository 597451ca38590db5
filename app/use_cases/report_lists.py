"""Reports that list: the register (form 07), late births, who has what in hand, what is due."""

from datetime import datetime, time, timedelta

from app.domain.identifiers import ClerkId
from app.domain.late_births import BirthTiming, Child, birth_timing, child_of, days_since_birth
from app.domain.lifecycle import Status
from app.domain.moments import VIET_NAM, to_milliseconds
from app.domain.report_tables import (
    BOOK,
    DUE,
    LATE_BIRTHS,
    WORKLOAD,
    Cell,
    CellKind,
    Chart,
    Column,
    Line,
    ReportTable,
    figures,
    labelled,
)
from app.domain.reports import Load, grouped, load
from app.domain.text import sort_key
from app.domain.timeliness import CountedDossier, Share
from app.use_cases.office_rules import day_of
from app.use_cases.ports_ledger import ReportRow
from app.use_cases.report_counts import place_key
from app.use_cases.report_source import ReportSource

_TEXT, _COUNT, _DAY = CellKind.TEXT, CellKind.COUNT, CellKind.DAY
_SEVERAL = 2


def book(source: ReportSource) -> ReportTable:
    """Make *Sổ theo dõi hồ sơ* (form 07): every number of the register in the period, void ones struck.

    The columns are those of the old form 06 (DOMAIN §1.3, [B]).
    """
    rows = [row for row in source.rows() if source.period.holds(row.received_at)]
    rows.sort(key=lambda row: (row.book, row.number, row.received_at))
    one_book = len({row.book for row in rows}) < _SEVERAL
    columns = (
        *(() if one_book else (Column("book", _TEXT, ems=14),)),
        Column("number", _TEXT, ems=8),
        Column("code", _TEXT, ems=22),
        Column("procedure_name", _TEXT, ems=26),
        Column("sets", _COUNT, ems=6),
        Column("applicant", _TEXT, ems=20),
        Column("address", _TEXT, ems=24),
        Column("phone", _TEXT, ems=12),
        Column("competent", _TEXT, ems=14),
        Column("received_at", CellKind.MOMENT, "dates_group", 14),
        Column("due_at", CellKind.MOMENT, "dates_group", 14),
        Column("returned_at", CellKind.MOMENT, "dates_group", 14),
        Column("return_at", _TEXT, ems=14),
        Column("signed", _TEXT, ems=10),
        Column("remark", CellKind.CODE, ems=12),
    )
    lines = [_book_line(source, row, place) for place, row in enumerate(rows, 1)]
    valid = [line for line, row in zip(lines, rows, strict=True) if not row.voided]
    books = ", ".join(sorted({row.book for row in rows if row.book}))
    counts = {"count": len(valid), "void": len(rows) - len(valid), "sets": _sum(valid, "sets")}
    totals = Line({**counts, "books": books})
    return source.table(BOOK, columns, lines, totals)


def _book_line(source: ReportSource, row: ReportRow, place: int) -> Line:
    values = source.values(row.subject)
    organisation = values.get("organisation")
    named = organisation.get("name") if isinstance(organisation, dict) else None
    cells: dict[str, Cell] = {
        "number": str(row.number) if row.number else f"[{place}]",
        "book": row.book,
        "code": row.code,
        "procedure": row.procedure,
        "procedure_name": source.procedure_name(row.procedure, row.received_at),
        "sets": row.sets,
        "applicant": " – ".join(part for part in (str(named or ""), row.full_name) if part),
        "address": _whole_address(row),
        "phone": row.phone,
        "competent": row.competent,
        "received_at": row.received_at,
        "due_at": row.due_at,
        "returned_at": row.ended_at if row.status == Status.RETURNED else None,
        "return_at": str(values.get("return_at") or ""),
        "signed": "",
        "remark": _remark(row),
        "status": row.status,
    }
    return Line(cells, subject=row.subject, struck=row.voided)


def _remark(row: ReportRow) -> str:
    """Say what became of it; of what was returned the date says enough."""
    if row.voided:
        return "voided"
    return "" if row.status == Status.RETURNED else f"status_{row.status}"


def _whole_address(row: ReportRow) -> str:
    if not row.village or row.village.lower() in row.address.lower():
        return row.address
    return f"{row.village}, {row.address}" if row.address else row.village


def late_births(source: ReportSource) -> ReportTable:
    """Make the list of births registered late, and of those whose date cannot tell, village by village.

    Counted by the day of reception; the totals have all registrations of births in the period.
    """
    found: dict[BirthTiming, list[tuple[CountedDossier, Child]]] = {timing: [] for timing in BirthTiming}
    for one in source.counted():
        received = day_of(one.received_at)
        rules = source.report_rules(max(received, source.figures[0].valid_from))
        if one.procedure not in rules.birth_procedures or not source.period.holds(one.received_at):
            continue
        child = child_of(source.values(one.subject), received, rules)
        found[birth_timing(child.born, received, rules.birth_days)].append((one, child))
    listed = [
        _birth_line(one, child, timing)
        for timing in (BirthTiming.LATE, BirthTiming.UNKNOWN)
        for one, child in found[timing]
    ]
    listed.sort(key=lambda line: (not line.cells["village"], place_key(str(line.cells["village"]))))
    by_timing = {name: [one for one, _child in several] for name, several in found.items()}
    every = [one for several in by_timing.values() for one in several]
    totals = figures(
        registered=every,
        on_time=by_timing[BirthTiming.ON_TIME],
        late=by_timing[BirthTiming.LATE],
        unknown=by_timing[BirthTiming.UNKNOWN],
    )
    known = len(every) - len(by_timing[BirthTiming.UNKNOWN])
    share = Share(len(by_timing[BirthTiming.LATE]), known)
    columns = (
        Column("village", _TEXT, ems=16),
        Column("child", _TEXT, ems=19),
        Column("born", _TEXT, ems=13),
        Column("received_at", _DAY, ems=13),
        Column("days", _COUNT, ems=8),
        Column("timing", CellKind.CODE, ems=15),
        Column("full_name", _TEXT, ems=19),
        Column("phone", _TEXT, ems=13),
        Column("code", _TEXT, ems=21),
    )
    late = grouped(by_timing[BirthTiming.LATE], lambda one: one.village)
    bars = tuple((name, (len(some),)) for name, some in sorted(late.items(), key=lambda one: -len(one[1])))
    chart = Chart(("late",), bars, columns[0]) if bars else None
    return source.table(LATE_BIRTHS, columns, listed, labelled(totals, late_share=share), chart)


def _birth_line(one: CountedDossier, child: Child, timing: BirthTiming) -> Line:
    cells: dict[str, Cell] = {
        "village": one.village,
        "child": child.full_name,
        "born": child.born.printed() if child.born else "",
        "received_at": one.received_at,
        "days": days_since_birth(child.born, day_of(one.received_at)),
        "timing": f"birth_{timing.value}",
        "full_name": one.full_name,
        "phone": one.phone,
        "code": one.code,
    }
    return Line(cells, subject=one.subject)


def workload(source: ReportSource) -> ReportTable:
    """Make who has what in hand now (rõ người, rõ việc); beside it what came and went this month."""
    dossiers = source.open_now()
    held = grouped(dossiers, lambda one: one.holder)
    people: dict[ClerkId | None, str] = {
        person.id: person.full_name for person in source.reading.people() if person.active
    }
    people |= {who: source.clerk(who) for who in held if who not in people}
    lines = [
        labelled(_load_line(_load(source, held.get(who, []))), clerk=name)
        for who, name in sorted(people.items(), key=lambda one: sort_key(one[1]))
    ]
    columns = (
        Column("clerk", _TEXT, ems=24),
        *(Column(key, _COUNT, ems=11) for key in ("held", "overdue", "due_soon", "waiting", "ready")),
    )
    series = ("overdue", "due_soon", "rest", "ready")
    bars = tuple((str(line.cells["clerk"]), _bar(line, series)) for line in lines)
    chart = Chart(series, tuple(bar for bar in bars if sum(bar[1])), columns[0])
    return source.table(WORKLOAD, columns, lines, _load_line(_load(source, dossiers)), chart)


def _load(source: ReportSource, dossiers: list[CountedDossier]) -> Load:
    return load(dossiers, source.now, soon(source), source.settings)


def _load_line(found: Load) -> Line:
    line = figures(
        held=found.held,
        overdue=found.overdue,
        due_soon=found.due_soon,
        waiting=found.waiting,
        ready=found.ready,
    )
    rest = len(found.held) - len(found.overdue) - len(found.due_soon) - len(found.ready)
    return Line({**line.cells, "rest": rest}, line.behind)


def _bar(line: Line, series: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(value for key in series if isinstance(value := line.cells[key], int))


def due(source: ReportSource) -> ReportTable:
    """Make the list of every morning: what is overdue and what is due soon, the most urgent first."""
    found = _load(source, source.open_now())
    lines = [
        _due_line(source, one, state)
        for state, several in (("overdue", found.overdue), ("due_soon", found.due_soon))
        for one in several
    ]
    columns = (
        Column("state", CellKind.CODE, ems=11),
        Column("due_at", CellKind.MOMENT, ems=14),
        Column("code", _TEXT, ems=22),
        Column("full_name", _TEXT, ems=22),
        Column("procedure_name", _TEXT, ems=28),
        Column("clerk", _TEXT, ems=20),
        Column("phone", _TEXT, ems=12),
    )
    totals = figures(overdue=found.overdue, due_soon=found.due_soon)
    return source.table(DUE, columns, lines, totals)


def _due_line(source: ReportSource, one: CountedDossier, state: str) -> Line:
    cells: dict[str, Cell] = {
        "state": state,
        "due_at": one.due_at,
        "code": one.code,
        "full_name": one.full_name,
        "procedure": one.procedure,
        "procedure_name": source.procedure_name(one.procedure, one.received_at),
        "clerk": source.clerk(one.holder),
        "phone": one.phone,
        "village": one.village,
    }
    return Line(cells, subject=one.subject)


def soon(source: ReportSource) -> int:
    """Return the moment until which something is due soon: the end of the last of the working days ahead."""
    rules = source.report_rules(source.today)
    last = source.rules.calendar.add_working_days(source.today, rules.due_soon_working_days)
    return to_milliseconds(datetime.combine(last + timedelta(days=1), time(), VIET_NAM))


def _sum(lines: list[Line], key: str) -> int:
    return sum(value for line in lines if isinstance(value := line.cells[key], int))
