"""`queue`: numbers drawn, called and marked; the numbers of today."""

from pathlib import Path
from typing import Any

import click

from app.commands.answers import iso
from app.commands.invocation import Command, Group, invocation
from app.commands.new_file import written
from app.localization.people_text import ticket_state_text
from app.localization.translate import _
from app.use_cases.queue_tickets import OUTCOMES, QueueOfDay, Ticket


@click.group("queue", cls=Group, help=_("Queue numbers of today."))
def queue_command() -> None:
    """Hold the commands about the queue."""


@queue_command.command("draw", cls=Command, help=_("Draw the next number of this computer."))
@click.option("--priority", multiple=True, metavar="CODE", help=_("Who goes first: elderly, pregnant, …"))
@click.option("--field", default="", metavar="TEXT", help=_("Field of work the number is for."))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help=_("File for the paper number."))
@click.pass_context
def queue_draw(context: click.Context, priority: tuple[str, ...], field: str, out: Path | None) -> None:
    """Draw a number."""
    call = invocation(context)
    said = {"priority": list(priority) or None, "field": field or None}
    with call.open_desk() as desk:
        ticket = desk.queue.draw(desk.acting(), said).value
        pdf = None if out is None else desk.queue.paper(ticket)
    if out is not None and pdf is not None:
        _write(out, pdf)
    call.answer(ticket_json(ticket), ticket.number)


@queue_command.command("next", cls=Command, help=_("Call the next number to a counter."))
@click.option("--counter", default="", metavar="NAME", help=_("Counter; otherwise the one at this computer."))
@click.option("--field", "fields", multiple=True, metavar="TEXT", help=_("Only numbers for these fields."))
@click.pass_context
def queue_next(context: click.Context, counter: str, fields: tuple[str, ...]) -> None:
    """Call the next number."""
    call = invocation(context)
    with call.open_desk() as desk:
        ticket = desk.queue.next(counter or desk.queue.counter(), desk.acting(), fields).value
    call.answer(ticket_json(ticket), f"{ticket.number} → {ticket.counter}")


@queue_command.command("mark", cls=Command, help=_("Say what became of a number of today."))
@click.argument("number")
@click.argument("outcome", type=click.Choice(OUTCOMES))
@click.pass_context
def queue_mark(context: click.Context, number: str, outcome: str) -> None:
    """Mark a number."""
    call = invocation(context)
    with call.open_desk() as desk:
        ticket = desk.queue.mark(number.strip().upper(), outcome, desk.acting()).value
    call.answer(ticket_json(ticket), f"{ticket.number}  {ticket_state_text(ticket.state)}")


@queue_command.command("list", cls=Command, help=_("List the numbers of today."))
@click.pass_context
def queue_list(context: click.Context) -> None:
    """List the numbers of today."""
    call = invocation(context)
    with call.open_desk() as desk:
        day = desk.queue.today(desk.clock.now().at)
    call.answer(_day_json(day), _day_text(day) or _("No number was drawn today."))


def ticket_json(ticket: Ticket) -> dict[str, Any]:
    """Return one number."""
    return {
        "number": ticket.number,
        "priority": list(ticket.priority),
        "field": ticket.field or None,
        "counter": ticket.counter or None,
        "state": ticket.state,
        "drawn_at": iso(ticket.drawn_at),
    }


def _day_json(day: QueueOfDay) -> dict[str, Any]:
    groups = {"waiting": day.waiting, "called": day.called, "done": day.done}
    return {name: [ticket_json(one) for one in tickets] for name, tickets in groups.items()}


def _day_text(day: QueueOfDay) -> str:
    tickets = (*day.called, *day.waiting, *day.done)
    return "\n".join(
        f"{one.number}  {ticket_state_text(one.state)}  {one.counter}".rstrip() for one in tickets
    )


def _write(out: Path, pdf: bytes) -> None:
    with written(out) as part:
        part.write_bytes(pdf)
