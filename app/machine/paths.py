"""Where the program keeps its things on this machine."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def data_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    r"""Return the folder of the office of whoever is logged in to this machine; it need not exist yet.

    Windows: ``%LOCALAPPDATA%\MotCua``, which never roams to a network share (SQLite must not live on one).
    Elsewhere: ``$XDG_DATA_HOME/motcua``, by default ``~/.local/share/motcua``.
    """
    if platform == "win32":
        local = environment.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / "MotCua"
    chosen = environment.get("XDG_DATA_HOME", "")
    # The XDG specification says that a relative path is to be ignored.
    return (Path(chosen) if chosen.startswith("/") else Path.home() / ".local" / "share") / "motcua"


def log_folder(data: Path) -> Path:
    """Return the folder of the log files that belong to a data folder; it need not exist yet."""
    return data / "logs"
