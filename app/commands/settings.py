"""`settings show`, `settings set`: the office profile, this device, and the clock a clerk confirms."""

from datetime import date
from pathlib import Path

import click

from app.commands.answers import iso
from app.commands.invocation import Group, invocation
from app.domain.moments import from_milliseconds, parse_moment, to_milliseconds
from app.domain.problems import DomainProblem
from app.localization.translate import _, ngettext
from app.settings.definitions import SETTINGS

CLOCK = "clock"
"""Not kept: sets how far the machine's clock is from the time a clerk confirms."""


@click.group("settings", cls=Group, help=_("The office profile and the settings of this device."))
def settings_command() -> None:
    """Hold the commands about settings."""


@settings_command.command("show", help=_("Show every setting, or the one named."))
@click.argument("name", required=False)
@click.pass_context
def settings_show(context: click.Context, name: str | None) -> None:
    """Show settings."""
    call = invocation(context)
    with call.open_desk() as desk:
        today = from_milliseconds(desk.clock.now().at).date()
        held = {**desk.settings.in_force(today), **desk.settings.device_settings()}
    if name is not None and name not in held:
        raise DomainProblem("setting.unknown", field=name[:60])
    shown = held if name is None else {name: held[name]}
    lines = (f"{each} = {_said(value)}\n    {SETTINGS[each].describe(_)}" for each, value in shown.items())
    call.answer(shown, "\n".join(lines))


@settings_command.command("set", help=_("Set one setting; `settings show` lists them."))
@click.argument("name")
@click.argument("value")
@click.option("--from", "valid_from", metavar="DAY", help=_("Day from which a field of the profile holds."))
@click.pass_context
def settings_set(context: click.Context, name: str, value: str, valid_from: str | None) -> None:
    """Set one setting."""
    call = invocation(context)
    with call.open_desk() as desk:
        if name == CLOCK:
            time = desk.clock.confirm(to_milliseconds(parse_moment(value)))
            call.answer({CLOCK: iso(time.at)}, _("The clock is {time} now.").format(time=iso(time.at)))
            return
        if desk.settings.is_profile_field(name):
            acting = desk.acting()
            day = _day(valid_from) if valid_from else from_milliseconds(acting.at).date()
            desk.settings.enter({name: value}, day, acting)
            kept = desk.settings.in_force(day)[name]
        else:
            kept = desk.settings.set_on_device(name, value, desk.acting()).value
    call.answer({name: kept}, f"{name} = {_said(kept)}")


@settings_command.command("villages", help=_("Show the villages of the office."))
@click.pass_context
def settings_villages(context: click.Context) -> None:
    """Show the villages."""
    call = invocation(context)
    with call.open_desk() as desk:
        found = desk.villages.on(from_milliseconds(desk.clock.now().at).date()).all
    lines = (f"{one.name}  {one.distance_km or '–'} km  {one.former}".rstrip() for one in found)
    call.answer([one.to_record() for one in found], "\n".join(lines) or _("No village is entered yet."))


@settings_command.command("import-villages", help=_("Take villages from a table (CSV); all rows or none."))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "valid_from", metavar="DAY", help=_("Day from which a field of the profile holds."))
@click.pass_context
def settings_import_villages(context: click.Context, file: Path, valid_from: str | None) -> None:
    """Take villages from a table."""
    call = invocation(context)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DomainProblem("file.unreadable") from error
    except UnicodeDecodeError:
        raise DomainProblem("line.not_utf8") from None
    with call.open_desk() as desk:
        acting = desk.acting()
        day = _day(valid_from) if valid_from else from_milliseconds(acting.at).date()
        done = desk.villages.import_table(text, day, acting).value
    words = ngettext("{count} village entered", "{count} villages entered", done.changed)
    told = {"changed": done.changed, "same": done.same}
    call.answer(told, words.format(count=done.changed))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DomainProblem("moment.unreadable", field="valid_from") from None


def _said(value: object) -> str:
    if isinstance(value, list):
        return " | ".join(map(str, value))
    if isinstance(value, dict):
        return "; ".join(f"{day} {sessions}" for day, sessions in value.items())
    return str(value)
