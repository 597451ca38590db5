"""The thread that paints the window: whoever waits for a disk there lets the clerk wait.

Apart from `database`, which loads SQLCipher: the window is declared before that is needed.
"""

import threading

_here = threading.local()
"""Marks the thread itself; the number of a thread that ended is given to the next one."""


def paint_on_this_thread() -> None:
    """Declare the calling thread as the one that paints; from now on the database refuses it."""
    _here.paints = True


def this_thread_paints() -> bool:
    """Whether the calling thread declared itself so."""
    return bool(getattr(_here, "paints", False))
