"""`init` and `recover`: a new office on this machine, and the way back in with the recovery sheet."""

import click

from app.commands.invocation import Command, invocation, passphrase_from, refuse_usage
from app.commands.people import NEW_PASSPHRASE
from app.localization.translate import _

RECOVERY_KEY = "MOTCUA_RECOVERY_KEY"


@click.command("init", cls=Command, help=_("Found an office in an empty folder, usable at once."))
@click.option("--office", required=True, metavar="CODE", help=_("Five-digit code of the commune."))
@click.option("--position", default="", help=_("Position of the first clerk, as printed on slips."))
@click.option("--phone", default="", help=_("Phone of the first clerk, as printed on slips."))
@click.option("--practice", is_flag=True, help=_("Only for practice: every paper is marked so."))
@click.pass_context
def init_command(context: click.Context, office: str, position: str, phone: str, *, practice: bool) -> None:
    """Found an office; --clerk names its first clerk."""
    call = invocation(context)
    if not call.clerk:
        refuse_usage(_("Name the first clerk with --clerk."))
    if not (len(office) == 5 and office.isascii() and office.isdigit()):  # noqa: PLR2004 - a commune's code
        refuse_usage(_("--office is the five-digit code of the commune."))
    from app.composition.office import NewOffice, found_office
    from app.use_cases.manage_people import NewClerk

    new = NewOffice(office, NewClerk(call.clerk, position, phone), call.passphrase(twice=True), practice)
    founded = found_office(call.folder(), new)
    with founded.desk as desk:
        told = {
            "office": office,
            "clerk": desk.clerk.full_name,
            "data": str(call.folder()),
            "practice": practice,
            "recovery_key": founded.recovery_key,
        }
    sheet = _(
        "The office is ready in {folder}.\n\n"
        "RECOVERY SHEET – print it or write it down now; it is not shown again.\n"
        "Whoever has it can open this office. Lock it away.\n\n    {key}\n"
    )
    call.answer(told, sheet.format(folder=call.folder(), key=founded.recovery_key))


@click.command("recover", cls=Command, help=_("Give a clerk a new passphrase with the recovery sheet."))
@click.pass_context
def recover_command(context: click.Context) -> None:
    """Let a clerk in again."""
    call = invocation(context)
    from app.composition.office import clerk_names, recover_office

    names = clerk_names(call.folder())
    clerk = call.clerk or (names[0] if len(names) == 1 else "")
    if not clerk:
        refuse_usage(_("Several clerks are registered; name one with --clerk."))
    key = passphrase_from(RECOVERY_KEY, _("Key on the recovery sheet"))
    secret = passphrase_from(NEW_PASSPHRASE, _("New passphrase"), twice=True)
    with recover_office(call.folder(), key, clerk, secret) as desk:
        name = desk.clerk.full_name
    call.answer({"clerk": name}, _("The passphrase of {name} is changed.").format(name=name))
