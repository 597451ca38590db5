"""`deadline`: the appointed time of a procedure and the days that made it; needs no office."""

import click

from app.commands.answers import appointment_json, appointment_text
from app.commands.invocation import Command, invocation
from app.domain.deadlines import Appointment
from app.domain.moments import parse_moment, to_milliseconds
from app.localization.translate import _


@click.command(
    "deadline", cls=Command, help=_("The appointed time of a procedure, and the days that made it.")
)
@click.option("--procedure", required=True, metavar="CODE", help=_("National code of the procedure."))
@click.option("--received", required=True, metavar="ISO", help=_("When it is received."))
@click.pass_context
def deadline_command(context: click.Context, procedure: str, received: str) -> None:
    """Compute an appointment with the office's rules, else with the shipped ones."""
    call = invocation(context)
    received_at = parse_moment(received)
    from app.composition.rules import office_rules
    from app.machine.office_folder import OfficeFolder

    held = OfficeFolder(call.folder()).holds_office()
    own = held and call.can_be_asked()
    if own:
        with call.open_desk() as desk:
            appointment = desk.receive.appointment(procedure, to_milliseconds(received_at))
    else:
        if held:
            click.echo(_("Without a passphrase: computed with the shipped calendar and hours."), err=True)
        rules = office_rules().shipped()
        found = rules.procedure(procedure, received_at.date())
        appointment = rules.appointment(received_at, found.time_limit)
    call.answer(_told(appointment, own=own), appointment_text(appointment))


def _told(appointment: Appointment, *, own: bool) -> dict[str, object]:
    return {**appointment_json(appointment), "rules_of": "office" if own else "program"}
