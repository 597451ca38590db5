"""Closing the day at two counters of one office that exchange late, in any order, or on copies."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.facts import FactDraft
from app.domain.identifiers import Subject
from app.storage import views
from app.storage.verify import verify
from tests.support.closing_desks import (
    HOUR,
    MONDAY,
    OTHER,
    SUNDAY,
    TUESDAY,
    ClosingDesk,
    on_sheets,
    recount,
)
from tests.support.logs import CLERK, SCOPE, forked
from tests.support.offices import (
    Province,
    carry,
    clerk_id,
    now_ms,
    pair,
    trusted_device,
)


@pytest.fixture
def one(tmp_path: Path) -> Iterator[ClosingDesk]:
    desk = ClosingDesk(tmp_path, "quay-1", CLERK)
    yield desk
    desk.store.close()


@pytest.fixture
def two(one: ClosingDesk, tmp_path: Path) -> Iterator[ClosingDesk]:
    desk = ClosingDesk(tmp_path, "quay-2", OTHER)
    pair(one.store, desk.store)
    yield desk
    desk.store.close()


def test_what_the_other_counter_brings_late_is_a_difference_of_the_next_sheet(
    one: ClosingDesk, two: ClosingDesk
) -> None:
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


def test_both_counters_see_the_same_sheet_and_go_on_after_it(one: ClosingDesk, two: ClosingDesk) -> None:
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


def test_two_counters_that_close_without_having_met_are_told(one: ClosingDesk, two: ClosingDesk) -> None:
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
    one: ClosingDesk, two: ClosingDesk, tmp_path: Path
) -> None:
    third = ClosingDesk(tmp_path, "quay-3", clerk_id(9))
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


def test_a_step_that_was_set_aside_is_no_work_and_its_number_is_void(
    one: ClosingDesk, two: ClosingDesk
) -> None:
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


def test_money_behind_a_revocation_is_on_no_sheet(one: ClosingDesk) -> None:
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


def test_the_second_line_of_a_fork_stands_on_the_next_sheet(one: ClosingDesk) -> None:
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


def test_a_corrected_clock_and_dates_to_come_are_told(one: ClosingDesk, two: ClosingDesk) -> None:
    two.on(TUESDAY).receive()
    carry(two.store, one.store)
    acting = one.acting()
    with one.store.writing(acting) as tx:
        draft = FactDraft("rating.given", Subject(b"r" * 16), acting.at, {"day": "2026-11-22"}, None, HOUR)
        tx.record(draft)
    sheet = one.close(SUNDAY)
    assert dict(sheet.warnings) == {"clock_corrected": 1, "dated_later": 1}
    assert sheet.total("receive") == 1


def test_lists_that_lag_behind_a_big_arrival_are_told_and_the_figures_are_right(
    one: ClosingDesk, two: ClosingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        two.pay(two.receive(), 100)
    monkeypatch.setattr(views, "FOLD_AT_ONCE", 0)
    carry(two.store, one.store)
    sheet = one.close(SUNDAY)
    assert (sheet.total("receive"), sheet.taken("cash")) == (3, 300)
    assert dict(sheet.warnings)["not_folded"] > 0


@pytest.mark.parametrize("counted", [False, True], ids=["never on a sheet", "on a sheet before"])
def test_a_number_that_both_counters_voided_unseen_is_taken_back_once(
    one: ClosingDesk, two: ClosingDesk, *, counted: bool
) -> None:
    subject = one.receive()
    fee = one.pay(subject, 7000)
    carry(one.store, two.store)
    sheets = [one.close(SUNDAY)] if counted else []
    day = MONDAY if counted else SUNDAY
    place = {name: (fee.fields or {})[name] for name in ("book", "number")}
    for desk in (one, two):
        desk.on(day, 10)
        desk.record(subject, "number.voided", fact=fee.id, book_kind="fee", reason="Nhầm", **place)
    sheets.append(one.close(day))
    carry(two.store, one.store)
    sheets.append(one.on(TUESDAY).close(TUESDAY))
    assert sum(sheet.carried.cash for sheet in sheets) == 0
    amounts = [late.amount for sheet in sheets for late in sheet.differences if late.amount]
    assert amounts == ([-7000] if counted else [])
