"""Builds the installer of a Debian counter: a trimmed one-folder program inside a .deb.

    python3 build_installer.py           build dist/motcua_VERSION_ARCH.deb
    python3 build_installer.py --check   build, install it into a bare Debian 12 and start it there
    python3 build_installer.py --check DEB   check a package that was built before

Works from the environment that `dev.py` makes; needs binutils and dpkg-deb. `--check` needs root, debootstrap
and a Debian mirror; it receives a dossier with the installed command and photographs the window under Xvfb.
"""

import compileall
import hashlib
import os
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent
BUILD, DIST = ROOT / "build", ROOT / "dist"
PROGRAM = DIST / "motcua"
INSIDE = PROGRAM / "_internal"
NAME = "motcua"
INSTALLED_LIMIT_MB, PACKAGE_LIMIT_MB = 150, 50

# What Qt and the program load from the system; on a bare Debian 12 nothing else is missing.
DEPENDS = (
    *("libc6 (>= 2.35)", "libegl1", "libgl1", "libx11-6", "libdbus-1-3", "libfontconfig1", "libfreetype6"),
    *("libglib2.0-0 | libglib2.0-0t64", "libxkbcommon0", "libxkbcommon-x11-0", "libx11-xcb1", "libxcb1"),
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0"),
    *(
        "libxcb-render-util0",
        "libxcb-render0",
        "libxcb-shape0",
        "libxcb-shm0",
        "libxcb-sync1",
        "libxcb-util1",
    ),
    *("libxcb-xfixes0", "libxcb-xkb1", "libwayland-client0", "libwayland-cursor0", "libwayland-egl1"),
    *("libcups2 | libcups2t64", "libstdc++6", "libgcc-s1", "libffi8", "liblzma5", "libbz2-1.0", "zlib1g"),
    *("libexpat1", "libuuid1", "libssl3 | libssl3t64", "libsqlite3-0", "libzstd1"),
)
# The program draws with Widgets and prints; it has no use for the rest of Qt, nor for build-time tools.
UNUSED_MODULES = (
    *(
        "tkinter",
        "numpy",
        "babel",
        "fontTools",
        "pytest",
        "hypothesis",
        "mypy",
        "ruff",
        "PIL.ImageTk",
        "pip",
        "pygments",
        "pydoc_data",
    ),
    *("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtSql", "PySide6.QtTest", "PySide6.QtDesigner"),
    *(
        "PySide6.QtNetwork",
        "PySide6.QtOpenGL",
        "PySide6.QtSvg",
        "PySide6.QtXml",
        "setuptools",
        "pkg_resources",
    ),
)
# Parts of packages that pay for nothing here; libraries only they need fall away after them.
UNUSED_FILES = (
    *("libQt6Qml*", "libQt6Quick*", "libQt6Eglfs*", "libQt6EglFS*", "libQt6Network.*", "libQt6Svg*"),
    *("PIL/_avif*", "PIL/_webp*", "PIL/_imagingcms*", "PIL/_imagingft*", "PIL/_imagingtk*"),
    *("zstandard/_cffi*", "readline.*.so", "_curses*.so", "*.dist-info", "tests", "*.pyi"),
)
# Debian brings these (DEPENDS); copies from the building machine would not fit another one's drivers.
SYSTEM_LIBRARIES = (
    *("libX*", "libxcb*", "libxkbcommon*", "libglib*", "libgio*", "libgobject*", "libgmodule*"),
    *("libgthread*", "libgtk*", "libgdk*", "libcairo*", "libpango*", "libatk*", "libgnutls*", "libcups*"),
    *("libdbus*", "libfontconfig*", "libfreetype*", "libharfbuzz*", "libwayland-*", "libEGL*", "libGL*"),
    *("libdrm*", "libgssapi*", "libkrb5*", "libk5crypto*", "libcom_err*", "libkeyutils*", "libbrotli*"),
    *("libepoxy*", "libsystemd*", "libgcrypt*", "libgpg-error*", "libavahi*", "libmount*", "libblkid*"),
    *("libselinux*", "libfribidi*", "libthai*", "libdatrie*", "libgraphite*", "libpixman*", "libpcre*"),
    *("libtiff*", "libjbig*", "libstdc++*", "libgcc_s*", "libexpat*", "libuuid*", "libffi*", "liblzma.so*"),
    *("libbz2*", "libz.*", "libcrypto.*", "libssl.*", "libsqlite3.*", "libzstd.so*", "libreadline*"),
    *("libtinfo*", "libncurses*"),
)
USED_PLUGINS = {
    "platforms": ("libqxcb.so", "libqwayland.so", "libqoffscreen.so", "libqminimal.so"),
    "platforminputcontexts": (
        "libcomposeplatforminputcontextplugin.so",
        "libibusplatforminputcontextplugin.so",
    ),
    "printsupport": ("libcupsprintersupport.so",),
    "imageformats": ("libqico.so",),
    "wayland-shell-integration": ("libxdg-shell.so",),
    "wayland-decoration-client": ("libbradient.so",),
}

