"""Closing the day at one counter: every act on one sheet, every number accounted for."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.kinds import Family
from app.domain.problems import DomainProblem
from app.storage.office_store import OfficeStore
from app.storage.verify import verify
from app.use_cases.close_day import CloseDay
from tests.support.closing_desks import (
    MONDAY,
    SUNDAY,
    TUESDAY,
    ClosingDesk,
    acts,
    on_sheets,
    recount,
    spans,
)
from tests.support.logs import CLERK
from tests.support.offices import (
    KEY,
    Province,
    now_ms,
)


@pytest.fixture
def one(tmp_path: Path) -> Iterator[ClosingDesk]:
    desk = ClosingDesk(tmp_path, "quay-1", CLERK)
    yield desk
    desk.store.close()


def test_a_sheet_counts_acts_money_and_numbers_of_each_clerk(one: ClosingDesk) -> None:
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


def test_the_preview_says_what_the_closing_will_say(one: ClosingDesk) -> None:
    one.pay(one.receive(), 1000)
    preview = one.close_day.preview(SUNDAY, one.at)
    assert preview.refused == ""
    closed = one.close(SUNDAY)
    assert (preview.sheet.acts, preview.sheet.money, preview.sheet.books, preview.sheet.heads) == (
        *(closed.acts, closed.money, closed.books),
        closed.heads,
    )


def test_void_numbers_are_accounted_for_and_their_money_is_not_counted(one: ClosingDesk) -> None:
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


def test_a_number_nobody_used_is_told_as_missing(one: ClosingDesk) -> None:
    subject = one.receive()
    with one.store.writing(one.acting()) as tx:
        tx.take_number("fee", 2026)
    one.pay(subject, 1000)
    sheet = one.close(SUNDAY)
    assert spans(sheet)[1] == ("fee", 2, 2, 1, (), (1,))
    assert ("numbers_missing", 1) in sheet.warnings


def test_the_next_sheet_begins_where_the_last_one_ended(one: ClosingDesk) -> None:
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


def test_a_day_is_closed_once_and_what_comes_after_makes_a_supplement(one: ClosingDesk) -> None:
    subject = one.receive()
    one.close(SUNDAY)
    assert one.refused(SUNDAY) == "closing.nothing_new"
    one.pay(subject, 3000)
    supplement = one.close(SUNDAY)
    assert (supplement.number, supplement.taken("cash"), supplement.differences) == (1, 3000, ())
    assert [shown.closed.sheet.number for shown in one.close_day.of_day(SUNDAY)] == [0, 1]


def test_days_to_come_and_days_before_a_closed_one_are_refused(one: ClosingDesk) -> None:
    one.on(MONDAY).receive()
    assert one.refused(TUESDAY) == "closing.in_future"
    one.close(MONDAY)
    assert one.refused(SUNDAY) == "closing.later_closed"
    with pytest.raises(DomainProblem, match=r"closing\.none"):
        one.close_day.of_day(SUNDAY)


def test_a_day_without_any_work_can_be_closed(one: ClosingDesk) -> None:
    sheet = one.close(SUNDAY)
    assert sheet.empty
    assert sheet.heads


def test_yesterday_closed_this_morning_leaves_this_morning_out(one: ClosingDesk) -> None:
    one.pay(one.receive(), 1000)
    one.on(MONDAY)
    one.pay(one.receive(), 500)
    yesterday = one.close(SUNDAY)
    assert (yesterday.taken("cash"), yesterday.total("receive")) == (1000, 1)
    today = one.close(MONDAY)
    assert (today.taken("cash"), today.total("receive"), today.differences) == (500, 1, ())
    assert on_sheets(yesterday, today) == recount(one.store)


def test_a_number_voided_after_its_day_was_closed_takes_its_money_back(one: ClosingDesk) -> None:
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


def test_the_receipt_of_the_province_stands_beside_a_closing_it_covers(one: ClosingDesk) -> None:
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


def test_a_kill_between_number_and_commit_wastes_no_number(one: ClosingDesk) -> None:
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


def test_a_closing_survives_a_restart_and_is_one_fact_of_its_family(one: ClosingDesk) -> None:
    one.receive()
    closed = one.closed(SUNDAY)
    again = OfficeStore.open(one.store.database.path, KEY, one.store.database.path.parent, now_ms)
    with again.reading() as reading:
        assert reading.subjects(Family.CLOSING) == [closed.subject]
    assert CloseDay(again).of_day(SUNDAY)[0].closed == closed
    again.close()
