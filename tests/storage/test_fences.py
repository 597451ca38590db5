"""Fences: a revoked log counts up to the line the province drew, by whatever path and order it comes."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from app.domain.facts import FactDraft
from app.domain.identifiers import Subject
from app.domain.problems import DomainProblem
from app.storage.office_store import OfficeStore
from app.storage.verify import verify
from sync.protocol.signing import certify_working_key
from tests.support.logs import SCOPE, Device
from tests.support.offices import (
    Province,
    carry,
    new_office,
    now_ms,
    receive,
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


def revoke(province: Province, device: Device, position: int, head: bytes) -> None:
    """Have the province end a device's log at a place; carried by the next run of its writer."""
    fields = {"log": device.log, "position": position, "head": head, "cause": "stolen"}
    province.writer.add(FactDraft("device.revoked", Subject(device.id), now_ms(), fields))


def grant(province: Province, device: Device) -> None:
    province.grant_key(device.key.public, Subject(device.id), device.log)


def test_a_revoked_log_folds_up_to_its_fence_and_is_carried_beyond(
    office: OfficeStore, province: Province, tmp_path: Path
) -> None:
    office.memory.join(province.membership())
    device = Device()
    received(device, "Giàng A Trước")
    grant(province, device)
    store_all(office, [province.writer.run(), device.run()])
    fence = (device.position, device.head)
    received(device, "Giàng A Sau")
    office.logs.store_run(SCOPE, device.run())
    assert names(office) == ["Giàng A Sau", "Giàng A Trước"]
    revoke(province, device, *fence)
    office.logs.store_run(SCOPE, province.writer.run())
    assert names(office) == ["Giàng A Trước"]
    received(device, "Giàng A Cuối")
    office.logs.store_run(SCOPE, device.run())
    assert names(office) == ["Giàng A Trước"]
    assert verify(office.database).ok
    other = new_office(tmp_path, "quay-2")
    other.memory.join(province.membership())
    carry(office, other)
    assert names(other) == ["Giàng A Trước"]
    assert other.logs.holdings(SCOPE)[device.log] == office.logs.holdings(SCOPE)[device.log]
    other.close()


def test_a_fact_beyond_the_fence_is_shown_as_set_aside(office: OfficeStore, province: Province) -> None:
    office.memory.join(province.membership())
    device = Device().open()
    grant(province, device)
    fence = (0, b"")
    store_all(office, [province.writer.run(), device.run()])
    fence = (device.position, device.head)
    received(device, "Giàng A Sau")
    revoke(province, device, *fence)
    store_all(office, [device.run(), province.writer.run()])
    with office.reading() as reading:
        assert reading.fact_delivery(device.made[-1].fact.id).state == "set_aside"


def test_an_administrator_moves_the_line(office: OfficeStore, province: Province) -> None:
    office.memory.join(province.membership())
    device = Device()
    received(device, "Giàng A Một")
    grant(province, device)
    runs = [province.writer.run(), device.run()]
    places = [(device.position, device.head)]
    for name in ("Giàng A Hai", "Giàng A Ba"):
        device.receive(name)
        runs.append(device.run())
        places.append((device.position, device.head))
    revoke(province, device, *places[0])
    store_all(office, [*runs, province.writer.run()])
    assert names(office) == ["Giàng A Một"]
    revoke(province, device, *places[1])
    office.logs.store_run(SCOPE, province.writer.run())
    assert names(office) == ["Giàng A Hai", "Giàng A Một"]
    assert verify(office.database).ok


def test_a_fence_that_arrives_before_the_log_holds(office: OfficeStore, province: Province) -> None:
    office.memory.join(province.membership())
    device = Device()
    received(device, "Giàng A Trước")
    grant(province, device)
    early = device.run()
    revoke(province, device, device.position, device.head)
    received(device, "Giàng A Sau")
    store_all(office, [province.writer.run(), early, device.run()])
    assert names(office) == ["Giàng A Trước"]


def test_a_fence_on_one_line_of_a_fork_shuts_out_the_other(province: Province, tmp_path: Path) -> None:
    device = Device()
    received(device, "Giàng A Gốc")
    grant(province, device)
    root = device.run()
    thief = Device(key=device.key, id=device.id, log=device.log, position=device.position, head=device.head)
    received(device, "Giàng A Thật")
    real = device.run()
    received(thief, "Giàng A Trộm")
    stolen = thief.run()
    revoke(province, device, device.position, device.head)
    of_province = province.writer.run()
    for number, order in enumerate(([real, stolen], [stolen, real])):
        store = new_office(tmp_path, f"order-{number}")
        store.memory.join(province.membership())
        store_all(store, [root, *order, of_province])
        assert names(store) == ["Giàng A Gốc", "Giàng A Thật"]
        assert verify(store.database).ok
        store.close()


def test_a_revoked_device_opens_no_other_log(office: OfficeStore, province: Province) -> None:
    office.memory.join(province.membership())
    device = Device()
    received(device, "Giàng A Trước")
    grant(province, device)
    store_all(office, [province.writer.run(), device.run()])
    early = Device(key=device.key, id=device.id, at=now_ms())
    received(early, "Giàng A Song Song")
    office.logs.store_run(SCOPE, early.run())
    assert names(office) == ["Giàng A Song Song", "Giàng A Trước"]
    revoke(province, device, device.position, device.head)
    office.logs.store_run(SCOPE, province.writer.run())
    late = Device(key=device.key, id=device.id, at=now_ms())
    received(late, "Giàng A Trộm")
    office.logs.store_run(SCOPE, late.run())
    assert names(office) == ["Giàng A Trước"]
    grant(province, late)
    office.logs.store_run(SCOPE, province.writer.run())
    assert names(office) == ["Giàng A Song Song", "Giàng A Trước", "Giàng A Trộm"], "granted anew"
    assert verify(office.database).ok


