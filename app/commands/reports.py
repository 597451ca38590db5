"""`report`: registers and reports, as a table on the terminal, as JSON, or as a file."""

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from app.commands.answers import iso
from app.commands.invocation import Command, as_line, invocation, refuse_usage
from app.commands.new_file import written
from app.domain.identifiers import as_text
from app.domain.partial_date import PartialDate
from app.domain.periods import NAMED_PERIODS, Period, named_period
from app.domain.problems import DomainProblem
from app.domain.report_tables import REPORTS, Cell, CellKind, Column, Line, ReportTable
from app.domain.timeliness import Compare, FinishedBy, ReportSettings, Share
from app.localization.problem_text import problem_text
from app.localization.translate import _
from app.use_cases.desk import Desk
from app.use_cases.office_rules import day_of

_KINDS = ("xlsx", "pdf", "json")
_WIDEST_CELL = 40


@click.command(
    "report", cls=Command, help=_("Registers and reports of a period, on the terminal or as a file.")
)
@click.argument("name", type=click.Choice(REPORTS), metavar="|".join(REPORTS))
@click.option("--from", "first", metavar="DAY", help=_("First day: 2026-11-01 or 1/11/2026."))
@click.option("--to", "last", metavar="DAY", help=_("Last day; without it, today."))
@click.option("--period", type=click.Choice(NAMED_PERIODS), help=_("The day, week … of today instead."))
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help=_("A file: .xlsx, .pdf or .json.")
)
@click.option(
    "--compare",
    type=click.Choice([one.value for one in Compare]),
    default=Compare.DATE.value,
    help=_("On time by the day or by the minute."),
)
@click.option(
    "--finished",
    type=click.Choice([one.value for one in FinishedBy]),
    default=FinishedBy.READY.value,
    help=_("Finished when the result is ready, or when it is handed over."),
)
@click.pass_context
def report_command(
    context: click.Context, /, name: str, first: str | None, last: str | None, **how: Any
) -> int | None:
    """Make a report; exit code 1 when its figures contradict each other."""
    call = invocation(context)
    out: Path | None = how["out"]
    if out is not None and out.suffix.lower().lstrip(".") not in _KINDS:
        refuse_usage(_("Name a file that ends in .xlsx, .pdf or .json."))
    settings = ReportSettings(Compare(how["compare"]), FinishedBy(how["finished"]))
    days = _day(first), _day(last)
    with call.open_desk() as desk:
        now = desk.clock.now().at
        table = desk.report(name, _period(*days, how["period"], desk), now, settings)
        if out is not None:
            _write(out, table, desk)
    told = report_json(table)
    if out is not None:
        call.answer({**told, "out": str(out)}, _("Written to {file}.").format(file=out))
    else:
        call.answer(told, "" if call.as_json else report_lines(table))
    for problem in table.problems:
        click.echo(problem_text(problem.code, problem.details), err=True)
    return 1 if table.problems else None


def _day(text: str | None) -> date | None:
    """Read a day. Raises click.UsageError for anything else."""
    if text is None:
        return None
    try:
        read = PartialDate.parse(text)
    except DomainProblem:
        read = None
    if read is None or read.day is None:
        refuse_usage(_("Write a day as 2026-11-01 or 1/11/2026."))
    return read.earliest()


def _period(first: date | None, last: date | None, name: str | None, desk: Desk) -> Period:
    """Return the period asked for: until today unless an end is named, from the first of that month."""
    today = day_of(desk.clock.now().at)
    if name is not None:
        if first is not None or last is not None:
            refuse_usage(_("Name a period, or its days, not both."))
        return named_period(name, today)
    end = last or today
    return Period(first or end.replace(day=1), end)


def _write(out: Path, table: ReportTable, desk: Desk) -> None:
    kind = out.suffix.lower().lstrip(".")
    with written(out) as part:
        if kind == "json":
            content = (as_line(report_json(table)) + os.linesep).encode()
        else:
            head = desk.report.letterhead(desk.clerk, table.at)
            draw = desk.report_files.spreadsheet if kind == "xlsx" else desk.report_files.paper
            content = draw(table, head)
        part.write_bytes(content)


def report_json(table: ReportTable) -> dict[str, Any]:
    """Return a report as scripts read it."""
    kinds = {column.key: column.kind for column in table.columns}
    return {
        "report": table.name,
        "from": table.period.first.isoformat(),
        "to": table.period.last.isoformat(),
        "compare": table.settings.compare.value,
        "finished": table.settings.finished_by.value,
        "made_at": iso(table.at),
        "practice": table.practice,
        "rows": [_line_json(line, kinds) for line in table.lines],
        "totals": {} if table.totals is None else _line_json(table.totals, kinds),
        "problems": [
            {"error": one.code, "reason": problem_text(one.code, one.details)} for one in table.problems
        ],
    }


def _line_json(line: Line, kinds: Mapping[str, CellKind]) -> dict[str, Any]:
    told = {key: _cell_json(cell, kinds.get(key)) for key, cell in line.cells.items()}
    if line.subject is not None:
        told["id"] = as_text(line.subject)
    return {**told, "void": True} if line.struck else told


def _cell_json(cell: Cell, kind: CellKind | None) -> object:
    if isinstance(cell, Share):
        percent = None if cell.tenths is None else cell.tenths / 10
        return {"numerator": cell.numerator, "denominator": cell.denominator, "percent": percent}
    if kind in {CellKind.DAY, CellKind.MOMENT} and isinstance(cell, int):
        return iso(cell)
    return cell


def report_lines(table: ReportTable) -> str:
    """Return a report for a person at a terminal."""
    from app.localization.report_sheets import cell_text, sheet_of

    sheet = sheet_of(table)
    heads = [f"{one.group}: {one.head}" if one.group else one.head for one in sheet.columns]
    kinds = [column.kind for column in sheet.columns]
    rows = [*sheet.rows, *([] if sheet.totals is None else [sheet.totals])]
    texts = [[cell_text(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in rows]
    struck = ["x " if place in sheet.struck else "" for place in range(len(rows))] if sheet.struck else []
    if struck:
        texts = [[mark + row[0], *row[1:]] for mark, row in zip(struck, texts, strict=True)]
    return "\n".join(
        [
            *((sheet.practice_note,) if sheet.practice_note else ()),
            f"{sheet.title}. {sheet.period}",
            *sheet.summary,
            "",
            *_aligned(heads, texts, table.columns),
            *(("", *sheet.remarks) if sheet.remarks else ()),
        ]
    )


def _aligned(heads: Sequence[str], rows: Sequence[Sequence[str]], columns: Sequence[Column]) -> list[str]:
    """Return lines with their cells under each other; numbers to the right."""
    cut = [[text[:_WIDEST_CELL] for text in row] for row in (heads, *rows)]
    widths = [max(len(row[place]) for row in cut) for place in range(len(heads))]
    right = [column.kind in {CellKind.COUNT, CellKind.MONEY} for column in columns]
    return [
        "  ".join(
            text.rjust(width) if flush else text.ljust(width)
            for text, width, flush in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in cut
    ]
