"""Closing the day at two counters of one office: every act on one sheet, every number accounted for."""

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.closing import ClosedSheet, Sheet
from app.domain.closing_count import act_of
from app.domain.facts import Fact, FactDraft, Value
from app.domain.identifiers import ClerkId, Subject, new_uuid7
from app.domain.kinds import Family
from app.domain.moments import day_starts_at
from app.domain.problems import DomainProblem
from app.storage import views
from app.storage.office_store import OfficeStore
from app.storage.verify import verify
from app.use_cases.close_day import CloseDay
from app.use_cases.ports import Acting
from tests.support.logs import CLERK, SCOPE, forked, reception
from tests.support.offices import (
    KEY,
    UNIT,
    Province,
    carry,
    clerk_id,
    new_office,
    now_ms,
    pair,
    trusted_device,
)

SUNDAY = date(2026, 11, 22)
MONDAY = SUNDAY + timedelta(1)
TUESDAY = SUNDAY + timedelta(2)
HOUR = 3_600_000
OTHER = clerk_id(3)


class Desk:
    """One counter of the office with a clock of its own."""

    def __init__(self, folder: Path, name: str, clerk: ClerkId) -> None:
        self.store = new_office(folder, name)
        self.clerk = clerk
        self.at = day_starts_at(SUNDAY) + 8 * HOUR
        self.close_day = CloseDay(self.store)

    def on(self, day: date, hour: int = 8) -> "Desk":
        self.at = day_starts_at(day) + hour * HOUR
        return self

    def acting(self) -> Acting:
        self.at += 60_000
        return Acting(self.clerk, "receive", self.at)

    def receive(self, name: str = "Giàng A Mẫu") -> Subject:
        acting = self.acting()
        subject = Subject(new_uuid7(acting.at))
        with self.store.writing(acting) as tx:
            code, place = tx.take_code(SUNDAY, UNIT), tx.take_number("register", 2026)
            fields = reception(
                name, acting.at, code=code.code, provisional=True, book=place.book, number=place.number
            )
            tx.record(FactDraft("dossier.received", subject, acting.at, fields, "receive"))
        return subject

    def record(self, subject: Subject, kind: str, step: str | None = None, **fields: Value) -> Fact:
        acting = self.acting()
        with self.store.writing(acting) as tx:
            return tx.record(FactDraft(kind, subject, acting.at, fields, step))

    def step(self, subject: Subject, *names: str, **fields: Value) -> None:
        for name in names:
            self.record(subject, "dossier.stepped", name, holder=self.clerk, **fields)

    def pay(self, subject: Subject, amount: int, method: str = "cash") -> Fact:
        acting = self.acting()
        with self.store.writing(acting) as tx:
            place = tx.take_number("fee", 2026)
            fields = {"amount": amount, "method": method, "book": place.book, "number": place.number}
            return tx.record(FactDraft("fee.collected", subject, acting.at, fields))

    def close(self, day: date, note: str = "") -> Sheet:
        return self.closed(day, note).sheet

    def closed(self, day: date, note: str = "") -> ClosedSheet:
        return self.close_day(day, self.acting(), note).value

    def refused(self, day: date) -> str:
        with pytest.raises(DomainProblem) as caught:
            self.close(day)
        assert self.close_day.preview(day, self.at).refused == caught.value.code
        return caught.value.code


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path, "quay-1", CLERK)
    yield desk
    desk.store.close()


@pytest.fixture
def two(one: Desk, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path, "quay-2", OTHER)
    pair(one.store, desk.store)
    yield desk
    desk.store.close()


def acts(sheet: Sheet) -> dict[tuple[bytes, str], int]:
    return {(act.clerk, act.name): act.times for act in sheet.acts}


def spans(sheet: Sheet) -> list[tuple[str, int, int, int, tuple[int, ...], tuple[int, ...]]]:
    return [(span.kind, span.first, span.last, span.used, span.void, span.missing) for span in sheet.books]


