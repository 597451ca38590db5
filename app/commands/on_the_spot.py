"""`on-the-spot`: appraise, approve and return a dossier in one go (bốn tại chỗ)."""

import click

from app.commands.invocation import Command, invocation
from app.domain.identifiers import as_text
from app.domain.on_the_spot import APPRAISE, APPROVE, RECEIVE, RETURN
from app.localization.dossier_text import status_text, step_text
from app.localization.translate import _


@click.command(
    "on-the-spot", cls=Command, help=_("Do what is left of a dossier at once: appraise, approve, return.")
)
@click.argument("id_or_code")
@click.option("--received-by", metavar="NAME", help=_("Who accepts it, if it was only registered."))
@click.option("--appraised-by", metavar="NAME", help=_("Who appraises; else who is signed in."))
@click.option("--approved-by", metavar="NAME", help=_("Who approves; else who is signed in."))
@click.option("--returned-by", metavar="NAME", help=_("Who returns the result; else who is signed in."))
@click.option("--document-number", metavar="TEXT", help=_("The number of the decision."))
@click.option("--returned-to", metavar="NAME", help=_("Who takes the result, if not the applicant."))
@click.option("--authorisation", metavar="TEXT", help=_("The paper of authorisation of who takes it."))
@click.pass_context
def on_the_spot_command(
    context: click.Context,
    /,
    id_or_code: str,
    document_number: str | None,
    returned_to: str | None,
    authorisation: str | None,
    **people: str | None,
) -> None:
    """Settle a dossier in one commit."""
    call = invocation(context)
    named = {
        RECEIVE: people["received_by"],
        APPRAISE: people["appraised_by"],
        APPROVE: people["approved_by"],
        RETURN: people["returned_by"],
    }
    returning: dict[str, object] = {"returned_to_kind": "applicant"}
    if returned_to:
        kind = "authorised" if authorisation else "submitter"
        returning = {"returned_to_kind": kind, "returned_to": returned_to}
        if authorisation:
            returning["authorisation"] = authorisation
    fields: dict[str, dict[str, object]] = {RETURN: returning}
    if document_number:
        fields[APPROVE] = {"document_number": document_number}
    with call.open_desk() as desk:
        subject = desk.find.subject(id_or_code)
        by = {part: desk.people.named(name).id for part, name in named.items() if name}
        done = desk.on_the_spot.settle(subject, by, desk.acting(), fields).value
    told = {
        "id": as_text(done.subject),
        "steps": [taken.step for taken in done.steps],
        "status": int(done.status),
        "status_text": status_text(done.status),
    }
    steps = ", ".join(step_text(taken.step) for taken in done.steps)
    call.answer(told, f"{status_text(done.status)}: {steps}")
