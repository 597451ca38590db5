"""Reports that count: the periodic one, the one on punctuality, and the same figures by whom and where."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

from app.domain.identifiers import ClerkId
from app.domain.periods import Period
from app.domain.report_tables import (
    CHANNELS,
    CLERKS,
    FIELDS,
    PERIODIC,
    RESULTS,
    VILLAGES,
    CellKind,
    Chart,
    Column,
    Line,
    ReportTable,
    figures,
    labelled,
)
from app.domain.reports import Tally, broken_identity, grouped, tally
from app.domain.text import sort_key
from app.domain.timeliness import CountedDossier
from app.use_cases.report_source import ReportSource

_TIMING = ("early", "on_time", "late")
_DAYS_SHOWN = 31
_BARS = 20


def _counts(keys: Iterable[str], group: str = "") -> tuple[Column, ...]:
    return tuple(Column(key, CellKind.COUNT, group, 10) for key in keys)


def _line(found: Tally) -> Line:
    """Return all figures of a tally; a column shows some of them."""
    made = figures(
        total=found.coming,
        received=found.received,
        received_online=found.online,
        received_direct=found.direct,
        carried=found.carried,
        resolved=found.resolved,
        early=found.early,
        on_time=found.on_time,
        late=found.late,
        resolved_undated=found.resolved_undated,
        pending=found.pending,
        in_time=found.in_time,
        overdue=found.overdue,
        pending_undated=found.pending_undated,
    )
    return labelled(made, punctual=found.punctual)


def periodic(source: ReportSource) -> ReportTable:
    """Make *Biểu II.06a/VPCP/KSTT*: per field what came, what was resolved, what is pending.

    What had no appointment has a column of its own when there is any: it is neither on time nor late.
    """
    dossiers = source.counted()
    whole = _tally(source, dossiers)
    lines = [
        labelled(_line(_tally(source, some)), field=name)
        for name, some in _sorted(grouped(dossiers, lambda one: one.field))
    ]
    resolved = (*_TIMING, *(["resolved_undated"] if whole.resolved_undated else ()))
    pending = ("in_time", "overdue", *(["pending_undated"] if whole.pending_undated else ()))
    columns = (
        Column("field", CellKind.TEXT, ems=26),
        *_counts(("total", "received_online", "received_direct", "carried"), "received_group"),
        *_counts(("resolved", *resolved), "resolved_group"),
        *_counts(("pending", *pending), "pending_group"),
    )
    return _table(source, PERIODIC, columns, lines, whole)


def results(source: ReportSource) -> ReportTable:
    """Make the report on punctuality, month by month; of a month or less, day by day."""
    dossiers = source.counted()
    whole = _tally(source, dossiers)
    short = (source.period.last - source.period.first).days < _DAYS_SHOWN
    lines = []
    for part in _days(source.period) if short else source.period.months():
        found = tally(dossiers, part, source.settings, source.now)
        if short and not (found.received or found.resolved):
            continue
        name = f"{part.first:%d/%m/%Y}" if short else f"{part.first:%m/%Y}"
        lines.append(labelled(_line(found), month=name))
    shown = (*_TIMING, *(["resolved_undated"] if whole.resolved_undated else ()))
    columns = (
        Column("month", CellKind.TEXT, ems=11),
        *_counts(("received", "resolved", *shown)),
        Column("punctual", CellKind.SHARE, ems=16),
    )
    return _table(source, RESULTS, columns, lines, whole)


def by_field(source: ReportSource) -> ReportTable:
    """Make the figures per field (lĩnh vực)."""
    return _by(source, FIELDS, Column("field", CellKind.TEXT, ems=26), lambda one: one.field)


def by_village(source: ReportSource) -> ReportTable:
    """Make the figures per village (thôn, bản)."""
    return _by(source, VILLAGES, Column("village", CellKind.TEXT, ems=20), lambda one: one.village)


def by_channel(source: ReportSource) -> ReportTable:
    """Make the figures per channel (Đ15)."""
    return _by(source, CHANNELS, Column("channel", CellKind.CODE, ems=20), lambda one: one.channel)


def by_clerk(source: ReportSource) -> ReportTable:
    """Make the figures per clerk: received by whom; resolved and pending with whom it was last."""
    dossiers = source.counted()
    whole = _tally(source, dossiers)
    received = grouped(whole.received, lambda one: one.received_by)
    held = grouped(dossiers, lambda one: one.holder)
    everybody: dict[ClerkId | None, str] = {who: source.clerk(who) for who in (*received, *held)}
    lines = []
    for who, name in sorted(everybody.items(), key=lambda one: sort_key(one[1])):
        line = _line(_tally(source, held.get(who, [])))
        took = figures(received=received.get(who, []))
        both = Line({**line.cells, **took.cells}, {**line.behind, **took.behind})
        lines.append(labelled(both, clerk=name))
    label = Column("clerk", CellKind.TEXT, ems=22)
    return _table(source, CLERKS, _columns(label, whole), lines, whole)


def _by(source: ReportSource, name: str, label: Column, key: Callable[[CountedDossier], str]) -> ReportTable:
    dossiers = source.counted()
    whole = _tally(source, dossiers)
    lines = [
        labelled(_line(_tally(source, some)), **{label.key: value})
        for value, some in _sorted(grouped(dossiers, key))
    ]
    return _table(source, name, _columns(label, whole), lines, whole)


def _columns(label: Column, whole: Tally) -> tuple[Column, ...]:
    undated = ["resolved_undated"] if whole.resolved_undated else []
    return (
        label,
        *_counts(("received", "carried", "resolved", *_TIMING, *undated)),
        Column("punctual", CellKind.SHARE, ems=16),
        *_counts(("pending", "overdue")),
    )


def _tally(source: ReportSource, dossiers: Iterable[CountedDossier]) -> Tally:
    return tally(dossiers, source.period, source.settings, source.now)


def _table(
    source: ReportSource, name: str, columns: tuple[Column, ...], lines: list[Line], whole: Tally
) -> ReportTable:
    made = source.table(name, columns, lines, _line(whole), _chart(lines, columns[0]))
    broken = broken_identity(whole)
    return made if broken is None else replace(made, problems=(broken,))


def _chart(lines: list[Line], label: Column) -> Chart | None:
    """Return bars of the lines that have any; the largest when there are very many."""
    bars = []
    for line in lines:
        values = [line.cells[key] for key in _TIMING]
        bars.append((str(line.cells[label.key] or ""), tuple(v for v in values if isinstance(v, int))))
    bars = [bar for bar in bars if sum(bar[1])]
    if len(bars) > _BARS and label.key != "month":
        bars = sorted(bars, key=lambda bar: -sum(bar[1]))[:_BARS]
    return Chart(_TIMING, tuple(bars), label) if bars else None


def _sorted(groups: dict[str, list[CountedDossier]]) -> list[tuple[str, list[CountedDossier]]]:
    """Return groups by name, word by word; what is not stated comes last."""
    return sorted(groups.items(), key=lambda one: (not one[0], place_key(one[0])))


def place_key(name: str) -> list[str]:
    """Return a key that orders names of places and things by their first word (people go by their last)."""
    return [sort_key(word) for word in name.split()]


def _days(period: Period) -> Iterable[Period]:
    for number in range((period.last - period.first).days + 1):
        day = period.first + timedelta(days=number)
        yield Period(day, day)
