"""`print`: a paper of a dossier as a PDF file."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from app.commands.invocation import Command, invocation
from app.domain.identifiers import as_text
from app.domain.problems import DomainProblem
from app.localization.translate import _


@click.command("print", cls=Command, help=_("Draw a paper of a dossier and record it as issued."))
@click.argument("id_or_code")
@click.argument("form")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help=_("The PDF file.")
)
@click.pass_context
def print_command(context: click.Context, id_or_code: str, form: str, out: Path) -> None:
    """Print a paper: the first time the original, later copy n."""
    call = invocation(context)
    with call.open_desk() as desk, _written(out) as part:
        subject = desk.find.subject(id_or_code)
        issued = desk.print_paper(subject, form, desk.acting()).value
        part.write_bytes(issued.pdf)
    paper = issued.paper
    told = {
        "id": as_text(subject),
        "form": paper.form,
        "copy_number": paper.copy_number,
        "bytes": len(issued.pdf),
        "out": str(out),
    }
    call.answer(told, _("Written to {file}.").format(file=out))


@contextmanager
def _written(out: Path) -> Iterator[Path]:
    """Give a file beside ``out`` that takes its place at the end.

    Made first: a paper is recorded as issued only where it can also be handed over.
    """
    try:
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    except OSError as error:
        raise DomainProblem("file.unwritable") from error
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
