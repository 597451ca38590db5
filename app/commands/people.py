"""`clerk add`, `clerk remove`, `clerk passphrase`, `clerk list`: who may open the office."""

import click

from app.commands.invocation import Group, invocation, passphrase_from
from app.domain.identifiers import as_text
from app.localization.translate import _
from app.use_cases.manage_people import ROLES, NewClerk
from app.use_cases.ports import Person

NEW_PASSPHRASE = "MOTCUA_NEW_PASSPHRASE"  # noqa: S105 - the name of a variable, not what is in it


@click.group("clerk", cls=Group, help=_("The clerks of the office and their passphrases."))
def clerk_command() -> None:
    """Hold the commands about clerks."""


@clerk_command.command("add", help=_("Register a clerk with a passphrase of their own."))
@click.argument("name")
@click.option("--position", default="", help=_("Position, as printed on slips."))
@click.option("--phone", default="", help=_("Phone, as printed on slips."))
@click.option("--work", default="", help=_("Field of work, as it stands on the board of officers."))
@click.option("--role", "roles", multiple=True, type=click.Choice(ROLES), help=_("A role; all unless named."))
@click.pass_context
def clerk_add(context: click.Context, /, name: str, roles: tuple[str, ...], **said: str) -> None:
    """Register a clerk."""
    call = invocation(context)
    new = NewClerk(name, said["position"], said["phone"], roles or ROLES, said["work"])
    with call.open_desk() as desk:
        secret = passphrase_from(NEW_PASSPHRASE, _("Passphrase of the new clerk"), twice=True)
        person = desk.people.register(new, secret, desk.acting()).value
    call.answer(_told(person), _("Registered: {name}.").format(name=person.full_name))


@clerk_command.command("change", help=_("Change what papers say of a clerk."))
@click.argument("name")
@click.option("--full-name", help=_("Full name, as printed on slips."))
@click.option("--position", help=_("Position, as printed on slips."))
@click.option("--phone", help=_("Phone, as printed on slips."))
@click.option("--work", help=_("Field of work, as it stands on the board of officers."))
@click.pass_context
def clerk_change(context: click.Context, /, name: str, **stated: str | None) -> None:
    """Change a clerk."""
    call = invocation(context)
    fields: dict[str, object] = {field: value for field, value in stated.items() if value is not None}
    with call.open_desk() as desk:
        person = desk.people.change(desk.people.named(name).id, fields, desk.acting()).value
    call.answer(_told(person), _("Changed: {name}.").format(name=person.full_name))


@clerk_command.command("remove", help=_("Let a clerk in no more; what they did keeps their name."))
@click.argument("name")
@click.pass_context
def clerk_remove(context: click.Context, name: str) -> None:
    """Remove a clerk."""
    call = invocation(context)
    with call.open_desk() as desk:
        person = desk.people.named(name)
        desk.people.remove(person.id, desk.acting())
    call.answer(
        {**_told(person), "active": False}, _("{name} can no longer sign in.").format(name=person.full_name)
    )


@clerk_command.command("passphrase", help=_("Give the acting clerk another passphrase."))
@click.pass_context
def clerk_passphrase(context: click.Context) -> None:
    """Change one's own passphrase."""
    call = invocation(context)
    with call.open_desk() as desk:
        secret = passphrase_from(NEW_PASSPHRASE, _("New passphrase"), twice=True)
        desk.people.new_passphrase(desk.clerk, secret)
        person = desk.clerk
    call.answer(_told(person), _("The passphrase of {name} is changed.").format(name=person.full_name))


@clerk_command.command("list", help=_("List the clerks of the office."))
@click.pass_context
def clerk_list(context: click.Context) -> None:
    """List the clerks."""
    call = invocation(context)
    with call.open_desk() as desk:
        people = desk.people.all()
    lines = (f"{person.full_name}  {person.position}  {person.phone}" for person in people if person.active)
    call.answer([_told(person) for person in people], "\n".join(lines))


def _told(person: Person) -> dict[str, object]:
    return {
        "id": as_text(person.id),
        "full_name": person.full_name,
        "position": person.position,
        "phone": person.phone,
        "work": person.work,
        "roles": list(person.roles),
        "active": person.active,
    }