DESKTOP_ENTRY = """[Desktop Entry]
Type=Application
Name=Một Cửa Vùng Cao
Comment=Tiếp nhận hồ sơ tại Bộ phận Một cửa cấp xã
Exec=motcua
Icon=motcua
Terminal=false
Categories=Office;
"""


def version() -> str:
    """Return the program's version."""
    from app import __version__  # noqa: PLC0415 - the environment may have to be entered first

    return __version__


def architecture() -> str:
    """Return Debian's name of this machine's processor."""
    return run("dpkg", "--print-architecture").strip()


def run(*command: str | Path, **environment: str) -> str:
    """Run a tool; stop the build with its last words when it fails."""
    done = subprocess.run(
        [str(word) for word in command],
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | environment,
    )
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed ({done.returncode}):\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return done.stdout


def compile_catalogues(target: Path) -> None:
    """Write the compiled catalogues the frozen program reads."""
    from app.localization.catalogue import compile_catalogue  # noqa: PLC0415 - see `version`

    for source in (ROOT / "translations").glob("*/LC_MESSAGES/*.po"):
        compiled = target / source.relative_to(ROOT).with_suffix(".mo")
        compiled.parent.mkdir(parents=True, exist_ok=True)
        compiled.write_bytes(compile_catalogue(source))


def freeze() -> None:
    """Freeze the program into one folder with PyInstaller."""
    shutil.rmtree(PROGRAM, ignore_errors=True)
    words = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--onedir", "--name", NAME]
    words += ["--distpath", str(DIST), "--workpath", str(BUILD), "--specpath", str(BUILD), "--strip"]
    words += ["--paths", str(ROOT), "--add-data", f"{ROOT / 'resources'}:resources"]
    # Commands, migrations and the server are imported by name, at need.
    for package in ("app", "ui", "sync", "uvicorn", "sqlalchemy.dialects.sqlite", "reportlab.pdfbase"):
        words += ["--collect-submodules", package]
    words += ["--collect-binaries", "pypdfium2_raw", "--collect-data", "pypdfium2_raw"]
    for module in UNUSED_MODULES:
        words += ["--exclude-module", module]
    run(*words, ROOT / "app" / "__main__.py", SOURCE_DATE_EPOCH="1767225600")


def trim() -> None:
    """Delete what the program never loads, and what Debian brings itself."""
    qt = INSIDE / "PySide6" / "Qt"
    shutil.rmtree(qt / "qml", ignore_errors=True)
    shutil.rmtree(qt / "translations", ignore_errors=True)
    trim_plugins(qt / "plugins")
    for pattern in UNUSED_FILES:
        for leftover in sorted(INSIDE.rglob(pattern), reverse=True):
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
    for pattern in SYSTEM_LIBRARIES:
        for library in INSIDE.glob(pattern):
            library.unlink()
    drop_unreferenced()


