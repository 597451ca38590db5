"""`print`: a paper of a dossier as a PDF file."""

from pathlib import Path

import click

from app.commands.invocation import Command, invocation
from app.commands.new_file import DOTS, for_file, written
from app.domain.identifiers import as_text
from app.domain.problems import DomainProblem
from app.domain.sheet_forms import ROLL
from app.localization.translate import _


@click.command("print", cls=Command, help=_("Draw a paper of a dossier and record it as issued."))
@click.argument("id_or_code")
@click.argument("form")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help=_("The PDF file.")
)
@click.option("--paper", "size", default="", metavar="SIZE", help=_("A5 or 80mm; otherwise as set here."))
@click.pass_context
def print_command(context: click.Context, id_or_code: str, form: str, out: Path, size: str) -> None:
    """Print a paper: the first time the original, later copy n."""
    call = invocation(context)
    if out.suffix.lower() in DOTS:
        # Told before anything is recorded as issued.
        if size.lower() not in {"", ROLL}:
            raise DomainProblem("paper.no_roll")
        size = ROLL
    with call.open_desk() as desk, written(out) as part:
        subject = desk.find.subject(id_or_code)
        issued = desk.print_paper(subject, form, desk.acting(), size=size).value
        part.write_bytes(for_file(issued.pdf, out))
    paper = issued.paper
    told = {
        "id": as_text(subject),
        "form": paper.form,
        "copy_number": paper.copy_number,
        "paper": paper.record.get("paper"),
        "bytes": len(issued.pdf),
        "out": str(out),
    }
    call.answer(told, _("Written to {file}.").format(file=out))
