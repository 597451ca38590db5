"""Which machine this is: a number that stays with the installed system and not with a copied folder."""

import hashlib
import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path

from app.machine.durable_files import write_durably

_LINUX_FILES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_LEAST_CHARACTERS = 16


def state_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    r"""Return where this machine notes what must not travel with a data folder; it need not exist yet.

    Windows: ``%LOCALAPPDATA%\MotCuaState``. Elsewhere: ``$XDG_STATE_HOME/motcua``, by default
    ``~/.local/state/motcua``.
    """
    if platform == "win32":
        local = environment.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / "MotCuaState"
    chosen = environment.get("XDG_STATE_HOME", "")
    return (Path(chosen) if chosen.startswith("/") else Path.home() / ".local" / "state") / "motcua"


def machine_id(state: Path, system_files: tuple[Path, ...] = _LINUX_FILES) -> str:
    """Return 32 hexadecimal digits that name this machine, the same ones at every start.

    Made from the system's own number (``/etc/machine-id``, Windows ``MachineGuid``), which is confidential
    and therefore hashed; a system without one gets a random number, kept in the folder ``state``.
    """
    found = _system_number(system_files) or _own_number(state / "machine")
    return hashlib.sha256(b"motcua/machine/1/" + found.encode()).hexdigest()[:32]


def _own_number(path: Path) -> str:
    try:
        kept = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        kept = ""
    if len(kept) >= _LEAST_CHARACTERS:
        return kept
    drawn = secrets.token_hex(16)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_durably(path, drawn.encode())
    return drawn


if sys.platform == "win32":
    import winreg

    def _system_number(system_files: tuple[Path, ...]) -> str:
        """Return the number Windows was installed with, or nothing."""
        del system_files
        try:
            # The 64-bit view, also for a 32-bit Python: the other one has no number.
            access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
            with winreg.OpenKey(
                winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography", 0, access
            ) as key:
                number, _kind = winreg.QueryValueEx(key, "MachineGuid")
        except OSError:
            return ""
        return str(number)

else:

    def _system_number(system_files: tuple[Path, ...]) -> str:
        """Return the first usable number in these files, or nothing."""
        for path in system_files:
            try:
                number = path.read_text(encoding="ascii").strip()
            except (OSError, UnicodeDecodeError):
                continue
            # "uninitialized" stands there while a system image waits for its first start.
            if len(number) >= _LEAST_CHARACTERS:
                return number
        return ""