def trim_plugins(plugins: Path) -> None:
    """Keep the plugins that a counter's screen, keyboard and printer may need."""
    for folder in plugins.iterdir():
        for plugin in folder.iterdir():
            if plugin.name not in USED_PLUGINS.get(folder.name, ()):
                plugin.unlink()


def drop_unreferenced() -> None:
    """Delete shared libraries that no extension module, plugin or the program itself leads to."""
    binaries = [file for file in INSIDE.rglob("*.so*") if file.is_file()]
    libraries = {file.name: file for file in binaries if file.name.startswith("lib") and ".so." in file.name}
    # The starter opens the interpreter's library by name.
    reached = {name for name in libraries if "libpython" in name}
    ahead = [file for file in binaries if file.name not in libraries]
    ahead += [PROGRAM / NAME, *(libraries[name] for name in reached)]
    while ahead:
        named = run("readelf", "-d", *ahead)
        needed = {line.split("[")[1].rstrip("]") for line in named.splitlines() if "(NEEDED)" in line}
        ahead = [libraries[name] for name in needed & libraries.keys() - reached]
        reached |= {library.name for library in ahead}
    for name in libraries.keys() - reached:
        libraries[name].unlink()


def inventory(target: Path) -> None:
    """Write which packages the program carries, and under which licence."""
    lines = []
    for line in (ROOT / "requirements" / "runtime.txt").read_text(encoding="utf-8").splitlines():
        if "==" in line and not line.startswith((" ", "#")):
            name = line.split("==")[0].strip()
            try:
                found = metadata.metadata(name)
            except metadata.PackageNotFoundError:
                continue  # a package of another platform
            licence = found["License-Expression"] or (found["License"] or "").split("\n")[0]
            lines.append(f"{name} {found['Version']}: {licence or 'see its own files'}")
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def package() -> Path:
    """Put the frozen program into a .deb; return its path."""
    tree = BUILD / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(PROGRAM, tree / "opt" / NAME, symlinks=True)
    for folder in ("DEBIAN", "usr/bin", "usr/share/applications", f"usr/share/doc/{NAME}"):
        (tree / folder).mkdir(parents=True)
    (tree / "usr/bin" / NAME).symlink_to(f"/opt/{NAME}/{NAME}")
    (tree / f"usr/share/applications/{NAME}.desktop").write_text(DESKTOP_ENTRY, encoding="utf-8")
    icon = ROOT / "resources" / "icons" / f"{NAME}.png"
    if icon.exists():
        place = tree / "usr/share/icons/hicolor/256x256/apps"
        place.mkdir(parents=True)
        shutil.copy(icon, place / f"{NAME}.png")
    shutil.copy(ROOT / "LICENSE", tree / f"usr/share/doc/{NAME}/copyright")
    inventory(tree / f"usr/share/doc/{NAME}/packages.txt")
    size = sum(file.stat().st_size for file in tree.rglob("*") if file.is_file() and not file.is_symlink())
    control = {
        "Package": NAME,
        "Version": version(),
        "Architecture": architecture(),
        "Maintainer": "Một Cửa Vùng Cao <motcua@localhost>",
        "Installed-Size": str(size // 1024),
        "Depends": ", ".join(DEPENDS),
        "Section": "office",
        "Priority": "optional",
        "Description": "offline-first counter program of a commune's one-stop shop",
    }
    text = "".join(f"{name}: {value}\n" for name, value in control.items())
    (tree / "DEBIAN" / "control").write_text(text, encoding="utf-8")
    deb = DIST / f"{NAME}_{version()}_{architecture()}.deb"
    run("dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree, deb)
    report(size, deb)
    return deb


def report(installed_bytes: int, deb: Path) -> None:
    """Print sizes and hash; refuse a package over its limits."""
    megabyte = 1_000_000
    digest = hashlib.sha256(deb.read_bytes()).hexdigest()
    print(f"installed {installed_bytes / megabyte:.1f} MB (limit {INSTALLED_LIMIT_MB})")
    print(f"package   {deb.stat().st_size / megabyte:.1f} MB (limit {PACKAGE_LIMIT_MB})  {deb.name}")
    print(f"sha256    {digest}")
    deb.with_suffix(".deb.sha256").write_text(f"{digest}  {deb.name}\n", encoding="ascii")
    if installed_bytes > INSTALLED_LIMIT_MB * megabyte or deb.stat().st_size > PACKAGE_LIMIT_MB * megabyte:
        sys.exit("The package is larger than its limit.")


def check(deb: Path) -> None:
    """Install the package into a bare Debian 12, receive a dossier with it and photograph its window."""
    system = BUILD / "bare-debian"
    if not (system / "etc" / "debian_version").exists():
        run("debootstrap", "--variant=minbase", "bookworm", system)
    shutil.copy(deb, system / "srv" / deb.name)
    for name in ("resolv.conf", "hosts"):
        shutil.copy(Path("/etc") / name, system / "etc" / name)
    sources = Path("/etc/apt")
    shutil.copytree(sources, system / "etc/apt", dirs_exist_ok=True)
    inside = ("chroot", system, "env", "DEBIAN_FRONTEND=noninteractive", "HOME=/srv", "LANG=C.UTF-8")
    quiet = ("-y", "--no-install-recommends")
    run(*inside, "apt-get", "update")
    run(*inside, "apt-get", "install", *quiet, f"/srv/{deb.name}")
    run(*inside, "apt-get", "install", *quiet, "xvfb", "xdotool", "imagemagick")
    script = system / "srv" / "check.sh"
    script.write_text(CHECK_SCRIPT, encoding="utf-8")
    print(run(*inside, "bash", "/srv/check.sh"))
    picture = DIST / "installed-window.png"
    shutil.copy(system / "srv" / "window.png", picture)
    print(f"picture   {picture.relative_to(ROOT)}")


CHECK_SCRIPT = r"""
set -euo pipefail
export MOTCUA_PASSPHRASE='mot cua vung cao 2026'
rm -rf /srv/office /srv/recovery
motcua init --data /srv/office --office 03328 --clerk 'Lò Thị Ín' > /srv/recovery
echo '{"procedure":"1.001193","applicant":{"full_name":"Giàng A Mẫu"}}' | motcua receive - --data /srv/office
motcua find 'giang a m' --data /srv/office --json
motcua verify --data /srv/office
code=$(motcua find 'giang' --data /srv/office --json | sed -n 's/.*"code": *"\([^"]*\)".*/\1/p' | head -1)
motcua print "$code" slip --out /srv/slip.pdf --data /srv/office
head -c 5 /srv/slip.pdf; echo
Xvfb :77 -screen 0 1366x768x24 -nolisten tcp &
trap 'kill %1' EXIT
export DISPLAY=:77
motcua --data /srv/office &
window=$!
for _ in $(seq 100); do xdotool search --onlyvisible --pid $window >/dev/null 2>&1 && break; sleep 0.2; done
xdotool search --onlyvisible --pid $window >/dev/null
sleep 3
import -window root /srv/window.png
kill $window
wait $window || true
"""


def main(arguments: list[str]) -> int:
    """Build, and check when asked to."""
    inside = ROOT / ".venv" / "bin" / "python"
    if Path(sys.prefix) != ROOT / ".venv":
        if not inside.exists():
            sys.exit("Run `python3 dev.py test` once: it makes the environment this builds from.")
        return subprocess.run([inside, __file__, *arguments], check=False).returncode
    sys.path.insert(0, str(ROOT))
    checking, given = "--check" in arguments, [word for word in arguments if word.endswith(".deb")]
    if not given:
        freeze()
        trim()
        compile_catalogues(INSIDE)
        compileall.compile_dir(INSIDE, quiet=2)
        given = [str(package())]
    if checking:
        check(Path(given[0]).resolve())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
