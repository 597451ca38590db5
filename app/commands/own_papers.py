"""`papers`: the texts of papers as an administrator changes them."""

from pathlib import Path

import click

from app.commands.invocation import Group, invocation
from app.domain.problems import DomainProblem
from app.localization.translate import _


@click.group("papers", cls=Group, help=_("The texts of papers: export, change, check, use."))
def papers_command() -> None:
    """Hold the commands about templates of papers."""


@papers_command.command("list", help=_("List the papers, and those this office has texts of its own for."))
@click.pass_context
def papers_list(context: click.Context) -> None:
    """List the forms."""
    from app.composition.own_papers import own_templates

    call = invocation(context)
    templates = own_templates(call.folder())
    own = templates.own()
    told = [{"form": form, "own": form in own} for form in templates.forms()]
    mark = _("own text")
    call.answer(told, "\n".join(f"{form}  {mark}" if form in own else form for form in templates.forms()))


@papers_command.command("export", help=_("Write the template in use to a file, to be changed."))
@click.argument("form")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_context
def papers_export(context: click.Context, form: str, file: Path) -> None:
    """Write a template to a file."""
    from app.composition.own_papers import own_templates

    call = invocation(context)
    content = own_templates(call.folder()).export(form)
    try:
        file.write_bytes(content)
    except OSError as error:
        raise DomainProblem("file.unwritable") from error
    call.answer({"form": form, "out": str(file)}, _("Written to {file}.").format(file=file))


@papers_command.command(
    "check", help=_("Say whether a changed template can be used, and what is wrong where.")
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_context
def papers_check(context: click.Context, file: Path) -> None:
    """Check a changed template."""
    from app.composition.own_papers import own_templates

    call = invocation(context)
    form = own_templates(call.folder()).check(file)
    call.answer({"form": form, "ok": True}, _("The template of “{form}” is right.").format(form=form))


@papers_command.command("use", help=_("Check a changed template and print with it from now on."))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_context
def papers_use(context: click.Context, file: Path) -> None:
    """Put a changed template to use."""
    from app.composition.own_papers import use_template

    call = invocation(context)
    form = use_template(call.folder(), file)
    call.answer({"form": form, "own": True}, _("“{form}” is printed with these texts now.").format(form=form))


@papers_command.command("reset", help=_("Print with the shipped template again."))
@click.argument("form")
@click.pass_context
def papers_reset(context: click.Context, form: str) -> None:
    """Go back to the shipped template."""
    from app.composition.own_papers import own_templates

    call = invocation(context)
    changed = own_templates(call.folder()).reset(form)
    said = _("“{form}” is printed with the shipped texts.").format(form=form)
    call.answer({"form": form, "own": False, "changed": changed}, said)
