"""`demo`: the practice office, with its own province on this machine."""

import signal
import sys
import threading

import click

from app.commands.invocation import Command, invocation
from app.localization.translate import _


@click.command(
    "demo", cls=Command, help=_("The practice office with a province of its own; nothing to set up.")
)
@click.option("--headless", is_flag=True, help=_("No window: print the addresses and wait."))
@click.pass_context
def demo_command(context: click.Context, *, headless: bool) -> int:
    """Run the practice office until the window is closed."""
    call = invocation(context)
    from app.composition.practice import practice_folder, practising
    from app.machine.logging_setup import start_logging
    from app.machine.paths import log_folder
    from app.machine.single_instance import SingleInstance

    folder = call.data or practice_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with SingleInstance(folder):
        start_logging(log_folder(folder), "demo")
        with practising(folder) as practice:
            told = {
                "province": practice.url,
                "office": str(practice.office),
                "passphrase": practice.passphrase,
            }
            said = _("Province: {province}\nOffice: {office}\nPassphrase: {passphrase}")
            call.answer(told, said.format(**told))
            sys.stdout.flush()
            if headless:
                signal.signal(signal.SIGTERM, lambda *_caught: sys.exit(0))
                threading.Event().wait()
            from app.composition.window import FolderEntrance, show_window

            return show_window(FolderEntrance(practice.office, practice=True), practice.open)
