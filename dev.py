"""Sets the project up and runs it, with nothing but Python 3.11 or newer at hand.

    python3 dev.py run [ARGUMENTS]   the main job: the practice office (`python -m app demo ARGUMENTS`)
    python3 dev.py test [ARGUMENTS]  all tests, format, lint, types and layers among them (`pytest ARGUMENTS`)
    python3 dev.py messages          bring the translation catalogues up to date with the texts in the code
    python3 dev.py lock [ARGUMENTS]  resolve requirements/*.in into the locks again (`--upgrade`: newer ones)

Each first sets up: makes `.venv`, installs the hash-locked packages of requirements/dev.txt into it, and on
Debian looks for the system libraries that Qt and the tests load. As root it installs them, otherwise it
prints the one apt line. What is there is not fetched again, so every later start works without a network.
"""

import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements" / "dev.txt"
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = ENVIRONMENT / "installed-lock.sha256"

DEBIAN_PACKAGES = (
    # Qt, on any platform plugin, with network and printing
    *("libegl1", "libgl1", "libx11-6", "libdbus-1-3", "libfontconfig1", "libfreetype6", "libglib2.0-0"),
    *("libxkbcommon0", "libbrotli1", "libgssapi-krb5-2", "libcups2"),
    # Qt on X11
    *("libx11-xcb1", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0"),
    *("libxcb-render-util0", "libxcb-shape0", "libxcb-sync1", "libxcb-xfixes0", "libxcb-xkb1"),
    *("libxcb-util1", "libxkbcommon-x11-0"),
    # Qt on Wayland
    *("libwayland-client0", "libwayland-cursor0", "libwayland-egl1"),
    # a screen where there is none, and hands on its keyboard
    *("xvfb", "xdotool"),
)


def missing_debian_packages() -> list[str]:
    """Name what this Debian lacks; nothing elsewhere. Debian 13 marks renamed libraries with a final t64."""
    if shutil.which("dpkg-query") is None:
        return []
    query = ["dpkg-query", "--show", "--showformat=${Package} ${db:Status-Status}\n"]
    lines = subprocess.run(query, check=True, capture_output=True, text=True).stdout.splitlines()
    there = {line.split()[0].removesuffix("t64") for line in lines if line.endswith(" installed")}
    missing = [package for package in DEBIAN_PACKAGES if package not in there]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("python3-venv")
    return missing


def provide_system_libraries() -> None:
    """Install the missing libraries as root; without the right to do so, print the line that does."""
    missing = missing_debian_packages()
    if not missing:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if sys.platform == "linux" and os.geteuid() == 0:
        print("Installing system libraries:", *missing, flush=True)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        updated = subprocess.run(["apt-get", "update"], env=quiet, check=False).returncode == 0
        if updated and subprocess.run(install, env=quiet, check=False).returncode == 0:
            return
    print("System libraries are missing. Please run:", file=sys.stderr)
    print("  sudo apt-get update && sudo", *install, file=sys.stderr, flush=True)


def provide_environment() -> None:
    """Make `.venv` from the lock, unless it was made from this very lock before."""
    fingerprint = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="ascii") == fingerprint:
        return
    print("Setting up", ENVIRONMENT, flush=True)
    if not PYTHON.exists() or not STAMP.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", ENVIRONMENT], check=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    locked = ["--require-hashes", "--no-deps", "--only-binary=:all:", "-r", str(LOCK)]
    if subprocess.run([*pip, *locked], check=False).returncode != 0:
        sys.exit("The packages could not be installed. Is there a network? Run the same command again.")
    STAMP.write_text(fingerprint, encoding="ascii")


@contextmanager
def virtual_screen() -> Iterator[str]:
    """Run an X server without a screen as large as an old laptop's; gives its display name."""
    reading, writing = os.pipe()
    size = ["-screen", "0", "1366x768x24"]
    command = ["Xvfb", "-displayfd", str(writing), *size, "-nolisten", "tcp", "-noreset"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, pass_fds=[writing], stdout=quiet, stderr=quiet, start_new_session=True
    ) as server:
        try:
            os.close(writing)
            with os.fdopen(reading, encoding="ascii") as answer:
                number = answer.readline().strip()
            if not number:
                sys.exit("Xvfb did not start.")
            yield f":{number}"
        finally:
            server.terminate()


def call(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run a program to its end; it does not outlive this one."""
    with subprocess.Popen(command, cwd=ROOT, env=environment) as program:
        try:
            return program.wait()
        except KeyboardInterrupt:
            return program.wait()  # the same key press reached the program, which now closes
        finally:
            program.terminate()


def run(arguments: Sequence[str]) -> int:
    """Start the practice office, on a screen of its own where there is none."""
    command = [str(PYTHON), "-m", "app", "demo", *arguments]
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if os.name == "nt" or "--headless" in arguments or any(os.environ.get(name) for name in screens):
        return call(command, os.environ)
    if shutil.which("Xvfb") is None:
        sys.exit("There is no screen: neither DISPLAY nor WAYLAND_DISPLAY is set, and Xvfb is not installed.")
    with virtual_screen() as display:
        print(f"There is no screen; the window opens on Xvfb, DISPLAY={display}", flush=True)
        return call(command, os.environ | {"DISPLAY": display})


def lock(arguments: Sequence[str]) -> int:
    """Resolve the requirement files for every platform at once; the resolver is fetched only for this."""
    subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", "--upgrade", "uv"], check=True)
    resolve = [str(PYTHON), "-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version=3.11"]
    resolve += ["--generate-hashes", "--no-header", *arguments]
    for name in ("runtime", "dev"):
        command = [*resolve, f"{name}.in", "--output-file", f"{name}.txt"]
        if (status := subprocess.run(command, cwd=LOCK.parent, check=False).returncode) != 0:
            return status
    return 0


def main(arguments: Sequence[str]) -> int:
    """Set up, do what the first argument names and return its exit code."""
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("", ())
    if verb not in {"run", "test", "messages", "lock"}:
        print(__doc__, file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    provide_system_libraries()
    provide_environment()
    if verb == "run":
        return run(rest)
    if verb == "lock":
        return lock(rest)
    module = ("pytest",) if verb == "test" else ("app.localization.extraction",)
    return call([str(PYTHON), "-m", *module, *rest], os.environ)


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - asked of whatever Python the person has
        sys.exit("This project needs Python 3.11 or newer.")
    sys.exit(main(sys.argv[1:]))
