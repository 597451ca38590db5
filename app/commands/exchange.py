"""`enrol` and `sync`: join the province, and exchange with it."""

from typing import TYPE_CHECKING

import click

from app.commands.answers import exchange_json
from app.commands.invocation import Command, invocation
from app.localization.problem_text import problem_text
from app.localization.translate import _

if TYPE_CHECKING:
    from app.use_cases.desk import Desk

GIVE_UP_AFTER_S = 30.0


@click.command("enrol", cls=Command, help=_("Join the province with a one-time code."))
@click.option("--server", required=True, metavar="URL", help=_("Address of the province's server."))
@click.option("--code", required=True, help=_("The code the province gave for this office."))
@click.pass_context
def enrol_command(context: click.Context, server: str, code: str) -> None:
    """Join the province; what the office already did is kept and delivered."""
    call = invocation(context)
    with call.open_desk() as desk:
        name = desk.enrol(server, code).value
        # The first exchange brings the grants: from now on codes are official.
        report = desk.synchronise(GIVE_UP_AFTER_S).value
        _settle(desk)
    told = {"server": server, "province": name, "enrolled": True, "complete": report.complete}
    call.answer(told, _("The office has joined {province}.").format(province=name))


def _settle(desk: "Desk") -> None:
    """Fold what a big arrival left for an idle moment: nobody sits here to wait for one."""
    while desk.tidy():
        pass


@click.command("sync", cls=Command, help=_("Exchange with the province until nothing is left to do."))
@click.pass_context
def sync_command(context: click.Context) -> int:
    """Exchange once; exit code 1 when it could not be completed."""
    call = invocation(context)
    with call.open_desk() as desk:
        report = desk.synchronise(GIVE_UP_AFTER_S).value
        _settle(desk)
    told = exchange_json(report)
    if report.error is not None:
        click.echo(problem_text(report.error, {}), err=True)
    said = _("{pushed} entries sent, {pulled} received.").format(pushed=report.pushed, pulled=report.pulled)
    call.answer(told, said)
    return 0 if report.complete and report.error is None else 1
