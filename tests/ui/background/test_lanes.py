import threading
from concurrent.futures import CancelledError

import pytest

from ui.background.lanes import Lane, LaneClosed, Lanes


def test_a_lane_does_its_jobs_in_order_on_one_thread() -> None:
    lane = Lane("test")
    done: list[int] = []
    threads: set[int] = set()

    def job(number: int) -> int:
        done.append(number)
        threads.add(threading.get_ident())
        return number

    futures = [lane.submit(lambda number=number: job(number)) for number in range(200)]
    assert [future.result() for future in futures] == list(range(200))
    assert done == list(range(200))
    assert len(threads) == 1
    assert threading.get_ident() not in threads
    lane.close(finish=True)
    assert lane.join(2)


def test_what_a_person_waits_for_goes_before_what_the_exchange_brings() -> None:
    lane = Lane("test")
    gate = threading.Event()
    done: list[str] = []
    lane.submit(gate.wait)
    for number in range(3):
        lane.submit(lambda number=number: done.append(f"frame {number}"), urgent=False)
    last = lane.submit(lambda: done.append("save"))
    gate.set()
    last.result(timeout=2)
    lane.close(finish=True)
    assert lane.join(2)
    assert done == ["save", "frame 0", "frame 1", "frame 2"]


def test_an_error_reaches_whoever_waits_and_the_lane_goes_on() -> None:
    lane = Lane("test")

    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        lane.submit(fail).result(timeout=2)
    assert lane.submit(lambda: 7).result(timeout=2) == 7
    lane.close(finish=True)
    assert lane.join(2)


def test_calling_from_the_lane_itself_does_not_wait_for_itself() -> None:
    lane = Lane("test")
    assert lane.submit(lambda: lane.call(lambda: 3)).result(timeout=2) == 3
    lane.close(finish=True)
    assert lane.join(2)


def test_a_closed_lane_takes_nothing_and_cancels_what_it_has_not_begun() -> None:
    lane = Lane("test")
    gate, begun = threading.Event(), threading.Event()

    def hold() -> None:
        begun.set()
        gate.wait()

    lane.submit(hold)
    never = lane.submit(lambda: 1)
    assert begun.wait(2)
    lane.close(finish=False)
    gate.set()
    assert lane.join(2)
    with pytest.raises(CancelledError):
        never.result(timeout=2)
    with pytest.raises(LaneClosed):
        lane.submit(lambda: 1)


def test_leaving_finishes_papers_and_saves_and_closes_the_database_last() -> None:
    lanes = Lanes.start()
    order: list[str] = []
    lanes.documents.submit(lambda: order.append("paper"))
    lanes.database.submit(lambda: order.append("save"))
    assert lanes.close(lambda: order.append("closed"), 4)
    assert set(order) == {"paper", "save", "closed"}
    assert order[-1] == "closed"


def test_leaving_twice_is_harmless() -> None:
    lanes = Lanes.start()
    assert lanes.close(lambda: None, 4)
    assert lanes.close(lambda: None, 4)
