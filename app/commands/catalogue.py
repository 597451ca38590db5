"""`catalogue import`, `catalogue list`: corrected data of procedures."""

from pathlib import Path

import click

from app.commands.invocation import Group, invocation
from app.domain.moments import from_milliseconds
from app.domain.problems import DomainProblem
from app.localization.translate import _


@click.group("catalogue", cls=Group, help=_("The catalogue of procedures."))
def catalogue_command() -> None:
    """Hold the commands about the catalogue."""


@catalogue_command.command("import", help=_("Import a corrected catalogue; only rows that differ are taken."))
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
def catalogue_import(context: click.Context, file: Path) -> None:
    """Import a file of procedures."""
    call = invocation(context)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise DomainProblem("file.unreadable") from error
    with call.open_desk() as desk:
        done = desk.import_catalogue(content, desk.acting("administration")).value
    told = {"published": list(done.published), "unchanged": done.unchanged}
    said = _("{count} rows taken, {unchanged} stood so already.")
    call.answer(told, said.format(count=len(done.published), unchanged=done.unchanged))


@catalogue_command.command("list", help=_("List the procedures in force today."))
@click.argument("text", required=False, default="")
@click.pass_context
def catalogue_list(context: click.Context, text: str) -> None:
    """List procedures, or those that TEXT names."""
    call = invocation(context)
    with call.open_desk() as desk:
        today = from_milliseconds(desk.clock.now().at).date()
        found = desk.receive.catalogue().search(text, today)
    told = [{"code": row.code, "name": row.name, "limit": str(row.time_limit)} for row in found]
    call.answer(told, "\n".join(f"{row.code}  {row.name}  {row.time_limit}" for row in found))
