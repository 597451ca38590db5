"""How far each printer of this computer must be corrected: lines ``PRINTER: RIGHT DOWN``, in millimetres."""

import re
from collections.abc import Iterable

from app.domain.problems import DomainProblem
from app.settings.readers import lines

FARTHEST_MM = 15.0
_MOST_CHARS = 240
_LINE = re.compile(r"(?P<name>.+?)\s*:\s*(?P<right>[-+]?\d+(?:[.,]\d+)?)\s+(?P<down>[-+]?\d+(?:[.,]\d+)?)")


def offset_lines(value: object) -> list[str]:
    """Read the lines as typed or kept.

    Raises DomainProblem ``printer.bad_offset`` (`line`, `most`) and those of lines of text.
    """
    read: list[str] = lines(_MOST_CHARS)(value)
    for line in read:
        found = _parsed(line)
        if found is None or max(map(abs, found[1])) > FARTHEST_MM:
            raise DomainProblem("printer.bad_offset", line=line[:60], most=int(FARTHEST_MM))
    return read


def offset_of(printer: str, kept: Iterable[str]) -> tuple[float, float]:
    """Return how far a printer's pages are moved to the right and downwards, in millimetres.

    A line that cannot be read moves nothing.
    """
    parsed = filter(None, map(_parsed, kept))
    return next((shift for name, shift in parsed if name.casefold() == printer.casefold()), (0.0, 0.0))


def _parsed(line: str) -> tuple[str, tuple[float, float]] | None:
    found = _LINE.fullmatch(line.strip())
    if found is None:
        return None
    right, down = (float(found[part].replace(",", ".")) for part in ("right", "down"))
    return found["name"], (right, down)
