"""Finds and reads the catalogue of a language.

English is the language of the source text and needs no catalogue. The installed program carries compiled
catalogues (``.mo``). In a checkout the ``.po`` file is the truth: it is compiled beside itself whenever it
is not the very file that was compiled last, so a stale translation cannot be shown.
"""

import gettext
import os
from functools import cache
from pathlib import Path

LANGUAGES = ("vi", "en")
"""What the window speaks, the first language first."""

SOURCE_LANGUAGE = "en"
"""The language of the texts in the code."""

DOMAIN = "messages"
"""The file name of every catalogue, as gettext calls it."""

TRANSLATIONS = Path(__file__).resolve().parents[2] / "translations"
"""Beside the packages in a checkout; the installer keeps the same arrangement."""


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return the translations of ``language`` (one of `LANGUAGES`).

    Raises FileNotFoundError when the language has neither a ``.po`` nor a ``.mo`` file.
    """
    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    compiled = TRANSLATIONS / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    source = compiled.with_suffix(".po")
    if source.exists() and not _is_of(compiled, source):
        _write_beside(compiled, compile_catalogue(source), source.stat().st_mtime_ns)
    with compiled.open("rb") as file:
        return gettext.GNUTranslations(file)


def compile_catalogue(source: Path) -> bytes:
    """Return the ``.mo`` bytes of a ``.po`` file. Fuzzy translations are left out. Needs Babel."""
    from io import BytesIO  # noqa: PLC0415 - like Babel, only for building

    from babel.messages.mofile import write_mo  # noqa: PLC0415 - Babel is not in the installed program
    from babel.messages.pofile import read_po  # noqa: PLC0415 - the same

    compiled = BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file))
    return compiled.getvalue()


def _is_of(compiled: Path, source: Path) -> bool:
    """Whether ``compiled`` was made from ``source`` as it is now: it then bears the same time to the tick."""
    return compiled.exists() and compiled.stat().st_mtime_ns == source.stat().st_mtime_ns


def _write_beside(target: Path, content: bytes, mtime_ns: int) -> None:
    """Replace ``target`` in one step, so that a program starting meanwhile reads the old or the new one."""
    import tempfile  # noqa: PLC0415 - loads a lot, for what only a checkout needs now and then

    descriptor, name = tempfile.mkstemp(dir=target.parent, suffix=".mo")
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    os.utime(name, ns=(mtime_ns, mtime_ns))
    Path(name).replace(target)