def recount(*stores: OfficeStore) -> tuple[Counter[tuple[bytes, str]], int]:
    """Count the acts and the money of all facts held, by reading every entry of the files."""
    facts: dict[bytes, Fact] = {}
    for store in stores:
        with store.reading() as reading:
            facts |= {one.fact.id: one.fact for one in reading.entries_after({})}
    counted = Counter((f.author.clerk, act_of(f)) for f in facts.values() if act_of(f))
    voided = {(f.fields or {}).get("fact") for f in facts.values() if f.kind == "number.voided"}
    money = sum((f.fields or {})["amount"] for f in facts.values() if f.kind == "fee.collected")
    money -= sum((f.fields or {})["amount"] for f in facts.values() if f.id in voided)
    return counted, money


def on_sheets(*sheets: Sheet) -> tuple[Counter[tuple[bytes, str]], int]:
    """Add up what sheets say; the voiding of a number is counted as an act, and as money in differences."""
    counted: Counter[tuple[bytes, str]] = Counter()
    money = 0
    for sheet in sheets:
        for act in sheet.acts:
            counted[act.clerk, act.name] += act.times
        for late in sheet.differences:
            if late.name != "void_number" or not late.method:
                counted[late.clerk, late.name] += late.times
        money += sum(line.amount for line in sheet.money) + sum(late.amount for late in sheet.differences)
    return counted, money


def test_a_sheet_counts_acts_money_and_numbers_of_each_clerk(one: Desk) -> None:
    first, second = one.receive(), one.receive("Lò Thị Hoa")
    one.step(first, "transfer", "finish", "return", returned_to_kind="authorised")
    one.pay(first, 8000)
    one.pay(second, 5000, "transfer")
    one.pay(second, 2000)
    sheet = one.close(SUNDAY, "Đủ tiền")
    assert acts(sheet) == {
        **{(CLERK, name): 1 for name in ("transfer", "finish", "return")},
        (CLERK, "receive"): 2,
        (CLERK, "fee"): 3,
    }
    assert sheet.returned == (("authorised", 1),)
    assert [(line.method, line.times, line.amount) for line in sheet.money] == [
        ("cash", 2, 10000),
        ("transfer", 1, 5000),
    ]
    assert spans(sheet) == [("register", 1, 2, 2, (), ()), ("fee", 1, 3, 3, (), ())]
    assert (sheet.carried.open, sheet.carried.ready, sheet.carried.cash) == (1, 0, 10000)
    assert (sheet.number, sheet.warnings, sheet.differences) == (0, (), ())
    (shown,) = one.close_day.of_day(SUNDAY)
    assert shown.closed.sheet == sheet
    assert (shown.closed.note, shown.delivery.state, shown.closed.clerk) == ("Đủ tiền", "saved", CLERK)


def test_the_preview_says_what_the_closing_will_say(one: Desk) -> None:
    one.pay(one.receive(), 1000)
    preview = one.close_day.preview(SUNDAY, one.at)
    assert preview.refused == ""
    closed = one.close(SUNDAY)
    assert (preview.sheet.acts, preview.sheet.money, preview.sheet.books, preview.sheet.heads) == (
        *(closed.acts, closed.money, closed.books),
        closed.heads,
    )


def test_void_numbers_are_accounted_for_and_their_money_is_not_counted(one: Desk) -> None:
    subject = one.receive()
    wrong = one.pay(subject, 9000)
    one.pay(subject, 5000)
    one.record(subject, "number.voided", fact=wrong.id, book_kind="fee", reason="ghi sai")
    mistaken = one.receive()
    one.record(mistaken, "dossier.voided", "void", voided=True, reason="nhầm")
    sheet = one.close(SUNDAY)
    assert spans(sheet) == [("register", 1, 2, 1, (2,), ()), ("fee", 1, 2, 1, (1,), ())]
    assert sheet.taken("cash") == 5000
    assert on_sheets(sheet)[1] == recount(one.store)[1] == 5000


