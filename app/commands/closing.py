"""`day close|show|sheet`: the closing of a day, its figures, and the printed sheet."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from app.commands.answers import iso
from app.commands.invocation import Group, invocation, refuse_usage
from app.commands.new_file import written
from app.domain.closing import BookSpan, ClosedSheet, Sheet
from app.domain.identifiers import as_text
from app.domain.moments import from_milliseconds
from app.domain.problems import DomainProblem
from app.localization.closing_text import act_text, book_text, method_text, warning_text
from app.localization.dossier_text import delivery_text
from app.localization.formats import money, short_date
from app.localization.translate import _
from app.use_cases.close_day import ShownSheet
from app.use_cases.closing_paper import ranges


@click.group("day", cls=Group, help=_("Close a day, look at its sheets, print them."))
def day_command() -> None:
    """Hold the commands about days."""


@day_command.command("close", help=_("Close a day; closed once more, a supplement is made."))
@click.option("--date", "day", metavar="DAY", help=_("Which day; without it, today."))
@click.option("--note", default="", help=_("A remark that stands on the sheet."))
@click.pass_context
def day_close(context: click.Context, day: str | None, note: str) -> None:
    """Close a day."""
    call = invocation(context)
    with call.open_desk() as desk:
        acting = desk.acting()
        wanted = from_milliseconds(acting.at).date() if day is None else _day(day)
        closed = desk.close_day(wanted, acting, note).value
        (shown,) = [one for one in desk.close_day.of_day(wanted) if one.closed.fact == closed.fact]
    call.answer(_json(shown), "\n".join(_lines(shown)))


@day_command.command("show", help=_("Show the sheets of a day; without a day, list the days closed."))
@click.argument("day", required=False)
@click.pass_context
def day_show(context: click.Context, day: str | None) -> None:
    """Show closings."""
    call = invocation(context)
    with call.open_desk() as desk:
        shown = desk.close_day.sheets() if day is None else desk.close_day.of_day(_day(day))
    lines = [_head(one) for one in shown] if day is None else [text for one in shown for text in _lines(one)]
    call.answer([_json(one) for one in shown], "\n".join(lines))


@day_command.command("sheet", help=_("Draw the sheet of a day as PDF."))
@click.argument("day")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help=_("A PDF file."))
@click.option(
    "--number", type=click.IntRange(0), default=0, help=_("Which supplement; 0 is the first sheet.")
)
@click.pass_context
def day_sheet(context: click.Context, day: str, out: Path, number: int) -> None:
    """Draw a sheet."""
    call = invocation(context)
    with call.open_desk() as desk, written(out) as file:
        found = [one for one in desk.close_day.of_day(_day(day)) if one.closed.sheet.number == number]
        if not found:
            raise DomainProblem("closing.none", closing_day=day)
        file.write_bytes(desk.close_day.draw(desk.close_day.record(found[-1])))
    call.answer({**_json(found[-1]), "out": str(out)}, _("Written to {file}.").format(file=out))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        refuse_usage(_("Write the day like 2026-11-23: {given}").format(given=text[:20]))


def _json(shown: ShownSheet) -> dict[str, Any]:
    closed: ClosedSheet = shown.closed
    sheet: Sheet = closed.sheet

    def name(clerk: bytes) -> str:
        return shown.names.get(clerk, clerk.hex()[:6])

    return {
        "id": as_text(closed.subject),
        "day": sheet.day,
        "sheet": sheet.number,
        "at": iso(closed.at),
        "clerk": name(closed.clerk),
        "note": closed.note,
        "delivery": shown.delivery.state,
        "province_received_at": iso(shown.delivery.province_at),
        "acts": [{"clerk": name(a.clerk), "act": a.name, "count": a.times} for a in sheet.acts],
        "returned": dict(sheet.returned),
        "money": [
            {"clerk": name(m.clerk), "book": m.book, "method": m.method, "count": m.times, "amount": m.amount}
            for m in sheet.money
        ],
        "totals": {
            "received": sheet.total("receive") + sheet.total("register"),
            "returned": sheet.total("return"),
            "cash": sheet.taken("cash"),
            "transfer": sheet.taken("transfer"),
            "hand_over": sheet.carried.cash,
        },
        "books": [
            {
                **{part: getattr(span, part) for part in ("kind", "book", "first", "last", "used")},
                **{part: list(getattr(span, part)) for part in ("void", "missing", "late")},
            }
            for span in sheet.books
        ],
        "differences": [
            {
                **{part: getattr(one, part) for part in ("day", "name", "method", "amount")},
                "clerk": name(one.clerk),
                "count": one.times,
            }
            for one in sheet.differences
        ],
        "carried": {
            part: getattr(sheet.carried, part)
            for part in ("open", "due_today", "overdue", "ready", "papers", "undelivered")
        },
        "warnings": [{"code": code, "count": count} for code, count in sheet.warnings],
        "heads": [{"log": head.log.hex(), "position": head.position} for head in sheet.heads],
    }


def _head(shown: ShownSheet) -> str:
    sheet = shown.closed.sheet
    day = short_date(date.fromisoformat(sheet.day))
    which = _("{day}, supplement {number}").format(day=day, number=sheet.number) if sheet.number else day
    return f"{which}  {delivery_text(shown.delivery.state)}"


def _lines(shown: ShownSheet) -> list[str]:
    sheet = shown.closed.sheet

    def name(clerk: bytes) -> str:
        return shown.names.get(clerk, clerk.hex()[:6])

    lines = [_head(shown)]
    lines += [f"  ! {warning_text(code, count)}" for code, count in sheet.warnings]
    lines += [f"  {name(act.clerk)}: {act_text(act.name)} {act.times}" for act in sheet.acts]
    lines += [f"  {name(m.clerk)}: {m.book} {method_text(m.method)} {money(m.amount)}" for m in sheet.money]
    lines += [_book_line(span) for span in sheet.books]
    lines += [
        f"  {one.day} {name(one.clerk)}: {act_text(one.name)} {one.times} {money(one.amount)}"
        for one in sheet.differences
    ]
    return lines


def _book_line(span: BookSpan) -> str:
    told = [f"  {book_text(span.kind)} {span.book}: {span.first}-{span.last}"]
    if span.void:
        told.append(_("void: {numbers}").format(numbers=ranges(span.void)))
    if span.missing:
        told.append(_("missing: {numbers}").format(numbers=ranges(span.missing)))
    return "; ".join(told)
