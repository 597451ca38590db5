"""Books of running numbers in real office files: never twice the same, all accounted for."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.books import BookEntry
from app.domain.facts import FactDraft
from app.domain.identifiers import Subject
from app.domain.kinds import Family
from app.domain.moments import day_starts_at
from app.storage import views
from app.storage.office_store import OfficeStore
from app.storage.verify import verify
from app.use_cases.ports_ledger import ReportRow, TakenNumber
from tests.support.logs import CLERK, SCOPE, forked, reception
from tests.support.offices import (
    KEY,
    TODAY,
    Province,
    acting,
    carry,
    new_office,
    now_ms,
    open_office,
    pair,
    receive,
    record,
    runs_for,
    step,
    store_all,
    trusted_device,
)

DAY_MS = 86_400_000


@pytest.fixture
def office(tmp_path: Path) -> Iterator[OfficeStore]:
    store = new_office(tmp_path)
    yield store
    store.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[OfficeStore]:
    store = new_office(tmp_path, "quay-2")
    yield store
    store.close()


def take(store: OfficeStore, kind: str = "fee", year: int = 2026) -> TakenNumber:
    with store.writing(acting()) as tx:
        return tx.take_number(kind, year)


def registered(store: OfficeStore, name: str = "Giàng A Mẫu") -> Subject:
    """Receive a dossier with its place in the register."""
    number = take(store, "register")
    return receive(store, name, book=number.book, number=number.number)


def pay(store: OfficeStore, subject: Subject, amount: int = 5000) -> TakenNumber:
    with store.writing(acting()) as tx:
        number = tx.take_number("fee", 2026)
        fields = {"amount": amount, "method": "cash", "book": number.book, "number": number.number}
        tx.record(FactDraft("fee.collected", subject, now_ms(), fields))
    return number


def entries(store: OfficeStore, kind: str | None = None) -> list[BookEntry]:
    with store.reading() as reading:
        return reading.book_entries(kind, TODAY, TODAY)


def rows(store: OfficeStore, first: date = TODAY, last: date = TODAY) -> list[ReportRow]:
    with store.reading() as reading:
        return reading.report_rows(day_starts_at(first), day_starts_at(last) + DAY_MS)


def finds(store: OfficeStore) -> list[tuple[str, object]]:
    return [(one.kind, dict(one.details).get("number")) for one in verify(store.database).findings]


def test_every_kind_and_year_counts_for_itself(office: OfficeStore) -> None:
    assert [take(office).number for _ in range(3)] == [1, 2, 3]
    assert take(office, "copy").number == 1
    assert take(office, "fee", 2027).number == 1
    assert take(office).number == 4
    assert take(office).book != take(office, "fee", 2027).book
    with pytest.raises(ValueError, match="hoadon"):
        take(office, "hoadon")


def test_several_numbers_of_one_transaction_follow_each_other(office: OfficeStore) -> None:
    with office.writing(acting()) as tx:
        assert [tx.take_number("fee", 2026).number for _ in range(3)] == [1, 2, 3]
    assert take(office).number == 4


def test_a_transaction_that_fails_gives_its_number_back_and_a_committed_one_never(
    office: OfficeStore,
) -> None:
    def fails() -> None:
        with office.writing(acting()) as tx:
            assert tx.take_number("fee", 2026).number == 1
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fails()
    assert take(office).number == 1
    again = open_office(office)
    assert take(again).number == 2
    assert take(office).number == 3
    again.close()


def test_two_devices_and_a_restored_one_write_in_other_books(
    office: OfficeStore, other: OfficeStore, tmp_path: Path
) -> None:
    office.database.copy_to(tmp_path / "backup.db", KEY)
    restored = OfficeStore.open(tmp_path / "backup.db", KEY, tmp_path, now_ms)
    restored.leave_log()
    assert len({take(store).book for store in (office, other, restored)}) == 3
    restored.close()


def test_numbers_that_come_back_to_a_restored_device_are_not_given_again(
    office: OfficeStore, other: OfficeStore, tmp_path: Path
) -> None:
    pair(office, other)
    subject = registered(office)
    office.database.copy_to(tmp_path / "backup.db", KEY)
    pay(office, subject)
    lost = pay(office, subject)
    carry(office, other)
    restored = OfficeStore.open(tmp_path / "backup.db", KEY, tmp_path, now_ms)
    carry(other, restored)
    assert verify(restored.database).ok
    assert lost.number == 2
    assert take(restored).book != lost.book, "its log went on elsewhere: a new log, a new book"
    restored.close()


def test_every_number_used_is_listed_in_order(office: OfficeStore) -> None:
    subjects = [registered(office, f"Lò Thị {n}") for n in range(3)]
    pay(office, subjects[1], 3000)
    pay(office, subjects[0], 2000)
    assert [(e.kind, e.number, e.subject) for e in entries(office)] == [
        ("fee", 1, subjects[1]),
        ("fee", 2, subjects[0]),
        *(("register", n + 1, subject) for n, subject in enumerate(subjects)),
    ]
    assert [(e.amount, e.method, e.clerk) for e in entries(office, "fee")] == [
        (3000, "cash", CLERK),
        (2000, "cash", CLERK),
    ]
    with office.reading() as reading:
        assert reading.book_entries(None, date(2026, 11, 21), date(2026, 11, 21)) == []
        assert reading.book_entries(None, date(2026, 11, 23), date(2026, 11, 24)) == []
    assert verify(office.database).ok


def test_void_numbers_stay_in_their_book(office: OfficeStore) -> None:
    subject = registered(office)
    number = pay(office, subject)
    record(
        office,
        subject,
        "number.voided",
        book_kind="fee",
        book=number.book,
        number=number.number,
        reason="sai",
    )
    assert [(e.number, e.void, e.text) for e in entries(office, "fee")] == [(1, True, "sai")]
    record(office, subject, "dossier.voided", "void", voided=True, reason="nhầm")
    assert [(e.number, e.void, e.text) for e in entries(office, "register")] == [(1, True, "nhầm")]
    assert verify(office.database).ok


def test_the_other_counter_lists_the_same_books(office: OfficeStore, other: OfficeStore) -> None:
    pair(office, other)
    subject = registered(office)
    pay(office, subject)
    carry(office, other)
    registered(other)
    carry(other, office)
    assert entries(office) == entries(other)
    assert len(entries(office, "register")) == 2
    assert verify(other.database).ok


def test_books_are_made_again_with_the_views(office: OfficeStore, monkeypatch: pytest.MonkeyPatch) -> None:
    subject = registered(office)
    pay(office, subject)
    before = entries(office)
    with office.database.write() as connection:
        connection.execute("DELETE FROM book_entry")
        connection.execute("UPDATE dossier SET register_number = 0")
    assert [kind for kind, _ in finds(office)] == ["view.differs"]
    monkeypatch.setattr("app.storage.office_store.VIEWS_VERSION", views.VIEWS_VERSION + 1)
    again = open_office(office)
    while again.fold_stale():
        pass
    assert entries(again) == before
    again.close()


def test_an_arrival_of_very_many_is_in_the_books_once_it_is_folded(
    office: OfficeStore, other: OfficeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair(office, other)
    pay(office, registered(office))
    monkeypatch.setattr(views, "FOLD_AT_ONCE", 0)
    carry(office, other)
    with other.reading() as reading:
        assert reading.stale_count() > 0
    assert entries(other) == []
    while other.fold_stale():
        pass
    assert entries(other) == entries(office)


def test_money_behind_a_revocation_is_in_no_book(office: OfficeStore) -> None:
    device = trusted_device(office)
    subject = device.receive("Vàng A Xa", book="ABCDEFG/2026", number=1)
    office.logs.store_run(SCOPE, device.run())
    with office.reading() as reading:
        (tip,) = [tip for tip in reading.log_tips() if tip.log == device.log]
    device.add(
        FactDraft("fee.collected", subject, now_ms(), {"amount": 9, "book": "ABCDEFG/2026", "number": 1})
    )
    office.logs.store_run(SCOPE, device.run())
    assert len(entries(office, "fee")) == 1
    province = Province()
    office.memory.join(province.membership())
    fields = {"log": device.log, "position": tip.position, "head": tip.head, "cause": "lost"}
    province.writer.add(FactDraft("device.revoked", Subject(device.id), now_ms(), fields))
    office.logs.store_run(SCOPE, province.writer.run())
    assert entries(office, "fee") == []
    assert len(entries(office, "register")) == 1
    with office.reading() as reading:
        assert tip in reading.log_tips()
        assert [one.counts for one in reading.entries_beyond([tip]) if one.log == device.log] == [False]


def test_verify_finds_a_number_that_is_missing_and_one_that_stands_twice(office: OfficeStore) -> None:
    subject = registered(office)
    take(office)
    pay(office, subject)
    assert finds(office) == [("number.missing", 1)]
    record(office, subject, "fee.collected", amount=1, book=pay(office, subject).book, number=2)
    assert finds(office) == [("number.in_book_twice", 2), ("number.missing", 1)]
    with office.database.write() as connection:
        connection.execute("UPDATE book_counter SET highest = 1 WHERE kind = 'fee'")
    assert ("number.book_counter", None) in finds(office)


def test_rows_for_reports_are_those_received_or_still_open_in_the_period(office: OfficeStore) -> None:
    yesterday = day_starts_at(TODAY) - DAY_MS
    old_open = receive(
        office, "Lò Văn Mở", received_at=yesterday, channel="post", address="Bản A", point="p1"
    )
    old_ended = receive(office, "Lò Văn Xong", received_at=yesterday)
    for name in ("transfer", "finish", "return"):
        step(office, old_ended, name)
    new = receive(office, "Lò Văn Mới", received_at=day_starts_at(TODAY) + 9)
    assert [row.subject for row in rows(office)] == [old_open, old_ended, new]
    first, second, third = rows(office)
    assert (first.channel, first.address, first.point, first.finished_at) == ("post", "Bản A", "p1", None)
    assert (first.received_by, first.holder, first.sets, first.birth_date) == (CLERK, CLERK, 1, "1990-04-12")
    assert second.status == 10
    assert (second.finished_at or 0) < (second.ended_at or 0)
    assert (third.voided, third.phone, third.ended_at) == (False, "0912345678", None)
    tomorrow = date(2026, 11, 23)
    assert {row.subject for row in rows(office, tomorrow, tomorrow)} == {old_open, new}
    assert {row.subject for row in rows(office, date(2026, 11, 21), date(2026, 11, 21))} == {
        old_open,
        old_ended,
    }


def test_positions_tell_what_came_later(office: OfficeStore, other: OfficeStore) -> None:
    pair(office, other)
    receive(office)
    with office.reading() as reading:
        heads, known = reading.heads(), reading.log_tips()
    subject = receive(office)
    carry(office, other)
    there = receive(other)
    carry(other, office)
    with office.reading() as reading:
        later = reading.entries_after(heads)
        assert [logged.fact.id for logged in later] == [x.fact.id for x in reading.entries_beyond(known)]
        assert {logged.fact.subject for logged in later} == {subject, there, Subject(other.device)}
        assert reading.entries_after(reading.heads()) == []
        assert reading.entries_beyond(reading.log_tips()) == []


def test_the_second_line_of_a_fork_is_beyond_what_was_known(office: OfficeStore) -> None:
    device = trusted_device(office)
    device.receive("Một")
    office.logs.store_run(SCOPE, device.run())
    device.receive("Một nữa")
    run = device.run()
    office.logs.store_run(SCOPE, run)
    with office.reading() as reading:
        known = reading.log_tips()
    hidden = device.receive("Hai")
    twin = forked(run, device.run().facts, device.key)
    office.logs.store_run(SCOPE, twin)
    with office.reading() as reading:
        assert [logged.fact.subject for logged in reading.entries_beyond(known)] == [hidden]
        assert reading.entries_beyond(reading.log_tips()) == []


def test_subjects_are_listed_by_family(office: OfficeStore, other: OfficeStore) -> None:
    pair(office, other)
    made = {}
    for kind, family in (
        *(("day.closed", Family.CLOSING), ("ticket.issued", Family.TICKET), ("rating.given", Family.RATING)),
        *(("feedback.received", Family.FEEDBACK), ("calendar.changed", Family.CALENDAR)),
        ("fees.changed", Family.FEES),
    ):
        made[family] = Subject(bytes([len(made) + 1]) * 16)
        record(office, made[family], kind)
    store_all(other, runs_for(office, other))
    for store in (office, other):
        with store.reading() as reading:
            assert {family: reading.subjects(family) for family in made} == {
                family: [subject] for family, subject in made.items()
            }


def test_a_feedback_has_a_number_of_its_own_book(office: OfficeStore) -> None:
    number = take(office, "feedback")
    record(
        office, Subject(b"f" * 16), "feedback.received", book=number.book, number=number.number, text="Chậm"
    )
    assert [(e.kind, e.number) for e in entries(office)] == [("feedback", 1)]
    assert verify(office.database).ok


def test_a_reception_as_reports_read_it_costs_no_row_of_the_books(office: OfficeStore) -> None:
    registered(office)
    with office.database.read() as connection:
        assert connection.execute("SELECT count(*) FROM book_entry").fetchone() == (0,)
    assert reception("x", 1)["sets"] == 1
