"""Codes: official from the range of the log written now, provisional otherwise; never the same twice."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.numbering import parse_code
from app.storage.office_store import OfficeStore
from app.storage.verify import verify
from app.use_cases.ports import TakenCode
from tests.support.logs import SCOPE
from tests.support.offices import (
    IDENTIFIER,
    TODAY,
    UNIT,
    Province,
    acting,
    new_office,
    now_ms,
    open_office,
    receive,
    runs_for,
    store_all,
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[OfficeStore]:
    store = new_office(tmp_path)
    yield store
    store.close()


def take(store: OfficeStore, day: date = TODAY) -> TakenCode:
    with store.writing(acting()) as tx:
        return tx.take_code(day, UNIT)


def has_range(store: OfficeStore) -> bool:
    with store.reading() as reading:
        return reading.has_range()


def test_without_a_range_codes_are_provisional_and_count_by_day(office: OfficeStore) -> None:
    taken = [take(office), take(office), take(office, TODAY - timedelta(1))]
    read = [parse_code(code.code) for code in taken]
    assert [code and (code.number, code.day, code.unit) for code in read] == [
        (1, TODAY, UNIT),
        (2, TODAY, UNIT),
        (1, TODAY - timedelta(1), UNIT),
    ]
    assert all(code.provisional and code.range_first is None for code in taken)
    assert not has_range(office)


def test_with_a_range_codes_are_official_until_it_is_used_up(office: OfficeStore) -> None:
    Province().enrol(office, 5, 7)
    assert has_range(office)
    taken = [take(office) for _ in range(4)]
    assert [code.code for code in taken[:3]] == [f"{IDENTIFIER}-261122-000{number}" for number in (5, 6, 7)]
    assert [(code.provisional, code.range_first) for code in taken] == [(False, 5)] * 3 + [(True, None)]
    assert take(office, TODAY + timedelta(1)).code == f"{IDENTIFIER}-261123-0005"
    assert take(office, TODAY - timedelta(400)).code.endswith("-251018-0005"), "past days too"


def test_a_second_range_is_used_after_the_first(office: OfficeStore) -> None:
    province = Province()
    province.enrol(office, 1, 2)
    office.logs.store_run(SCOPE, province.grant(office, 201, 202))
    assert [take(office).code[-4:] for _ in range(4)] == ["0001", "0002", "0201", "0202"]
    assert take(office).provisional


def test_several_codes_in_one_transaction_differ(office: OfficeStore) -> None:
    Province().enrol(office, 1, 3)
    with office.writing(acting()) as tx:
        codes = [tx.take_code(TODAY, UNIT).code for _ in range(5)]
    assert len(set(codes)) == 5
    assert len({*codes, take(office).code}) == 6


def test_a_range_for_later_days_gives_nothing_for_earlier_ones(office: OfficeStore) -> None:
    province = Province()
    office.memory.join(province.membership())
    office.logs.store_run(SCOPE, province.grant(office, 1, 200, after=TODAY))
    assert take(office).provisional
    assert take(office, TODAY + timedelta(1)).code == f"{IDENTIFIER}-261123-0001"


def test_a_range_of_another_log_gives_nothing(office: OfficeStore, tmp_path: Path) -> None:
    other = new_office(tmp_path, "quay-2")
    province = Province()
    office.memory.join(province.membership())
    office.logs.store_run(SCOPE, province.grant(other))
    assert take(office).provisional
    other.close()


def test_a_restored_device_has_no_range_until_a_new_grant(office: OfficeStore, tmp_path: Path) -> None:
    province = Province()
    province.enrol(office)
    office.database.copy_to(tmp_path / "backup.db", bytes(range(32)))
    assert take(office).code.endswith("-0001")
    restored = OfficeStore.open(tmp_path / "backup.db", bytes(range(32)), tmp_path, now_ms)
    restored.leave_log()
    assert not has_range(restored)
    assert take(restored).provisional
    restored.logs.store_run(SCOPE, province.grant(restored, 1, 200, after=TODAY))
    assert take(restored).provisional
    assert take(restored, TODAY + timedelta(1)).code == f"{IDENTIFIER}-261123-0001"
    restored.close()


def test_provisional_codes_of_two_incarnations_differ(office: OfficeStore) -> None:
    before = take(office)
    office.leave_log()
    assert take(office).code != before.code


def test_numbers_go_on_after_the_file_was_closed(office: OfficeStore) -> None:
    Province().enrol(office)
    first = take(office)
    again = open_office(office)
    assert (first.code[-4:], take(again).code[-4:], take(office).code[-4:]) == ("0001", "0002", "0003")
    again.close()


def test_overlapping_and_repeated_grants_never_give_a_number_twice(office: OfficeStore) -> None:
    province = Province()
    province.enrol(office, 1, 2)
    for first, last in ((1, 4), (1, 2), (2, 6)):
        office.logs.store_run(SCOPE, province.grant(office, first, last))
    taken = [take(office) for _ in range(7)]
    assert [code.code[-4:] for code in taken[:6]] == ["0001", "0002", "0003", "0004", "0005", "0006"]
    assert taken[6].provisional


def test_a_log_opened_later_does_not_take_a_number_of_an_earlier_one(office: OfficeStore) -> None:
    province = Province()
    province.enrol(office)
    assert take(office).code.endswith("-0001")
    office.leave_log()
    office.logs.store_run(SCOPE, province.grant(office))
    assert take(office).code.endswith("-0002")


def test_a_number_forgotten_in_a_restore_is_not_taken_again(office: OfficeStore, tmp_path: Path) -> None:
    province = Province()
    province.enrol(office)
    office.database.copy_to(tmp_path / "backup.db", bytes(range(32)))
    receive(office)
    restored = OfficeStore.open(tmp_path / "backup.db", bytes(range(32)), tmp_path, now_ms)
    restored.leave_log()
    store_all(restored, runs_for(office, restored))
    restored.logs.store_run(SCOPE, province.grant(restored))
    assert take(restored).code.endswith("-0002")
    assert verify(restored.database).ok
    restored.close()


@pytest.mark.parametrize("first", [0, "one", None])
def test_a_range_that_cannot_be_one_is_passed_over(office: OfficeStore, first: object) -> None:
    province = Province()
    office.memory.join(province.membership())
    office.logs.store_run(SCOPE, province.grant(office, first))  # type: ignore[arg-type]  # as a province with a fault would
    assert take(office).provisional
    assert verify(office.database).ok
