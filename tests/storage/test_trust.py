"""Whose logs fold: grants, pairing, fences, and grants that arrive late."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from app.domain.facts import FactDraft
from app.domain.identifiers import ScopeId, Subject
from app.storage.office_store import OfficeStore
from app.storage.trust import keep_pair
from app.storage.verify import verify
from tests.support.logs import SCOPE, Device
from tests.support.offices import (
    Province,
    carry,
    new_office,
    now_ms,
    pair,
    receive,
    runs_for,
    step,
    store_all,
)

_numbers = count(1)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[OfficeStore]:
    store = new_office(tmp_path)
    yield store
    store.close()


@pytest.fixture
def province() -> Province:
    return Province()


def received(device: Device, name: str = "Giàng A Lạ") -> Subject:
    """Have a device receive a dossier under a code of its own."""
    return device.receive(name, code=f"H18.22-261122-{next(_numbers):04}")


def names(store: OfficeStore) -> list[str]:
    with store.reading() as reading:
        return sorted(row.full_name for row in reading.search("giang"))


def grant(province: Province, device: Device) -> None:
    province.grant_key(device.key.public, Subject(device.id), device.log)


def test_before_any_province_only_the_own_log_folds(office: OfficeStore) -> None:
    stranger = Device()
    received(stranger, "Giàng A Lạ")
    office.logs.store_run(SCOPE, stranger.run())
    receive(office, "Giàng A Nhà")
    assert names(office) == ["Giàng A Nhà"]
    assert verify(office.database).ok


def test_pairing_lets_another_counter_fold_both_ways(tmp_path: Path, office: OfficeStore) -> None:
    other = new_office(tmp_path, "quay-2")
    receive(other, "Giàng A Kia")
    carry(other, office)
    assert names(office) == []
    pair(office, other)
    assert names(office) == ["Giàng A Kia"]
    receive(other, "Giàng A Sau")
    carry(other, office)
    assert names(office) == ["Giàng A Kia", "Giàng A Sau"]
    other.close()


def test_a_grant_that_arrives_late_folds_what_was_carried(office: OfficeStore, province: Province) -> None:
    device = Device()
    received(device, "Giàng A Sớm")
    office.logs.store_run(SCOPE, device.run())
    office.memory.join(province.membership())
    assert names(office) == []
    grant(province, device)
    office.logs.store_run(SCOPE, province.writer.run())
    assert names(office) == ["Giàng A Sớm"]
    received(device, "Giàng A Muộn")
    office.logs.store_run(SCOPE, device.run())
    assert names(office) == ["Giàng A Muộn", "Giàng A Sớm"]
    assert verify(office.database).ok


def test_a_root_that_is_pinned_late_admits_the_province_and_whom_it_granted(
    office: OfficeStore, province: Province
) -> None:
    device = Device()
    received(device, "Giàng A Sớm")
    grant(province, device)
    store_all(office, [province.writer.run(), device.run()])
    assert names(office) == []
    office.memory.join(province.membership())
    assert names(office) == ["Giàng A Sớm"]


def test_a_grant_of_another_province_is_worth_nothing(office: OfficeStore, province: Province) -> None:
    device, impostor = Device(), Province()
    received(device, "Giàng A Giả")
    impostor.grant_key(device.key.public, Subject(device.id), device.log)
    office.memory.join(province.membership())
    store_all(office, [impostor.writer.run(), device.run()])
    assert names(office) == []


def test_a_grant_written_by_a_mere_device_is_worth_nothing(office: OfficeStore) -> None:
    device, friend = Device().open(), Device()
    office.memory.pair(device.key.public, Subject(device.id))
    received(friend, "Giàng A Bạn")
    fields = {"key": friend.key.public, "log": friend.log, "device_name": "bạn"}
    device.add(FactDraft("device.granted", Subject(friend.id), now_ms(), fields))
    store_all(office, [device.run(), friend.run()])
    assert names(office) == []


def test_a_key_is_granted_to_one_device_only(office: OfficeStore, province: Province) -> None:
    office.memory.join(province.membership())
    device = Device()
    grant(province, device.open())
    other = Device(key=device.key)
    received(other, "Giàng A Khác")
    store_all(office, [province.writer.run(), other.run()])
    assert names(office) == []


def test_a_device_that_opens_another_log_under_its_key_stays_trusted(
    office: OfficeStore, province: Province
) -> None:
    office.memory.join(province.membership())
    device = Device()
    received(device, "Giàng A Một")
    grant(province, device)
    again = Device(key=device.key, id=device.id, at=now_ms())
    received(again, "Giàng A Hai")
    store_all(office, [province.writer.run(), device.run(), again.run()])
    assert names(office) == ["Giàng A Hai", "Giàng A Một"]


def test_an_admitted_log_may_touch_very_many_dossiers(office: OfficeStore) -> None:
    device = Device()
    for number in range(230):
        received(device, f"Giàng A {number}")
    office.logs.store_run(SCOPE, device.run())
    office.memory.pair(device.key.public, Subject(device.id))
    subjects = [encoded.fact.subject for encoded in device.made[1:]]
    with office.reading() as reading:
        dossier = reading.dossier(subjects[7])
        assert dossier is not None
        assert dossier.full_name == "Giàng A 7", "opening a stale dossier folds it"
    assert verify(office.database).ok, "stale is not wrong"
    assert office.fold_stale() == 31
    assert office.fold_stale() == 0
    assert office.fold_stale() == 0
    assert len(names(office)) == 50
    with office.reading() as reading:
        assert len(reading.rows(subjects)) == 230
    assert verify(office.database).ok


def test_a_stale_dossier_that_is_written_to_is_fresh_again(office: OfficeStore) -> None:
    device = Device()
    for number in range(210):
        received(device, f"Giàng A {number}")
    office.logs.store_run(SCOPE, device.run())
    office.memory.pair(device.key.public, Subject(device.id))
    subject = device.made[1].fact.subject
    step(office, subject, "transfer")
    with office.reading() as reading:
        (row,) = reading.rows([subject])
        assert (row.full_name, row.status) == ("Giàng A 0", 4)
    while office.fold_stale():
        pass
    assert verify(office.database).ok


def test_runs_of_strangers_go_on_to_others(office: OfficeStore, tmp_path: Path) -> None:
    stranger = Device()
    received(stranger)
    run = stranger.run()
    office.logs.store_run(SCOPE, run)
    other = new_office(tmp_path, "quay-2")
    assert run in runs_for(office, other)
    other.close()


def test_a_junk_certificate_gains_a_granted_device_nothing(
    office: OfficeStore, province: Province, tmp_path: Path
) -> None:
    late = new_office(tmp_path, "quay-2")
    device, outsider = Device(), Device()
    device.open(certificate=b"junk", root_key=province.root.public)
    received(outsider, "Giàng A Ngoài")
    office.memory.join(province.membership())
    grant(province, device)
    fields = {"log": office.memory.own_log(), "unit_identifier": "H99.99", "first": 5000, "last": 5999}
    device.add(FactDraft("range.granted", Subject(office.device), now_ms(), fields))
    fields = {"key": outsider.key.public, "log": outsider.log, "device_name": "x"}
    device.add(FactDraft("device.granted", Subject(outsider.id), now_ms(), fields))
    fields = {"log": province.writer.log, "position": 1, "head": bytes(32), "cause": "other"}
    device.add(FactDraft("device.revoked", Subject(province.writer.id), now_ms(), fields))
    fields = {"log": office.memory.own_log(), "position": 1, "head": bytes(32), "cause": "other"}
    device.add(FactDraft("device.revoked", Subject(office.device), now_ms(), fields))
    runs = [province.writer.run(), device.run(), outsider.run()]
    store_all(office, runs)
    store_all(late, runs)
    late.memory.join(province.membership())
    mine = receive(office, "Giàng A Nhà")
    assert names(office) == ["Giàng A Nhà"]
    assert names(late) == []
    with office.reading() as reading:
        assert not reading.has_range()
        assert reading.dossier(mine) is not None
    for store in (office, late):
        assert verify(store.database).ok
    late.close()


def test_a_pair_counts_in_its_own_office_only(office: OfficeStore) -> None:
    with office.database.write() as connection:
        keep_pair(connection, ScopeId(bytes(16)), (device := Device()).key.public, Subject(device.id))
    received(device)
    office.logs.store_run(SCOPE, device.run())
    assert names(office) == []