def test_a_number_nobody_used_is_told_as_missing(one: Desk) -> None:
    subject = one.receive()
    with one.store.writing(one.acting()) as tx:
        tx.take_number("fee", 2026)
    one.pay(subject, 1000)
    sheet = one.close(SUNDAY)
    assert spans(sheet)[1] == ("fee", 2, 2, 1, (), (1,))
    assert ("numbers_missing", 1) in sheet.warnings


def test_the_next_sheet_begins_where_the_last_one_ended(one: Desk) -> None:
    subject = one.receive()
    one.pay(subject, 1000)
    first = one.close(SUNDAY)
    one.on(MONDAY)
    one.step(subject, "transfer")
    one.pay(subject, 2000)
    second = one.close(MONDAY)
    assert acts(second) == {(CLERK, "transfer"): 1, (CLERK, "fee"): 1}
    assert spans(second) == [("fee", 2, 2, 1, (), ())]
    assert on_sheets(first, second) == recount(one.store)


def test_a_day_is_closed_once_and_what_comes_after_makes_a_supplement(one: Desk) -> None:
    subject = one.receive()
    one.close(SUNDAY)
    assert one.refused(SUNDAY) == "closing.nothing_new"
    one.pay(subject, 3000)
    supplement = one.close(SUNDAY)
    assert (supplement.number, supplement.taken("cash"), supplement.differences) == (1, 3000, ())
    assert [shown.closed.sheet.number for shown in one.close_day.of_day(SUNDAY)] == [0, 1]


def test_days_to_come_and_days_before_a_closed_one_are_refused(one: Desk) -> None:
    one.on(MONDAY).receive()
    assert one.refused(TUESDAY) == "closing.in_future"
    one.close(MONDAY)
    assert one.refused(SUNDAY) == "closing.later_closed"
    with pytest.raises(DomainProblem, match=r"closing\.none"):
        one.close_day.of_day(SUNDAY)


def test_a_day_without_any_work_can_be_closed(one: Desk) -> None:
    sheet = one.close(SUNDAY)
    assert sheet.empty
    assert sheet.heads


def test_yesterday_closed_this_morning_leaves_this_morning_out(one: Desk) -> None:
    one.pay(one.receive(), 1000)
    one.on(MONDAY)
    one.pay(one.receive(), 500)
    yesterday = one.close(SUNDAY)
    assert (yesterday.taken("cash"), yesterday.total("receive")) == (1000, 1)
    today = one.close(MONDAY)
    assert (today.taken("cash"), today.total("receive"), today.differences) == (500, 1, ())
    assert on_sheets(yesterday, today) == recount(one.store)


def test_what_the_other_counter_brings_late_is_a_difference_of_the_next_sheet(one: Desk, two: Desk) -> None:
    one.pay(one.receive(), 1000)
    there = two.receive("Vàng A Xa")
    two.pay(there, 7000)
    two.pay(there, 500, "transfer")
    closed = one.close(SUNDAY)
    assert closed.total("receive") == 1
    carry(two.store, one.store)
    one.on(MONDAY)
    one.pay(one.receive(), 200)
    sheet = one.close(MONDAY)
    assert (sheet.taken("cash"), sheet.total("receive")) == (200, 1)
    assert [tuple(late) for late in sheet.differences] == [
        ("2026-11-22", OTHER, "fee", 1, "cash", 7000),
        ("2026-11-22", OTHER, "fee", 1, "transfer", 500),
        ("2026-11-22", OTHER, "receive", 1, "", 0),
    ]
    assert sheet.carried.cash == 7200
    assert {(span.kind, span.used) for span in sheet.books} == {("register", 1), ("fee", 1), ("fee", 2)}
    assert on_sheets(closed, sheet) == recount(one.store, two.store)
    assert verify(one.store.database).ok


