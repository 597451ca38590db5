"""QR codes as rows of dark runs, ready to be drawn as one path."""

from dataclasses import dataclass

import segno

QUIET = 4
"""Empty modules around the code; scanners need them."""

_MASK = 2
"""Fixed: trying all eight masks costs a third of the whole paper, and any of them reads."""


@dataclass(frozen=True, slots=True)
class DarkRun:
    """Neighbouring dark modules of one row, counted from the upper left corner inside the quiet zone."""

    row: int
    first: int
    length: int


@dataclass(frozen=True, slots=True)
class QrCode:
    """A finished code; `modules` is the length of a side without the quiet zone."""

    modules: int
    runs: tuple[DarkRun, ...]


def qr_code(text: str) -> QrCode:
    """Return the code of a text at error correction M: it reads with 15 % of it soiled.

    Raises ValueError for a text too long for any code.
    """
    matrix = segno.make(text, error="m", micro=False, boost_error=False, mask=_MASK).matrix
    runs = []
    for row, modules in enumerate(matrix):
        first = None
        for place, dark in enumerate([*modules, 0]):
            if dark and first is None:
                first = place
            elif not dark and first is not None:
                runs.append(DarkRun(row, first, place - first))
                first = None
    return QrCode(len(matrix), tuple(runs))
