"""No command: the window."""

from app.commands.invocation import Invocation
from app.composition.window import open_window


def window_command(call: Invocation) -> int:
    """Open the window on the folder."""
    return open_window(call.folder())
