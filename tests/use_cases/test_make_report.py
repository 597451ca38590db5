"""Reports of a real office: its database, its facts, its clock."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from app.domain.lifecycle import STEPS, Status
from app.domain.moments import from_milliseconds
from app.domain.periods import Period
from app.domain.problems import DomainProblem
from app.domain.report_tables import REPORTS, ReportTable
from app.domain.timeliness import Compare, FinishedBy, ReportSettings, Share
from app.use_cases.manage_people import NewClerk
from app.use_cases.morning_list import Morning
from tests.support.desks import MONDAY, Counter, new_counter
from tests.support.people_names import full_name, village

FIRST = MONDAY.date()
PERIOD = Period(FIRST + timedelta(days=7), FIRST + timedelta(days=20))
PROCEDURES = ("1.001193", "2.000815", "1.000894", "1.001612")


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    made = new_counter(tmp_path / "office")
    yield made
    made.desk.close()


def made(counter: Counter, name: str, period: Period | None = None, **how: Any) -> ReportTable:
    now = counter.desk.clock.now().at
    return counter.desk.report(name, period, now, ReportSettings(**how))


def whole(counter: Counter) -> Period:
    return Period(FIRST, from_milliseconds(counter.clock.at).date())


def take(counter: Counter, received: Any, *steps: str) -> None:
    for step in steps:
        counter.desk.step(received.subject, step, counter.desk.acting(), _NEEDED.get(step, {}))


_NEEDED = {
    "return": {"returned_to_kind": "applicant"},
    "ask_stop": {"reason": "Không cần nữa"},
    "reject": {"reason": "Không đủ điều kiện"},
}


def busy_weeks(counter: Counter, seed: int) -> None:
    """Let three weeks of work happen: every day some come in, and some of what is there goes on."""
    random = Random(seed)
    open_dossiers: list[Any] = []
    for day in range(21):
        at = MONDAY + timedelta(days=day)
        for minute in sorted(random.sample(range(450), 6)):
            counter.clock.set(at + timedelta(minutes=minute))
            if random.random() < 0.6:
                applicant = {"full_name": full_name(random)[0], "village": village(random)}
                channel = random.choice(("direct", "online", "post"))
                procedure = random.choice(PROCEDURES)
                parts = {"applicant": applicant, "channel": channel, "procedure": procedure}
                open_dossiers.append(counter.receive(**parts))
            elif open_dossiers:
                one = open_dossiers[random.randrange(len(open_dossiers))]
                allowed = [step.name for step in counter.desk.show(one.subject).allowed_steps]
                wanted = [
                    step for step in ("transfer", "finish", "return", "reject", "void") if step in allowed
                ]
                if not wanted:
                    continue
                step = random.choice(wanted)
                if step == "void":
                    if random.random() < 0.2:
                        counter.desk.void(one.subject, "Nhập nhầm", counter.desk.acting())
                else:
                    take(counter, one, step)


def recount(counter: Counter, period: Period) -> dict[str, int]:
    """Count from the facts alone, day by day, knowing nothing of rows, views and reports."""
    lives: list[tuple[date, date | None]] = []
    with counter.desk.office.reading() as reading:
        rows = reading.report_rows(0, 1 << 50)
        for subject in [row.subject for row in rows]:
            facts = sorted(reading.facts(subject), key=lambda fact: fact.at)
            if any(fact.kind == "dossier.voided" for fact in facts):
                continue
            came = next(fact.fields["received_at"] for fact in facts if fact.kind == "dossier.received")
            ends = [
                fact.at
                for fact in facts
                if fact.step and STEPS[fact.step].to in {Status.DONE, Status.REFUSED, Status.STOPPED}
            ]
            day = from_milliseconds(came).date()
            lives.append((day, from_milliseconds(min(ends)).date() if ends else None))
    inside = [life for life in lives if period.first <= life[0] <= period.last]
    before = [life for life in lives if life[0] < period.first]
    return {
        "received": len(inside),
        "carried": sum(end is None or end >= period.first for _day, end in before),
        "resolved": sum(end is not None and period.first <= end <= period.last for _day, end in lives),
        "pending": sum(day <= period.last and (end is None or end > period.last) for day, end in lives),
    }


@pytest.mark.parametrize("seed", range(3))
def test_the_periodic_report_is_what_the_facts_say(counter: Counter, seed: int) -> None:
    busy_weeks(counter, seed)
    table = made(counter, "periodic", PERIOD)
    assert table.totals is not None
    figures = {name: table.totals.cells[name] for name in ("received", "carried", "resolved", "pending")}
    assert figures == recount(counter, PERIOD)
    assert figures["received"] + figures["carried"] == figures["resolved"] + figures["pending"]  # type: ignore[operator]
    assert table.problems == ()
    for key, figure in figures.items():
        assert sum(line.cells[key] for line in table.lines) == figure  # type: ignore[misc]


@pytest.mark.parametrize("name", ["fields", "villages", "channels", "clerks"])
def test_every_division_adds_up_to_the_same_totals(counter: Counter, name: str) -> None:
    busy_weeks(counter, 7)
    periodic, table = made(counter, "periodic", PERIOD), made(counter, name, PERIOD)
    assert periodic.totals is not None
    assert table.totals is not None
    assert table.totals.cells == periodic.totals.cells
    for key in ("received", "early", "on_time", "late", "pending", "overdue"):
        assert sum(line.cells[key] for line in table.lines) == table.totals.cells[key]  # type: ignore[misc]


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_is_made_of_nothing_and_of_much(counter: Counter, name: str) -> None:
    assert made(counter, name, PERIOD).problems == ()
    busy_weeks(counter, 3)
    table = made(counter, name, whole(counter))
    keys = {column.key for column in table.columns}
    for line in table.lines:
        assert keys - line.cells.keys() == set()


def test_a_figure_leads_to_the_dossiers_behind_it(counter: Counter) -> None:
    busy_weeks(counter, 5)
    table = made(counter, "channels", PERIOD)
    for place, line in enumerate(table.lines):
        rows = counter.desk.report.behind(table, place, "received")
        assert len(rows) == line.cells["received"]
    assert table.totals is not None
    assert len(counter.desk.report.behind(table, None, "late")) == table.totals.cells["late"]


def test_returned_on_the_due_minute_counts_as_the_setting_says(counter: Counter) -> None:
    received = counter.receive(procedure="2.000815")
    take(counter, received, "transfer", "finish")
    counter.clock.set(from_milliseconds(received.due_at) + timedelta(seconds=59))
    take(counter, received, "return")
    late = counter.receive(procedure="2.000815")
    counter.clock.set(from_milliseconds(late.due_at) + timedelta(seconds=60))
    take(counter, late, "transfer", "finish", "return")
    returned = FinishedBy.RETURNED
    for compare, share in ((Compare.DATE, Share(2, 2)), (Compare.MINUTE, Share(1, 2))):
        table = made(counter, "results", whole(counter), compare=compare, finished_by=returned)
        assert table.totals is not None
        assert table.totals.cells["punctual"] == share


def test_voided_receptions_count_nowhere_and_stand_struck_in_the_register(counter: Counter) -> None:
    first, second = counter.receive(), counter.receive()
    counter.desk.void(first.subject, "Nhập nhầm", counter.desk.acting())
    for name in ("periodic", "results", "villages", "workload"):
        totals = made(counter, name, whole(counter)).totals
        assert totals is not None
        assert totals.cells.get("received", totals.cells.get("held")) == 1
    register = made(counter, "book", whole(counter))
    assert [(line.subject, line.struck) for line in register.lines] == [
        (first.subject, True),
        (second.subject, False),
    ]
    assert register.totals is not None
    assert (register.totals.cells["count"], register.totals.cells["void"]) == (1, 1)


def test_what_is_only_registered_was_not_received_yet(counter: Counter) -> None:
    counter.receive(accept=False)
    refused = counter.receive(accept=False)
    counter.desk.step(refused.subject, "refuse", counter.desk.acting(), {"reason": "Thiếu giấy tờ"})
    totals = made(counter, "periodic", whole(counter)).totals
    assert totals is not None
    assert (totals.cells["total"], totals.cells["resolved"]) == (0, 0)


def test_a_finish_before_the_reception_is_told_and_the_dossier_named(counter: Counter) -> None:
    received = counter.receive()
    take(counter, received, "transfer", "finish")
    later = (MONDAY + timedelta(days=1)).isoformat()
    counter.clock.set(MONDAY + timedelta(days=2))
    counter.desk.amend(received.subject, {"received_at": later}, "Sửa ngày nhận", counter.desk.acting())
    period = Period(FIRST + timedelta(days=1), FIRST + timedelta(days=2))
    (problem,) = made(counter, "periodic", period).problems
    assert problem.code == "report.identity_broken"
    assert problem.details["codes"] == received.code


def test_late_births_village_by_village(counter: Counter) -> None:
    born = {"Bản A": "2026-09-20", "Bản B": "2026-11-20", "Bản C": "2026"}
    for place, day in born.items():
        child = {"role": "child", "full_name": f"Con ở {place}", "birth_date": day}
        counter.receive(applicant={"full_name": "Sùng Thị Dợ", "village": place}, parties=[child])
    table = made(counter, "late-births", whole(counter))
    told = [(line.cells["village"], line.cells["timing"], line.cells["days"]) for line in table.lines]
    assert told == [("Bản A", "birth_late", 64), ("Bản C", "birth_unknown", None)]
    assert table.totals is not None
    assert table.totals.cells["registered"] == 3
    assert table.totals.cells["late_share"] == Share(1, 2)


def test_the_morning_list_is_told_once_a_day(counter: Counter) -> None:
    counter.receive(procedure="2.000815")
    morning = counter.desk.morning
    assert morning(counter.clock.at) == Morning(overdue=0, due_soon=1)
    counter.clock.set(MONDAY + timedelta(days=1))
    assert morning(counter.clock.at) == Morning(overdue=1, due_soon=0)
    morning.seen(counter.desk.acting())
    assert morning(counter.clock.at) is None
    counter.clock.set(MONDAY + timedelta(days=2))
    assert morning(counter.clock.at) == Morning(overdue=1, due_soon=0)
    (line,) = made(counter, "due").lines
    assert (line.cells["state"], line.cells["clerk"]) == ("overdue", "Quàng Thị Hương")


def test_a_load_stands_beside_everybody_who_works_here(counter: Counter) -> None:
    counter.desk.people.register(
        NewClerk("Lò Văn Xôm", "Công chức", "0912345679"), "mật khẩu 2", counter.desk.acting()
    )
    received = counter.receive()
    counter.desk.step(received.subject, "transfer", counter.desk.acting(), {"holder": "Lò Văn Xôm"})
    table = made(counter, "workload")
    assert {line.cells["clerk"]: line.cells["held"] for line in table.lines} == {
        "Quàng Thị Hương": 0,
        "Lò Văn Xôm": 1,
    }


def test_reports_of_practice_say_so(tmp_path: Path) -> None:
    practising = new_counter(tmp_path / "practice", practice=True)
    assert made(practising, "periodic", whole(practising)).practice
    practising.desk.close()


def test_a_report_nobody_knows_is_refused(counter: Counter) -> None:
    with pytest.raises(DomainProblem, match=r"report\.unknown"):
        made(counter, "fortunes")
