"""The `motcua` command: finds the command that was named, and turns problems into sentences and exit codes.

Exit code 0 done, 1 refused with a sentence on standard error, 2 called wrongly. DESIGN §6 is the contract.
"""

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

import click

from app import __version__
from app.commands.invocation import Group, Invocation, as_line, invocation
from app.domain.problems import DomainProblem
from app.localization.catalogue import LANGUAGES
from app.localization.translate import _, set_language
from sync.protocol.problems import ProtocolProblem

LANGUAGE_VARIABLE = "MOTCUA_LANGUAGE"

DONE, REFUSED, WRONG_USAGE = 0, 1, 2

COMMANDS = {
    "demo": "demo",
    "serve": "province",
    "province": "province",
    "init": "office",
    "recover": "office",
    "clerk": "people",
    "settings": "settings",
    "catalogue": "catalogue",
    "enrol": "exchange",
    "sync": "exchange",
    "receive": "reception",
    "amend": "corrections",
    "void": "corrections",
    "step": "steps",
    "on-the-spot": "on_the_spot",
    "waiting": "waiting",
    "show": "reading",
    "find": "reading",
    "trips": "trips",
    "queue": "tickets",
    "rating": "rating",
    "feedback": "feedback",
    "history": "reading",
    "print": "papers",
    "papers": "own_papers",
    "poster": "posters",
    "deadline": "deadline",
    "fee": "fees",
    "certify": "certify",
    "report": "reports",
    "import": "importing",
    "calendar": "calendar",
    "day": "closing",
    "verify": "safekeeping",
    "backup": "safekeeping",
    "restore": "safekeeping",
}
"""Command → module under `app.commands`, imported only when the command is called."""


class _CommandTable(Group):
    """The commands by name, without importing any but the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        function = f"{cmd_name.replace('-', '_')}_command"
        command: click.Command = getattr(import_module(f"app.commands.{module}"), function)
        return command


def _root() -> click.Group:
    """Return the program itself. Made per call, because its help is in the language of the call."""
    about = _("Một Cửa Vùng Cao: the commune's one-stop-shop counter.")

    @click.group("motcua", cls=_CommandTable, invoke_without_command=True, help=about)
    @click.version_option(__version__, message="%(version)s")
    @click.pass_context
    def motcua(context: click.Context) -> int | None:
        if context.invoked_subcommand is None:
            from app.commands.window import window_command

            return window_command(invocation(context))
        return None

    return motcua


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line; returns its exit code."""
    _speak_utf8()
    language = os.environ.get(LANGUAGE_VARIABLE, "")
    if language in LANGUAGES:
        set_language(language)
    call = Invocation()
    try:
        return _run(arguments, call)
    except (click.Abort, KeyboardInterrupt):
        click.echo(_("Stopped. What was already confirmed stays saved."), err=True)
    except BrokenPipeError:
        _reader_is_gone()
    except (DomainProblem, ProtocolProblem) as problem:
        _refuse(problem, call)
    except Exception as fault:  # noqa: BLE001 - the last resort: nobody at a counter can read a traceback
        _own_fault(fault, call)
    return REFUSED


def _run(arguments: Sequence[str] | None, call: Invocation) -> int:
    given = None if arguments is None else list(arguments)
    try:
        answer = _root().main(given, "motcua", standalone_mode=False, obj=call)
    except click.UsageError as problem:
        problem.show()
        return WRONG_USAGE
    except click.ClickException as problem:
        problem.show()
        return REFUSED
    return answer if isinstance(answer, int) else DONE


def _refuse(problem: DomainProblem | ProtocolProblem, call: Invocation) -> None:
    """Say why not: a sentence on standard error, with ``--json`` also the code as the one document."""
    from app.localization.problem_text import problem_text

    sentence = problem_text(problem.code, problem.details)
    click.echo(sentence, err=True)
    if call.as_json:
        click.echo(as_line({"error": problem.code, "reason": sentence}))


def _own_fault(fault: Exception, call: Invocation) -> None:
    """Say that the program made a mistake, and keep what a developer needs where it can be found."""
    import logging

    from app.machine.logging_setup import redacted, start_logging, stop_logging
    from app.machine.paths import log_folder

    if not call.folder().is_dir():
        click.echo(redacted("".join(traceback.format_exception(fault))), err=True)
        return
    folder = log_folder(call.folder())
    handler = start_logging(folder, "command")
    logging.getLogger(__name__).error("a command failed", exc_info=fault)
    stop_logging(handler)
    sentence = _("The program made a mistake. What was confirmed before is safe. Details are in {file}.")
    click.echo(sentence.format(file=folder / "command.log"), err=True)


def _speak_utf8() -> None:
    """Write Vietnamese whatever the console's code page (Windows) or locale (cron) says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8")


def _reader_is_gone() -> None:
    """End quietly when whoever read our output stopped reading (``| head``)."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - Python's own advice for SIGPIPE
