"""`python -m app`: the `motcua` command; called with nothing, as by an icon, the window alone."""

import os
import sys

_LANGUAGE_VARIABLE = "MOTCUA_LANGUAGE"


def main() -> int:
    """Run what was asked for; returns the exit code."""
    if len(sys.argv) == 1 and _LANGUAGE_VARIABLE not in os.environ:
        # Nobody typed a command line, so nothing that reads one is loaded: the window comes up sooner.
        from app.composition.window import window_from_icon

        return window_from_icon()
    from app.command_line import main as run_command

    return run_command()


if __name__ == "__main__":
    sys.exit(main())
