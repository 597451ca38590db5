"""The rules in tests/conftest.py catch what they are for."""

import subprocess
import sys
from pathlib import Path

_OFFENCES = """
import logging, os, socket, tempfile, threading, time
import pytest

log = logging.getLogger("app.somewhere")
stop = threading.Event()

def test_stray_warning():
    log.warning("unexpected")

def test_expected_warning(caplog):
    with caplog.at_level(logging.WARNING):
        log.warning("expected")

def test_information():
    log.info("fine")

def test_thread_left():
    threading.Thread(target=stop.wait, daemon=True, name="forgotten").start()

def test_thread_ended():
    thread = threading.Thread(target=int)
    thread.start()

def test_network():
    try:
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    except Exception:
        pass

def test_name_look_up():
    socket.getaddrinfo("example.org", 443)

def test_this_machine():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()

def test_window_left(qapp):
    from PySide6.QtWidgets import QWidget
    global kept
    kept = QWidget()

def test_window_closed(qtbot):
    from PySide6.QtWidgets import QWidget
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

def test_data_folder():
    assert os.environ["XDG_DATA_HOME"].startswith(tempfile.gettempdir())

@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows")
def test_another_time_zone():
    assert time.timezone == 16200
"""


def test_offences_are_caught_and_nothing_else(tmp_path: Path, repository: Path) -> None:
    file = tmp_path / "test_offences.py"
    file.write_text(_OFFENCES, encoding="utf-8")
    options = ["-q", "-p", "tests.conftest", "-p", "no:cacheprovider", "--tb=no", "-rfE"]
    configuration = ["-c", str(repository / "pyproject.toml"), "--rootdir", str(repository)]
    command = [sys.executable, "-m", "pytest", *options, *configuration, str(file)]
    done = subprocess.run(command, cwd=repository, check=False, capture_output=True, text=True)
    caught = {
        line.split("::")[1].split()[0]
        for line in done.stdout.splitlines()
        if line.startswith(("FAILED", "ERROR"))
    }
    assert caught == {
        "test_stray_warning",
        "test_thread_left",
        "test_network",
        "test_name_look_up",
        "test_window_left",
    }, done.stdout
