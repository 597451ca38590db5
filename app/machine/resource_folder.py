"""Where the shipped data files lie. Apart from what reads them, so that asking costs nothing."""

import sys
from pathlib import Path


def resource_folder() -> Path:
    """Return the folder `resources` of the checkout, or the one beside the installed program."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen is not None else Path(__file__).resolve().parents[2]
    return root / "resources"
