import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.problems import DomainProblem
from ui.background.lanes import Lane
from ui.background.task_runner import Latest, TaskRunner


@pytest.fixture
def lane() -> Iterator[Lane]:
    made = Lane("test")
    yield made
    made.close(finish=False)
    assert made.join(2)


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    qtbot.waitUntil(lambda: made.under_way == 0)


def _waits(qtbot: QtBot, runner: TaskRunner) -> None:
    qtbot.waitUntil(lambda: runner.under_way == 0)


def test_work_runs_on_the_lane_and_its_result_arrives_on_the_gui_thread(
    qtbot: QtBot, lane: Lane, runner: TaskRunner
) -> None:
    at_work: list[int] = []
    delivered: list[tuple[str, int]] = []

    def work() -> str:
        at_work.append(threading.get_ident())
        return "done"

    runner.run(lane, work, lambda result: delivered.append((result, threading.get_ident())))
    _waits(qtbot, runner)
    assert delivered == [("done", threading.get_ident())]
    assert at_work != [threading.get_ident()]


def test_a_problem_goes_to_the_page_and_a_fault_to_the_guard(
    qtbot: QtBot, lane: Lane, runner: TaskRunner
) -> None:
    problems: list[str] = []
    faults: list[object] = []
    runner.unexpected.connect(faults.append)

    def refuse() -> None:
        raise DomainProblem("dossier.unknown")

    def fail() -> None:
        raise KeyError("x")

    runner.run(lane, refuse, print, lambda problem: problems.append(problem.code))
    runner.run(lane, fail, print, lambda problem: problems.append(problem.code))
    runner.run(lane, refuse, print)
    _waits(qtbot, runner)
    assert problems == ["dossier.unknown"]
    assert [type(fault) for fault in faults] == [KeyError, DomainProblem]


def test_only_the_newest_answer_of_a_series_counts(qtbot: QtBot, lane: Lane, runner: TaskRunner) -> None:
    typed = Latest()
    shown: list[str] = []
    for text in ("n", "ng", "ngu"):
        runner.run(lane, lambda text=text: text, shown.append, latest=typed)
    _waits(qtbot, runner)
    assert shown == ["ngu"]
    runner.run(lane, lambda: "ngưu", shown.append, latest=typed)
    typed.forget()
    _waits(qtbot, runner)
    assert shown == ["ngu"]


def test_nobody_is_called_for_a_page_that_is_gone(qtbot: QtBot, lane: Lane, runner: TaskRunner) -> None:
    gate = threading.Event()
    shown: list[object] = []
    page = QWidget()
    runner.run(lane, gate.wait, shown.append, owner=page)
    page.deleteLater()
    del page
    qtbot.waitUntil(lambda: gc.collect() >= 0)
    gate.set()
    _waits(qtbot, runner)
    assert shown == []


def test_a_job_of_a_page_that_is_gone_fails_into_the_log(
    qtbot: QtBot, lane: Lane, runner: TaskRunner, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("WARNING")
    faults: list[object] = []
    runner.unexpected.connect(faults.append)
    gate = threading.Event()

    def fail() -> None:
        gate.wait()
        raise KeyError("closed")

    owner = QObject()
    runner.run(lane, fail, print, owner=owner)
    del owner
    gc.collect()
    gate.set()
    _waits(qtbot, runner)
    assert faults == []
    assert "nobody waits for any more" in caplog.text


def test_two_hundred_tasks_keep_their_order(qtbot: QtBot, lane: Lane, runner: TaskRunner) -> None:
    shown: list[int] = []
    for number in range(200):
        runner.run(lane, lambda number=number: number, shown.append)
    _waits(qtbot, runner)
    assert shown == list(range(200))


def test_after_the_lanes_are_closed_work_is_dropped_quietly(runner: TaskRunner) -> None:
    closed = Lane("closed")
    closed.close(finish=True)
    assert closed.join(2)
    runner.run(closed, lambda: 1, print)
    assert runner.under_way == 0
