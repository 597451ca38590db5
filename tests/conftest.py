"""What holds for every test: no screen, no network, nobody's data, nothing left behind, no stray warning."""

import gc
import logging
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from dev import virtual_screen

# The program keeps Viet Nam's time by itself; a machine set to another zone shows whether it does.
os.environ["TZ"] = "XXX+04:30"
if hasattr(time, "tzset"):
    time.tzset()

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_HOME = tempfile.TemporaryDirectory(prefix="motcua-tests-")
"""Stands for the person's own folders, so that no test can touch a real office."""
os.environ["XDG_DATA_HOME"] = os.environ["XDG_STATE_HOME"] = os.environ["LOCALAPPDATA"] = _HOME.name

# Shared machines are slow at times, so there is no deadline. The same examples on every run, so that a red
# run is about the change at hand. `--hypothesis-profile=search` looks further.
_PATIENT = hypothesis.settings(
    deadline=None, print_blob=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.register_profile("suite", _PATIENT, derandomize=True)
hypothesis.settings.register_profile("search", _PATIENT, max_examples=2000)
hypothesis.settings.load_profile("suite")


class UnexpectedNetworkUse(BaseException):
    """A test reached for a machine other than this one. Not an Exception: nothing may swallow it."""


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """Stop every connection that is not to this machine."""
    if event in {"socket.connect", "socket.sendto"} and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if host not in {"127.0.0.1", "::1", "localhost", "0.0.0.0", "", None}:  # noqa: S104 - compared, not bound
        raise UnexpectedNetworkUse(host)


sys.addaudithook(_refuse_network)


class _OurRecords(logging.Handler):
    """Keeps what our packages log at WARNING or above, unless the test listens for it with `caplog`."""

    def __init__(self, caplog: pytest.LogCaptureFixture | None) -> None:
        super().__init__(logging.WARNING)
        self.unexpected: list[str] = []
        self._caplog = caplog

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record, unless `caplog` was set to a level that takes it."""
        listening = self._caplog.handler.level if self._caplog is not None else 0
        if not 0 < listening <= record.levelno:
            self.unexpected.append(self.format(record))


@pytest.fixture(autouse=True)
def no_stray_log_record(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test during which our code warned, unless it did `caplog.set_level` or `at_level` for it."""
    caplog = request.getfixturevalue("caplog") if "caplog" in request.fixturenames else None
    handler = _OurRecords(caplog)
    loggers = [logging.getLogger(name) for name in ("app", "ui", "sync")]
    for logger in loggers:
        logger.addHandler(handler)
    yield
    for logger in loggers:
        logger.removeHandler(handler)
    if handler.unexpected:
        pytest.fail("unexpected log records:\n" + "\n".join(handler.unexpected), pytrace=False)


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread or a top-level window."""
    threads = set(threading.enumerate())
    windows = {id(window) for window in _windows()}
    yield
    for thread in set(threading.enumerate()) - threads:
        thread.join(timeout=2)  # one that is just ending is not left behind
    left = [thread.name for thread in set(threading.enumerate()) - threads]
    if left:
        pytest.fail(f"threads left behind: {left}", pytrace=False)
    if _windows():
        gc.collect()
    remaining = [repr(window) for window in _windows() if id(window) not in windows]
    if remaining:
        pytest.fail(f"windows left behind: {remaining}", pytrace=False)


def _windows() -> list[object]:
    """Return the top-level windows there are, once those already closed for good are gone."""
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return list(QApplication.topLevelWidgets())


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    """Run a screen for programs started by tests marked `screen`; gives the value of DISPLAY."""
    with virtual_screen() as display:
        yield display


@pytest.fixture
def repository() -> Path:
    """Return the root of the checkout."""
    return Path(__file__).resolve().parents[1]
