"""`show`, `find`, `history`: the read side."""

import click

from app.commands.answers import detail_json, detail_text, history_json, history_lines, row_json, rows_text
from app.commands.invocation import Command, invocation
from app.localization.translate import _

MOST_FOUND = 1_000


@click.command("show", cls=Command, help=_("Show one dossier by its id or code."))
@click.argument("id_or_code")
@click.pass_context
def show_command(context: click.Context, id_or_code: str) -> None:
    """Show one dossier whole."""
    call = invocation(context)
    with call.open_desk() as desk:
        detail = desk.show(desk.find.subject(id_or_code))
    call.answer(detail_json(detail), detail_text(detail))


@click.command("history", cls=Command, help=_("Show who did what with a dossier, and when."))
@click.argument("id_or_code")
@click.pass_context
def history_command(context: click.Context, id_or_code: str) -> None:
    """Show the history of one dossier."""
    call = invocation(context)
    with call.open_desk() as desk:
        detail = desk.show(desk.find.subject(id_or_code))
    call.answer([history_json(item) for item in detail.history], history_lines(detail))


@click.command(
    "find", cls=Command, help=_("Find dossiers: each word of TEXT begins a word of the same dossier.")
)
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", default=MOST_FOUND, show_default=True, help=_("How many at most, newest first."))
@click.pass_context
def find_command(context: click.Context, text: tuple[str, ...], limit: int) -> None:
    """Find dossiers; no hit is an empty list and exit code 0."""
    call = invocation(context)
    with call.open_desk() as desk:
        rows = desk.find(" ".join(text), limit)
    call.answer([row_json(row) for row in rows], rows_text(rows) or _("Nothing found."))
