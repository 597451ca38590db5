"""`rating`: what citizens think, entered from paper; the sums of a period; the empty paper."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from app.commands.invocation import Command, Group, invocation, named_values
from app.commands.new_file import written
from app.domain.moments import from_milliseconds
from app.domain.problems import DomainProblem
from app.domain.rating import RatingSummary
from app.localization.formats import short_date
from app.localization.translate import _
from app.use_cases.ratings import CHANNELS, RatingReport


@click.group("rating", cls=Group, help=_("The citizens' rating: nameless, counted by question."))
def rating_command() -> None:
    """Hold the commands about ratings."""


@rating_command.command("give", cls=Command, help=_("Enter one rating, as kinder=5 time=4."))
@click.argument("scores", nargs=-1, required=True)
@click.option("--channel", type=click.Choice(CHANNELS), default="paper", help=_("How it was given."))
@click.option("--procedure", default="", metavar="CODE", help=_("The procedure it was about."))
@click.option("--comment", default="", metavar="TEXT", help=_("What the person wrote."))
@click.pass_context
def rating_give(
    context: click.Context, scores: tuple[str, ...], channel: str, procedure: str, comment: str
) -> None:
    """Enter a rating."""
    call = invocation(context)
    given = {name: _mark(name, value) for name, value in named_values(scores).items()}
    said = {"channel": channel, "procedure": procedure or None, "comment": comment or None}
    with call.open_desk() as desk:
        answered = desk.ratings.give(given, desk.acting(), said).value
    call.answer({"answered": answered}, _("Saved without a name. Thank you."))


@rating_command.command("summary", cls=Command, help=_("Count the ratings of a period."))
@click.option("--from", "first", metavar="DAY", help=_("First day; otherwise the first of the year."))
@click.option("--to", "last", metavar="DAY", help=_("Last day; otherwise today."))
@click.pass_context
def rating_summary(context: click.Context, first: str | None, last: str | None) -> None:
    """Sum ratings up."""
    call = invocation(context)
    with call.open_desk() as desk:
        today = from_milliseconds(desk.clock.now().at).date()
        begin = _day(first, "from") if first else today.replace(month=1, day=1)
        report = desk.ratings.report(begin, _day(last, "to") if last else today)
    call.answer(_told(report), _lines(report))


@rating_command.command("paper", cls=Command, help=_("Make an empty rating paper as PDF."))
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help=_("File to make.")
)
@click.pass_context
def rating_paper(context: click.Context, out: Path) -> None:
    """Make an empty rating paper."""
    call = invocation(context)
    with call.open_desk() as desk:
        pdf = desk.ratings.paper()
    with written(out) as part:
        part.write_bytes(pdf)
    call.answer({"file": str(out)}, str(out))


def _mark(name: str, typed: str) -> int:
    if not (typed.isascii() and typed.isdigit()):
        raise DomainProblem("rating.bad_mark", item=name[:40])
    return int(typed)


def _day(text: str, field: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DomainProblem("moment.unreadable", field=field) from None


def _told(report: RatingReport) -> dict[str, Any]:
    summary: RatingSummary = report.summary
    return {
        "from": report.first.isoformat(),
        "to": report.last.isoformat(),
        "rows": [
            {
                "code": row.item.code,
                "group": row.item.group,
                "question": row.item.text,
                "marks": list(row.by_mark),
                "satisfied": row.satisfied,
                "answers": row.answers,
            }
            for row in summary.rows
        ],
        "totals": {"ratings": summary.ratings, "satisfied": summary.satisfied, "answers": summary.answers},
        "comments": list(report.comments),
    }


def _lines(report: RatingReport) -> str:
    head = _("{first} – {last}: {count} ratings").format(
        first=short_date(report.first), last=short_date(report.last), count=report.summary.ratings
    )
    rows = (
        _("{question}: {satisfied} of {answers} satisfied").format(
            question=row.item.short, satisfied=row.satisfied, answers=row.answers
        )
        for row in report.summary.rows
    )
    return "\n".join((head, *(f"  {row}" for row in rows), *(f"  “{one}”" for one in report.comments)))