def test_a_number_voided_after_its_day_was_closed_takes_its_money_back(one: Desk) -> None:
    subject = one.receive()
    wrong = one.pay(subject, 9000)
    first = one.close(SUNDAY)
    one.on(MONDAY).record(subject, "number.voided", fact=wrong.id, book_kind="fee", reason="ghi sai")
    second = one.close(MONDAY)
    assert [tuple(late) for late in second.differences] == [
        ("2026-11-22", CLERK, "void_number", 1, "cash", -9000)
    ]
    assert second.carried.cash == -9000
    assert on_sheets(first, second) == recount(one.store)


def test_both_counters_see_the_same_sheet_and_go_on_after_it(one: Desk, two: Desk) -> None:
    one.receive()
    two.receive()
    carry(two.store, one.store)
    sheet = one.close(SUNDAY)
    assert sheet.total("receive") == 2
    carry(one.store, two.store)
    (shown,) = two.close_day.sheets()
    assert shown.closed.sheet == sheet
    assert two.on(SUNDAY, 18).refused(SUNDAY) == "closing.nothing_new"
    two.on(MONDAY).receive()
    assert two.close(MONDAY).total("receive") == 1


def test_two_counters_that_close_without_having_met_are_told(one: Desk, two: Desk) -> None:
    one.receive()
    two.receive()
    here, there = one.close(SUNDAY), two.close(SUNDAY)
    assert (here.total("receive"), there.total("receive")) == (1, 1)
    carry(two.store, one.store)
    one.on(MONDAY).receive()
    next_sheet = one.close(MONDAY)
    assert ("closed_twice", 1) in next_sheet.warnings
    assert (next_sheet.total("receive"), next_sheet.differences) == (1, ()), "each stands on one sheet"
    assert on_sheets(here, there, next_sheet) == recount(one.store, two.store)


def test_a_fact_that_waits_for_an_earlier_one_is_counted_when_that_has_come(
    one: Desk, two: Desk, tmp_path: Path
) -> None:
    third = Desk(tmp_path, "quay-3", clerk_id(9))
    pair(one.store, two.store, third.store)
    subject = two.receive()
    carry(two.store, third.store)
    third.step(subject, "transfer")
    for run in third.store.logs.runs_beyond(SCOPE, one.store.logs.holdings(SCOPE), 10**6):
        if run.log == third.store.memory.own_log():
            one.store.logs.store_run(SCOPE, run)
    sheet = one.close(SUNDAY)
    assert (sheet.acts, ("waiting", 1) in sheet.warnings) == ((), True)
    carry(two.store, one.store)
    later = one.on(MONDAY).close(MONDAY)
    assert {(late.clerk, late.name) for late in later.differences} == {
        (OTHER, "receive"),
        (clerk_id(9), "transfer"),
    }
    assert one.on(TUESDAY).close(TUESDAY).differences == ()
    third.store.close()


def test_a_step_that_was_set_aside_is_no_work_and_its_number_is_void(one: Desk, two: Desk) -> None:
    subject = one.receive()
    one.step(subject, "transfer")
    carry(one.store, two.store)
    for desk in (one, two):
        place = None
        with desk.store.writing(desk.acting()) as tx:
            place = tx.take_number("refusal", 2026)
        desk.step(subject, "reject", book=place.book, number=place.number, reason="thiếu")
    carry(two.store, one.store)
    sheet = one.close(SUNDAY)
    assert sheet.total("reject") == 1
    refusals = [span for span in sheet.books if span.kind == "refusal"]
    assert sorted((span.used, span.void) for span in refusals) == [(0, (1,)), (1, ())]


def test_money_behind_a_revocation_is_on_no_sheet(one: Desk) -> None:
    device = trusted_device(one.store)
    subject = device.receive("Vàng A Xa")
    one.store.logs.store_run(SCOPE, device.run())
    with one.store.reading() as reading:
        (tip,) = [tip for tip in reading.log_tips() if tip.log == device.log]
    fields = {"amount": 99, "method": "cash", "book": "ABCDEFG/2026", "number": 1}
    device.add(FactDraft("fee.collected", subject, device.at, fields))
    one.store.logs.store_run(SCOPE, device.run())
    province = Province()
    one.store.memory.join(province.membership())
    revoked = {"log": device.log, "position": tip.position, "head": tip.head, "cause": "lost"}
    province.writer.add(FactDraft("device.revoked", Subject(device.id), now_ms(), revoked))
    one.store.logs.store_run(SCOPE, province.writer.run())
    sheet = one.close(SUNDAY)
    assert (sheet.money, sheet.total("receive")) == ((), 1)
    assert one.on(MONDAY).close(MONDAY).empty


