"""Leaving with a network that hangs, tried in a process of its own."""

import subprocess
import sys
import time

PROGRAM = """
import threading
from ui.background.lanes import Lanes

lanes = Lanes.start()
lanes.network.submit(threading.Event().wait)
saved = []
lanes.database.submit(lambda: saved.append("dossier"))
ended = lanes.close(lambda: saved.append("closed"), 2.5)
print(ended, *saved)
"""


def test_a_hung_network_does_not_keep_the_program_alive() -> None:
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=30, check=True
    )
    assert done.stdout.split() == ["True", "dossier", "closed"]
    assert time.monotonic() - began < 3
