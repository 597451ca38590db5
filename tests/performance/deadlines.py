"""Print what an appointment costs, as ratios to plain date addition in the same run.

Run: ``python -m tests.performance.deadlines``. Goals (LIMITS §9): the due day at most 3 times plain date
addition, 10,000 open dossiers recomputed in at most 20 ms of due days; a folded name under 1 µs.
"""

import random
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

from app.domain.calendar import DayKind
from app.domain.deadlines import appointment, due_at
from app.domain.moments import VIET_NAM
from app.domain.text import fold
from app.domain.time_limit import LimitUnit, TimeLimit
from app.machine.resource_files import deadline_rules_on, load_calendar

ROUNDS = 7
COUNT = 10_000


def cost(work: Callable[[], object]) -> float:
    """Return microseconds of CPU per item, the best of some rounds of `COUNT` items."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best / COUNT * 1e6


def main() -> None:
    """Measure and print one line per subject."""
    start = time.process_time()
    calendar = load_calendar()
    built = (time.process_time() - start) * 1e3
    hours = deadline_rules_on(date(2026, 11, 22)).default_hours
    chance = random.Random(7)
    pairs = [
        (date(2025, 7, 1) + timedelta(chance.randrange(800)), chance.randint(1, 30)) for _ in range(COUNT)
    ]
    cases = [
        (datetime(day.year, day.month, day.day, 9, tzinfo=VIET_NAM), TimeLimit(LimitUnit.WORKING_DAYS, count))
        for day, count in pairs
    ]
    off = {row.day: row.kind for row in calendar.days}
    names = ["Giàng A Mẫu", "Lò Thị Hường", "Đặng Văn Ước", "Vàng Thị Xuân"] * (COUNT // 4)

    def walked(day: date, count: int) -> date:
        while count:
            day += timedelta(1)
            kind = off.get(day)
            count -= kind is DayKind.MAKE_UP_WORKDAY if kind else day.weekday() < 5
        return day

    floor = cost(lambda: [date.fromordinal(day.toordinal() + count) for day, count in pairs])
    rows = (
        ("plain date addition (floor)", floor),
        ("add_working_days", cost(lambda: [calendar.add_working_days(day, count) for day, count in pairs])),
        ("due_at", cost(lambda: [due_at(at, limit, calendar, hours) for at, limit in cases])),
        (
            "appointment, all days named",
            cost(lambda: [appointment(at, lim, calendar, hours) for at, lim in cases]),
        ),
        ("walking day by day", cost(lambda: [walked(day, count) for day, count in pairs])),
        ("fold of one name", cost(lambda: [fold(name) for name in names])),
    )
    out = sys.stdout
    out.write(f"{'':<30}{'µs each':>9}{'× floor':>9}{'10k, ms':>9}\n")
    for label, each in rows:
        out.write(f"{label:<30}{each:>9.2f}{each / floor:>9.1f}{each * COUNT / 1e3:>9.1f}\n")
    out.write(f"calendar read and tables built once: {built:.1f} ms\n")


if __name__ == "__main__":
    main()