def test_the_second_line_of_a_fork_stands_on_the_next_sheet(one: Desk) -> None:
    device = trusted_device(one.store)
    device.receive("Một")
    one.store.logs.store_run(SCOPE, device.run())
    device.receive("Hai")
    run = device.run()
    one.store.logs.store_run(SCOPE, run)
    assert one.close(SUNDAY).total("receive") == 2
    device.receive("Ba")
    one.store.logs.store_run(SCOPE, forked(run, device.run().facts, device.key))
    sheet = one.on(MONDAY).close(MONDAY)
    assert [(late.name, late.times) for late in sheet.differences] == [("receive", 1)]
    assert ("forked", 1) in sheet.warnings


def test_a_corrected_clock_and_dates_to_come_are_told(one: Desk, two: Desk) -> None:
    two.on(TUESDAY).receive()
    carry(two.store, one.store)
    acting = one.acting()
    with one.store.writing(acting) as tx:
        draft = FactDraft("rating.given", Subject(b"r" * 16), acting.at, {"day": "2026-11-22"}, None, HOUR)
        tx.record(draft)
    sheet = one.close(SUNDAY)
    assert dict(sheet.warnings) == {"clock_corrected": 1, "dated_later": 1}
    assert sheet.total("receive") == 1


def test_the_receipt_of_the_province_stands_beside_a_closing_it_covers(one: Desk) -> None:
    province = Province()
    province.enrol(one.store)
    one.receive()
    one.close(SUNDAY)
    (before,) = one.close_day.sheets()
    assert before.delivery.state == "saved"
    one.store.memory.keep_receipt(province.receipt(one.store), agreed=True)
    (after,) = one.close_day.sheets()
    assert after.delivery.state == "province"
    assert after.delivery.province_at is not None


def test_lists_that_lag_behind_a_big_arrival_are_told_and_the_figures_are_right(
    one: Desk, two: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        two.pay(two.receive(), 100)
    monkeypatch.setattr(views, "FOLD_AT_ONCE", 0)
    carry(two.store, one.store)
    sheet = one.close(SUNDAY)
    assert (sheet.total("receive"), sheet.taken("cash")) == (3, 300)
    assert dict(sheet.warnings)["not_folded"] > 0


def test_a_kill_between_number_and_commit_wastes_no_number(one: Desk) -> None:
    subject = one.receive()
    one.pay(subject, 1000)
    script = (
        "import sys; from pathlib import Path; from app.storage.office_store import OfficeStore;"
        "from tests.support.offices import KEY, acting, now_ms; p = Path(sys.argv[1]);"
        "s = OfficeStore.open(p, KEY, p.parent, now_ms)\n"
        "with s.writing(acting()) as tx:\n"
        "    print(tx.take_number('fee', 2026).number, flush=True)\n"
        "    sys.stdin.read()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(one.store.database.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"2\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    one.pay(subject, 2000)
    assert spans(one.close(SUNDAY))[1] == ("fee", 1, 2, 2, (), ())
    assert verify(one.store.database).ok


def test_a_closing_survives_a_restart_and_is_one_fact_of_its_family(one: Desk) -> None:
    one.receive()
    closed = one.closed(SUNDAY)
    again = OfficeStore.open(one.store.database.path, KEY, one.store.database.path.parent, now_ms)
    with again.reading() as reading:
        assert reading.subjects(Family.CLOSING) == [closed.subject]
    assert CloseDay(again).of_day(SUNDAY)[0].closed == closed
    again.close()
