"""`step`: one step of the life cycle, and the list of steps."""

import click

from app.commands.answers import step_json
from app.commands.invocation import Command, invocation, named_values, refuse_usage
from app.domain.identifiers import as_text
from app.domain.lifecycle import ALIASES, STEPS
from app.localization.dossier_text import status_text, step_text
from app.localization.translate import _


@click.command("step", cls=Command, help=_("Take one step of the life cycle; --list shows the steps."))
@click.argument("id_or_code", required=False)
@click.argument("step", required=False)
@click.option("--field", "fields", multiple=True, metavar="NAME=VALUE", help=_("A field of the step."))
@click.option("--list", "listed", is_flag=True, help=_("List the steps and their fields."))
@click.pass_context
def step_command(
    context: click.Context, id_or_code: str | None, step: str | None, fields: tuple[str, ...], *, listed: bool
) -> None:
    """Take a step."""
    call = invocation(context)
    if listed:
        _list(context)
        return
    if id_or_code is None or step is None:
        refuse_usage(_("Name the dossier and the step."))
    from app.use_cases.take_step import named_step

    # Wrong names are told before a passphrase is asked for.
    taken = named_step(step)
    stated = named_values(fields)
    with call.open_desk() as desk:
        subject = desk.find.subject(id_or_code)
        done = desk.step(subject, taken.name, desk.acting(), stated).value
    told = {
        "id": as_text(done.subject),
        "step": taken.name,
        "status": int(done.status),
        "status_text": status_text(done.status),
    }
    call.answer(told, status_text(done.status))


def _list(context: click.Context) -> None:
    from app.use_cases.take_step import COUNTER_STEPS

    aliases = {name: alias for alias, name in ALIASES.items()}
    steps = [STEPS[name] for name in COUNTER_STEPS]
    told = [step_json(step.name, aliases.get(step.name), step.fields) for step in steps]
    lines = (
        f"{step.name} ({aliases.get(step.name, '')}): {step_text(step.name)}"
        f"  [{', '.join(f'--field {name}=…' for name in step.fields)}]"
        for step in steps
    )
    invocation(context).answer(told, "\n".join(lines))