def test_the_order_of_arrival_decides_nothing(province: Province, tmp_path: Path) -> None:
    device = Device()
    received(device, "Giàng A Trước")
    first = device.run()
    place = (device.position, device.head)
    device.add(FactDraft("log.opened", Subject(device.id), now_ms(), {"device_name": "x"}))
    about_itself = device.made[-1].fact.id
    received(device, "Giàng A Sau")
    second = device.run()
    grant(province, device)
    granted = province.writer.run()
    fields = {"log": device.log, "position": place[0], "head": place[1], "cause": "stolen"}
    province.writer.add(
        FactDraft("device.revoked", Subject(device.id), now_ms(), fields),
        parents=sorted([about_itself, province.writer.made[-1].fact.id]),
    )
    revoked = province.writer.run()
    seen = []
    for number, order in enumerate(
        (
            [granted, first, second, revoked],
            [granted, revoked, first, second],
            [first, granted, revoked, second],
        )
    ):
        store = new_office(tmp_path, f"order-{number}")
        store.memory.join(province.membership())
        store_all(store, order)
        assert names(store) == ["Giàng A Trước"]
        assert verify(store.database).ok
        with store.reading() as reading:
            seen.append([reading.view(encoded.fact.subject) for encoded in device.made])
        store.close()
    assert seen[0] == seen[1] == seen[2]


def test_honest_work_after_what_was_revoked_goes_on(office: OfficeStore, province: Province) -> None:
    office.memory.join(province.membership())
    device = Device().open()
    grant(province, device)
    store_all(office, [province.writer.run(), device.run()])
    place = (device.position, device.head)
    subject = receive(office, "Giàng A Thật")
    with office.reading() as reading:
        (tip,) = reading.view(subject).trail
    device.add(FactDraft("dossier.amended", subject, now_ms(), {"village": "Bản Lạ"}), parents=[tip])
    office.logs.store_run(SCOPE, device.run())
    for name in ("transfer", "finish"):
        step(office, subject, name)
    revoke(province, device, *place)
    office.logs.store_run(SCOPE, province.writer.run())
    with office.reading() as reading:
        view = reading.view(subject)
        assert (view.status, view.value("village"), view.waiting) == (9, "Bản Huổi Mí", frozenset())
        assert view.quarantined == [device.made[-1].fact.id]
    assert verify(office.database).ok


def test_a_line_that_is_not_the_one_named_does_not_count(province: Province, tmp_path: Path) -> None:
    device = Device()
    received(device, "Giàng A Gốc")
    grant(province, device)
    root = device.run()
    thief = Device(key=device.key, id=device.id, log=device.log, position=device.position, head=device.head)
    received(device, "Giàng A Thật")
    real = device.run()
    received(thief, "Giàng A Trộm")
    stolen = thief.run()
    revoke(province, device, device.position, device.head)
    store = new_office(tmp_path, "only-the-thief")
    store.memory.join(province.membership())
    store_all(store, [province.writer.run(), root, stolen])
    assert "Giàng A Trộm" not in names(store)
    store.logs.store_run(SCOPE, real)
    assert names(store) == ["Giàng A Gốc", "Giàng A Thật"]
    assert verify(store.database).ok
    store.close()


def test_the_own_log_ends_where_the_province_says(office: OfficeStore, province: Province) -> None:
    province.enrol(office)
    receive(office, "Giàng A Trước")
    own = office.memory.own_log()
    ((position, head),) = office.logs.holdings(SCOPE)[own]
    receive(office, "Giàng A Sau")
    fields = {"log": own, "position": position, "head": head, "cause": "copied"}
    province.writer.add(FactDraft("device.revoked", Subject(office.device), now_ms(), fields))
    office.logs.store_run(SCOPE, province.writer.run())
    assert names(office) == ["Giàng A Trước"]
    for _ in range(2):
        with pytest.raises(DomainProblem) as refused:
            receive(office, "Giàng A Mới")
        assert refused.value.code == "device.revoked"
        office.leave_log()
    province.grant_key(office.memory.device_key().public, Subject(office.device), office.memory.own_log())
    office.logs.store_run(SCOPE, province.writer.run())
    receive(office, "Giàng A Mới")
    assert names(office) == ["Giàng A Mới", "Giàng A Trước"]
    assert verify(office.database).ok


def test_a_line_drawn_on_an_older_log_of_the_province_takes_its_grants_back(
    office: OfficeStore, province: Province
) -> None:
    office.memory.join(province.membership())
    older, opening = province.writer, province.writer.run()
    place = (older.position, older.head)
    device = Device()
    received(device, "Giàng A Bị Rút")
    grant(province, device)
    run = province.grant(office)
    store_all(office, [opening, run, device.run()])
    assert names(office) == ["Giàng A Bị Rút"]
    newer = Device(key=older.key, id=older.id, at=now_ms())
    certificate = certify_working_key(province.root, newer.key.public)
    newer.open(root_key=province.root.public, certificate=certificate, previous_log=older.log)
    fields = {"log": older.log, "position": place[0], "head": place[1], "cause": "other"}
    newer.add(FactDraft("device.revoked", Subject(older.id), now_ms(), fields))
    office.logs.store_run(SCOPE, newer.run())
    assert names(office) == []
    with office.reading() as reading:
        assert not reading.has_range()
    assert verify(office.database).ok
