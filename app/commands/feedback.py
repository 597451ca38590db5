"""`feedback`: what people say about the counter, kept apart from dossiers, with answers and days."""

from typing import Any

import click

from app.commands.answers import in_words, iso
from app.commands.invocation import Command, Group, invocation, named_values
from app.domain.identifiers import as_text
from app.localization.people_text import about_text, channel_text
from app.localization.translate import _
from app.use_cases.feedback import FeedbackItem


@click.group("feedback", cls=Group, help=_("Feedback, petitions and the hotline."))
def feedback_command() -> None:
    """Hold the commands about feedback."""


@feedback_command.command("add", cls=Command, help=_("Take in what somebody says."))
@click.argument("text")
@click.option(
    "--field",
    "fields",
    multiple=True,
    metavar="NAME=VALUE",
    help=_("full_name, phone, address, channel, about, holder, due_at."),
)
@click.pass_context
def feedback_add(context: click.Context, text: str, fields: tuple[str, ...]) -> None:
    """Take in one matter."""
    call = invocation(context)
    said: dict[str, object] = {**named_values(fields), "text": text}
    with call.open_desk() as desk:
        item = desk.feedback.add(said, desk.acting()).value
    due = _("answer due {moment}").format(moment=in_words(item.due_at))
    call.answer(_told(item), f"{item.number}  {due}")


@feedback_command.command("answer", cls=Command, help=_("Enter the answer that was given."))
@click.argument("number")
@click.argument("answer")
@click.pass_context
def feedback_answer(context: click.Context, number: str, answer: str) -> None:
    """Enter an answer."""
    call = invocation(context)
    with call.open_desk() as desk:
        item = desk.feedback.answer(number, answer, desk.acting()).value
    call.answer(_told(item), _line(item))


@feedback_command.command("hand", cls=Command, help=_("Make another clerk responsible."))
@click.argument("number")
@click.argument("clerk")
@click.pass_context
def feedback_hand(context: click.Context, number: str, clerk: str) -> None:
    """Make somebody else responsible."""
    call = invocation(context)
    with call.open_desk() as desk:
        item = desk.feedback.hand_to(number, clerk, desk.acting()).value
    call.answer(_told(item), _line(item))


@feedback_command.command(
    "list", cls=Command, help=_("List what concerns you, or all if you lead the centre.")
)
@click.argument("typed", nargs=-1)
@click.option("--open", "open_only", is_flag=True, help=_("Only what has no answer yet."))
@click.pass_context
def feedback_list(context: click.Context, typed: tuple[str, ...], *, open_only: bool) -> None:
    """List feedback."""
    call = invocation(context)
    with call.open_desk() as desk:
        items = desk.feedback.list(desk.acting(), " ".join(typed), open_only=open_only)
    call.answer([_told(item) for item in items], "\n".join(map(_line, items)) or _("Nothing found."))


def _told(item: FeedbackItem) -> dict[str, Any]:
    return {
        "id": as_text(item.subject),
        "number": item.number,
        "received_at": iso(item.received_at),
        "due_at": iso(item.due_at),
        "channel": item.channel,
        "about": item.about,
        "text": item.text,
        "full_name": item.full_name or None,
        "phone": item.phone or None,
        "address": item.address or None,
        "holder": item.holder_name or None,
        "answer": item.answer or None,
        "answered_at": iso(item.answered_at),
        "answered_in_time": item.answered_in_time,
    }


def _line(item: FeedbackItem) -> str:
    state = in_words(item.answered_at) if item.answered_at else in_words(item.due_at)
    parts = (
        item.number,
        channel_text(item.channel),
        about_text(item.about),
        item.holder_name,
        state,
        item.text,
    )
    return "  ".join(parts)
