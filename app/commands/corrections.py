"""`amend` and `void`: a correction with a reason, and a mistaken reception."""

import json

import click

from app.commands.answers import in_words, iso
from app.commands.invocation import Command, invocation, named_values, refuse_usage
from app.domain.identifiers import as_text
from app.localization.dossier_text import field_text, status_text
from app.localization.translate import _

_JSON_FIELDS = {"sets", "documents", "parties", "submitter", "organisation", "fields"}
"""Fields that are no text: their value is written as JSON."""


@click.command("amend", cls=Command, help=_("Correct a dossier; a slip already issued is replaced."))
@click.argument("id_or_code")
@click.option(
    "--field", "fields", multiple=True, metavar="NAME=VALUE", required=True, help=_("What is right.")
)
@click.option("--reason", required=True, help=_("Why it is corrected."))
@click.pass_context
def amend_command(context: click.Context, id_or_code: str, fields: tuple[str, ...], reason: str) -> None:
    """Correct a dossier."""
    call = invocation(context)
    stated = {name: _typed(name, value) for name, value in named_values(fields).items()}
    with call.open_desk() as desk:
        subject = desk.find.subject(id_or_code)
        amended = desk.amend(subject, stated, reason, desk.acting()).value
    told = {
        "id": as_text(amended.subject),
        "changed": list(amended.changed),
        "due_at": iso(amended.due_at),
        "replacement_slip": amended.paper is not None,
    }
    said = _("Corrected: {fields}.").format(fields=", ".join(map(field_text, amended.changed)))
    lines = [said, f"{field_text('due_at')}: {in_words(amended.due_at)}"]
    if amended.paper is not None:
        lines.append(_("A replacement slip is ordered; print it with `print … slip`."))
    call.answer(told, "\n".join(lines))


@click.command("void", cls=Command, help=_("Void a mistaken reception; its number stays accounted for."))
@click.argument("id_or_code")
@click.option("--reason", required=True, help=_("Why it was a mistake."))
@click.pass_context
def void_command(context: click.Context, id_or_code: str, reason: str) -> None:
    """Void a reception."""
    call = invocation(context)
    with call.open_desk() as desk:
        subject = desk.find.subject(id_or_code)
        status = desk.void(subject, reason, desk.acting()).value
    told = {"id": as_text(subject), "status": int(status), "status_text": status_text(status, voided=True)}
    call.answer(told, status_text(status, voided=True))


def _typed(name: str, value: str) -> object:
    """Return what was typed for a field: text, or JSON where the field is no text. Empty clears."""
    if name not in _JSON_FIELDS or not value:
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        refuse_usage(_("{name} wants JSON, as in a received line.").format(name=name))
