"""From the start of the process to the painted sign-in window, against a bare window of the same shape.

    python -m tests.performance.start [runs]

Both are processes of their own, started in turn: the bare one builds the same widgets in the same layout
with nothing behind them; ours is what an icon starts, on an office folder with one clerk. Told at the moment
the first page has been painted: CPU of the process and wall time since its start (milliseconds), memory
(resident, MB), modules loaded. Ratios are of the medians, and of the quickest runs.

Then, in one process, from the accepted passphrase to today's page: opening the database, its use cases and
pages (key derivation left out), against the same page on an open database.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

RUNS = 12
_ROOT = Path(__file__).resolve().parents[2]

_TELL = """
def tell():
    import json, os, sys, time
    with open("/proc/self/statm") as file:
        pages = int(file.read().split()[1])
    wall = time.clock_gettime(time.CLOCK_MONOTONIC) - float(os.environ["STARTED_AT"])
    told = {"cpu": time.process_time(), "wall": wall, "mb": pages * os.sysconf("SC_PAGE_SIZE") / 1e6}
    print(json.dumps(told | {"modules": len(sys.modules)}), flush=True)
    os._exit(0)
"""

_BARE = """
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import *

class Window(QWidget):
    painted = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not Window.painted:
            Window.painted = True
            QTimer.singleShot(0, tell)

application = QApplication([])
window, inner, card, scroll = Window(), QWidget(), QFrame(), QScrollArea()
page, middle, column, row, top, last = (QVBoxLayout(window), QVBoxLayout(inner), QVBoxLayout(card),
                                        QHBoxLayout(), QHBoxLayout(), QHBoxLayout())
top.addWidget(QLabel("Một Cửa Vùng Cao"))
top.addStretch(1)
for text in ("Tiếng Việt", "English"):
    made = QPushButton(text)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    top.addWidget(made)
card.setFrameShape(QFrame.Shape.StyledPanel)
names, passphrase, busy = QComboBox(), QLineEdit(), QProgressBar()
names.addItem("Quàng Thị Hương")
passphrase.setEchoMode(QLineEdit.EchoMode.Password)
for widget in (QLabel("Đăng nhập"), QLabel("Họ tên"), names, QLabel("Mật khẩu"), passphrase):
    column.addWidget(widget)
last.addWidget(QPushButton("Đăng nhập"))
last.addStretch(1)
last.addWidget(QPushButton("Quên mật khẩu"))
column.addLayout(last)
column.addWidget(busy)
busy.hide()
middle.addLayout(top)
middle.addStretch(1)
row.addStretch(1)
row.addWidget(card, 8)
row.addStretch(1)
middle.addLayout(row)
middle.addStretch(2)
scroll.setWidgetResizable(True)
scroll.setWidget(inner)
page.addWidget(scroll, 1)
window.resize(1344, 704)
window.show()
passphrase.setFocus()
application.exec()
"""

_OURS = """
import runpy, sys
from PySide6.QtWidgets import QApplication

run = QApplication.exec

def watched():
    from ui.main_window import MainWindow
    frame = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    frame.painted.disconnect()
    frame.painted.connect(tell)
    return run()

QApplication.exec = staticmethod(watched)
sys.argv = ["motcua"]
runpy.run_module("app", run_name="__main__")
"""


def measured(program: str, data: Path) -> dict[str, float]:
    """Run one process until it has painted; return what it told."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_")},
        "XDG_DATA_HOME": str(data),
        "XDG_STATE_HOME": str(data),
        "STARTED_AT": str(time.clock_gettime(time.CLOCK_MONOTONIC)),
    }
    done = subprocess.run(
        [sys.executable, "-c", _TELL + program], cwd=_ROOT, env=environment, capture_output=True, check=True
    )
    told: dict[str, float] = json.loads(done.stdout)
    return told


def compare_starts(data: Path, runs: int) -> None:
    """Start both in turn and print the figures."""
    bare, ours = [], []
    for _run in range(runs):
        bare.append(measured(_BARE, data))
        ours.append(measured(_OURS, data))
    for figure, unit, scale in (
        ("cpu", "ms", 1000),
        ("wall", "ms", 1000),
        ("mb", "MB", 1),
        ("modules", "", 1),
    ):
        some, more = ([run[figure] * scale for run in runs_of] for runs_of in (bare, ours))
        median, ratio = statistics.median(more), statistics.median(more) / statistics.median(some)
        print(
            f"{figure:8} bare {statistics.median(some):7.1f} {unit:2}  ours {median:7.1f} {unit:2}"
            f"  ratio of medians {ratio:.2f}, of the best {min(more) / min(some):.2f}"
        )


def compare_pages(folder: Path) -> None:
    """Print how long today's page takes after a passphrase was accepted, and on an open database."""
    from tests.performance.first_page import figures  # imports all of the program

    told: dict[str, Any] = figures(folder)
    print(
        f"today's page: after the passphrase {told['opening']:.0f} ms CPU, on an open database"
        f" {told['open']:.0f} ms CPU, ratio {told['opening'] / told['open']:.2f}"
    )


def main() -> None:
    """Make an office, start both programs, print."""
    from tests.support.desks import new_counter

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory(prefix="motcua-start-") as name:
        data = Path(name)
        new_counter(data / "motcua").desk.close()
        compare_starts(data, runs)
        compare_pages(data / "motcua")


if __name__ == "__main__":
    main()
