"""`poster`: what an office hangs up or hands out beside its dossiers, as a PDF file."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from app.commands.invocation import Command, Group, Invocation, invocation, refuse_usage
from app.commands.new_file import for_file, written
from app.domain.moments import from_milliseconds
from app.domain.problems import DomainProblem
from app.domain.sheet_forms import BOARD, PLATE, PROCEDURE, PROCEDURE_LIST, STEPS
from app.localization.translate import _


@click.group("poster", cls=Group, help=_("Public sheets, boards, desk plates and queue tickets."))
def poster_command() -> None:
    """Hold the commands about what hangs on the wall."""


def _options(command: Any) -> Any:  # noqa: ANN401 - as click's own decorators
    out = click.option(
        "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help=_("The PDF file.")
    )
    day = click.option("--on", "day", metavar="DAY", help=_("Day whose content it shows; otherwise today."))
    size = click.option("--size", default="", metavar="SIZE", help=_("Paper: A4, A3 or A5."))
    return out(size(day(click.pass_context(command))))


@poster_command.command("procedure", cls=Command, help=_("The public sheet of one procedure."))
@click.argument("code")
@_options
def poster_procedure(context: click.Context, code: str, out: Path, size: str, day: str | None) -> None:
    """Draw a public sheet."""
    _draw(invocation(context), PROCEDURE, code, (out, size, day))


@poster_command.command("list", cls=Command, help=_("The public list of procedures by field."))
@_options
def poster_list(context: click.Context, out: Path, size: str, day: str | None) -> None:
    """Draw the list."""
    _draw(invocation(context), PROCEDURE_LIST, "", (out, size, day))


@poster_command.command("steps", cls=Command, help=_("The step diagram of one procedure, with pictures."))
@click.argument("code")
@_options
def poster_steps(context: click.Context, code: str, out: Path, size: str, day: str | None) -> None:
    """Draw a step diagram."""
    _draw(invocation(context), STEPS, code, (out, size, day))


@poster_command.command("board", cls=Command, help=_("The board of officers with their phones."))
@_options
def poster_board(context: click.Context, out: Path, size: str, day: str | None) -> None:
    """Draw the board."""
    _draw(invocation(context), BOARD, "", (out, size, day))


@poster_command.command("plate", cls=Command, help=_("The desk plate of a clerk: A4 to fold, or A5."))
@click.argument("name")
@_options
def poster_plate(context: click.Context, name: str, out: Path, size: str, day: str | None) -> None:
    """Draw a desk plate."""
    _draw(invocation(context), PLATE, name, (out, size, day))


@poster_command.command("ticket", cls=Command, help=_("A queue number of today, on a roll of 80 mm."))
@click.argument("number")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help=_("The PDF file.")
)
@click.option("--size", default="80mm", type=click.Choice(["80mm"]), help=_("Paper: a roll of 80 mm."))
@click.pass_context
def poster_ticket(context: click.Context, number: str, out: Path, size: str) -> None:
    """Draw a ticket once more."""
    call = invocation(context)
    with call.open_desk() as desk:
        day = desk.queue.today(desk.clock.now().at)
        wanted = number.strip().upper()
        found = [one for one in (*day.waiting, *day.called, *day.done) if one.number == wanted]
        if not found:
            raise DomainProblem("ticket.unknown")
        pdf = desk.queue.paper(found[0])
    _write(call, "ticket", size, out, pdf)


def _draw(call: Invocation, form: str, of: str, asked: tuple[Path, str, str | None]) -> None:
    out, size, day = asked
    on = None if day is None else _day(day)
    with call.open_desk() as desk:
        today = from_milliseconds(desk.clock.now().at).date()
        record = desk.sheets.record(form, on or today, of, size)
        pdf = desk.sheets.draw(form, record)
    _write(call, form, str(record["paper"]), out, pdf)


def _write(call: Invocation, form: str, size: str, out: Path, pdf: bytes) -> None:
    with written(out) as part:
        part.write_bytes(for_file(pdf, out))
    told = {"form": form, "size": size, "bytes": len(pdf), "out": str(out)}
    call.answer(told, _("Written to {file}.").format(file=out))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        refuse_usage(_("Write the day as 2026-11-23."))
