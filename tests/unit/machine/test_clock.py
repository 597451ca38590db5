import time

from app.machine.clock import Clock


def test_the_clock_shows_milliseconds_since_the_epoch() -> None:
    before = time.time()
    shown = Clock().now_ms()
    assert int(before * 1000) <= shown <= int(time.time() * 1000) + 1


def test_measured_time_never_runs_backwards() -> None:
    clock = Clock()
    readings = [clock.monotonic_ms() for _ in range(1000)]
    assert readings == sorted(readings)
