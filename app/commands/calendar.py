"""`calendar list|set|clear|touched|move`: the days that are not what their weekday says."""

from datetime import date

import click

from app.commands.answers import iso
from app.commands.invocation import Group, invocation
from app.domain.calendar_changes import KINDS, DayChange
from app.domain.moments import from_milliseconds
from app.domain.problems import DomainProblem
from app.localization.calendar_text import day_kind_text
from app.localization.translate import _
from app.use_cases.change_calendar import TouchedAppointment


@click.group("calendar", cls=Group, help=_("The working calendar: holidays, swap days."))
def calendar_command() -> None:
    """Hold the commands about the calendar."""


@calendar_command.command("list", help=_("List the special days of a year."))
@click.argument("year", required=False, type=int)
@click.pass_context
def calendar_list(context: click.Context, year: int | None) -> None:
    """List special days."""
    call = invocation(context)
    with call.open_desk() as desk:
        shown = year or from_milliseconds(desk.clock.now().at).year
        rows, ordinary = desk.calendar.rows(shown), desk.calendar.ordinary(shown)
    told = [
        {
            "date": row.day.day.isoformat(),
            "kind": row.day.kind.value,
            "name": row.day.name,
            "source": row.day.source,
            "certainty": row.day.certainty.value,
            "entered": row.entered,
        }
        for row in rows
    ]
    told += [
        {**(one.value() or {}), "date": one.day.isoformat(), "certainty": "C", "entered": True}
        for one in ordinary
    ]
    told.sort(key=lambda row: str(row["date"]))
    lines = (
        f"{row['date']}  {day_kind_text(str(row['kind']))}  {row['name']}  [{row['certainty']}]"
        for row in told
    )
    call.answer(told, "\n".join(lines))


@calendar_command.command("set", help=_("Say what a day is; the printed appointments it touches are listed."))
@click.argument("day")
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--name", required=True, help=_("What the day is called, or why."))
@click.option("--source", default="", help=_("Which notice or order says so."))
@click.option("--dry-run", is_flag=True, help=_("Change nothing, only list what would be touched."))
@click.pass_context
def calendar_set(
    context: click.Context, day: str, kind: str, name: str, source: str, *, dry_run: bool
) -> None:
    """Say what a day is."""
    _change(context, DayChange.read(_day(day), kind, name, source), dry_run=dry_run)


@calendar_command.command(
    "clear", help=_("Take back what was said of a day; the shipped calendar holds again.")
)
@click.argument("day")
@click.option("--dry-run", is_flag=True, help=_("Change nothing, only list what would be touched."))
@click.pass_context
def calendar_clear(context: click.Context, day: str, *, dry_run: bool) -> None:
    """Take back what was said of a day."""
    _change(context, DayChange(_day(day), None), dry_run=dry_run)


@calendar_command.command("touched", help=_("List printed appointments that do not fit the calendar."))
@click.pass_context
def calendar_touched(context: click.Context) -> None:
    """List what does not fit."""
    call = invocation(context)
    with call.open_desk() as desk:
        touched = desk.calendar.touched()
    call.answer([_told(one) for one in touched], _lines(touched))


@calendar_command.command("move", help=_("Give a touched dossier its new appointment and a new slip."))
@click.argument("id_or_code")
@click.option("--reason", required=True, help=_("Why the appointment changes; stands on the new slip."))
@click.option("--due", metavar="DAY", help=_("A day of your choice instead of the one the rules give."))
@click.pass_context
def calendar_move(context: click.Context, id_or_code: str, reason: str, due: str | None) -> None:
    """Move an appointment."""
    call = invocation(context)
    with call.open_desk() as desk:
        subject = desk.find.subject(id_or_code)
        moved = desk.calendar.move(subject, _day(due) if due else None, reason, desk.acting()).value
    told = {"id": id_or_code, "due_at": iso(moved.due_at), "paper": moved.paper}
    call.answer(told, _("Moved to {due_at}.").format(due_at=iso(moved.due_at)))


def _change(context: click.Context, change: DayChange, *, dry_run: bool) -> None:
    call = invocation(context)
    with call.open_desk() as desk:
        if dry_run:
            touched = desk.calendar.preview([change])
        else:
            touched = desk.calendar([change], desk.acting("administration")).value
    told = {"date": change.day.isoformat(), "kind": change.kind, "touched": [_told(one) for one in touched]}
    said = _("{day}: {count} printed appointments do not fit.").format(
        day=change.day.isoformat(), count=len(touched)
    )
    call.answer(told, "\n".join((said, _lines(touched))).strip())


def _told(one: TouchedAppointment) -> dict[str, object]:
    return {
        "code": one.code,
        "full_name": one.full_name,
        "phone": one.phone,
        "due_at": iso(one.due_at),
        "would_be": iso(one.would_be),
    }


def _lines(touched: list[TouchedAppointment]) -> str:
    return "\n".join(
        f"{one.code}  {one.full_name}  {one.phone}  {iso(one.due_at)} -> {iso(one.would_be) or '?'}"
        for one in touched
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DomainProblem("moment.unreadable", field="day") from None
