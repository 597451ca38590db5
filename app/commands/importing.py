"""`import`: dossiers in progress from another program's list (XLSX, CSV)."""

from pathlib import Path
from typing import Any

import click

from app.commands.answers import in_words, iso
from app.commands.invocation import Command, invocation, named_values
from app.commands.new_file import written
from app.domain.problems import DomainProblem
from app.localization.dossier_text import field_text, status_text
from app.localization.problem_text import problem_text
from app.localization.translate import _
from app.use_cases.import_dossiers import IMPORTED, REFUSED, ImportList, ImportReport, RowOutcome
from app.use_cases.refused_rows import refused_rows


@click.command("import", cls=Command, help=_("Take over dossiers in progress from a list (XLSX or CSV)."))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--mapping",
    "mapping",
    multiple=True,
    metavar="FIELD=COLUMN",
    help=_("Which column holds a field: by its heading or its letter; empty for none."),
)
@click.option("--dry-run", "trial", is_flag=True, help=_("Only say what would become of every row."))
@click.option(
    "--refused",
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("Where refused rows are written with their reasons; otherwise beside the file."),
)
@click.pass_context
def import_command(
    context: click.Context, file: Path, mapping: tuple[str, ...], *, trial: bool, refused: Path | None
) -> int:
    """Take over every row that can be; exit code 1 when one could not."""
    call = invocation(context)
    stated = named_values(mapping)
    with call.open_desk() as desk:
        listed = desk.import_dossiers.open(file, stated)
        acting = desk.acting()
        if trial:
            report = desk.import_dossiers.check(listed, acting)
        else:
            report = desk.import_dossiers(listed, acting).value
    place = None
    if report.counts[REFUSED] and not trial:
        place = refused or file.with_name(_("{name}-refused.csv").format(name=file.stem))
        with written(place) as part:
            rows = refused_rows(listed, report, (_("Row"), _("Reason")), reason)
            part.write_text(rows, encoding="utf-8-sig", newline="")
    call.answer(import_json(listed, report, place), import_text(listed, report, place))
    return 1 if report.counts[REFUSED] else 0


def reason(problem: DomainProblem) -> str:
    """Return why a row was refused."""
    return problem_text(problem.code, problem.details)


def import_json(listed: ImportList, report: ImportReport, place: Path | None) -> dict[str, Any]:
    """Return what became of a list."""
    return {
        **report.counts,
        "dry_run": report.trial,
        "columns": {name: listed.map.headings[place] for name, place in listed.map.columns.items()},
        "refused_file": None if place is None else str(place),
        "rows": [_row_json(outcome) for outcome in report.outcomes],
    }


def _row_json(outcome: RowOutcome) -> dict[str, Any]:
    told: dict[str, Any] = {"row": outcome.number, "state": outcome.state, "code": outcome.code or None}
    if outcome.problem is not None:
        return {**told, "error": outcome.problem.code, "reason": reason(outcome.problem)}
    due = iso(outcome.due_at)
    return {**told, "procedure": outcome.procedure, "status": outcome.status, "due_at": due}


def import_text(listed: ImportList, report: ImportReport, place: Path | None) -> str:
    """Return what became of a list, for a person."""
    lines = [
        f"{field_text(name)}: {listed.map.headings[where] or where}"
        for name, where in listed.map.columns.items()
    ]
    lines.append("")
    for outcome in report.outcomes:
        if outcome.problem is not None:
            lines.append(f"{outcome.number}  ✗ {reason(outcome.problem)}")
        else:
            again = "  " + _("(taken over before)") if outcome.state != IMPORTED else ""
            status = status_text(outcome.status or 0)
            due = in_words(outcome.due_at)
            lines.append(f"{outcome.number}  {outcome.code}  {outcome.full_name}  {status}  {due}{again}")
    lines += ["", counts_text(report)]
    if place is not None:
        lines.append(_("The refused rows stand in {file}.").format(file=place))
    return "\n".join(lines)


def counts_text(report: ImportReport) -> str:
    """Return the three figures in a sentence."""
    counts = dict(report.counts)
    text = (
        _("Would be taken over: {imported}; taken over before: {again}; refused: {refused}.")
        if report.trial
        else _("Taken over: {imported}; taken over before: {again}; refused: {refused}.")
    )
    return text.format(**counts)
