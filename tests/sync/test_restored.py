"""A province or a device that runs from an older copy: nothing is lost, nothing is given out twice."""

import shutil
from pathlib import Path

import pytest

from app.domain.identifiers import Subject
from app.storage.office_store import OfficeStore
from sync.server.province import Province
from tests.support.logs import SCOPE
from tests.support.offices import KEY, new_office, now_ms, open_office, receive, step
from tests.support.provinces import OFFICE, Wire, engine, enrol, new_province, open_province


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "province").mkdir()
    return tmp_path / "province"


def copy_of(province: Province, folder: Path) -> Path:
    """Copy the province's folder as a nightly backup would."""
    target = folder.with_name("copy")
    with province.database.writing():  # nothing is written while the files are copied
        shutil.copytree(folder, target)
    return target


def complete(office: OfficeStore, wire: Wire) -> None:
    report = engine(office, wire).run(30)
    assert (report.error, report.complete) == (None, True)


def state_of(office: OfficeStore, subject: Subject) -> str:
    with office.reading() as reading:
        return reading.delivery(subject).state


def code_of(office: OfficeStore, subject: Subject) -> str:
    with office.reading() as reading:
        dossier = reading.dossier(subject)
    assert dossier is not None
    return dossier.code


def assert_same(office: OfficeStore, province: Province) -> None:
    assert office.logs.holdings(SCOPE) == province.logs.holdings(SCOPE)
    assert province.verify().findings == []


def test_dossiers_go_back_to_waiting_and_are_delivered_again(folder: Path, tmp_path: Path) -> None:
    province, office = new_province(folder), new_office(tmp_path)
    wire = enrol(office, province)
    early = receive(office)
    complete(office, wire)
    copy = copy_of(province, folder)
    late = receive(office)
    complete(office, wire)
    assert state_of(office, late) == "province"

    wire.province = restored = open_province(copy)
    restored.note_restored()
    requests = len(wire.requests)
    complete(office, wire)
    assert state_of(office, early) == state_of(office, late) == "province"
    assert len(wire.requests) > requests + 1  # the base was not known there
    assert len(restored.dossiers(OFFICE)) == 2
    assert_same(office, restored)


def test_between_the_first_answer_and_the_new_delivery_nothing_is_claimed(
    folder: Path, tmp_path: Path
) -> None:
    province, office = new_province(folder), new_office(tmp_path)
    wire = enrol(office, province)
    complete(office, wire)
    copy = copy_of(province, folder)
    late = receive(office)
    complete(office, wire)
    assert state_of(office, late) == "province"
    wire.province = open_province(copy)
    wire.province.note_restored()
    wire.requests_left = 1
    assert not engine(office, wire).run(30).complete
    assert state_of(office, late) == "saved"


def test_a_restored_province_opens_a_new_log_that_names_the_old(folder: Path, tmp_path: Path) -> None:
    province, office = new_province(folder), new_office(tmp_path)
    wire = enrol(office, province)
    complete(office, wire)
    before = set(province.logs.holdings(SCOPE))
    province.note_restored()
    complete(office, wire)
    opened = set(province.logs.holdings(SCOPE)) - before
    assert len(opened) == 1
    assert_same(office, province)


def test_no_numbers_are_given_out_until_every_device_has_reported(folder: Path, tmp_path: Path) -> None:
    province, one, two = new_province(folder), new_office(tmp_path), new_office(tmp_path, "quay-2")
    wires = [enrol(one, province), enrol(two, province)]
    for office, wire in zip((one, two), wires, strict=True):
        complete(office, wire)
    copy = copy_of(province, folder)
    # A third counter joins, and its early dossier is given a code, after the copy was made.
    three = new_office(tmp_path, "quay-3")
    early = receive(three)
    third = enrol(three, province)
    complete(three, third)
    lost_code = code_of(three, early)
    assert lost_code == "03325.H18-261122-9000"
    complete(one, wires[0])

    restored = open_province(copy)
    restored.note_restored()
    for wire in wires:
        wire.province = restored
    # A fourth counter would be given the very numbers that were lost.
    four = new_office(tmp_path, "quay-4")
    waiting = receive(four)
    fourth = enrol(four, restored)
    complete(four, fourth)
    assert code_of(four, waiting).startswith("TAM-")
    assert restored.status()[0].awaited == 2
    complete(one, wires[0])  # brings back what the province had written
    complete(four, fourth)
    assert code_of(four, waiting).startswith("TAM-")
    complete(two, wires[1])
    # The third counter is known again through what the first brought, and is waited for as well.
    complete(four, fourth)
    assert code_of(four, waiting).startswith("TAM-")
    third.province = restored
    complete(three, third)
    complete(four, fourth)
    assert code_of(four, waiting) == "03325.H18-261122-9001"
    assert restored.verify().findings == []
    codes = restored.dossiers(OFFICE)
    assert len(codes) == len(set(codes)) == 2


def test_an_administrator_may_decide_not_to_wait(folder: Path, tmp_path: Path) -> None:
    province, office = new_province(folder), new_office(tmp_path)
    complete(office, enrol(office, province))
    province.note_restored()
    other = new_office(tmp_path, "quay-2")
    waiting = receive(other)
    wire = enrol(other, province)
    complete(other, wire)
    assert code_of(other, waiting).startswith("TAM-")
    province.wait_no_longer(OFFICE)
    complete(other, wire)
    assert code_of(other, waiting) == "03325.H18-261122-9000"
    assert code_of(other, receive(other)) == "03325.H18-261122-0201"


def test_a_copy_nobody_announced_is_noticed_by_what_devices_bring(folder: Path, tmp_path: Path) -> None:
    province, office = new_province(folder), new_office(tmp_path)
    wire = enrol(office, province)
    complete(office, wire)
    copy = copy_of(province, folder)
    other = new_office(tmp_path, "quay-2")
    complete(other, enrol(other, province))
    complete(office, wire)
    before = set(province.logs.holdings(SCOPE))

    wire.province = restored = open_province(copy)
    receive(office)
    complete(office, wire)
    assert before < set(restored.logs.holdings(SCOPE))
    assert len(set(restored.logs.holdings(SCOPE)) - before) == 1  # the log it opened then
    assert restored.status()[0].devices == 2  # knows again whom it had granted
    assert_same(office, restored)


def test_a_restored_device_gets_back_what_it_had_delivered_and_new_numbers_for_later_days(
    folder: Path, tmp_path: Path
) -> None:
    province, office = new_province(folder), new_office(tmp_path)
    wire = enrol(office, province)
    first = receive(office)
    complete(office, wire)
    copied = tmp_path / "copied.db"
    office.database.copy_to(copied, KEY)
    second = receive(office)
    step(office, first, "transfer")
    complete(office, wire)
    printed = code_of(office, second)

    back = OfficeStore.open(copied, KEY, tmp_path, now_ms)
    third = receive(back)  # nobody noticed yet: the same number is printed again
    assert code_of(back, third) == printed
    complete(back, wire)
    assert code_of(back, second) == printed
    fourth = receive(back)
    assert code_of(back, fourth).startswith("TAM-")  # the new range holds for later days only
    complete(back, wire)
    assert code_of(back, fourth).startswith("03325.H18-261122-9")
    assert back.logs.holdings(SCOPE) == province.logs.holdings(SCOPE)
    assert [finding.kind for finding in province.verify().findings] == ["number.twice"]
    assert len(province.dossiers(OFFICE)) == 4
    assert open_office(back).forked_logs()
