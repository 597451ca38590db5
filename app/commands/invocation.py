"""What one call of the program was told beside its command: which folder, who acts, how to answer."""

import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from app.domain.problems import DomainProblem
from app.localization.translate import _

if TYPE_CHECKING:
    from app.use_cases.desk import Desk

VARIABLE = "MOTCUA_PASSPHRASE"
"""Where the passphrase is taken from before anybody is asked."""


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(slots=True)
class Invocation:
    """The options every command accepts, before or after its name."""

    data: Path | None = None
    as_json: bool = False
    clerk: str | None = None

    def folder(self) -> Path:
        """Return the data folder: the one named, else the platform's."""
        if self.data is not None:
            return self.data
        from app.machine.paths import data_folder

        return data_folder()

    def answer(self, document: object, text: str) -> None:
        """Print the one JSON document asked for, or what a person reads."""
        click.echo(as_line(document) if self.as_json else text)

    def open_desk(self) -> "Desk":
        """Open the office in the name of the clerk who was named, or of the only one.

        Raises click.UsageError when there are several clerks and none was named; DomainProblem
        ``office.none`` and those of opening.
        """
        from app.composition.office import clerk_names, open_office

        folder = self.folder()
        names = clerk_names(folder)
        if not names:
            # Told before a passphrase is asked for.
            raise DomainProblem("office.none")
        if self.clerk is None and len(names) > 1:
            refuse_usage(_("Several clerks are registered; name one with --clerk."))
        return open_office(folder, self.passphrase(), self.clerk)

    def can_be_asked(self) -> bool:
        """Whether a passphrase is given or somebody sits at a terminal."""
        return bool(os.environ.get(VARIABLE)) or sys.stdin.isatty()

    def passphrase(self, *, twice: bool = False) -> str:
        """Return the passphrase from the environment, else ask for it.

        Raises click.UsageError when there is neither a variable nor anybody to ask.
        """
        return passphrase_from(VARIABLE, _("Passphrase"), twice=twice)


def as_line(document: object) -> str:
    """Write a document as one line of JSON with Vietnamese as it is."""
    return _ENCODER.encode(document)


def passphrase_from(variable: str, question: str, *, twice: bool = False) -> str:
    """Return a secret from an environment variable, else from a prompt that shows nothing."""
    given = os.environ.get(variable)
    if given:
        return given
    if not sys.stdin.isatty():
        raise click.UsageError(
            _("Set {variable}, or call the program from a terminal.").format(variable=variable)
        )
    typed: str = click.prompt(question, hide_input=True, confirmation_prompt=twice, err=True)
    return typed


def invocation(context: click.Context) -> Invocation:
    """Return the options of this call."""
    found: Invocation = context.find_root().obj
    return found


def _remember(name: str) -> Callable[[click.Context, click.Parameter, object], None]:
    """Return a callback that notes an option, wherever in the line it stood; the later one wins."""

    def note(context: click.Context, _parameter: click.Parameter, value: object) -> None:
        if value:
            setattr(invocation(context), name, value)

    return note


def _options() -> list[click.Parameter]:
    return [
        click.Option(
            ["--data"],
            type=click.Path(path_type=Path, file_okay=False),
            metavar="DIR",
            expose_value=False,
            callback=_remember("data"),
            help=_("Folder of the office or the province; otherwise the usual place on this machine."),
        ),
        click.Option(
            ["--json"],
            is_flag=True,
            expose_value=False,
            callback=_remember("as_json"),
            help=_("Answer with one JSON document."),
        ),
        click.Option(
            ["--clerk"],
            metavar="NAME",
            expose_value=False,
            callback=_remember("clerk"),
            help=_("Who acts; needed where several clerks are registered."),
        ),
    ]


class Command(click.Command):
    """A command that accepts the options every command accepts."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        """Add the options to the command's own."""
        settings["params"] = [*(settings.get("params") or ()), *_options()]
        super().__init__(*args, **settings)


class Group(click.Group):
    """A group of commands, which accepts those options too."""

    command_class = Command

    def __init__(self, *args: Any, **settings: Any) -> None:
        """Add the options to the group's own."""
        settings["params"] = [*(settings.get("params") or ()), *_options()]
        super().__init__(*args, **settings)


def refuse_usage(text: str) -> NoReturn:
    """End with exit code 2: the command was called wrongly."""
    raise click.UsageError(text)


def named_values(pairs: Iterable[str]) -> dict[str, str]:
    """Read ``name=value`` pairs. Raises click.UsageError for anything else."""
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            refuse_usage(_("Write it as NAME=VALUE: {given}").format(given=name[:40]))
        found[name.strip()] = value
    return found
