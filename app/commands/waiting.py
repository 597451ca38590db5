"""`waiting`: what waits for somebody to act, the most urgent first."""

from collections.abc import Iterable

import click

from app.commands.answers import in_words, iso, row_json
from app.commands.invocation import Command, invocation
from app.localization.translate import _
from app.use_cases.pending_matters import Asked, Waiting


@click.command(
    "waiting",
    cls=Command,
    help=_("List dossiers that may be closed, online dossiers to be answered, and agencies that were asked."),
)
@click.pass_context
def waiting_command(context: click.Context) -> None:
    """List what waits; changes nothing."""
    call = invocation(context)
    with call.open_desk() as desk:
        now = desk.clock.now().at
        supplements = desk.pending.supplements_over(now)
        reactions, asked = desk.pending.reactions(now), desk.pending.consultations()
    told = {
        "may_be_closed": [_waiting_json(one) for one in supplements],
        "to_be_answered": [_waiting_json(one) for one in reactions],
        "consultations": [_asked_json(one) for one in asked],
    }
    groups = (
        (_("The time to bring missing papers is over:"), map(_waiting_text, supplements)),
        (_("Sent in online, to be answered:"), map(_waiting_text, reactions)),
        (_("Asked, and not answered yet:"), map(_asked_text, asked)),
    )
    call.answer(told, "\n".join(_lines(groups)) or _("Nothing waits."))


def _waiting_json(one: Waiting) -> dict[str, object]:
    return {**row_json(one.row), "until": iso(one.until), "over": one.over}


def _asked_json(one: Asked) -> dict[str, object]:
    asked = one.consultation
    return {
        **row_json(one.row),
        "agency": asked.agency,
        "content": asked.content,
        "asked_at": iso(asked.asked_at),
        "answer_due_at": iso(asked.answer_due_at),
    }


def _lines(groups: Iterable[tuple[str, Iterable[str]]]) -> Iterable[str]:
    for title, lines in groups:
        found = list(lines)
        if found:
            yield title
            yield from found


def _waiting_text(one: Waiting) -> str:
    return f"  {one.row.code}  {one.row.full_name}  {in_words(one.until)}"


def _asked_text(one: Asked) -> str:
    asked = one.consultation
    return f"  {one.row.code}  {one.row.full_name}  {asked.agency}  {in_words(asked.answer_due_at)}"
